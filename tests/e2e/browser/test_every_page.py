"""Every kind of page, for everybody: sound, quiet, narrow enough, legible, and the same without scripts.

The pages are found by following links (``crawl``), so that a new page is among them.
"""

from __future__ import annotations

import pytest

from services.demo.accounts import Accounts
from services.gateway.portal.text import t
from tests.e2e.browser.conftest import Crawled, Visit
from tests.e2e.browser.crawl import Seen, is_paper, shape
from tests.e2e.browser.people import PUBLIC, SIGNED_IN, Viewer
from tests.e2e.browser.visitor import PHONE

pytestmark = pytest.mark.long

KINDS = {
    "/",
    "/t/*/",
    "/t/*/candidates?year",
    "/t/*/papers",
    "/t/*/papers/*",
    "/t/*/papers/*.html",
    "/t/*/projects/*",
    "/t/*/results/*",
    "/t/*/rules",
    "/t/*/sign-in",
    "/t/*/suggest",
    "/t/*/track",
}
"""What a resident can reach at least; were one missing, the crawl would prove nothing about it."""

READERS = pytest.mark.parametrize("viewer", PUBLIC, ids=str)
EVERYBODY = pytest.mark.parametrize("viewer", (*PUBLIC, *SIGNED_IN), ids=str)
SOME = pytest.mark.parametrize(
    "viewer", (*PUBLIC, Viewer("beiguan", "clerk"), Viewer("yuanyang", "deputy")), ids=str
)


@READERS
def test_links_lead_a_resident_to_every_kind_of_page(crawled: Crawled, viewer: Viewer) -> None:
    assert {shape(path) for path in crawled(viewer)} >= KINDS


@EVERYBODY
def test_every_page_answers_and_nothing_fails_or_leaves_the_host(crawled: Crawled, viewer: Viewer) -> None:
    """Status 200, no request or link to another host, no console error, no breach of the content policy."""
    seen = crawled(viewer)
    assert {path: each.status for path, each in seen.items() if each.status != 200} == {}
    assert {path: each.watched for path, each in seen.items() if each.watched} == {}


@EVERYBODY
def test_no_page_scrolls_sideways_on_a_phone(crawled: Crawled, viewer: Viewer) -> None:
    """At 360 pixels, and at the 320 of WCAG 1.4.10, with everything unfolded."""
    assert _too_wide(crawled(viewer)) == {}


@EVERYBODY
def test_every_page_keeps_the_rules_of_wcag_2_1_aa_that_can_be_computed(
    crawled: Crawled, viewer: Viewer
) -> None:
    assert {path: each.owes for path, each in crawled(viewer).items() if each.owes} == {}


@SOME
def test_large_type_makes_every_page_larger_and_none_too_wide(
    crawled: Crawled, visit: Visit, accounts: Accounts, viewer: Viewer
) -> None:
    pages = [path for path in crawled(viewer) if not is_paper(path)]
    too_wide, small = {}, []
    with visit(width=PHONE) as visitor:
        if viewer.login:
            visitor.sign_in(viewer.tenant, viewer.login, accounts.password(viewer.tenant, viewer.login))
        visitor.open(f"/t/{viewer.tenant}/track")
        visitor.follow(t("site.large_type"))
        assert visitor.here == f"/t/{viewer.tenant}/track"
        for path in pages:
            visitor.open(path)
            size = visitor.page.evaluate(
                "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
            )
            if size < 18:
                small.append((path, size))
            if (width := visitor.width_at(PHONE)) > PHONE:
                too_wide[path] = width
        visitor.follow(t("site.normal_type"))
        assert visitor.page.get_by_role("link", name=t("site.large_type")).count() == 1
    assert small == []
    assert too_wide == {}


@SOME
def test_every_page_says_the_same_without_scripts(
    crawled: Crawled, visit: Visit, accounts: Accounts, viewer: Viewer
) -> None:
    differing = []
    with visit(javascript=False) as visitor:
        if viewer.login:
            visitor.sign_in(viewer.tenant, viewer.login, accounts.password(viewer.tenant, viewer.login))
        for path, seen in crawled(viewer).items():
            response = visitor.open(path)
            if response.status != 200 or not seen.text or visitor.text != seen.text:
                differing.append(path)
    assert differing == []


def _too_wide(seen: dict[str, Seen]) -> dict[str, dict[int, int]]:
    return {
        path: each.widths
        for path, each in seen.items()
        if any(found > window for window, found in each.widths.items())
    }
