"""What residents do at the portal: look, find, suggest, track, follow a wish to its rating (Y-003)."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.expected import beiguan, yuanyang
from services.demo.player import Player
from services.gateway.portal.text import t, word
from shared.contracts import collection, congress, supervision
from tests.e2e.browser.conftest import OpenRound, Visit
from tests.e2e.browser.visitor import PHONE, Visitor
from tests.support.running import Running

pytestmark = pytest.mark.long
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
WISH = "村口公交站加装座椅和雨棚"
STORY = "老人候车没有座椅，下雨没有遮挡。"


def section(visitor: Visitor, name: str) -> str:
    """The text of the section that a heading of this id names."""
    return visitor.page.locator(f"section[aria-labelledby={name}]").inner_text()


def fill_in(visitor: Visitor, round_: OpenRound) -> None:
    page = visitor.page
    page.select_option("#channel", label=round_.channel)
    page.select_option("#category", label=round_.category)
    page.fill("#title", WISH)
    page.fill("#content", STORY)


def test_a_county_shows_where_its_year_stands_what_is_open_and_what_was_decided(
    visit: Visit, open_round: OpenRound
) -> None:
    with visit() as visitor:
        visitor.open("/t/yuanyang/")
        assert visitor.heading == t("home.heading", year=2024)
        stages = visitor.page.locator("li.stage").all_inner_texts()
        facts = (
            t("stage.collection.fact", rounds=1, total=yuanyang.SUGGESTIONS),
            t("stage.screening.frozen", lists=1, total=yuanyang.CANDIDATES),
            t("stage.vote.announced", votes=1, total=len(yuanyang.DETERMINED)),
            t("stage.supervision.fact", total=len(yuanyang.DETERMINED), finished=len(yuanyang.DETERMINED)),
            t("stage.evaluation.declared", total=len(yuanyang.RATING)),
        )
        assert len(stages) == len(facts)
        assert [fact for fact, shown in zip(facts, stages, strict=True) if fact not in shown] == []
        assert open_round.title in section(visitor, "open-now")
        assert t("home.open.suggest") in section(visitor, "open-now")
        cards = visitor.page.locator("section[aria-labelledby=projects] li.card")
        assert cards.count() == len(yuanyang.DETERMINED)
        bars = cards.locator("svg[role=img]").evaluate_all("all => all.map(each => each.ariaLabel)")
        assert bars == [t("bar.label", planned=100, actual=100)] * len(yuanyang.DETERMINED)
        rows = visitor.page.locator("section[aria-labelledby=ratings] tbody tr").all_inner_texts()
        found = {
            each.split()[0]: tuple(int(part) for part in each.split() if part.isdigit()) for each in rows
        }
        assert found == yuanyang.RATING
        (owed,) = [each for each in rows if t("rating.explanation") in each]
        assert owed.startswith(yuanyang.EXPLAINS[0])


def test_a_countys_candidates_and_result_are_reached_from_its_home(visit: Visit) -> None:
    with visit() as visitor:
        visitor.open("/t/yuanyang/")
        decisions = visitor.page.locator("section[aria-labelledby=decisions] a")
        visitor.click(decisions.filter(has_text=t("home.decisions.candidates", number=yuanyang.CANDIDATES)))
        assert visitor.page.locator("li.card").count() == yuanyang.CANDIDATES
        for code, wan in yuanyang.INVESTMENTS_WAN.items():
            card = visitor.page.locator("li.card").filter(has_text=code).inner_text()
            assert f"{wan:,}万元" in card, code
            assert yuanyang.IMPLEMENTERS[code] in card, code
        visitor.page.go_back()
        determined = t("home.decisions.decision", number=len(yuanyang.DETERMINED))
        visitor.click(decisions.filter(has_text=determined))
        rows = visitor.page.locator("tbody th").all_inner_texts()
        assert [each.split()[0] for each in rows] == list(yuanyang.DETERMINED)
        assert t("result.no_votes", word="票决", paper="大会公告") in visitor.text
        visitor.follow(t("result.paper", paper="大会公告"))
        assert yuanyang.ANNOUNCEMENT in visitor.text


def test_a_district_shows_its_streets_beside_the_congress(visit: Visit) -> None:
    with visit() as visitor:
        visitor.open("/t/beiguan/")
        projects = visitor.page.locator("section[aria-labelledby=projects]")
        streets = projects.locator("details")
        assert streets.count() == len(beiguan.STREETS)
        assert streets.locator("li.card:visible").count() == 0
        streets.last.locator("summary").click()
        assert streets.locator("li.card:visible").count() == beiguan.STREET_QUOTA
        assert projects.locator("li.card").count() == len(beiguan.DETERMINED) + beiguan.STREET_PROJECTS
        for as_printed, _value in beiguan.FIGURES:
            assert as_printed in section(visitor, "figures")


@SCRIPTS
def test_an_address_inside_a_folded_list_unfolds_it(visit: Visit, javascript: bool) -> None:
    with visit(javascript=javascript) as visitor:
        visitor.open("/t/beiguan/")
        visitor.click(visitor.page.locator("section[aria-labelledby=decisions] a[href*='#list-']").last)
        wanted = visitor.here.partition("#")[2]
        cards = visitor.page.locator(f"[id='{wanted}'] li.card:visible")
        cards.first.wait_for()
        assert cards.count() in {candidates for _listed, candidates in beiguan.STREETS.values()}


def test_a_resident_finds_his_congress_by_name_d_01(visit: Visit) -> None:
    with visit(width=PHONE) as visitor:
        visitor.open("/")
        visitor.page.fill("#q", "原阳")
        visitor.press(t("tenants.search"))
        assert visitor.page.locator("ul.tree li").count() == 1
        assert t("tenants.below", name="新乡市（演示）") in visitor.text
        visitor.follow("原阳县（演示）")
        assert visitor.here == "/t/yuanyang/"
        visitor.open("/?q=原阳")
        visitor.follow(t("tenants.children", name="原阳县（演示）"))
        assert visitor.page.locator("ul.tree li").count() == 4


@SCRIPTS
def test_a_resident_suggests_and_tracks_without_an_account(
    visit: Visit, open_round: OpenRound, javascript: bool
) -> None:
    with visit(width=PHONE, javascript=javascript) as visitor:
        visitor.open(f"/t/{open_round.tenant}/")
        assert open_round.title in section(visitor, "open-now")
        visitor.follow(t("home.open.suggest"))
        fill_in(visitor, open_round)
        visitor.press(t("suggest.send"))
        assert visitor.heading == t("receipt.title")
        receipt = visitor.page.locator(".receipt").inner_text()
    with visit(width=PHONE, javascript=javascript) as neighbour:
        neighbour.open(f"/t/{open_round.tenant}/")
        neighbour.follow(t("nav.track"))
        neighbour.page.fill("#receipt", receipt.lower().replace("-", ""))
        neighbour.press(t("track.send"))
        assert t("track.way", receipt=receipt) in neighbour.text
        assert t("trace.received.name") in neighbour.text
        assert STORY not in neighbour.text


@SCRIPTS
def test_a_mistake_in_the_form_is_told_at_the_field_and_loses_nothing(
    visit: Visit, open_round: OpenRound, javascript: bool
) -> None:
    with visit(width=PHONE, javascript=javascript) as visitor:
        visitor.open(f"/t/{open_round.tenant}/suggest")
        fill_in(visitor, open_round)
        visitor.page.locator("summary", has_text=t("suggest.more")).click()
        visitor.page.fill("#people_affected", "很多")
        visitor.watch.expected = {422}
        visitor.press(t("suggest.send"))
        assert visitor.page.locator("#people_affected-error").inner_text() == t("form.number")
        assert visitor.page.locator("#people_affected").get_attribute("aria-invalid") == "true"
        kept = {
            name: visitor.page.input_value(f"#{name}") for name in ("title", "content", "people_affected")
        }
        assert kept == {"title": WISH, "content": STORY, "people_affected": "很多"}
        assert visitor.audit() == []
        if javascript:
            assert visitor.page.evaluate("document.activeElement.id") == "error-summary"
        visitor.page.fill("#people_affected", "300")
        visitor.press(t("suggest.send"))
        assert visitor.heading == t("receipt.title")


def test_a_wish_is_followed_from_its_receipt_to_project_progress_and_rating_y003(
    visit: Visit, suite: Running, accounts: Accounts
) -> None:
    """D07: half of the deputies are satisfied, so that the responsible head explained himself (Y-074)."""
    receipt, name = receipt_of(suite, accounts, "yuanyang", "D07")
    with visit(width=PHONE) as visitor:
        visitor.open("/t/yuanyang/track")
        visitor.page.fill("#receipt", receipt)
        visitor.press(t("track.send"))
        steps = visitor.page.locator("li.moment").all_inner_texts()
        assert len(steps) == 6
        assert [each for each in steps if t("trace.state.done") not in each] == []
        satisfied, *_rest = yuanyang.RATING["D07"]
        assert f"满意 {satisfied}" in steps[-1]
        assert t("rating.share", grade="满意") + " 50.0%" in steps[-1]
        assert t("bar.text", planned=100, actual=100) in steps[-2]
        visitor.click(visitor.page.locator("li.moment a", has_text=name).last)
        assert visitor.heading == name
        assert word("project_state", "completed") in visitor.text
        assert t("project.explanation.paper") in visitor.text


def test_a_number_that_nobody_got_is_told_plainly(visit: Visit) -> None:
    with visit(width=PHONE) as visitor:
        visitor.watch.expected = {404, 422}
        visitor.open(f"/t/yuanyang/track?receipt={quote('没有这个号')}")
        assert visitor.page.locator("#receipt-error").inner_text().strip()
        assert visitor.page.input_value("#receipt") == "没有这个号"


def receipt_of(suite: Running, accounts: Accounts, tenant: str, code: str) -> tuple[str, str]:
    """The receipt number of a suggestion that became this project, and the project's name."""
    player = Player(DemoClient(suite.address, "browser"), accounts, tenant)
    cycle = next(each for each in player.all_pages(congress.LIST_CYCLES) if each["year"] == 2024)
    listed = player.all_pages(supervision.LIST_PROJECTS, cycle_id=cycle["id"])
    project = next(each for each in listed if each["code"] == code)
    found = player.act(supervision.GET_PROJECT, project_id=project["id"])
    suggestion = player.act(collection.GET_SUGGESTION, suggestion_id=found["suggestion_ids"][0])
    return str(suggestion["receipt"]), str(project["name"])
