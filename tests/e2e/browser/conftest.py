"""A browser, visitors and crawled pages, on the one suite that played the demo year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.player import Player
from shared.contracts import collection
from tests.e2e.browser.chromium import chromium
from tests.e2e.browser.crawl import Seen, crawl
from tests.e2e.browser.people import Viewer
from tests.e2e.browser.visitor import Visitor, visiting
from tests.support.running import Running

Visit = Callable[..., AbstractContextManager[Visitor]]
Crawled = Callable[[Viewer], dict[str, Seen]]
OPEN_TENANT = "yuanyang"


@dataclass(frozen=True)
class OpenRound:
    """A round that takes suggestions today."""

    tenant: str
    title: str
    channel: str
    category: str


@pytest.fixture(scope="package")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium, until the last browser test is done: its loop must not be around for other tests."""
    with chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture(scope="package")
def accounts(suite: Running) -> Accounts:
    """The printed demo accounts."""
    return Accounts(suite.home / "demo.json")


@pytest.fixture(scope="package")
def visit(browser: Browser, suite: Running) -> Visit:
    """``with visit(width=360, javascript=False) as visitor``: somebody new before the browser."""

    def make(**settings: int) -> AbstractContextManager[Visitor]:
        return visiting(browser, suite.address, **settings)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="package")
def open_round(suite: Running, accounts: Accounts) -> OpenRound:
    """The round with which the county begins its next year; what is suggested there is in no played figure."""
    player = Player(DemoClient(suite.address, "browser"), accounts, OPEN_TENANT)
    (found,) = player.all_pages(collection.LIST_ROUNDS, as_="resident", state="open")
    channel = next(each["name"] for each in found["channels"] if each["open"])
    return OpenRound(OPEN_TENANT, found["title"], channel, found["categories"][0]["name"])


@pytest.fixture(scope="package")
def crawled(visit: Visit, accounts: Accounts) -> Crawled:
    """The pages that a viewer reaches, visited once however many tests look at what was found."""
    known: dict[Viewer, dict[str, Seen]] = {}

    def look(viewer: Viewer) -> dict[str, Seen]:
        if viewer not in known:
            with visit() as visitor:
                known[viewer] = _crawl(visitor, viewer, accounts)
        return known[viewer]

    return look


def _crawl(visitor: Visitor, viewer: Viewer, accounts: Accounts) -> dict[str, Seen]:
    home = f"/t/{viewer.tenant}/"
    if viewer.login is None:
        return crawl(visitor, home, "/", each_kind=3)
    visitor.sign_in(viewer.tenant, viewer.login, accounts.password(viewer.tenant, viewer.login))
    return crawl(visitor, f"{home}desk", home, each_kind=1, deep=False)
