"""An empty page from which a module of ours can be imported, with no server behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from services.gateway import portal

SCRIPTS = Path(portal.__file__).parent / "static" / "js"
ORIGIN = "http://127.0.0.1:9"
"""Nobody listens: the browser is given the files by the test; a loopback address is a secure context."""


@contextmanager
def module_page(browser: Browser, folder: Path = SCRIPTS, origin: str = ORIGIN) -> Iterator[Page]:
    """The page, in a context of its own; ``folder`` is served at the root."""

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{origin}/")
        if name:
            route.fulfill(path=folder / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>hall</title>", content_type="text/html")

    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", answer)
    page.goto(f"{origin}/")
    yield page
    context.close()
