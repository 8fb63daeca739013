"""The register of congresses: paged, searchable, browsed by parent, whatever its size (D-01, Y-072)."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.readmodels.tenants import CHUNK, MOST_CHUNKS, SHOWN
from services.gateway.portal.text import t
from services.gateway.session import COOKIE
from shared.contracts import congress
from shared.messaging.rpc_client import ServiceUnavailable
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import HOSTILE, item

COUNTIES = 6_000
SAMPLE = item(congress.LIST_TENANTS, demo=False)


class Register:
    """As ``congress`` keeps it: in the order of registration, a page at a time by cursor."""

    def __init__(self) -> None:
        self.rows = [_row("henan", "河南省", "province", None)]
        self.rows += [_row(f"county-{n}", f"第{n}县", "county", "henan") for n in range(COUNTIES)]
        self.rows += [
            _row("yuanyang", "原阳县", "county", "henan"),
            _row("taiping", "太平镇", "township", "yuanyang"),
        ]
        self.asked = 0

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        self.asked += 1
        parent = request.get("parent")
        rows = [each for each in self.rows if not parent or each["parent"] == parent]
        start = int(request.get("after") or 0)
        end = start + request["limit"]
        return {"items": rows[start:end], "next": str(end) if end < len(rows) else None}

    def opened(self, request: dict[str, Any]) -> dict[str, Any]:
        platform = _row("platform", "平台", "platform", None)
        found = [each for each in (platform, *self.rows) if each["id"] == request["tenant_id"]]
        return {"tenant": found[0] if found else None, "actor": None}


def _row(name: str, title: str, kind: str, parent: str | None) -> dict[str, Any]:
    return {**SAMPLE, "id": name, "display_name": title, "kind": kind, "parent": parent}


@pytest.fixture
def register(rpc: FakeRpc) -> Register:
    made = Register()
    rpc.answers["congress.list_tenants"] = made
    return made


def names(page: Page) -> list[str]:
    """The congresses on a page."""
    return [each.text for each in page.all("a") if (each.get("href") or "").startswith("/t/")]


def way_on(page: Page, words: str) -> str:
    return str(next(each for each in page.all("a") if each.text == words).get("href"))


def test_a_page_holds_a_bounded_part_and_leads_to_the_next(open_page: Open, register: Register) -> None:
    first = open_page("/")
    assert names(first) == [
        "河南省",
        *(each["display_name"] for each in sorted_counties(register, SHOWN - 1)),
    ]
    assert register.asked == 1
    second = open_page(way_on(first, t("tenants.more")))
    assert len(names(second)) == SHOWN
    assert not set(names(first)) & set(names(second))
    assert problems(second) == []


def sorted_counties(register: Register, number: int) -> list[dict[str, Any]]:
    return sorted(register.rows[1 : number + 1], key=lambda each: str(each["id"]))


def test_every_congress_can_be_reached_by_going_on(open_page: Open, register: Register) -> None:
    register.rows = register.rows[:350]
    page, seen = open_page("/"), []
    while True:
        seen += names(page)
        if t("tenants.more") not in page.text:
            break
        page = open_page(way_on(page, t("tenants.more")))
    assert sorted(seen) == sorted(each["display_name"] for each in register.rows)


def test_a_congress_on_a_later_page_names_the_one_above_it(
    open_page: Open, register: Register, rpc: FakeRpc
) -> None:
    rpc.answers["congress.open_call"] = register.opened
    page = open_page(f"/?after={SHOWN}")
    assert page.text.count(t("tenants.below", name="河南省")) == SHOWN


def test_a_name_is_found_far_down_the_register(open_page: Open, register: Register, rpc: FakeRpc) -> None:
    """6,002 rows are more than one request looks through: the reader goes on from where it stopped."""
    rpc.answers["congress.open_call"] = register.opened
    page = open_page("/?q=原阳")
    assert register.asked == MOST_CHUNKS
    assert names(page) == []
    assert t("tenants.not_found") not in page.text
    further = open_page(way_on(page, t("tenants.go_on")))
    assert names(further) == ["原阳县"]
    assert t("tenants.below", name="河南省") in further.text
    assert t("tenants.go_on") not in further.text


def test_a_search_with_many_hits_stops_at_a_page(open_page: Open, register: Register) -> None:
    page = open_page("/?q=县")
    assert SHOWN <= len(names(page)) <= CHUNK
    assert register.asked == 1
    assert page.one("input", id="q").get("value") == "县"
    assert "q=" in way_on(page, t("tenants.go_on"))


def test_a_name_that_nobody_has_is_told_plainly(open_page: Open, register: Register) -> None:
    register.rows = register.rows[:10]
    page = open_page("/?q=没有这个")
    assert t("tenants.not_found") in page.text
    assert problems(page) == []


def test_the_congresses_below_one_are_listed_alone(open_page: Open, register: Register, rpc: FakeRpc) -> None:
    rpc.answers["congress.open_call"] = register.opened
    page = open_page("/?under=yuanyang")
    assert names(page) == ["太平镇"]
    assert t("tenants.under", name="原阳县") in page.text
    assert t("tenants.none_below") in open_page("/?under=taiping").text


def test_below_an_unknown_congress_there_is_nothing(open_page: Open, register: Register) -> None:
    open_page("/?under=nowhere", 404)
    open_page("/?under=../../etc", 404)


def test_a_typed_name_is_text_and_a_broken_cursor_is_ignored(client: FlaskClient, rpc: FakeRpc) -> None:
    html = client.get("/", query_string={"q": HOSTILE, "after": "\x00\n"}).text
    assert "<script>alert" not in html


def test_an_empty_register_says_so(open_page: Open, register: Register) -> None:
    register.rows = []
    assert t("tenants.none") in open_page("/").text


def test_a_silent_service_is_told_and_not_taken_for_an_empty_register(
    open_page: Open, register: Register, rpc: FakeRpc
) -> None:
    rpc.answers["congress.list_tenants"] = ServiceUnavailable(service="congress")
    page = open_page("/")
    assert t("site.silent") in page.text
    assert t("tenants.none") not in page.text


def test_the_operators_home_has_the_register_with_ways_to_each_desk(
    client: FlaskClient, register: Register, rpc: FakeRpc
) -> None:
    actor = {"id": "a1", "display_name": "系统运维", "roles": ["operator"], "unit": None}
    rpc.answers["congress.open_call"] = lambda request: {**register.opened(request), "actor": actor}
    client.set_cookie(COOKIE, "platform.session-token")
    page = Page(client.get("/t/platform/desk").text)
    desks = [each for each in page.all("a") if (each.get("href") or "").endswith("/desk")]
    assert len(desks) > SHOWN
    assert "/t/platform/desk?" in way_on(page, t("tenants.more"))
    assert problems(page) == []
