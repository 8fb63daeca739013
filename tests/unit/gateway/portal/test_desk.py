"""The signed-in home: what waits stands first and is counted, what is over says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import congress, evaluation, publication, supervision, voting
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page
from tests.unit.gateway.portal.samples import item, part, sample

SignedIn = Callable[..., FlaskClient]
LONG_AGO, FAR_AHEAD = "2001-01-01", "2999-01-01"


def paged(*items: dict[str, Any]) -> dict[str, Any]:
    return {"items": list(items), "next": None}


def session(title: str, kind: str, *done: str) -> dict[str, Any]:
    steps = [{"step": each, "name": each} for each in done]
    known = f"{kind}-{'-'.join(done)}"
    return item(voting.LIST_SESSIONS, id=known, title=title, kind=kind, held_on="2024-02-27", done=steps)


@pytest.fixture(autouse=True)
def an_empty_desk(rpc: FakeRpc) -> None:
    rpc.answers |= {
        "congress.list_cycles": paged(item(congress.LIST_CYCLES, id="cy1", year=2024, imported=False)),
        "voting.list_sessions": paged(),
        "evaluation.list_ratings": paged(),
        "supervision.my_projects": {"items": []},
        "supervision.get_calendar": {"overdue": [], "scheduled": [], "upcoming": []},
        "evaluation.list_opinions": paged(),
        "evaluation.list_obligations": {"items": []},
        "evaluation.list_assessment_plans": paged(),
        "evaluation.list_assessment_reports": paged(),
        "screening.list_lists": paged(),
        "collection.list_rounds": paged(),
        "congress.list_children": {"year": None, "years": [], "coverage": [], "items": [], "next": None},
    }


def desk(browser: FlaskClient) -> Page:
    response = browser.get("/t/yuanyang/desk")
    assert response.status_code == 200
    return Page(response.text)


def counts(page: Page) -> list[str]:
    return [each.text for each in page.all("span", class_="count")]


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [("deputy", "人代会", "街道会"), ("assembly_representative", "街道会", "人代会")],
)
def test_members_see_the_sessions_of_their_own_body(
    signed_in: SignedIn, rpc: FakeRpc, role: str, shown: str, hidden: str
) -> None:
    rpc.answers["voting.list_sessions"] = paged(
        session("人代会", "congress", "tabling"), session("街道会", "street_assembly", "tabling")
    )
    text = desk(signed_in(role)).text
    assert shown in text
    assert hidden not in text


def test_a_session_says_what_comes_next_until_its_result_is_announced_a10_11(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    rpc.answers["voting.list_sessions"] = paged(
        {**session("已公布的会", "congress", "tabling", "announcement"), "word": "票选"},
        session("正在开的会", "congress", "tabling"),
        session("只测评的会", "congress", "sign_in"),
    )
    further = {"step": "further_plenary", "name": "继续举行的全体会议"}
    rpc.answers["voting.get_session"] = sample(
        voting.GET_SESSION.response,
        next=[further, {"step": "boxes", "name": "检查封闭票箱"}],
        at_need=[further],
    )
    rows = {
        each.text.split()[0]: each.text for each in desk(signed_in("teller")).all("li") if "会" in each.text
    }
    assert "票选结果已公布" in rows["已公布的会"]
    assert t("desk.sessions.next", steps="检查封闭票箱") in rows["正在开的会"]
    assert t("desk.sessions.without_vote", steps="检查封闭票箱") in rows["只测评的会"]


def test_only_assessments_that_are_awaited_are_counted_b_081(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stages = ("stage", "midterm", "final")
    schedule = [
        part(evaluation.LIST_ASSESSMENT_PLANS, "items", "schedule", stage=each, due_on="2024-06-30")
        for each in stages
    ]
    plan = item(evaluation.LIST_ASSESSMENT_PLANS, id="plan", schedule=schedule)
    rpc.answers["evaluation.list_assessment_plans"] = paged(plan)

    def reports(number: int) -> dict[str, Any]:
        found = stages[:number]
        return paged(
            *(item(evaluation.LIST_ASSESSMENT_REPORTS, plan_id="plan", stage=each) for each in found)
        )

    rpc.answers["evaluation.list_assessment_reports"] = reports(2)
    assert counts(desk(signed_in("assessor"))) == ["1"]
    rpc.answers["evaluation.list_assessment_reports"] = reports(3)
    assert counts(desk(signed_in("assessor"))) == []


def test_a_station_sees_the_codes_that_are_open_and_counts_those_that_hang_nowhere_b_072(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    def link(code: str, closes_on: str, posted: int) -> dict[str, Any]:
        posting = part(evaluation.LIST_RATING_LINKS, "items", "postings")
        given = {"token": f"token-of-{code}-sixteen", "holder_code": code, "postings": [posting] * posted}
        return item(evaluation.LIST_RATING_LINKS, kind="deputy", closes_on=closes_on, **given)

    rpc.answers["evaluation.list_rating_links"] = paged(
        link("over", LONG_AGO, 0), link("posted", FAR_AHEAD, 1), link("bare", FAR_AHEAD, 0)
    )
    page = desk(signed_in("station"))
    assert "over" not in page.text
    assert page.text.index("bare") < page.text.index("posted")
    assert counts(page) == ["1"]


def test_a_teller_reads_that_two_rating_sheets_differ_but_not_where_y063(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    given = {"differing": True, "differences": []}
    rpc.answers["evaluation.list_ratings"] = paged(item(evaluation.LIST_RATINGS, **given))
    assert t("desk.ratings.differing") in desk(signed_in("teller")).text
    given["differences"] = ["p1", "p2"]
    rpc.answers["evaluation.list_ratings"] = paged(item(evaluation.LIST_RATINGS, **given))
    assert t("desk.ratings.differ", number=2) in desk(signed_in("congress_clerk")).text


def test_a_clerk_sees_which_papers_lack_the_proof_of_a_channel_b035(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    proven = item(publication.LIST_PAPERS, id="p0", title="通告", unpublished=[])
    bare = item(publication.LIST_PAPERS, id="p1", title="公告", unpublished=["新闻媒体", "公众号"])
    rpc.answers["publication.list_papers"] = paged(proven, bare)
    page = desk(signed_in("congress_clerk"))
    assert t("desk.publications.missing", channels="新闻媒体、公众号") in page.text
    assert "/t/yuanyang/papers/p1" in {each.get("href") for each in page.all("a")}
    assert "通告" not in page.text
    assert t("desk.section.publications") not in desk(signed_in("deputy")).text


def test_what_waits_stands_above_what_is_for_information(signed_in: SignedIn, rpc: FakeRpc) -> None:
    rpc.answers["supervision.my_projects"] = {"items": [item(supervision.MY_PROJECTS, state="under_way")]}
    rpc.answers["evaluation.list_opinions"] = paged(item(evaluation.LIST_OPINIONS, mode="online"))
    headings = [each.text.split()[0] for each in desk(signed_in("deputy")).all("h2")]
    assert headings[0] == t("desk.section.to_forward")
    assert t("desk.section.my_projects") in headings[1:]


def test_a_county_sees_its_townships_year_and_a_silent_one_says_so_y072(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    telling = {
        "reached": [{"stage": "opened", "on": "2024-01-02"}, {"stage": "decided", "on": "2024-03-06"}],
        "candidates": 5,
        "determined": 4,
        "projects": None,
        "completed": None,
        "explanations": None,
    }
    told = {
        "id": "yang-e",
        "display_name": "阳阿镇（演示）",
        "kind": "township",
        "stage": "decided",
        "telling": telling,
    }
    idle = {**told, "id": "baizhuang", "display_name": "柏庄镇（演示）", "stage": None, "telling": None}
    street = {**idle, "id": "yanghe", "display_name": "阳和街道（演示）", "kind": "street"}
    reached = [{"stage": "opened", "children": 1}, {"stage": "rated", "children": 0}]
    coverage = [
        {"kind": "township", "children": 1, "reached": reached},
        {"kind": "street", "children": 1, "reached": []},
    ]
    rpc.answers["congress.list_children"] = {
        "year": 2024,
        "years": [2024],
        "coverage": coverage,
        "items": [told, idle, street],
        "next": None,
    }
    shown = desk(signed_in("congress_clerk"))
    assert "乡镇1个，2024年度 已开启1个" in shown.text
    assert "候选项目5件，票决确定4件" in shown.text
    assert "列入台账" not in shown.text
    assert shown.text.count(t("desk.children.silent")) == 1
    assert "街道" not in shown.text, "a street has no congress (A10.13)"
    links = [each.attributes["href"] for each in shown.all("a")]
    assert {"/t/yang-e/", "/t/baizhuang/"} <= set(links)
