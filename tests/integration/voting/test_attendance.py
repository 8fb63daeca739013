"""Attendance and receipts by seat, through the operations of voting (A10.11, A10.15, Y-037, D-09)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from services.demo.patterns import ballot_patterns
from services.voting.domain.errors import IssuedExceedsPresent, QuorumNotMet
from services.voting.domain.hall_errors import (
    AttendanceClosed,
    AttendanceDiffers,
    AttendanceMissing,
    AttendanceSheetWrong,
    ReceiptsMissing,
)
from shared.contracts import voting
from shared.kernel.errors import Forbidden
from shared.tenancy.roles import Role
from tests.integration.voting.hall import Hall
from tests.integration.voting.test_demo_votes import refused
from tests.support.calling import CallingSuite


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("voting")


def lines(seats: list[str], presence: str = "present") -> list[dict[str, str]]:
    """A sheet on which all these stand alike."""
    return [{"seat": each, "presence": presence} for each in seats]


def note(hall: Hall, sitting: str, *sheets: list[dict[str, str]], **more: Any) -> Any:
    """Hand in a sheet."""
    joined = [line for each in sheets for line in each]
    return hall.call(
        voting.NOTE_ATTENDANCE, session_id=hall.session_id, sitting=sitting, lines=joined, **more
    )


def attendance(hall: Hall, sitting: str, role: Role = Role.CONGRESS_CLERK) -> Any:
    """How a sitting stands now."""
    return hall.call(voting.GET_ATTENDANCE, role, session_id=hall.session_id, sitting=sitting)


def small(suite: CallingSuite, tenant: str, **rules: Any) -> Hall:
    """A congress of twelve in two delegations, up to its sign-in."""
    hall = Hall(suite, tenant, rules=rules, in_office=12, delegations=[5, 7], codes=["A1", "A2", "A3"])
    hall.open()
    hall.step(voting.RECORD_MEETING, step="credentials")
    return hall


def test_a_sitting_takes_its_number_from_the_sheet_by_seat_a10_15(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = small(suite, fresh_tenant)
    seats = hall.seats
    with refused(AttendanceMissing, "报到签到"):
        hall.step(voting.OPEN_SITTING, step="sign_in")
    taken = note(
        hall,
        "sign_in",
        lines(seats[:7]),
        [{"seat": seats[10], "presence": "on_leave", "reason": "手术住院"}],
    )
    assert taken["numbers"] == {
        "due": 12, "present": 7, "on_leave": 1, "absent": 4, "left": 0, "late": 0,
    }  # fmt: skip
    assert (taken["quorum"]["needed"], taken["quorum"]["met"]) == (8, False)
    note(hall, "sign_in", lines(seats[7:9]))
    with refused(AttendanceDiffers, "填报实到12人，按席位签到9人"):
        hall.step(voting.OPEN_SITTING, step="sign_in", present=12)
    hall.step(voting.OPEN_SITTING, step="sign_in")
    late = note(hall, "sign_in", lines(seats[9:10], "late"))
    assert late["quorum"]["met"]
    assert late["numbers"]["present"] == 10
    seen = attendance(hall, "sign_in")
    assert (seen["recorded"], seen["numbers"]["late"], seen["open"]) == (9, 1, True)
    assert [each["present"] for each in seen["delegations"]] == [5, 5]
    assert [each["reason"] for each in seen["seats"] if each["reason"]] == ["手术住院"]
    hall.step(voting.RECORD_MEETING, step="preparatory", hands=hall.hands(10))


def test_seats_are_for_the_hall_and_reasons_for_the_clerk_alone_a10_19(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = small(suite, fresh_tenant)
    answer = note(hall, "sign_in", [{"seat": hall.seats[0], "presence": "on_leave", "reason": "探亲"}])
    assert hall.seats[0] not in str(answer)
    assert attendance(hall, "sign_in", Role.DEPUTY)["seats"] is None
    scrutineer = attendance(hall, "sign_in", Role.SCRUTINEER)
    assert scrutineer["seats"][0]["presence"] == "on_leave"
    assert "探亲" not in str(scrutineer)
    with refused(Forbidden):
        hall.call(
            voting.NOTE_ATTENDANCE,
            Role.DEPUTY,
            session_id=hall.session_id,
            sitting="sign_in",
            lines=lines(hall.seats[:1]),
        )


def test_a_wrong_sheet_loses_nothing_and_a_closed_one_stays(suite: CallingSuite, fresh_tenant: str) -> None:
    hall = small(suite, fresh_tenant)
    note(hall, "sign_in", lines(hall.seats))
    with refused(AttendanceSheetWrong, "第2行：名册中没有“代表099”"):
        note(hall, "sign_in", lines([hall.seats[0], "代表099"], "absent"))
    assert attendance(hall, "sign_in")["numbers"]["present"] == 12
    hall.step(voting.OPEN_SITTING, step="sign_in", present=12)
    hall.step(voting.RECORD_MEETING, step="preparatory", hands=hall.hands(12))
    yes = {"present": hall.presidium, **hall.hands(hall.presidium)}
    hall.step(voting.RECORD_MEETING, step="presidium_1", hands=yes)
    note(hall, "first_plenary", lines(hall.seats[:11]))
    hall.step(voting.OPEN_SITTING, step="first_plenary")
    with refused(AttendanceClosed, "报到签到"):
        note(hall, "sign_in", lines(hall.seats[:1], "absent"))
    assert not attendance(hall, "sign_in")["open"]


def test_two_tablets_at_once_lose_no_seat(suite: CallingSuite, fresh_tenant: str) -> None:
    hall = small(suite, fresh_tenant)
    with ThreadPoolExecutor(2) as tablets:
        list(tablets.map(lambda part: note(hall, "sign_in", lines(part)), [hall.seats[:5], hall.seats[5:]]))
    assert attendance(hall, "sign_in")["numbers"]["present"] == 12


def test_papers_are_out_when_all_who_signed_in_have_signed_for_them_y037(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = small(suite, fresh_tenant, **{"voting.distribution": "receipts"})
    note(hall, "sign_in", lines(hall.seats[:11]))
    hall.step(voting.OPEN_SITTING, step="sign_in")
    hall.step(voting.RECORD_MEETING, step="preparatory", hands=hall.hands(11))
    yes = {"present": hall.presidium, **hall.hands(hall.presidium)}
    hall.step(voting.RECORD_MEETING, step="presidium_1", hands=yes)

    def sign(seats: list[str]) -> Any:
        listed = [{"seat": each} for each in seats]
        return hall.call(voting.NOTE_RECEIPTS, session_id=hall.session_id, lines=listed)

    assert sign(hall.seats[:10])["waiting"] == 1
    with refused(ReceiptsMissing, hall.seats[10]):
        hall.step(voting.DISTRIBUTE_PAPERS, copies=12)
    seen = hall.call(voting.GET_RECEIPTS, session_id=hall.session_id)
    assert (seen["required"], seen["signed"], seen["waiting"]) == (True, 10, 1)
    assert [each["seat"] for each in seen["waiting_seats"]] == [hall.seats[10]]
    shown = hall.call(voting.GET_RECEIPTS, Role.DEPUTY, session_id=hall.session_id)
    assert (shown["waiting"], shown["waiting_seats"]) == (1, None)
    sign(hall.seats[10:11])
    assert hall.step(voting.DISTRIBUTE_PAPERS, copies=12)["carried"]


def test_no_ballot_begins_when_too_many_have_left_a10_15(suite: CallingSuite, fresh_tenant: str) -> None:
    rules = {"voting.quorum": "2/3", "voting.quota": {"least": 2, "most": 2}}
    hall = Hall(suite, fresh_tenant, rules=rules, in_office=12, codes=["A1", "A2", "A3"])
    hall.to_boxes(12, 2)
    hall.seal()
    note(hall, "second_plenary", lines(hall.seats))
    note(hall, "second_plenary", lines(hall.seats[:5], "left"))
    with refused(QuorumNotMet, "7"):
        hall.issue_and_return(7, 7)
    note(hall, "second_plenary", lines(hall.seats))
    hall.issue_and_return(12, 12)
    tied = {"A1": (10, 0), "A2": (7, 0), "A3": (7, 0)}
    hall.count(ballot_patterns(tied, 12, 2))
    assert hall.vote()["rounds"][1]["kind"] == "tie"
    note(hall, "second_plenary", lines(hall.seats[:5], "left"))
    with refused(QuorumNotMet, "7"):
        hall.seal()
    note(hall, "second_plenary", lines(hall.seats[:4]))
    hall.seal()
    hall.issue_and_return(11, 11)


def test_at_a_box_are_not_issued_more_than_are_present_of_its_delegation_b033_a10_15(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    rules = {"voting.polling": "delegation", "voting.quota": {"least": 1, "most": 2}}
    hall = small(suite, fresh_tenant, **rules)
    here = hall.seats[:3] + hall.seats[5:]
    note(hall, "sign_in", lines(here))
    hall.step(voting.OPEN_SITTING, step="sign_in")
    yes = {"present": hall.presidium, **hall.hands(hall.presidium)}
    hall.step(voting.RECORD_MEETING, step="preparatory", hands=hall.hands(10))
    hall.step(voting.RECORD_MEETING, step="presidium_1", hands=yes)
    hall.step(voting.DISTRIBUTE_PAPERS, copies=12)
    hall.step(voting.OPEN_SITTING, step="first_plenary", present=10)
    hall.deliberate(["第一组"])
    hall.step(voting.RECORD_MEETING, step="presidium_2", hands=yes)
    note(hall, "second_plenary", lines(here))
    hall.step(voting.OPEN_SITTING, step="second_plenary")
    hall.draft(2)
    hall.adopt_measure(10, 0, 0)
    hall.elect_scrutineers(10)
    hall.seal()
    with refused(IssuedExceedsPresent, "第1代表团"):
        hall.act(voting.ISSUE_BALLOTS, boxes=[{"code": "1团", "issued": 4}, {"code": "2团", "issued": 6}])
    hall.act(voting.ISSUE_BALLOTS, boxes=[{"code": "1团", "issued": 3}, {"code": "2团", "issued": 7}])
    with refused(IssuedExceedsPresent, "第1代表团"):
        hall.act(
            voting.CORRECT_ISSUE,
            reason="误登",
            boxes=[{"code": "1团", "issued": 4}, {"code": "2团", "issued": 6}],
        )


def test_a_late_arrival_after_issuing_is_present_and_was_issued_nothing_a10_15(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = small(suite, fresh_tenant, **{"voting.quota": {"least": 2, "most": 2}})
    hall.step(voting.OPEN_SITTING, step="sign_in", present=12)
    hall.step(voting.RECORD_MEETING, step="preparatory", hands=hall.hands(12))
    yes = {"present": hall.presidium, **hall.hands(hall.presidium)}
    hall.step(voting.RECORD_MEETING, step="presidium_1", hands=yes)
    hall.step(voting.DISTRIBUTE_PAPERS, copies=12)
    hall.step(voting.OPEN_SITTING, step="first_plenary", present=12)
    hall.deliberate(["第一组"])
    hall.step(voting.RECORD_MEETING, step="presidium_2", hands=yes)
    note(hall, "second_plenary", lines(hall.seats[:11]))
    hall.step(voting.OPEN_SITTING, step="second_plenary")
    hall.draft(2)
    hall.adopt_measure(11, 0, 0)
    hall.elect_scrutineers(11)
    done = hall.step(voting.SEAL_BOXES, boxes=[{"code": "main", "name": "会场票箱"}])
    hall.vote_id = done["id"]
    hall.act(voting.ISSUE_BALLOTS, boxes=[{"code": "main", "issued": 11}])
    taken = note(hall, "second_plenary", lines(hall.seats[11:], "late"))
    assert taken["numbers"]["present"] == 12
    assert (hall.vote()["rounds"][0]["present"], hall.vote()["rounds"][0]["issued"]) == (11, 11)


def test_the_session_says_which_delegations_wait_for_the_explanation_d09(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = Hall(
        suite,
        fresh_tenant,
        rules={"voting.briefing": "delegation"},
        in_office=12,
        delegations=[5, 7],
        codes=["A1"],
    )
    hall.convene(12)
    assert not hall.step(voting.RECORD_BRIEFING, speaker="区政府", delegations=["2团"], text="说明")[
        "carried"
    ]
    seen = hall.call(voting.GET_SESSION, session_id=hall.session_id)
    assert [each["code"] for each in seen["briefing_waits"]] == ["1团"]
    assert seen["briefings"][0]["text"] == "说明"
