"""Putting right what was registered, a recount, and a ballot held again, through the operations (ADR 0013)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from services.demo.patterns import ballot_patterns
from services.voting.domain.correction_errors import (
    CorrectionTooLate,
    MeasureRedrafted,
    NotRefused,
    ReturnedExceedsIssued,
)
from services.voting.domain.errors import (
    CountStillSecret,
    NotAScrutineer,
    ScrutineerExcluded,
    ScrutineersUndeclared,
)
from shared.contracts import voting
from shared.kernel.errors import DomainError, Forbidden
from shared.kernel.state_machine import ActNotPossible
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.roles import Role
from tests.integration.voting.hall import SCRUTINEERS, Hall
from tests.support.calling import CallingSuite
from tests.unit.voting.builders import YANGE

CODES = ["Y1", "Y2", "Y3", "Y4", "Y5"]
TOTALS = {"Y1": (50, 1), "Y2": (47, 2), "Y3": (41, 3), "Y4": (39, 5), "Y5": (29, 6)}
OTHERS = {"Y1": (50, 1), "Y2": (47, 2), "Y3": (41, 3), "Y4": (33, 5), "Y5": (35, 6)}
TIED = {"Y1": (50, 1), "Y2": (47, 2), "Y3": (41, 3), "Y4": (35, 5), "Y5": (35, 6)}
PRESENT, QUOTA = 57, 4
DETERMINED = ["Y1", "Y2", "Y3", "Y4"]


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("voting")


@pytest.fixture
def hall(suite: CallingSuite, fresh_tenant: str) -> Hall:
    made = Hall(suite, fresh_tenant, rules=YANGE, in_office=61, codes=CODES, presidium=9)
    made.to_boxes(PRESENT, QUOTA)
    made.seal()
    return made


@contextmanager
def refused(kind: type[DomainError], says: str | None = None) -> Iterator[None]:
    with pytest.raises(RemoteRefusal, match=says) as found:
        yield
    assert found.value.remote_code == kind.code


def patterns(totals: dict[str, tuple[int, int]], ballots: int = PRESENT) -> list[dict[str, Any]]:
    return ballot_patterns(totals, ballots, QUOTA)


def kept(hall: Hall) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hall.call(voting.GET_SESSION, session_id=hall.session_id)["corrections"]
    return found


def signed(hall: Hall, totals: dict[str, tuple[int, int]]) -> None:
    hall.issue_and_return(PRESENT, PRESENT)
    hall.count(patterns(totals))


def recount(hall: Hall, role: Role = Role.SCRUTINEER, title: str = SCRUTINEERS[1]) -> Any:
    return hall.act(voting.ORDER_RECOUNT, role, scrutineer=title, reason="唱票有误")


def refuse(hall: Hall) -> None:
    hall.act(voting.CONFIRM_RESULT, members=9, present=9, **hall.hands(3, 6))


def test_every_figure_of_the_ballot_is_put_right_with_its_reason_on_record(hall: Hall) -> None:
    hall.act(voting.CORRECT_BOXES, reason="写漏", boxes=[{"code": "main", "name": "一号票箱"}])
    hall.act(voting.ISSUE_BALLOTS, boxes=[{"code": "main", "issued": PRESENT - 1}])
    hall.act(voting.CORRECT_ISSUE, reason="迟到补发", boxes=[{"code": "main", "issued": PRESENT}])
    with refused(ReturnedExceedsIssued, "再填一次"):
        hall.act(voting.RECORD_RETURN, returned=570)
    hall.act(voting.RECORD_RETURN, returned=5)
    hall.act(voting.DECLARE_VALID)
    hall.enter("first", patterns({"Y1": (5, 0)}, 5), "teller-1")
    hall.act(voting.CORRECT_RETURN, reason="少录一位", returned=PRESENT)
    assert hall.vote()["state"] == "returned"
    hall.act(voting.DECLARE_VALID)
    hall.count(patterns(TOTALS))
    hall.publish()
    assert [each["code"] for each in hall.vote()["results"] if each["determined"]] == DETERMINED
    assert [
        (each["name"], each["was"], each["now"], each["reason"], each["round"]) for each in kept(hall)
    ] == [
        ("检查封闭票箱", "main（会场票箱）", "main（一号票箱）", "写漏", 1),
        ("发票", "发出56张", "发出57张", "迟到补发", 1),
        ("收回选票", "收回选票5张", "收回选票57张", "少录一位", 1),
    ]


def test_more_returned_than_issued_after_a_correction_voids_the_round(hall: Hall) -> None:
    hall.issue_and_return(PRESENT, PRESENT)
    slip = {"reason": "实发56张", "boxes": [{"code": "main", "issued": 56}]}
    with refused(ReturnedExceedsIssued):
        hall.act(voting.CORRECT_ISSUE, **slip)
    assert hall.act(voting.CORRECT_ISSUE, **slip, returned_again=57)["carried"] is False
    first, second = hall.vote()["rounds"]
    assert (first["void"], second["repeats"]) == (True, 1)
    assert "收回的多于发出的" in first["void_reason"]
    hall.seal()
    signed(hall, TOTALS)
    assert hall.vote()["state"] == "signed"


def test_an_act_out_of_order_cites_the_measure_that_deputies_adopted_a10_1(hall: Hall) -> None:
    with refused(
        ActNotPossible, "票箱已封.*依据：《甲县（演示）人民代表大会会议民生实事项目票决办法》第五条“投票方式”"
    ):
        hall.act(voting.DECLARE_RESULT)


def test_scrutineers_order_a_recount_and_the_old_sheets_are_kept_a10_2(hall: Hall) -> None:
    signed(hall, OTHERS)
    with pytest.raises(RemoteRefusal) as found:
        recount(hall, Role.CONGRESS_CLERK)
    assert found.value.remote_code == Forbidden.code
    with refused(NotAScrutineer):
        recount(hall, title="监票人99")
    recount(hall)
    with refused(CountStillSecret):
        hall.call(voting.GET_COUNT_RECORD, vote_id=hall.vote_id)
    hall.count(patterns(TOTALS))
    hall.publish()
    assert [each["code"] for each in hall.vote()["results"] if each["determined"]] == DETERMINED
    (order,) = kept(hall)
    assert (order["name"], order["was"], order["now"]) == ("计票", "计票记录已签字", "监票人01要求重新计票")
    with hall.suite.engines["voting"].connect() as database:
        database.execute(sa.text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": hall.tenant})
        rows = database.execute(sa.text("SELECT aggregate->>'superseded' FROM entry_sheets")).scalars()
        assert sorted(rows) == ["false", "false", "true", "true"]


def test_a_tie_by_a_miscount_is_counted_again_before_the_second_ballot_q05(hall: Hall) -> None:
    signed(hall, TIED)
    assert [each["kind"] for each in hall.vote()["rounds"]] == ["first", "tie"]
    recount(hall)
    assert [each["kind"] for each in hall.vote()["rounds"]] == ["first"]
    hall.count(patterns(TOTALS))
    assert hall.vote()["state"] == "signed"


def test_a_refused_result_is_voted_on_again_y040(hall: Hall) -> None:
    signed(hall, OTHERS)
    with refused(NotRefused, "依据"):
        hall.act(voting.VOTE_AGAIN, round=1, reason="票箱曾被打开")
    refuse(hall)
    assert hall.vote()["refused"]
    lost = hall.call(voting.GET_SESSION, session_id=hall.session_id)["steps"][-1]
    assert (lost["carried"], lost["members"], lost["needed"]) == (False, 9, 5)
    hall.act(voting.VOTE_AGAIN, round=1, reason="票箱曾被打开")
    hall.seal()
    signed(hall, TOTALS)
    hall.publish()
    told = hall.vote()
    assert [each["code"] for each in told["results"] if each["determined"]] == DETERMINED
    assert told["rounds"][0]["void_reason"] == "计票结果未获确认，决定重新投票：票箱曾被打开"
    report = hall.call(voting.GET_SCRUTINEERS_REPORT, Role.SCRUTINEER, vote_id=hall.vote_id)
    assert "票箱曾被打开" in str(report["blocks"])


def test_the_hands_on_the_measure_are_put_right_and_the_measure_follows_y032(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = Hall(suite, fresh_tenant, rules=YANGE, in_office=61, codes=CODES, presidium=9)
    hall.convene(PRESENT)
    hall.deliberate(["第一组"])
    hall.second_plenary(PRESENT)
    hall.draft(QUOTA)
    hall.adopt_measure(7, 50, 0)

    def put_right(yes: int, no: int) -> Any:
        shown = {"present": PRESENT, **hall.hands(yes, no)}
        return hall.step(voting.CORRECT_MEETING, step="measure", hands=shown, reason="报数写反")

    def state() -> str:
        return str(hall.call(voting.GET_MEASURE, measure_id=hall.measure_id)["state"])

    assert state() == "rejected"
    assert put_right(50, 7)["carried"]
    assert state() == "adopted"
    assert not put_right(7, 50)["carried"]
    assert state() == "rejected"
    hall.draft(QUOTA)
    with refused(MeasureRedrafted):
        put_right(50, 7)
    hall.adopt_measure(50, 7, 0)
    hall.elect_scrutineers(PRESENT)
    with refused(CorrectionTooLate, "通过监票人名单"):
        put_right(7, 50)
    assert put_right(49, 8)["carried"]
    assert len(kept(hall)) == 3


def test_the_preparatory_meeting_says_how_many_are_in_the_presidium_a10_2(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = Hall(suite, fresh_tenant, rules=YANGE, in_office=61, codes=CODES, presidium=0)
    hall.open()
    hall.step(voting.RECORD_MEETING, step="credentials")
    hall.step(voting.OPEN_SITTING, step="sign_in", present=PRESENT)
    elected = {"hands": hall.hands(PRESENT), "presidium_members": 9}
    hall.step(voting.RECORD_MEETING, step="preparatory", **elected)
    shown = {"present": 9, **hall.hands(5, 4)}
    assert hall.step(voting.RECORD_MEETING, step="presidium_1", hands=shown)["carried"]
    assert hall.call(voting.GET_SESSION, session_id=hall.session_id)["presidium_members"] == 9


def test_the_head_of_an_implementing_body_is_refused_as_a_scrutineer_a10_15(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = Hall(suite, fresh_tenant, rules=YANGE, in_office=61, codes=CODES, presidium=9)
    hall.convene(PRESENT)
    hall.deliberate(["第一组"])
    hall.second_plenary(PRESENT)
    hall.draft(QUOTA)
    hall.adopt_measure(PRESENT, 0, 0)
    people = {"chief": {"title": "总监票人"}, "members": [{"title": "监票人01", "unit": "县教体局"}]}
    with refused(ScrutineerExcluded, "监票人01"):
        hall.step(voting.ELECT_SCRUTINEERS, declared=True, **people, **hall.hands(PRESENT))
    people["members"] = [{"title": "监票人01"}]
    with refused(ScrutineersUndeclared):
        hall.step(voting.ELECT_SCRUTINEERS, **people, **hall.hands(PRESENT))
    assert hall.step(voting.ELECT_SCRUTINEERS, declared=True, **people, **hall.hands(PRESENT))["carried"]
