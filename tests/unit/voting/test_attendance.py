"""Attendance and receipts by seat (A10.11, A10.15, A10.19, Y-037)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain.attendance import (
    MOST_NAMED,
    Attendance,
    Mark,
    Presence,
    SheetLine,
    voters,
)
from services.voting.domain.errors import QuorumNotMet, StepNotOfThisBody, StepOutOfOrder
from services.voting.domain.hall_errors import (
    AttendanceClosed,
    AttendanceSheetWrong,
    BriefingNamesNobody,
    ReceiptsMissing,
    SeatsUnknown,
    SittingUnknown,
)
from services.voting.domain.policy import BodyKind
from services.voting.domain.receipts import PaperReceipts, ReceiptLine
from services.voting.domain.roll import Delegation, Observer, Seat
from services.voting.domain.session import Briefing
from services.voting.domain.steps import Step
from shared.persistence.converter import from_data, to_data
from tests.unit.voting.builders import BEIGUAN, DAY, on, policy, session
from tests.unit.voting.test_session import until

SEATS = [Seat(f"代表{number:03}", f"T{number % 3}") for number in range(1, 13)]
DELEGATIONS = [Delegation(f"T{number}", f"第{number}代表团", 4) for number in range(3)]
GUESTS = [Observer("列席01", "县教体局", "局长"), Observer("列席02", "县水利局", "局长")]
CODES = [each.code for each in SEATS]


def sheet() -> Attendance:
    """An empty sheet of the first sign-in."""
    return Attendance(id="a", session_id="session-1", sitting=Step.SIGN_IN)


def note(attendance: Attendance, *lines: SheetLine, observers: Sequence[SheetLine] = ()) -> None:
    """Hand in a sheet."""
    attendance.note(lines, observers, SEATS, GUESTS)


def test_at_a_box_of_a_delegation_vote_those_of_it_who_are_present_b033_a10_15() -> None:
    kept = sheet()
    here = [each.code for each in SEATS if each.delegation != "T2"]
    note(kept, *(SheetLine(code, Presence.PRESENT) for code in here))
    note(kept, SheetLine("代表001", Presence.LEFT), SheetLine("代表002", Presence.LATE))
    drawn = ["代表003", "代表004"]

    def numbers(of: Attendance | None, drawn: Sequence[str] = ()) -> list[int]:
        return [each.number for each in voters(DELEGATIONS, SEATS, of, drawn)]

    assert numbers(None) == numbers(sheet()) == [4, 4, 4]
    assert numbers(kept) == [4, 3, 1]
    assert numbers(kept, drawn) == [3, 2, 1]
    assert numbers(None, drawn) == [3, 3, 4]


def test_numbers_add_up_and_seats_stand_in_the_order_of_their_codes_a10_15() -> None:
    kept = sheet()
    note(kept, *(SheetLine(code, Presence.PRESENT) for code in reversed(CODES[:8])))
    note(kept, SheetLine(CODES[8], Presence.ON_LEAVE, "住院"), SheetLine(CODES[9], Presence.LATE))
    note(kept, SheetLine(CODES[0], Presence.LEFT))
    found = kept.numbers(SEATS)
    assert (found.due, found.present, found.on_leave, found.absent, found.left, found.late) == (
        12, 8, 1, 2, 1, 1,
    )  # fmt: skip
    assert list(kept.marks) == sorted(kept.marks)
    assert [each.due for _delegation, each in kept.by_delegation(DELEGATIONS, SEATS)] == [4, 4, 4]


def test_a_sheet_is_refused_whole_and_every_wrong_line_is_named() -> None:
    kept = sheet()
    note(kept, SheetLine(CODES[0], Presence.PRESENT))
    before = to_data(kept)
    with pytest.raises(AttendanceSheetWrong) as refused:
        note(
            kept,
            SheetLine(CODES[1], Presence.PRESENT),
            SheetLine("代表999", Presence.PRESENT),
            SheetLine(CODES[1], Presence.LATE),
            SheetLine(CODES[2], Presence.PRESENT, "事由"),
            SheetLine(CODES[3], Presence.LEFT),
            observers=[SheetLine("列席09", Presence.PRESENT)],
        )
    text = refused.value.text
    for line in (
        "第2行：名册中没有“代表999”",
        "第3行：“代表002”与第1行重复",
        "第4行：",
        "第5行：",
        "列席第1行",
    ):
        assert line in text
    assert "事由" not in str(refused.value.params).replace("不填事由", "")
    assert to_data(kept) == before


def test_a_long_list_of_problems_is_cut_and_says_so() -> None:
    wrong = [SheetLine(f"x{number}", Presence.PRESENT) for number in range(MOST_NAMED + 5)]
    with pytest.raises(AttendanceSheetWrong, match="另有5处"):
        note(sheet(), *wrong)


def test_a_roll_without_seats_says_what_to_do() -> None:
    with pytest.raises(SeatsUnknown, match="直接填报人数"):
        sheet().note([SheetLine("1", Presence.PRESENT)], [], [], [])


def test_what_was_noted_by_mistake_is_taken_back_and_who_left_may_return() -> None:
    kept = sheet()
    note(kept, SheetLine(CODES[0], Presence.PRESENT), SheetLine(CODES[1], Presence.PRESENT))
    note(kept, SheetLine(CODES[0], Presence.ABSENT), SheetLine(CODES[1], Presence.LEFT))
    assert CODES[0] not in kept.marks
    note(kept, SheetLine(CODES[1], Presence.PRESENT))
    assert kept.numbers(SEATS).present == 1


def test_observers_are_noted_and_never_counted() -> None:
    kept = sheet()
    note(kept, observers=[SheetLine("列席02", Presence.PRESENT), SheetLine("列席01", Presence.PRESENT)])
    assert kept.observers == ["列席01", "列席02"]
    assert kept.numbers(SEATS).present == 0
    note(kept, observers=[SheetLine("列席02", Presence.ABSENT)])
    assert kept.observers == ["列席01"]
    with pytest.raises(AttendanceSheetWrong, match="列席人员只登记"):
        note(kept, observers=[SheetLine("列席02", Presence.ON_LEAVE)])


def test_no_clock_is_kept_of_any_deputy_a10_19() -> None:
    kinds = [str(each.type) for kept in (Attendance, Mark, PaperReceipts) for each in fields(kept)]
    assert not [each for each in kinds if "date" in each]


_lines = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from([p for p in Presence if p is not Presence.LEFT])),
    unique_by=lambda each: each[0],
)


@given(st.lists(_lines, max_size=6))
def test_any_sheets_leave_numbers_that_reconcile_with_a_plain_count(
    sheets: list[list[tuple[str, Presence]]],
) -> None:
    kept, plain = sheet(), dict.fromkeys(CODES, Presence.ABSENT)
    for each in sheets:
        note(kept, *(SheetLine(code, presence) for code, presence in each))
        plain.update(dict(each))
    found = kept.numbers(SEATS)
    here = [p for p in plain.values() if p in (Presence.PRESENT, Presence.LATE)]
    assert found.present == len(here)
    assert found.due == found.present + found.on_leave + found.absent + found.left == len(SEATS)
    assert from_data(to_data(kept), Attendance) == kept


@given(_lines)
def test_the_order_in_which_deputies_came_leaves_no_trace_a10_19(lines: list[tuple[str, Presence]]) -> None:
    forward, backward = sheet(), sheet()
    for code, presence in lines:
        note(forward, SheetLine(code, presence))
    for code, presence in reversed(lines):
        note(backward, SheetLine(code, presence))
    assert to_data(forward) == to_data(backward)
    assert list(forward.marks) == list(backward.marks)


def test_a_sitting_is_signed_in_to_from_when_it_is_due_until_the_next_one_begins_a10_11() -> None:
    rules, meeting = policy(), session()
    with pytest.raises(StepOutOfOrder):
        meeting.check_attendance(Step.SIGN_IN, 1, rules)
    until(meeting, Step.SIGN_IN, rules)
    meeting.check_attendance(Step.SIGN_IN, 1, rules)
    with pytest.raises(SittingUnknown):
        meeting.check_attendance(Step.SIGN_IN, 2, rules)
    meeting = session()
    until(meeting, Step.BRIEFING, rules)
    with pytest.raises(AttendanceClosed, match="第一次全体会议"):
        meeting.check_attendance(Step.SIGN_IN, 1, rules)
    meeting.check_attendance(Step.FIRST_PLENARY, 1, rules)
    with pytest.raises(StepNotOfThisBody):
        street = session(kind=BodyKind.STREET_ASSEMBLY, presidium_members=0)
        street.check_attendance(Step.FIRST_PLENARY, 1, policy(kind=BodyKind.STREET_ASSEMBLY))


def test_each_plenary_that_goes_on_has_a_sheet_of_its_own() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.FURTHER_PLENARY, rules)
    meeting.sit(Step.FURTHER_PLENARY, None, 250, on(), rules)
    meeting.check_attendance(Step.FURTHER_PLENARY, 1, rules)
    meeting.check_attendance(Step.FURTHER_PLENARY, 2, rules)
    with pytest.raises(SittingUnknown, match="第2次"):
        meeting.check_attendance(Step.FURTHER_PLENARY, 3, rules)
    meeting.sit(Step.FURTHER_PLENARY, None, 249, on(), rules)
    with pytest.raises(AttendanceClosed):
        meeting.check_attendance(Step.FURTHER_PLENARY, 1, rules)
    assert (meeting.recorded(Step.FURTHER_PLENARY, 1), meeting.recorded(Step.FURTHER_PLENARY, 3)) == (
        250,
        None,
    )


def test_those_who_left_no_longer_vote_and_below_the_quorum_nothing_is_decided() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.MEASURE, rules)
    assert not meeting.follow(Step.FIRST_PLENARY, 1, 10)
    assert meeting.present == 252
    assert meeting.follow(Step.SECOND_PLENARY, 1, 250)
    assert meeting.vote_by_hands(Step.MEASURE, (250, 0, 0), on(), rules).carried
    meeting.follow(Step.SECOND_PLENARY, 1, 170)
    with pytest.raises(QuorumNotMet):
        meeting.vote_by_hands(Step.SCRUTINEERS, (170, 0, 0), on(), rules)
    meeting.sit(Step.FURTHER_PLENARY, None, 200, on(), rules)
    assert meeting.present == 200


def test_no_box_opens_while_too_few_are_present() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.BOXES, rules)
    meeting.follow(Step.SECOND_PLENARY, 1, 170)
    with pytest.raises(QuorumNotMet, match="170"):
        meeting.check_vote_may_open(rules)


def test_receipts_are_wanted_of_those_who_signed_in_y037() -> None:
    kept = PaperReceipts(id="r", session_id="session-1")
    assert kept.waiting(SEATS, []) == SEATS
    first, later = sheet(), Attendance(id="b", session_id="session-1", sitting=Step.FIRST_PLENARY)
    note(first, SheetLine(CODES[0], Presence.PRESENT), SheetLine(CODES[1], Presence.ON_LEAVE))
    note(later, SheetLine(CODES[2], Presence.LATE))
    assert kept.waiting(SEATS, [first, later]) == [SEATS[0], SEATS[2]]
    kept.note([ReceiptLine(CODES[2]), ReceiptLine(CODES[0])], SEATS)
    assert kept.signed == [CODES[0], CODES[2]]
    assert kept.waiting(SEATS, [first, later]) == []
    kept.note([ReceiptLine(CODES[0], signed=False)], SEATS)
    assert kept.waiting(SEATS, [first, later]) == [SEATS[0]]
    with pytest.raises(AttendanceSheetWrong, match="第2行"):
        kept.note([ReceiptLine(CODES[0]), ReceiptLine("代表999")], SEATS)
    assert kept.signed == [CODES[2]]


def test_distribution_waits_for_receipts_only_where_the_rules_want_them_y037() -> None:
    meeting, rules = session(), policy()
    until(meeting, Step.DISTRIBUTION, rules)
    meeting.distribute(265, on(), rules, SEATS)
    strict = policy({"voting.distribution": "receipts"})
    meeting = session()
    until(meeting, Step.DISTRIBUTION, strict)
    with pytest.raises(ReceiptsMissing, match=r"代表001.*依据：《2024年票决办法》第九条"):
        meeting.distribute(265, on(), strict, SEATS[:2])
    assert not meeting.done(Step.DISTRIBUTION)
    meeting.distribute(265, on(), strict)
    assert meeting.done(Step.DISTRIBUTION)


def test_the_explanation_says_which_delegations_still_wait_d09() -> None:
    rules, meeting = policy(BEIGUAN), session(in_office=12, delegations=DELEGATIONS)
    until(meeting, Step.BRIEFING, rules, present=12)
    assert meeting.briefing_waits(rules) == DELEGATIONS
    with pytest.raises(BriefingNamesNobody, match="依据"):
        meeting.brief(Briefing(DAY, "区政府", []), on(), rules)
    assert not meeting.brief(Briefing(DAY, "区政府", ["T1"]), on(), rules)
    assert [each.code for each in meeting.briefing_waits(rules)] == ["T0", "T2"]
    assert meeting.brief(Briefing(DAY, "区政府", ["T0", "T2"]), on(), rules)
    assert meeting.briefing_waits(rules) == []
    assert session().briefing_waits(policy()) == []
