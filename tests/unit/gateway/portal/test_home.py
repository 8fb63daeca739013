"""The public home: where the year stands, derived and never a gate (A10.1)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from services.gateway.portal.text import t, word
from shared.contracts import collection, congress, evaluation, screening, supervision, voting
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page
from tests.unit.gateway.portal.samples import item, part

HOME = "/t/yuanyang/"
KEYS = ("collection", "screening", "vote", "supervision", "evaluation")


def paged(*items: dict[str, Any]) -> dict[str, Any]:
    return {"items": list(items), "next": None}


def cycle(year: int, **given: Any) -> dict[str, Any]:
    return item(
        congress.LIST_CYCLES, **{"id": f"cy{year}", "year": year, "imported": False, "state": "open", **given}
    )


def project(code: str, **given: Any) -> dict[str, Any]:
    usual = {
        "id": f"p-{code}",
        "code": code,
        "name": f"项目{code}",
        "track": "congress",
        "state": "under_way",
    }
    return item(supervision.LIST_PROJECTS, **{**usual, "lagging": False, **given})


def stages(page: Page) -> dict[str, str]:
    found = [each for each in page.all("li") if (each.get("class") or "").startswith("stage ")]
    return dict(zip(KEYS, [str(each.get("class")).split("stage-")[1] for each in found], strict=True))


@pytest.fixture(autouse=True)
def a_bare_year(rpc: FakeRpc) -> None:
    rpc.answers |= {
        "congress.list_cycles": paged(cycle(2024)),
        "collection.list_rounds": paged(),
        "screening.list_published": paged(),
        "voting.list_sessions": paged(),
        "voting.list_results": paged(),
        "supervision.list_projects": paged(),
        "evaluation.list_ratings": paged(),
        "publication.list_papers": paged(),
    }
    rpc.answers["collection.get_statistics"] = {
        **{key: [] for key in ("by_round", "by_channel", "by_layer", "by_category", "by_proposer")},
        "total": 0,
    }
    rpc.answers["screening.count_library"] = {"total": 0, "by_status": {}, "by_track": []}


def test_a_bare_year_has_begun_nothing(open_page: Open) -> None:
    assert stages(open_page(HOME)) == dict.fromkeys(KEYS, "not_begun")


def test_stages_run_beside_one_another_and_none_waits_for_another_a10_1(
    open_page: Open, rpc: FakeRpc
) -> None:
    rpc.answers["collection.list_rounds"] = paged(item(collection.LIST_ROUNDS, stage="collecting"))
    rpc.answers["screening.list_published"] = paged(item(screening.LIST_PUBLISHED, track="congress"))
    rpc.answers["voting.list_results"] = paged(item(voting.LIST_RESULTS, track="congress"))
    rpc.answers["supervision.list_projects"] = paged(project("D01"), project("D02", state="completed"))
    rpc.answers["evaluation.list_ratings"] = paged(item(evaluation.LIST_RATINGS, state="counting"))
    assert stages(open_page(HOME)) == {
        "collection": "under_way",
        "screening": "done",
        "vote": "done",
        "supervision": "under_way",
        "evaluation": "under_way",
    }


def test_a_street_list_without_a_result_keeps_the_vote_under_way_b_029(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["screening.list_published"] = paged(
        item(screening.LIST_PUBLISHED, id="l1", track="congress"),
        item(screening.LIST_PUBLISHED, id="l2", track="street:a"),
    )
    rpc.answers["voting.list_results"] = paged(item(voting.LIST_RESULTS, track="congress"))
    assert stages(open_page(HOME))["vote"] == "under_way"


def test_a_stage_without_a_record_before_one_that_has_begun_is_not_called_undone_y_012(
    open_page: Open, rpc: FakeRpc
) -> None:
    rpc.answers["supervision.list_projects"] = paged(project("D01"))
    assert stages(open_page(HOME)) == {
        "collection": "no_record",
        "screening": "no_record",
        "vote": "no_record",
        "supervision": "under_way",
        "evaluation": "not_begun",
    }


def test_a_session_that_only_rates_is_no_vote_a10_11(open_page: Open, rpc: FakeRpc) -> None:
    """The session of the following year reports and rates; until candidates are tabled nothing is voted on."""

    def held(*done: str) -> dict[str, Any]:
        steps = [{"step": each, "name": each} for each in done]
        return paged(item(voting.LIST_SESSIONS, title="2025年会议", vote_id=None, done=steps))

    rpc.answers["voting.list_sessions"] = held("credentials", "sign_in")
    assert stages(open_page(HOME))["vote"] == "not_begun"
    rpc.answers["voting.list_sessions"] = held("credentials", "sign_in", "tabling")
    assert stages(open_page(HOME))["vote"] == "under_way"


def test_an_imported_year_has_no_record_of_what_was_done_elsewhere_y_012(
    open_page: Open, rpc: FakeRpc
) -> None:
    rpc.answers["congress.list_cycles"] = paged(cycle(2020, imported=True, state="closed"))
    rpc.answers["supervision.list_projects"] = paged(project("R01", state="completed"))
    page = open_page(HOME)
    assert stages(page) == {**dict.fromkeys(KEYS, "no_record"), "supervision": "done"}
    assert t("home.decisions.unrecorded") in page.text
    assert t("home.decisions.none") not in page.text


def test_a_body_has_one_line_with_its_list_and_its_result_b_029(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["screening.list_published"] = paged(
        item(screening.LIST_PUBLISHED, id="l1", track="congress", body_name="人代会"),
        item(screening.LIST_PUBLISHED, id="l2", track="street:a", body_name="甲街道"),
    )
    rpc.answers["voting.list_results"] = paged(
        item(voting.LIST_RESULTS, id="v1", track="congress", body_name="人代会", effect="decision")
    )
    rows = [each.text for each in open_page(HOME).all("tr") if "人代会" in each.text or "甲街道" in each.text]
    assert len(rows) == 2
    assert t("home.decisions.decision", number=1) in rows[0]
    assert t("home.decisions.waiting") in rows[1]


def test_the_projects_of_the_congress_are_summed_up(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["supervision.list_projects"] = paged(
        project("D01", investment_fen=2_650_000_000, state="completed"),
        project("D02", investment_fen=860_000_000),
        project("S01", track="street:a", investment_fen=1_000_000),
    )
    text = open_page(HOME).text
    assert t("home.projects.total", number=2, finished=1) in text
    assert t("home.projects.investment", money="3,510万元") in text


def test_a_finished_year_is_done(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["supervision.list_projects"] = paged(
        project("D01", state="archived"), project("D02", state="completed")
    )
    rpc.answers["evaluation.list_ratings"] = paged(item(evaluation.LIST_RATINGS, state="published"))
    page = open_page(HOME)
    assert stages(page)["supervision"] == "done"
    assert stages(page)["evaluation"] == "done"


def test_bars_stand_where_the_wall_chart_has_them_today_b_063(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["supervision.list_projects"] = paged(project("D07", planned=10, actual=5))
    bar = part(supervision.GET_WALL_CHART, "bars", project_id="p-D07", planned=70, actual=48, lagging=True)
    rpc.answers["supervision.get_wall_chart"] = {"on": "2024-09-20", "lag": 10, "bars": [bar]}
    page = open_page(HOME)
    assert t("bar.label", planned=70, actual=48) in {each.get("aria-label") for each in page.all("svg")}
    assert [each.get("width") for each in page.all("rect", class_="bar-actual")] == ["480"]
    assert t("bar.lagging") in page.text


def test_streets_stand_apart_from_the_congress_b_029(open_page: Open, rpc: FakeRpc) -> None:
    rpc.answers["supervision.list_projects"] = paged(
        project("S1", track="street:zhangdong", body_name="彰东街道"), project("B1")
    )
    page = open_page(HOME)
    folded = [each for each in page.all("details") if "彰东街道" in each.text]
    assert len(folded) == 1
    assert "项目S1" in folded[0].text
    assert "项目B1" not in folded[0].text


def test_exactly_half_is_shown_as_half_and_owes_an_explanation_y_074(open_page: Open, rpc: FakeRpc) -> None:
    grades = [
        {"code": "satisfied", "name": "满意"},
        {"code": "fair", "name": "基本满意"},
        {"code": "no", "name": "不满意"},
    ]
    result = part(
        evaluation.LIST_RATINGS,
        "items",
        "results",
        code="D07",
        name="污水治理",
        grades={"satisfied": 124, "fair": 88, "no": 30},
        abstain=6,
        share={"part": 124, "whole": 248, "percent_tenths": 500},
        explanation_required=True,
    )
    rpc.answers["evaluation.list_ratings"] = paged(
        item(evaluation.LIST_RATINGS, state="published", grades=grades, results=[result])
    )
    page = open_page(HOME)
    row = next(each for each in page.all("tr") if "D07" in each.text)
    assert "50.0%" in row.text
    assert t("rating.explanation") in row.text
    drawn = [each for each in page.all("rect") if (each.get("class") or "").startswith("grade-")]
    assert [each.get("class") for each in drawn] == ["grade-1", "grade-2", "grade-3", "grade-abstain"]
    assert sum(int(str(each.get("width"))) for each in drawn) == 1000


def test_a_rating_shows_no_figures_before_it_is_declared_y_063(open_page: Open, rpc: FakeRpc) -> None:
    result = part(evaluation.LIST_RATINGS, "items", "results", name="未宣布的项目")
    rpc.answers["evaluation.list_ratings"] = paged(
        item(evaluation.LIST_RATINGS, state="counted", results=[result])
    )
    assert "未宣布的项目" not in open_page(HOME).text


def test_the_home_shows_the_year_with_candidates_while_the_next_one_collects_b_017(
    open_page: Open, rpc: FakeRpc
) -> None:
    rpc.answers["congress.list_cycles"] = paged(cycle(2023, imported=True), cycle(2025), cycle(2024))
    rpc.answers["screening.list_published"] = lambda request: (
        paged(item(screening.LIST_PUBLISHED)) if request["cycle_id"] == "cy2024" else paged()
    )
    rpc.answers["collection.list_rounds"] = lambda request: (
        paged(item(collection.LIST_ROUNDS, title="2025年度征集", stage="collecting"))
        if "state" in request
        else paged()
    )
    page = open_page(HOME)
    assert t("home.heading", year=2024) == page.one("h1").text
    assert "2025年度征集" in page.text
    years = [each for each in page.all("a") if "year=" in str(each.get("href"))]
    assert [each.text for each in years[:3]] == ["2025年度", "2024年度", "2023年度"]


def test_a_year_that_nobody_opened_is_not_found(open_page: Open) -> None:
    open_page(f"{HOME}?year=1999", 404)


def test_votes_are_shown_only_where_the_rules_publish_them_a10_7(open_page: Open, rpc: FakeRpc) -> None:
    def result(votes: dict[str, int] | None) -> dict[str, Any]:
        row = part(
            voting.LIST_RESULTS,
            "items",
            "candidates",
            votes=votes,
            second_ballot=None,
            determined=True,
            rank=1,
        )
        words = {"word": "票决", "paper": "大会公告"}
        return paged(item(voting.LIST_RESULTS, id="v1", candidates=[row], totals=None, **words))

    rpc.answers["voting.list_results"] = result(None)
    page = open_page("/t/yuanyang/results/v1")
    assert "按票决办法，得票数在会议上宣布，大会公告只列项目。" in page.text
    headings = [each.text for each in page.all("th")]
    assert t("column.approve") not in headings
    assert t("column.rank") not in headings
    rpc.answers["voting.list_results"] = result(
        {"approve": 238, "against": 8, "abstain": 4, "invalid_marks": 0}
    )
    page = open_page("/t/yuanyang/results/v1")
    assert "238" in [each.text for each in page.all("td")]


def test_the_page_of_a_recommendation_speaks_of_no_decision_and_no_announcement_a10_13(
    open_page: Open, rpc: FakeRpc
) -> None:
    row = part(voting.LIST_RESULTS, "items", "candidates", votes=None, determined=False, declined=False)
    street = {
        "body_name": "彰东街道议事代表会",
        "effect": "recommendation",
        "word": "票选",
        "paper": "票选结果公示",
    }
    rpc.answers["voting.list_results"] = paged(
        item(voting.LIST_RESULTS, id="v1", candidates=[row], totals=None, **street)
    )
    held = {"rehearsal": True, "state": "cancelled", "election": '{"name": "演练"}'}
    rpc.answers["voting.list_electronic_votes"] = paged(item(voting.LIST_ELECTRONIC_VOTES, **held))
    page = open_page("/t/yuanyang/results/v1")
    shown = page.one("main").text
    assert re.fullmatch(r"彰东街道议事代表会\d+年度民生实事项目票选结果", page.one("h1").text)
    for said in ("推荐0件", "未获推荐", "按票选办法", "票选结果公示只列项目", "查看票选结果公示"):
        assert said in shown
    assert not re.search("票决|公告|确定", shown), shown
    assert word("rehearsal_state", "cancelled") in shown
    assert word("electronic_state", "cancelled") not in shown


def test_a_ranking_is_published_with_its_points_and_no_votes_for_or_against(
    open_page: Open, rpc: FakeRpc
) -> None:
    votes = {"approve": 31, "against": 0, "abstain": 9, "invalid_marks": 0, "points": 274}
    again = {"approve": 22, "against": 0, "abstain": 18, "invalid_marks": 0, "points": 22}
    row = part(
        voting.LIST_RESULTS, "items", "candidates", votes=votes, second_ballot=again, determined=True, rank=1
    )
    answer = item(voting.LIST_RESULTS, id="v1", method="ranking", candidates=[row], totals=None)
    rpc.answers["voting.list_results"] = paged(answer)
    page = open_page("/t/yuanyang/results/v1")
    headings = [each.text for each in page.all("th")]
    cells = [each.text for each in page.all("td")]
    assert t("column.points") in headings
    assert t("column.approve") not in headings
    assert "274" in cells
    assert t("result.second.ranking", points=22) in cells


def test_a_result_that_is_not_announced_is_not_found(open_page: Open) -> None:
    open_page("/t/yuanyang/results/v1", 404)
