"""From a receipt number to library, candidate, vote, project and rating, with no log-in (Y-003)."""

from __future__ import annotations

from typing import Any

import pytest

from services.gateway.portal.text import t
from shared.contracts import collection, screening, supervision, voting
from shared.kernel.errors import InvalidInput, NotFound
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page
from tests.unit.gateway.portal.samples import answer, item, part

ADDRESS = "/t/yuanyang/track?receipt=yu24 000001 7k3fqm"


def steps(*outcomes: str) -> list[dict[str, Any]]:
    return [
        part(collection.TRACK, "steps", outcome=each, sentence=f"{each}一句", reason="") for each in outcomes
    ]


def states(page: Page) -> list[tuple[str, str]]:
    """Each step's state and heading."""
    moments = [each for each in page.all("li") if (each.get("class") or "").startswith("moment")]
    return [(str(each.get("class")).split("moment-")[1], each.text.split()[0]) for each in moments]


@pytest.fixture(autouse=True)
def the_whole_way(rpc: FakeRpc) -> None:
    rpc.answers |= {
        "collection.track": answer(
            collection.TRACK, outcome="candidate", steps=steps("received", "entered", "candidate")
        ),
        "screening.trace_suggestion": answer(
            screening.TRACE_SUGGESTION, candidate_id="c7", candidate_name="村庄污水治理", merged_into=None
        ),
        "voting.list_results": {
            "items": [
                item(
                    voting.LIST_RESULTS,
                    id="v1",
                    body_name="人民代表大会",
                    candidates=[
                        part(
                            voting.LIST_RESULTS,
                            "items",
                            "candidates",
                            candidate_id="c1",
                            name="另一个",
                            determined=False,
                        ),
                        part(
                            voting.LIST_RESULTS,
                            "items",
                            "candidates",
                            candidate_id="c7",
                            name="村庄污水治理",
                            determined=True,
                        ),
                    ],
                )
            ],
            "next": None,
        },
        "supervision.trace_projects": {
            "items": [
                item(
                    supervision.TRACE_PROJECTS,
                    id="p7",
                    candidate_id="c7",
                    name="村庄污水治理",
                    planned=70,
                    actual=48,
                )
            ]
        },
    }


def test_the_whole_way_is_shown_in_order_y_003(open_page: Open, rpc: FakeRpc) -> None:
    page = open_page(ADDRESS)
    assert states(page) == [
        ("done", t(f"trace.{key}.name"))
        for key in ("received", "library", "candidate", "vote", "project", "rating")
    ]
    links = {each.get("href") for each in page.all("a")}
    assert "/t/yuanyang/projects/p7" in links
    assert "/t/yuanyang/results/v1" in links
    assert t("trace.vote.determined", body="人民代表大会", name="村庄污水治理") in page.text
    asked = [request for key, request, _ in rpc.calls if key == "supervision.trace_projects"]
    assert asked == [{"candidate_id": "c7"}]


def test_a_ranking_is_told_by_its_points_y_003(open_page: Open, rpc: FakeRpc) -> None:
    (result,) = rpc.answers["voting.list_results"]["items"]
    votes = {"approve": 31, "against": 0, "abstain": 9, "invalid_marks": 0, "points": 274}
    result["method"] = "ranking"
    for each in result["candidates"]:
        each["votes"] = votes
    page = open_page(ADDRESS)
    assert t("trace.vote.votes.ranking", points=274, approve=31) in page.text


def test_an_item_that_waits_shows_what_is_still_to_come(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers |= {
        "collection.track": answer(collection.TRACK, outcome="entered", steps=steps("received", "entered")),
        "screening.trace_suggestion": answer(screening.TRACE_SUGGESTION, candidate_id=None, frozen=False),
        "supervision.trace_projects": {"items": []},
    }
    assert [state for state, _ in states(open_page(ADDRESS))] == ["done", "done"] + ["waiting"] * 4
    assert {"suggestion_id": "id-1"} in [r for key, r, _ in rpc.calls if key == "supervision.trace_projects"]


@pytest.mark.parametrize("outcome", ["transferred", "dropped", "reserved"])
def test_what_ended_says_so_and_promises_nothing_more_a10_16(
    open_page: Open, rpc: FakeRpc, outcome: str
) -> None:
    rpc.answers |= {
        "collection.track": answer(collection.TRACK, outcome=outcome, steps=steps("received", outcome)),
        "screening.trace_suggestion": answer(screening.TRACE_SUGGESTION, candidate_id=None, frozen=False),
        "supervision.trace_projects": {"items": []},
    }
    page = open_page(ADDRESS)
    assert [state for state, _ in states(page)] == ["done", "ended"]
    assert f"{outcome}一句" in page.text


def test_a_candidate_on_a_list_that_is_not_frozen_is_not_shown(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["screening.trace_suggestion"] = answer(
        screening.TRACE_SUGGESTION, candidate_id="c7", candidate_name="未定", frozen=False
    )
    rpc.answers["supervision.trace_projects"] = {"items": []}
    rpc.answers["voting.list_results"] = {"items": [], "next": None}
    page = open_page(ADDRESS)
    assert "未定" not in page.text
    assert states(page)[2][0] == "waiting"


@pytest.mark.parametrize(
    ("silent", "unknown"), [("screening", "candidate"), ("voting", "vote"), ("supervision", "project")]
)
def test_a_silent_service_leaves_its_step_open_and_the_rest_stands(
    open_page: Open, rpc: FakeRpc, silent: str, unknown: str
) -> None:
    rpc.silent = {silent}
    found = {name: state for state, name in states(open_page(ADDRESS))}
    assert found[t(f"trace.{unknown}.name")] == "unknown"
    assert found[t("trace.received.name")] == "done"


@pytest.mark.parametrize(
    ("error", "status"), [(InvalidInput(detail="编号有误"), 422), (NotFound(kind="建议", id="x"), 404)]
)
def test_a_wrong_number_keeps_what_was_typed(
    open_page: Open, rpc: FakeRpc, error: Exception, status: int
) -> None:
    rpc.answers["collection.track"] = error
    page = open_page(ADDRESS, status)
    field = page.one("input", id="receipt")
    assert field.get("value") == "yu24 000001 7k3fqm"
    assert field.get("aria-invalid") == "true"
    assert page.one("p", id="receipt-error").text
