"""The voting page and the public record of a vote on projects and of a satisfaction rating (Y-033, Y-062)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t, word
from shared.contracts import voting
from shared.tenancy.roles import Role
from tests.unit.gateway.portal.fake import ELECTION, ELECTRONIC, FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import item, sample

GRADES = ["满意", "基本满意", "不满意"]
BALLOT = f"/t/yuanyang/electronic/{ELECTION}/ballot"
RECORD = f"/t/yuanyang/electronic/{ELECTION}"


def rate(rpc: FakeRpc, **more: object) -> None:
    """The electronic vote is a rating of two projects by three grades, four ballots cast."""
    questions = [{"answers": GRADES, "min": 0, "max": 1, "question": name} for name in ("P1 路灯", "P2 水渠")]
    rpc.answers[voting.GET_ELECTRONIC_VOTE.key] = sample(
        voting.GET_ELECTRONIC_VOTE.response,
        **{
            **ELECTRONIC,
            "rehearsal": False,
            "rating_id": "rating-1",
            "ballots": 4,
            "election": json.dumps({"name": "满意度测评", "questions": questions}),
            "result": [[3, 1, 0], [1, 2, 0]],
            **more,
        },
    )


def test_a_rating_offers_every_grade_and_abstention_and_presets_none_y062(
    client: FlaskClient, rpc: FakeRpc
) -> None:
    rate(rpc)
    page = client.get(BALLOT).text
    for project in (0, 1):
        for mark in ("0", "1", "2", "abstain"):
            assert f'id="mark-{project}-{mark}"' in page
    assert all(grade in page for grade in GRADES)
    assert " checked" not in page
    assert 'data-grades="3"' in page
    assert "至多赞成" not in page


def test_a_vote_on_projects_still_counts_approvals(client: FlaskClient) -> None:
    page = client.get(BALLOT).text
    assert 'id="mark-0-approve"' in page
    assert 'data-most="1"' in page
    assert 'data-grades=""' in page


def test_the_record_of_a_rating_shows_grades_with_those_who_gave_none(
    client: FlaskClient, rpc: FakeRpc
) -> None:
    rate(rpc, state="declared")
    page = client.get(RECORD).text
    rows = page[page.index("<tbody>") : page.index("</tbody>")]
    figures = [each.split("</td>")[0] for each in rows.split('<td class="num">')[1:]]
    assert figures == ["3", "1", "0", "0", "1", "2", "0", "1"]
    assert ".pairs.jsonl" not in page.split("<main")[1].split("<pre")[0]
    assert "演练" not in page


def test_the_record_has_no_figure_before_it_may_be_seen_a10_7(client: FlaskClient, rpc: FakeRpc) -> None:
    rate(rpc, state="declared", result=None)
    page = client.get(RECORD).text
    assert "<tbody>" not in page
    assert ".bel" not in page


OPEN_NOW = "/t/yuanyang/sessions/s1/ballot"


def votes_in(rpc: FakeRpc, *states: str) -> None:
    """The session's electronic votes stand so, each with a number for its uuid."""
    listed = [
        item(voting.LIST_ELECTRONIC_VOTES, **{**ELECTRONIC, "uuid": f"{number}" * 14, "state": state})
        for number, state in enumerate(states, start=1)
    ]
    rpc.answers[voting.LIST_ELECTRONIC_VOTES.key] = {"items": listed, "next": None}


def test_the_picture_in_an_envelope_leads_to_what_is_open_now(client: FlaskClient, rpc: FakeRpc) -> None:
    votes_in(rpc, "declared", "open", "cancelled")
    response = client.get(OPEN_NOW)
    assert response.status_code == 303
    assert response.headers["Location"] == f"/t/yuanyang/electronic/{'2' * 14}/ballot"


def test_of_two_that_are_open_one_is_chosen_and_before_the_opening_one_waits(
    client: FlaskClient, rpc: FakeRpc
) -> None:
    votes_in(rpc, "open", "open")
    both = Page(client.get(OPEN_NOW).text)
    assert problems(both) == []
    links = [each.get("href") for each in both.all("a") if "data-carry" in each.attributes]
    assert links == [f"/t/yuanyang/electronic/{str(number) * 14}/ballot" for number in (1, 2)]
    votes_in(rpc, "closed")
    none = Page(client.get(OPEN_NOW).text)
    assert problems(none) == []
    assert t("ballot.none_open") in none.text


@pytest.mark.parametrize("state", ["open", "closed", "declared", "cancelled"])
def test_a_rehearsal_is_told_as_one_and_falls_back_to_no_paper(
    signed_in: Callable[..., FlaskClient], rpc: FakeRpc, state: str
) -> None:
    rpc.answers[voting.GET_ELECTRONIC_VOTE.key] = sample(
        voting.GET_ELECTRONIC_VOTE.response, **{**ELECTRONIC, "rehearsal": True, "state": state}
    )
    served = signed_in(Role.SCRUTINEER.value, Role.CONGRESS_CLERK.value)
    hall = served.get(f"/t/yuanyang/desk/electronic/{ELECTION}").text
    assert problems(Page(hall)) == []
    assert "改用纸质选票" not in hall
    told = word("rehearsal_state", state)
    assert told in hall
    assert told in served.get(RECORD).text
    assert state == "open" or told in served.get(BALLOT).text
