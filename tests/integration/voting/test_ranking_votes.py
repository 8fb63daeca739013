"""A vote by ranking ballots, 20 → 10, through the operations of voting on a real database (outside-rules [2])."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from services.voting.domain.errors import MarkOfAnotherMethod
from shared.contracts import voting
from shared.kernel.errors import DomainError
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.roles import Role
from tests.integration.voting.hall import Hall
from tests.support.calling import CallingSuite

CODES = [f"L{number:02}" for number in range(1, 21)]
RULES = {
    "voting.method": "ranking",
    "voting.differential": "1/1",
    "voting.threshold": "majority",
    "voting.threshold_base": "valid",
    "voting.publish_counts": True,
    "voting.publish_losers": True,
}

Pattern = dict[str, Any]


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("voting")


@contextmanager
def refused(kind: type[DomainError], says: str | None = None) -> Iterator[None]:
    """The service refuses with this error; ``says`` is part of its sentence."""
    with pytest.raises(RemoteRefusal, match=says) as found:
        yield
    assert found.value.remote_code == kind.code


def ballots(copies: int, *order: str) -> Pattern:
    """So many ballots that number these candidates in this order."""
    return {"marks": {code: str(number) for number, code in enumerate(order, 1)}, "copies": copies}


WITHOUT_L09 = [*CODES[:8], "L10", "L11"]
WITHOUT_L01 = [*CODES[1:9], "L11", "L10"]
VALID = [ballots(14, *WITHOUT_L09), ballots(14, *WITHOUT_L01), ballots(12, "L12", *CODES[:9]), ballots(1)]
VOID = [
    {"marks": {"L01": "1", "L02": "1"}, "copies": 1},
    {"marks": {code: str(number) for number, code in enumerate(CODES[:11], 1)}, "copies": 1},
    {"marks": dict.fromkeys(CODES, "unclear"), "copies": 1},
]


def points(code: str, patterns: list[Pattern], places: int) -> int:
    """What a candidate's numbers are worth."""
    return sum(
        each["copies"] * (places + 1 - int(each["marks"][code])) for each in patterns if code in each["marks"]
    )


def ranking(suite: CallingSuite, tenant: str) -> Hall:
    """A congress that ranks, its 44 ballots back and declared valid."""
    hall = Hall(suite, tenant, rules=RULES, in_office=47, codes=CODES)
    hall.to_boxes(44, 10)
    hall.seal()
    hall.issue_and_return(44, 44)
    return hall


def test_a_ranking_with_a_tie_at_the_cut_goes_to_a_second_ranking_among_the_tied_q05(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = ranking(suite, fresh_tenant)
    measure = hall.call(voting.GET_MEASURE, measure_id=hall.measure_id)
    assert measure["parameters"]["method"] == "ranking"
    hall.count([*VALID, *VOID])

    first = hall.call(voting.GET_COUNT_RECORD, vote_id=hall.vote_id)["rounds"][0]
    assert first["totals"] == {
        "issued": 44, "returned": 44, "not_returned": 0, "valid": 41, "invalid": 3, "over_marked": 1,
        "unreadable": 1, "misnumbered": 1,
    }  # fmt: skip
    lines = {each["code"]: each for each in first["lines"]}
    assert {code: line["points"] for code, line in lines.items()} == {
        code: points(code, VALID, 10) for code in CODES
    }
    assert all(each["approve"] + each["abstain"] == 41 for each in lines.values())
    # Twelve first places are more points than L09 has, but too few ballots want the project at all.
    assert lines["L12"]["points"] > lines["L09"]["points"]
    assert (first["needed"], lines["L12"]["approve"]) == (21, 12)
    assert sorted(first["determined"]) == CODES[:9]
    assert (sorted(first["tied"]), lines["L10"]["points"], lines["L11"]["points"]) == (["L10", "L11"], 42, 42)

    hall.seal()
    hall.issue_and_return(44, 44)
    hall.count([ballots(20, "L10"), ballots(22, "L11"), ballots(1), ballots(1, "L10", "L11")])
    second = hall.call(voting.GET_COUNT_RECORD, vote_id=hall.vote_id)["rounds"][1]
    assert (second["kind"], second["places"], second["determined"]) == ("tie", 1, ["L11"])
    assert (second["totals"]["valid"], second["totals"]["over_marked"]) == (43, 1)
    assert [each["points"] for each in second["lines"]] == [20, 22]

    hall.publish()
    hall.act(voting.ANNOUNCE_RESULT)
    vote = hall.vote()
    assert vote["method"] == "ranking"
    chosen = [each for each in vote["results"] if each["determined"]]
    by_points = sorted(CODES[:9], key=lambda code: -points(code, VALID, 10))
    assert [each["code"] for each in chosen] == [*by_points, "L11"]
    assert [each["rank"] for each in vote["results"][:12]] == list(range(1, 13))
    assert [each["code"] for each in vote["results"][10:12]] == ["L12", "L10"]
    public = hall.call(voting.LIST_RESULTS, Role.RESIDENT)["items"][0]
    assert (public["method"], public["candidates"][9]["second_ballot"]["points"]) == ("ranking", 22)
    fact = hall.emitted("voting.result_announced")[0]["candidates"]
    assert [each["points"] for each in fact] == [points(each["code"], VALID, 10) for each in fact]
    blocks = hall.emitted("voting.paper_requested")[0]["blocks"]
    tables = [each for each in blocks if each["kind"] == "table"]
    assert [each["header"][4:] for each in tables] == [["得分", "再次投票得分"], ["得分", "再次投票得分"]]
    assert [row[4:] for row in tables[0]["rows"][-2:]] == [[str(points("L09", VALID, 10)), "—"], ["42", "22"]]


def test_entries_of_rankings_take_numbers_only_and_their_differences_are_settled_on_them(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    hall = ranking(suite, fresh_tenant)
    with refused(MarkOfAnotherMethod, "“L01”录入的是“赞成”.*序号"):
        hall.enter("first", [{"marks": {"L01": "approve"}, "copies": 44}], "teller-1")
    right = [*VALID, *VOID]
    misread = ballots(12, "L12", *CODES[:8], "L10")
    hall.enter("first", right, "teller-1")
    taken = hall.enter("second", [misread if each is VALID[2] else each for each in right], "teller-2")
    assert not taken["agreed"]
    found = hall.call(voting.GET_DIFFERENCES, Role.SCRUTINEER, vote_id=hall.vote_id)["differences"]
    numbers = [{code: mark for code, mark in each["marks"].items() if mark.isdigit()} for each in found]
    assert sorted(each.get("L09", "") for each in numbers) == ["", "10"]
    assert VALID[2]["marks"] in numbers

    def settle(rulings: list[Pattern]) -> Any:
        return hall.act(
            voting.SETTLE_DIFFERENCES,
            Role.SCRUTINEER,
            scrutineer="监票人01",
            reason="核对原票，第一份无误",
            rulings=rulings,
        )

    with refused(MarkOfAnotherMethod):
        settle([{"marks": {"L01": "against"}, "copies": 12}])
    assert settle([{"marks": each["marks"], "copies": each["first"]} for each in found])["agreed"]
    record = hall.call(voting.GET_COUNT_RECORD, Role.SCRUTINEER, vote_id=hall.vote_id)["rounds"][0]
    assert {each["code"]: each["points"] for each in record["lines"]}["L09"] == points("L09", VALID, 10)


def test_an_approval_ballot_takes_no_numbers(suite: CallingSuite, fresh_tenant: str) -> None:
    hall = Hall(suite, fresh_tenant, rules={}, in_office=47, codes=CODES)
    hall.to_boxes(44, 10)
    hall.seal()
    hall.issue_and_return(44, 44)
    with refused(MarkOfAnotherMethod, "“L01”录入的是“1”.*赞成、反对、弃权"):
        hall.enter("first", [ballots(44, "L01")], "teller-1")
