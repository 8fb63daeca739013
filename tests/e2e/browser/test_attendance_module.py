"""The sign-in sheet follows other tablets by itself and loses nothing that somebody is at (A10.11)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.e2e.browser.module_page import ORIGIN, SCRIPTS

LATER = 16_000
"""Milliseconds: one reading more."""


def sheet(present: int, badge: str, *, moves: bool = True) -> str:
    address = ' data-moves="/sheet?sitting=second_plenary"' if moves else ""
    return f"""<!doctype html><title>sheet</title><script type="module" src="/attendance.js"></script>
<dl data-follows="figures"{address}><dd id="present">{present}</dd></dl>
<details id="group"><summary><h2 data-follows="title-T1">实到{present}</h2></summary>
<input type="checkbox" id="seat"><label for="seat">001 <span data-follows="seat-T1-001">{badge}</span></label>
<input type="text" id="reason"></details>"""


class Desk:
    """What the service answers now, and what it was asked."""

    def __init__(self) -> None:
        self.now = sheet(10, "未到")
        self.status = 200
        self.asked: list[str] = []

    def answer(self, route: Route) -> None:
        name = route.request.url.removeprefix(ORIGIN)
        if name == "/attendance.js":
            route.fulfill(path=SCRIPTS / "attendance.js", content_type="text/javascript")
            return
        self.asked.append(name)
        route.fulfill(body=self.now, status=self.status, content_type="text/html; charset=utf-8")


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def tablet(browser: Browser, desk: Desk) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    page.route("**/*", desk.answer)
    yield page
    context.close()


def later(page: Page, desk: Desk) -> None:
    """The next reading has come and is shown."""
    before = len(desk.asked)
    with page.expect_response("**/sheet**"):
        page.clock.run_for(LATER)
    assert len(desk.asked) == before + 1


def test_figures_and_seats_follow_and_what_is_ticked_typed_and_focused_stays(
    tablet: Page, desk: Desk
) -> None:
    tablet.goto(f"{ORIGIN}/")
    tablet.evaluate("document.getElementById('group').open = true")
    tablet.check("#seat")
    tablet.fill("#reason", "住院治")
    desk.now = sheet(11, "已到")
    later(tablet, desk)
    tablet.wait_for_function("document.getElementById('present').textContent === '11'")
    assert desk.asked == ["/", "/sheet?sitting=second_plenary"]
    assert tablet.inner_text("h2") == "实到11"
    assert tablet.inner_text("label span") == "已到"
    assert tablet.is_checked("#seat")
    assert tablet.input_value("#reason") == "住院治"
    assert tablet.evaluate("document.activeElement.id") == "reason"
    assert tablet.evaluate("document.getElementById('group').open")


def test_an_answer_that_is_no_sheet_leaves_what_is_shown(tablet: Page, desk: Desk) -> None:
    tablet.goto(f"{ORIGIN}/")
    desk.now, desk.status = sheet(99, "已到"), 503
    later(tablet, desk)
    desk.now, desk.status = sheet(12, "已到"), 200
    later(tablet, desk)
    tablet.wait_for_function("document.getElementById('present').textContent === '12'")


def test_a_sheet_that_is_closed_is_not_read_anew(tablet: Page, desk: Desk) -> None:
    desk.now = sheet(10, "未到", moves=False)
    tablet.goto(f"{ORIGIN}/")
    tablet.clock.run_for(3 * LATER)
    assert desk.asked == ["/"]
