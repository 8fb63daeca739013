"""What people do at the portal, done in a browser: suggest, track, follow a wish to its rating (Y-003)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.player import Player
from shared.contracts import collection, congress, supervision
from tests.e2e.browser.visitor import PHONE, Visitor
from tests.support.running import Running

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.long


def clerk(suite: Running, accounts: Accounts, tenant: str) -> Player:
    return Player(DemoClient(suite.address, "browser"), accounts, tenant)


@pytest.fixture
def open_round(suite: Running, accounts: Accounts) -> str:
    """A tenant of the demo in which a resident may suggest today."""
    for tenant in ("yuanyang", "beiguan"):
        rounds = clerk(suite, accounts, tenant).all_pages(collection.LIST_ROUNDS, as_="resident")
        if any(each["state"] == "open" for each in rounds):
            return tenant
    raise AssertionError("no tenant of the demo collects suggestions at the end of its year")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_resident_suggests_and_tracks_without_an_account(
    visit: Visit, open_round: str, scripts: bool
) -> None:
    visitor = visit(PHONE, scripts=scripts)
    assert visitor.open(f"/t/{open_round}/suggest") == 200
    page = visitor.page
    for choice in page.query_selector_all("select[required]"):
        choice.select_option(index=1)
    for name in ("channel", "category"):
        offered = page.query_selector(f"input[type=radio][name={name}]")
        if offered is not None:
            offered.check()
    page.fill("#title", "村口公交站加装座椅和雨棚")
    page.fill("#content", "老人候车没有座椅，下雨没有遮挡。")
    visitor.press("main form button[type=submit]")
    assert "/suggest/receipt/" in page.url
    receipt = page.url.rsplit("/", 1)[1]
    visitor.open(f"/t/{open_round}/track")
    page.fill("#receipt", receipt)
    visitor.press("main form button[type=submit]")
    assert receipt in page.inner_text("main")
    assert visitor.faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_mistake_in_the_form_is_told_at_the_field_and_loses_nothing(
    visit: Visit, open_round: str, scripts: bool
) -> None:
    visitor = visit(PHONE, scripts=scripts)
    visitor.open(f"/t/{open_round}/suggest")
    page = visitor.page
    page.eval_on_selector_all(
        "form", "all => all.forEach(form => form.noValidate = true)"
    ) if scripts else None
    page.fill("#content", "只写了内容")
    visitor.press("main form button[type=submit]")
    assert "/suggest/receipt/" not in page.url
    assert page.input_value("#content") == "只写了内容"


def test_a_wish_is_followed_from_its_receipt_to_project_progress_and_rating_y003(
    visit: Visit, suite: Running, accounts: Accounts
) -> None:
    player = clerk(suite, accounts, "yuanyang")
    cycles = player.all_pages(congress.LIST_CYCLES)
    cycle_id = next(each["id"] for each in cycles if each["year"] == 2024)
    projects = player.all_pages(supervision.LIST_PROJECTS, as_="resident", cycle_id=cycle_id)
    project = next(each for each in projects if each["code"] == "D07")
    suggestion_id = player.act(supervision.GET_PROJECT, as_="resident", project_id=project["id"])[
        "suggestion_ids"
    ][0]
    receipt = player.act(collection.GET_SUGGESTION, suggestion_id=suggestion_id)["receipt"]
    visitor = visit(PHONE)
    visitor.open(f"/t/yuanyang/track?receipt={receipt}")
    shown = visitor.page.inner_text("main")
    for expected in (receipt, project["name"], "100%", "满意", "50.0%"):
        assert expected in shown, expected
    visitor.press(f"main a:has-text('{project['name']}')")
    assert f"/projects/{project['id']}" in visitor.page.url
    assert "情况说明" in visitor.page.inner_text("main")
    assert visitor.faults == []


def test_a_wrong_password_is_told_and_the_login_name_is_kept(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("yuanyang", "clerk", "wrong-password")
    assert visitor.page.input_value("#login") == "clerk"
    assert visitor.page.inner_text("[role=alert]")
