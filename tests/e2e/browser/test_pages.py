"""The portal as it is seen: every page that can be reached keeps the rules, on a desk and on a phone (D-19)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.demo.accounts import Accounts
from tests.e2e.browser.visitor import DESK, PHONE, Visitor, crawl, kind_of

Visit = Callable[..., Visitor]
TENANTS = ("yuanyang", "beiguan", "taiping")
EACH_KIND = 11
"""How many pages of a kind are looked at: all projects of a congress and more."""


def broken(pages: dict[str, list[str]]) -> dict[str, list[str]]:
    return {path: wrong for path, wrong in pages.items() if wrong}


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_homes_keep_the_rules_and_ask_no_other_host(visit: Visit, width: int) -> None:
    visitor = visit(width)
    for path in ("/", "/t/yuanyang/", "/t/beiguan/", "/t/beiguan/track"):
        assert visitor.open(path) == 200
        assert visitor.broken_rules() == [], path
    assert visitor.faults == []


@pytest.mark.long
@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("tenant", TENANTS)
def test_every_public_page_keeps_the_rules(visit: Visit, tenant: str, width: int) -> None:
    visitor = visit(width)
    pages = crawl(visitor, f"/t/{tenant}/", EACH_KIND)
    assert broken(pages) == {}
    assert visitor.faults == []
    assert {kind_of(path) for path in pages} >= {"", "projects", "results", "papers", "rules", "track"}


@pytest.mark.long
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_role_has_a_home_that_keeps_the_rules_and_signing_out_ends_it(
    visit: Visit, accounts: Accounts, width: int
) -> None:
    for key, password in accounts.all().items():
        tenant, login = key.split("/")
        visitor = visit(width)
        visitor.sign_in(tenant, login, password)
        assert visitor.page.url.endswith(f"/t/{tenant}/desk"), key
        assert visitor.broken_rules() == [], key
        if login == "clerk":
            assert broken(crawl(visitor, f"/t/{tenant}/desk", 1)) == {}, key
        visitor.press("header form button")
        visitor.open(f"/t/{tenant}/desk")
        assert "/sign-in" in visitor.page.url, key
        assert visitor.faults == [], key
        visitor.close()


@pytest.mark.long
def test_large_type_is_larger_and_still_fits_a_phone(visit: Visit) -> None:
    visitor = visit(PHONE)
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    visitor.open("/t/yuanyang/")
    before = visitor.page.evaluate(size)
    visitor.press("text=大字版")
    assert visitor.page.evaluate(size) >= before * 1.2
    assert broken(crawl(visitor, "/t/yuanyang/", 3)) == {}


@pytest.mark.long
def test_the_keyboard_alone_reaches_the_main_part_and_shows_where_it_is(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/t/beiguan/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        outline = visitor.page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; })()"
        )
        assert outline, visitor.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
