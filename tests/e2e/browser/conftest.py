"""A browser, visitors and crawled pages, on the one suite that played the demo year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.player import Player
from shared.contracts import collection, congress
from shared.kernel.clock import local_day
from tests.e2e.browser.chromium import chromium
from tests.e2e.browser.crawl import Seen, crawl
from tests.e2e.browser.people import Viewer
from tests.e2e.browser.visitor import Visitor, visiting
from tests.support.running import Running

Visit = Callable[..., AbstractContextManager[Visitor]]
Crawled = Callable[[Viewer], dict[str, Seen]]
OPEN_TENANT = "taiping"
ROUND_DAYS = 40


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
    """The next year's round of a township: after the demo year no round is open, so its offices open one."""
    player = Player(DemoClient(suite.address, "browser"), accounts, OPEN_TENANT)
    player.client.begin("open")
    today = _today(player)
    (last,) = [each for each in player.all_pages(congress.LIST_CYCLES) if each["year"] == 2024]
    cycle = player.act(congress.OPEN_CYCLE, year=2025, rulebook_id=last["rulebook_id"])
    opened = player.act(
        collection.OPEN_ROUND,
        as_="government",
        cycle_id=cycle["id"],
        title="关于征集太平镇2025年度民生实事项目建议的公告",
        scope="面向全镇征集民生实事项目建议。",
        contact="太平镇（演示）人民政府办公室",
        channels=[
            {"code": "village", "where": "各村村委会", "open": True},
            {"code": "station", "where": "太平镇代表联络站", "open": True},
        ],
        published_in=["村务公开栏"],
        starts_on=today.date().isoformat(),
        ends_on=(today + timedelta(days=ROUND_DAYS)).date().isoformat(),
    )
    channel, category = opened["channels"][0]["name"], opened["categories"][0]["name"]
    return OpenRound(OPEN_TENANT, opened["title"], channel, category)


@pytest.fixture(scope="package")
def crawled(visit: Visit, accounts: Accounts, open_round: OpenRound) -> Crawled:
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


def _today(player: Player) -> datetime:
    """The tenant's business time; a demo's clock stands where its year ended."""
    tenants = player.client.call(congress.LIST_TENANTS, {"limit": 200}, player.tenant, None)["items"]
    (offset,) = [each["clock_offset_seconds"] for each in tenants if each["id"] == player.tenant]
    day = local_day(datetime.now(UTC) + timedelta(seconds=offset))
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
