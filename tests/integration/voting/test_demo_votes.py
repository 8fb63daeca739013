"""The votes of the demo year, through the operations of voting on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from services.demo.patterns import ballot_patterns, over_marked, unreadable
from services.voting.domain.errors import (
    AdoptersMissing,
    CountStillSecret,
    MeasureNotAdopted,
    NothingToSettle,
)
from shared.contracts import voting
from shared.kernel.errors import DomainError, Forbidden, NotFound
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.roles import Role
from tests.integration.voting.hall import DAY, SCRUTINEERS, Hall
from tests.support.calling import CallingSuite
from tests.unit.voting.builders import (
    BEIGUAN,
    BEIGUAN_2024,
    BEIGUAN_DELEGATIONS,
    GEBUKOU,
    YANGE,
    YUANYANG,
    YUANYANG_2024,
)


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("voting")


@contextmanager
def refused(kind: type[DomainError], says: str | None = None) -> Iterator[None]:
    """The service refuses with this error; ``says`` is part of its sentence."""
    with pytest.raises(RemoteRefusal, match=says) as found:
        yield
    assert found.value.remote_code == kind.code


def named(result: dict[str, Any]) -> list[str]:
    """The determined projects of a vote or a public result, by rank."""
    key = "results" if "results" in result else "candidates"
    return [each["code"] for each in result[key] if each["determined"]]


def yuanyang(suite: CallingSuite, tenant: str, **more: Any) -> Hall:
    """原阳县 in session."""
    return Hall(suite, tenant, rules={**YUANYANG, **more}, in_office=265, codes=list(YUANYANG_2024))


def test_yuanyang_2024_from_roll_to_announcement_y029_to_y041(suite: CallingSuite, fresh_tenant: str) -> None:
    hall = yuanyang(suite, fresh_tenant)
    hall.convene(265)
    hall.deliberate(["第一组", "第二组"])
    hall.freeze(2)
    hall.second_plenary(252)
    hall.draft(10)
    with refused(MeasureNotAdopted, "不能开始投票"):
        hall.seal()
    assert hall.adopt_measure(249, 1, 2)["carried"]
    hall.elect_scrutineers(252)
    hall.freeze(3)
    codes = list(YUANYANG_2024)
    hall.ballot(YUANYANG_2024, 252, 10, [over_marked(codes, 10), unreadable(codes)])
    assert hall.vote()["results"] is None
    hall.act(voting.CONFIRM_RESULT, present=31, **hall.hands(31))
    assert hall.call(voting.LIST_RESULTS, Role.RESIDENT, cycle_id=hall.cycle_id)["items"] == []
    with refused(NotFound, "已公布的票决结果"):
        hall.call(voting.GET_RESULT, Role.RESIDENT, vote_id=hall.vote_id)
    hall.act(voting.DECLARE_RESULT)
    vote = hall.vote(Role.DEPUTY)
    totals = vote["counts"][0]["totals"]
    assert totals == {
        "issued": 252, "returned": 252, "not_returned": 0, "valid": 250, "invalid": 2,
        "over_marked": 1, "unreadable": 1, "misnumbered": 0,
    }  # fmt: skip
    for each in vote["results"]:
        approve, against = YUANYANG_2024[each["code"]]
        votes = each["votes"]
        assert (votes["approve"], votes["against"], votes["abstain"]) == (
            approve, against, 250 - approve - against,
        )  # fmt: skip
    hall.act(voting.ANNOUNCE_RESULT)
    session = hall.call(voting.GET_SESSION, session_id=hall.session_id)
    assert (session["list_version"], session["late_versions"]) == (2, [3])
    assert session["next"] == [{"step": "further_plenary", "name": "继续举行的全体会议"}]
    assert session["at_need"] == session["next"]
    public = hall.call(voting.LIST_RESULTS, Role.RESIDENT, cycle_id=hall.cycle_id)["items"]
    assert len(public) == 1
    assert hall.call(voting.GET_RESULT, Role.RESIDENT, vote_id=hall.vote_id) == public[0]
    assert len(public[0]["candidates"]) == 10
    assert public[0]["totals"] is None
    assert all(each["votes"] is None for each in public[0]["candidates"])
    fact = hall.emitted("voting.result_announced")[0]
    assert sum(each["determined"] for each in fact["candidates"]) == 10
    assert {each["code"]: each["approve"] for each in fact["candidates"]} == {
        code: approve for code, (approve, _) in YUANYANG_2024.items()
    }
    paper = hall.emitted("voting.paper_requested")[0]
    assert (paper["kind"], paper["paper_id"]) == ("announcement", public[0]["paper_id"])
    assert len(paper["blocks"][1]["rows"]) == 10
    assert "赞成" not in paper["blocks"][1]["header"]


def test_beiguan_2024_by_ten_delegations_with_counts_published_b031_to_b035(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    rules = {**BEIGUAN, "voting.publish_counts": True, "voting.publish_losers": True}
    hall = Hall(
        suite,
        fresh_tenant,
        rules=rules,
        in_office=194,
        codes=list(BEIGUAN_2024),
        delegations=BEIGUAN_DELEGATIONS,
    )
    hall.to_boxes(187, 10, [f"{n}团" for n in range(1, 11)])
    hall.seal()
    hall.issue_and_return(187, 186)
    hall.count([*ballot_patterns(BEIGUAN_2024, 185, 10), over_marked(list(BEIGUAN_2024), 10)])
    hall.publish()
    hall.act(voting.ANNOUNCE_RESULT)
    public = hall.call(voting.LIST_RESULTS, Role.RESIDENT)["items"][0]
    assert named(public) == [f"B{n:02}" for n in range(1, 11)]
    assert (public["totals"]["not_returned"], public["totals"]["valid"]) == (1, 185)
    assert public["candidates"][11]["votes"]["approve"] == 69
    blocks = hall.emitted("voting.paper_requested")[0]["blocks"]
    assert blocks[0]["text"].endswith("确定下列10件项目为2024年度民生实事项目，现予公布。")
    assert "收回186张" in blocks[2]["text"]


def test_taipingzhen_decides_its_fifth_place_by_a_second_ballot_q05(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    approvals = {"P1": 58, "P2": 55, "P3": 53, "P4": 50, "P5": 37, "P6": 37, "P7": 20}
    rules = {**YANGE, "voting.publish_counts": True}
    hall = Hall(suite, fresh_tenant, rules=rules, in_office=68, codes=list(approvals), presidium=9)
    hall.to_boxes(64, 5)
    hall.ballot({code: (number, 0) for code, number in approvals.items()}, 64, 5, [])
    vote = hall.vote()
    assert (vote["state"], vote["rounds"][1]["candidates"]) == ("open", ["P5", "P6"])
    hall.ballot({"P5": (35, 0), "P6": (27, 0)}, 64, 1, [])
    hall.publish()
    vote = hall.vote()
    assert named(vote) == ["P1", "P2", "P3", "P4", "P5"]
    assert vote["results"][4]["second_ballot"]["approve"] == 35
    assert [each["kind"] for each in vote["counts"]] == ["first", "tie"]
    hall.act(voting.ANNOUNCE_RESULT)
    table = hall.emitted("voting.paper_requested")[0]["blocks"][1]
    assert table["header"][-4:] == ["赞成", "反对", "弃权", "再次投票赞成"]
    assert [row[-1] for row in table["rows"]] == ["—", "—", "—", "—", "35"]
    public = hall.call(voting.GET_RESULT, Role.RESIDENT, vote_id=hall.vote_id)
    assert [(each["kind"], each["totals"]["returned"]) for each in public["further"]] == [("tie", 64)]


def test_gebukouxiang_makes_up_its_third_project_by_a_second_ballot(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    approvals = {"Q1": 46, "Q2": 43, "Q3": 26, "Q4": 21}
    hall = Hall(suite, fresh_tenant, rules=GEBUKOU, in_office=54, codes=list(approvals), presidium=7)
    hall.to_boxes(50, 3)
    hall.ballot({code: (number, 0) for code, number in approvals.items()}, 50, 3, [])
    hall.ballot({"Q3": (31, 0), "Q4": (17, 0)}, 50, 1, [])
    hall.publish()
    assert named(hall.vote()) == ["Q1", "Q2", "Q3"]
    assert hall.vote()["counts"][1]["needed"] == 28


def test_a_street_recommends_and_publishes_once_adopted_in_order_b029_a10_13(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    codes = [f"S{n:02}" for n in range(1, 17)]
    hall = Hall(
        suite, fresh_tenant, rules=BEIGUAN, in_office=48, codes=codes, presidium=0, body="street:hongqilu"
    )
    hall.open()
    hall.step(voting.OPEN_SITTING, step="sign_in", present=40)
    hall.step(voting.DISTRIBUTE_PAPERS, copies=48)
    hall.deliberate(["第一组"])
    hall.draft(10)
    hall.elect_scrutineers(40)
    totals = {code: (40 - n if n < 10 else 5, 0) for n, code in enumerate(codes)}
    hall.ballot(totals, 40, 10, [])
    hall.publish()
    with refused(AdoptersMissing):
        hall.act(voting.ANNOUNCE_RESULT)
    assert [each["name"] for each in hall.vote()["next"]] == ["街道党工委研究采纳推荐结果"]
    hall.act(voting.ADOPT_RESULT, organ="街道党工委")
    assert [each["name"] for each in hall.vote()["next"]] == ["街道办事处研究采纳推荐结果"]
    hall.act(voting.ADOPT_RESULT, organ="街道办事处", declined=[codes[9]], reason="资金未落实")
    hall.act(voting.ANNOUNCE_RESULT)
    public = hall.call(voting.LIST_RESULTS, Role.RESIDENT)["items"][0]
    assert (public["effect"], named(public)) == ("recommendation", codes[:9])
    assert (public["word"], public["paper"]) == ("票选", "票选结果公示")
    held = hall.call(voting.GET_SESSION, session_id=hall.session_id)
    adopted = [each["name"] for each in held["steps"] if each["step"] == "adoption"]
    assert adopted == ["街道党工委研究采纳推荐结果", "街道办事处研究采纳推荐结果"]
    assert [each["code"] for each in public["candidates"] if each["declined"]] == [codes[9]]
    paper = hall.emitted("voting.paper_requested")[0]
    assert (paper["kind"], paper["title"][-6:]) == ("result", "票选结果公示")
    assert f"其中项目{codes[9]}未予采纳，理由：资金未落实。" in str(paper["blocks"])
    (told,) = hall.emitted("voting.result_announced")
    assert [each["code"] for each in told["candidates"] if each["determined"]] == codes[:9]


def test_figures_stay_hidden_until_the_rules_allow_a10_7(suite: CallingSuite, fresh_tenant: str) -> None:
    hall = yuanyang(suite, fresh_tenant)
    hall.to_boxes(252, 10)
    hall.seal()
    hall.issue_and_return(252, 252)
    right = ballot_patterns(YUANYANG_2024, 252, 10)
    wrong = ballot_patterns({**YUANYANG_2024, "D01": (237, 9)}, 252, 10)
    hall.enter("first", right, "teller-1")
    with refused(NothingToSettle):
        hall.call(voting.GET_DIFFERENCES, Role.SCRUTINEER, vote_id=hall.vote_id)
    with refused(CountStillSecret):
        hall.call(voting.GET_COUNT_RECORD, Role.SCRUTINEER, vote_id=hall.vote_id)
    taken = hall.enter("second", wrong, "teller-2")
    assert not taken["agreed"]
    with refused(Forbidden):
        hall.call(voting.GET_DIFFERENCES, Role.TELLER, vote_id=hall.vote_id)
    found = hall.call(voting.GET_DIFFERENCES, Role.SCRUTINEER, vote_id=hall.vote_id)["differences"]
    rulings = [{"marks": each["marks"], "copies": each["first"]} for each in found]
    settled = hall.act(
        voting.SETTLE_DIFFERENCES,
        Role.SCRUTINEER,
        scrutineer="监票人01",
        reason="核对原票，第一份无误",
        rulings=rulings,
    )
    assert settled["agreed"]
    with refused(CountStillSecret):
        hall.call(voting.GET_COUNT_RECORD, vote_id=hall.vote_id)
    record = hall.call(voting.GET_COUNT_RECORD, Role.SCRUTINEER, vote_id=hall.vote_id)["rounds"][0]
    assert record["totals"]["valid"] == 252
    hall.sign()
    signed = hall.call(voting.GET_COUNT_RECORD, vote_id=hall.vote_id)["rounds"][0]
    assert signed["signed_by"] == SCRUTINEERS
    assert hall.vote()["counts"] is None


def test_more_returned_than_issued_voids_the_ballot_and_it_is_held_again(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = yuanyang(suite, fresh_tenant)
    hall.to_boxes(252, 10)
    hall.seal()
    assert not hall.issue_and_return(251, 252)["stands"]
    hall.ballot(YUANYANG_2024, 252, 10, [])
    hall.publish()
    vote = hall.vote()
    assert [each["void"] for each in vote["rounds"]] == [True, False]
    assert len(named(vote)) == 10


def test_a_measure_that_is_voted_down_is_drafted_again_y032(suite: CallingSuite, fresh_tenant: str) -> None:
    hall = yuanyang(suite, fresh_tenant)
    hall.convene(265)
    hall.deliberate(["第一组"])
    hall.second_plenary(252)
    hall.draft(10)
    assert not hall.adopt_measure(132, 118, 2)["carried"]
    with refused(MeasureNotAdopted):
        hall.seal()
    hall.draft(10)
    assert hall.adopt_measure(249, 1, 2)["carried"]
    measure = hall.call(voting.GET_MEASURE, measure_id=hall.measure_id)
    assert (measure["state"], measure["adopted_on"], len(measure["hands"])) == ("adopted", DAY, 2)


def test_opinions_are_listed_by_candidate_and_session_y037_b032(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = yuanyang(suite, fresh_tenant)
    hall.convene(252)
    hall.deliberate(["第一组"])
    sheet = [{"unit": "第二组", "candidate": None, "text": f"第{n}条"} for n in range(36)]
    saved = hall.call(
        voting.RECORD_OPINIONS, session_id=hall.session_id, given_on="2024-02-28", opinions=sheet
    )
    assert saved["total"] == 37
    about = hall.call(voting.LIST_OPINIONS, session_id=hall.session_id, candidate="D01")["items"]
    assert [each["text"] for each in about] == ["增加3个村管网接户"]
    sessions = hall.call(voting.LIST_SESSIONS, Role.RESIDENT, cycle_id=hall.cycle_id)["items"]
    assert sessions[0]["done"][-1]["step"] == "deliberation"
    assert "steps" not in sessions[0]


def test_no_table_ties_a_ballot_to_a_deputy_y033(suite: CallingSuite) -> None:
    forbidden = ("deputy", "voter", "ip", "address", "cast")
    metadata = suite.stores["voting"].metadata
    columns = [column.name for table in metadata.tables.values() for column in table.columns]
    assert not [name for name in columns if any(part in name.split("_") for part in forbidden)]
