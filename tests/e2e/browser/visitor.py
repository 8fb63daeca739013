"""Somebody before a browser: a window, what he opens, and a watch over all that the browser does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Response

from tests.e2e.browser.chromium import PATIENCE_MS
from tests.e2e.browser.watch import Watch

DESKTOP, PHONE, NARROWEST = 1280, 360, 320
"""Widths in CSS pixels; the narrowest is that of WCAG 1.4.10 (Reflow)."""

AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
TEXT = "(document.querySelector('main') ?? document.body).textContent.replace(/\\s+/g, ' ').trim()"


@dataclass
class Visitor:
    """One window with cookies of its own."""

    address: str
    page: Page
    watch: Watch

    def open(self, path: str) -> Response:
        """Go to a path of the suite; a redirect is followed."""
        response = self.page.goto(self.address + path)
        assert response is not None, path
        return response

    def press(self, name: str) -> None:
        """Press the button of this name; the page that answers is there afterwards."""
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str) -> None:
        """Follow the first link of this name."""
        self.click(self.page.get_by_role("link", name=name, exact=True).first)

    def click(self, target: Locator) -> None:
        """Click on what leads to another page, and be there."""
        with self.page.expect_navigation():
            target.click()

    def sign_in(self, tenant: str, login: str, password: str) -> None:
        """Through the form, as a deputy or a clerk does."""
        self.open(f"/t/{tenant}/sign-in")
        self.page.fill("#login", login)
        self.page.fill("#password", password)
        self.click(self.page.locator("main form button[type=submit]"))

    @property
    def here(self) -> str:
        """The path that is open."""
        return self.page.url.removeprefix(self.address)

    @property
    def text(self) -> str:
        """All text of the page's main part, folded parts included."""
        return str(self.page.evaluate(TEXT))

    @property
    def heading(self) -> str:
        """The page's only main heading."""
        return self.page.locator("h1").inner_text()

    def audit(self) -> list[str]:
        """What the page owes by WCAG 2.1 AA, with all that is folded laid open."""
        self.page.evaluate(UNFOLD)
        return list(self.page.evaluate(AUDIT))

    def width_at(self, width: int) -> int:
        """How wide the page becomes in a window of this width; wider means that it scrolls sideways."""
        height = 800
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(UNFOLD)
        return int(self.page.evaluate("document.scrollingElement.scrollWidth"))


@contextmanager
def visiting(
    browser: Browser, address: str, *, width: int = DESKTOP, javascript: bool = True
) -> Iterator[Visitor]:
    """A visitor until the block ends; then nothing may have failed, leaked or broken the content policy."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="zh-CN", java_script_enabled=javascript
    )
    context.set_default_timeout(PATIENCE_MS)
    watch = Watch(address)
    watch.over(context)
    try:
        yield Visitor(address, context.new_page(), watch)
        watch.settle()
    finally:
        context.close()
