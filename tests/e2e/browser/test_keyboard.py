"""With the keyboard alone: everything is reached in order, the place is seen, the frame can be skipped."""

from __future__ import annotations

import pytest

from services.demo.accounts import Accounts
from services.gateway.portal.text import t
from tests.e2e.browser.conftest import Crawled, OpenRound, Visit
from tests.e2e.browser.crawl import is_paper, shape
from tests.e2e.browser.people import Viewer
from tests.e2e.browser.visitor import Visitor

pytestmark = pytest.mark.long

MOST_STOPS = 60
STOPS = """() => {
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled;
  const first = new Set();
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((each) => shown(each) && each.type !== "hidden")
    .filter((each) => each.type !== "radio" || (!first.has(each.name) && first.add(each.name)))
    .map((each, at) => { each.dataset.stop = String(at); return at; }).length;
}"""
HERE = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {
    stop: Number(here.dataset.stop ?? -1),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen,
    parts: here.type === "date",
    what: here.outerHTML.slice(0, 100),
  };
}"""


def walk(visitor: Visitor) -> list[str]:
    """Press Tab through the page; what is skipped, unseen or without a ring around it."""
    number = min(int(visitor.page.evaluate(STOPS)), MOST_STOPS)
    assert number > 5
    found = []
    for at in range(number):
        visitor.page.keyboard.press("Tab")
        here = visitor.page.evaluate(HERE)
        while here["parts"] and here["stop"] == at - 1:
            # A day is three fields and a calendar, each a stop within the one input.
            visitor.page.keyboard.press("Tab")
            here = visitor.page.evaluate(HERE)
        if here["stop"] != at or not here["ring"] or not here["seen"]:
            found.append(f"stop {at}: {here}")
    return found


def test_every_stop_is_reached_in_order_and_is_seen(
    crawled: Crawled, visit: Visit, accounts: Accounts, open_round: OpenRound
) -> None:
    """One page of each kind, of residents and of a clerk."""
    for viewer in (Viewer(open_round.tenant), Viewer("beiguan", "clerk")):
        kinds = {shape(path): path for path in crawled(viewer) if not is_paper(path)}
        with visit() as visitor:
            if viewer.login:
                visitor.sign_in(viewer.tenant, viewer.login, accounts.password(viewer.tenant, viewer.login))
            wrong = {}
            for path in kinds.values():
                visitor.open(path)
                if found := walk(visitor):
                    wrong[path] = found
        assert wrong == {}


def test_the_skip_link_shows_itself_and_leads_past_the_frame(visit: Visit) -> None:
    with visit() as visitor:
        visitor.open("/t/beiguan/")
        skip = visitor.page.get_by_role("link", name=t("site.skip"))
        assert skip.bounding_box()["y"] < 0  # type: ignore[index]
        visitor.page.keyboard.press("Tab")
        assert skip.evaluate("each => each === document.activeElement")
        assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
        visitor.page.keyboard.press("Enter")
        assert visitor.page.evaluate("document.activeElement.id") == "main"
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_resident_suggests_with_the_keyboard_alone(visit: Visit, open_round: OpenRound) -> None:
    with visit() as visitor:
        visitor.open(f"/t/{open_round.tenant}/suggest")
        keys = visitor.page.keyboard
        visitor.page.focus("#channel")
        for typed in ("ArrowDown", "Tab", "ArrowDown", "Tab"):
            keys.press(typed)
        keys.type("东关小学门前增设人行横道")
        keys.press("Tab")
        keys.type("上下学时车多，孩子过街不安全。")
        for _ in range(5):
            keys.press("Tab")
        assert visitor.page.evaluate("document.activeElement.type") == "submit"
        keys.press("Enter")
        visitor.page.wait_for_url("**/suggest/receipt/**")
        assert visitor.heading == t("receipt.title")
