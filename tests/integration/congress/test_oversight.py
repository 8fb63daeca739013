"""A county reads its townships' year through what they tell it, and nothing else of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shared.contracts import congress
from shared.kernel.identity import new_id
from shared.tenancy.context import PLATFORM
from shared.tenancy.roles import Role
from tests.support.calling import CallingSuite

OPENED_ON = "2024-01-02"
EVERYTHING = ["stage", "candidates", "results", "progress", "rating"]
Facts = Callable[[str, str], list[tuple[str, dict[str, Any]]]]


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("congress")


@pytest.fixture
def county(suite: CallingSuite, fresh_tenant: str) -> str:
    register(suite, fresh_tenant, "county", None)
    return fresh_tenant


def register(suite: CallingSuite, tenant: str, kind: str, parent: str | None) -> str:
    request = {"tenant_id": tenant, "display_name": f"{tenant}（测试）", "kind": kind, "parent": parent}
    suite.call(congress.REGISTER_TENANT, request, tenant=PLATFORM, role=Role.OPERATOR)
    return tenant


def a_township(suite: CallingSuite, county: str, reads: list[str] | None) -> tuple[str, str]:
    """A township of the county whose own rulebook lets the county read these; returns it and its cycle."""
    township = register(suite, f"{county}-{new_id()[:6]}", "township", county)
    draft = {"title": "实施办法", "kind": "办法", "issuer": "镇党委", "drafter": "镇人大主席团"}
    document_id = suite.call(congress.ADMIT_DOCUMENT, draft, tenant=township)["id"]
    for operation, request in (
        (congress.SUBMIT_DOCUMENT, {"to": "镇党委", "on": "2022-10-10"}),
        (congress.RECORD_APPROVAL, {"body": "镇党委", "on": "2022-10-20", "approved": True}),
        (congress.ISSUE_DOCUMENT, {"on": "2022-11-01", "effective_from_year": 2023}),
    ):
        suite.call(operation, {"document_id": document_id, **request}, tenant=township)
    rules = [] if reads is None else [{"key": "oversight.parent_reads", "value": reads, "cite": None}]
    rulebook = {
        "code": township,
        "title": "规则手册",
        "template": None,
        "effective_from_year": 2023,
        "governing_document_id": document_id,
        "rules": rules,
    }
    rulebook_id = suite.call(congress.PUT_RULEBOOK, rulebook, tenant=township)["id"]
    opening = {"year": 2024, "rulebook_id": rulebook_id}
    return township, suite.call(congress.OPEN_CYCLE, opening, tenant=township)["id"]


def a_candidate(number: int, **more: Any) -> dict[str, Any]:
    return {
        "candidate_id": f"c{number}",
        "code": f"C{number}",
        "name": f"项目{number}",
        "content": "修路",
        "implementer": "镇政府",
        "investment_fen": 10_000_000,
        "funding_source": "财政",
        "period": "全年",
        "requirements": "",
        "suggestion_ids": [],
        **more,
    }


def frozen(cycle_id: str, version: int, candidates: int) -> tuple[str, dict[str, Any]]:
    return "screening.list_frozen", {
        "list_id": f"list-{cycle_id[:8]}",
        "cycle_id": cycle_id,
        "track": "township",
        "body": "congress",
        "body_name": "镇人民代表大会",
        "list_version": version,
        "digest": "a" * 64,
        "frozen_on": "2024-01-20",
        "reason": "",
        "candidates": [a_candidate(each) for each in range(candidates)],
    }


def announced(cycle_id: str, candidates: int, determined: int) -> tuple[str, dict[str, Any]]:
    return "voting.result_announced", {
        "vote_id": f"vote-{cycle_id[:8]}",
        "cycle_id": cycle_id,
        "track": "township",
        "body": "congress",
        "body_name": "镇人民代表大会",
        "effect": "decision",
        "list_id": f"list-{cycle_id[:8]}",
        "announced_on": "2024-02-02",
        "candidates": [
            a_candidate(
                each,
                approve=40 - each,
                against=0,
                abstain=0,
                rank=each + 1,
                determined=each < determined,
                second_ballot=None,
            )
            for each in range(candidates)
        ],
    }


def listed(cycle_id: str, number: int) -> tuple[str, dict[str, Any]]:
    return "supervision.project_listed", {
        "project_id": f"p{number}",
        "cycle_id": cycle_id,
        "year": 2024,
        "track": "township",
        "candidate_id": f"c{number}",
        "code": f"C{number}",
        "name": f"项目{number}",
        "implementer": "镇政府",
        "principal_head": "镇长",
        "investment_fen": 10_000_000,
        "suggestion_ids": [],
    }


def progress(cycle_id: str, number: int, version: int, state: str) -> tuple[str, dict[str, Any]]:
    return "supervision.progress_reported", {
        "project_id": f"p{number}",
        "project_version": version,
        "cycle_id": cycle_id,
        "reported_on": "2024-09-01",
        "planned": 100,
        "actual": 100,
        "state": state,
    }


def rated(cycle_id: str) -> tuple[str, dict[str, Any]]:
    grades = {"satisfied": 20, "fair": 15, "dissatisfied": 5}
    return "evaluation.rating_declared", {
        "rating_id": f"rating-{cycle_id[:8]}",
        "cycle_id": cycle_id,
        "declared_on": "2025-01-20",
        "projects": [
            {
                "project_id": f"p{each}",
                "grades": grades,
                "abstain": 0,
                "base": 40,
                "explanation_required": each == 0,
            }
            for each in range(2)
        ],
    }


def hear(suite: CallingSuite, tenant: str, *facts: tuple[str, dict[str, Any]]) -> None:
    for event, payload in facts:
        suite.deliver({"event": event, "message_id": new_id(), "tenant": tenant}, payload)


def a_whole_year(suite: CallingSuite, tenant: str, cycle_id: str) -> None:
    hear(
        suite,
        tenant,
        frozen(cycle_id, 1, 6),
        frozen(cycle_id, 2, 5),
        announced(cycle_id, 5, 3),
        *[listed(cycle_id, each) for each in range(3)],
        progress(cycle_id, 0, 4, "completed"),
        progress(cycle_id, 1, 4, "under_way"),
        rated(cycle_id),
    )


def children(suite: CallingSuite, tenant: str, role: Role = Role.CONGRESS_CLERK, **request: Any) -> Any:
    return suite.call(congress.LIST_CHILDREN, request, tenant=tenant, role=role)


def test_a_county_sees_how_far_the_year_of_each_township_has_come_y072(
    suite: CallingSuite, county: str
) -> None:
    township, cycle_id = a_township(suite, county, EVERYTHING)
    idle = register(suite, f"{county}-jie", "street", county)
    a_whole_year(suite, township, cycle_id)
    seen = children(suite, county)
    assert (seen["year"], seen["years"]) == (2024, [2024])
    by_id = {each["id"]: each for each in seen["items"]}
    assert by_id[idle]["stage"] is None and by_id[idle]["telling"] is None
    assert by_id[township]["stage"] == "rated"
    told = by_id[township]["telling"]
    assert [each["stage"] for each in told["reached"]] == ["opened", "listed", "decided", "rated"]
    assert {key: value for key, value in told.items() if key != "reached"} == {
        "candidates": 5,
        "determined": 3,
        "projects": 3,
        "completed": 1,
        "explanations": 1,
    }
    coverage = {each["kind"]: each for each in seen["coverage"]}
    assert (coverage["township"]["children"], coverage["street"]["children"]) == (1, 1)
    assert [each["children"] for each in coverage["township"]["reached"]] == [1, 1, 1, 1, 0]
    assert [each["children"] for each in coverage["street"]["reached"]] == [0] * 5


def test_the_close_of_the_year_is_told_too_y072(suite: CallingSuite, county: str) -> None:
    township, cycle_id = a_township(suite, county, ["stage"])
    suite.call(congress.CLOSE_CYCLE, {"cycle_id": cycle_id}, tenant=township)
    (seen,) = children(suite, county)["items"]
    assert [each["stage"] for each in seen["telling"]["reached"]] == ["opened", "closed"]
    assert seen["stage"] == "closed"


@pytest.mark.parametrize("reads", [None, [], ["results"], ["progress", "stage"]])
def test_a_county_reads_only_what_the_townships_rulebook_lets_it_read_y001(
    suite: CallingSuite, county: str, reads: list[str] | None
) -> None:
    township, cycle_id = a_township(suite, county, reads)
    a_whole_year(suite, township, cycle_id)
    (seen,) = children(suite, county)["items"]
    allowed = set(["stage"] if reads is None else reads)
    if not allowed:
        assert seen["telling"] is None
        return
    told = seen["telling"]
    assert bool(told["reached"]) == (seen["stage"] is not None) == ("stage" in allowed)
    assert (told["determined"] is not None) == ("results" in allowed)
    assert (told["projects"] is not None) == (told["completed"] is not None) == ("progress" in allowed)
    assert told["candidates"] is None and told["explanations"] is None


def test_nobody_but_the_congress_directly_above_hears_of_it_y001(suite: CallingSuite, county: str) -> None:
    city = register(suite, f"{county}-shi", "city", None)
    neighbour = register(suite, f"{county}-xian", "county", city)
    township, cycle_id = a_township(suite, county, EVERYTHING)
    a_whole_year(suite, township, cycle_id)
    for other in (city, neighbour, township):
        seen = children(suite, other)
        assert township not in {each["id"] for each in seen["items"]}
        assert (seen["year"], seen["years"]) == (None, [])


def test_a_telling_of_a_congress_that_stands_elsewhere_is_refused_y001(
    suite: CallingSuite, county: str
) -> None:
    stranger = register(suite, f"{county}-other", "county", None)
    township, _cycle_id = a_township(suite, county, ["stage"])
    forged = {
        "parent": stranger,
        "child": township,
        "year": 2023,
        "number": 1,
        "telling": {
            "reached": [{"stage": "opened", "on": OPENED_ON}],
            "candidates": None,
            "determined": None,
            "projects": None,
            "completed": None,
            "explanations": None,
        },
    }
    suite.send({"event": "congress.year_told", "message_id": new_id(), "tenant": township}, forged)
    suite.call(
        congress.ADMIT_DOCUMENT,
        {"title": "意见", "kind": "意见", "issuer": "县委", "drafter": "县委"},
        tenant=stranger,
    )
    assert children(suite, stranger)["years"] == []


def test_the_children_are_for_those_who_work_or_sit_there(suite: CallingSuite, county: str) -> None:
    for role in (Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK, Role.DEPUTY):
        assert children(suite, county, role)["items"] == []
    with pytest.raises(Exception, match="权限"):
        children(suite, county, Role.RESIDENT)
