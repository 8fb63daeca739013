"""What the next voter finds on a tablet of the hall: nothing, whatever became of the one before (Y-033)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from services.gateway.portal.text import t
from services.voting.domain.crypto.credentials import new_credential
from services.voting.domain.crypto.election import Election, project_questions
from services.voting.domain.crypto.group import g_to, random_exponent
from services.voting.domain.crypto.rehearsal import new_uuid
from tests.e2e.browser.booth_page import PHONE, Booth, press

ELECTION = Election(new_uuid(), "票决", "", g_to(random_exponent()), project_questions(("D1 路", "D2 桥"), 1))
IDLE_MS, WARNED_MS = 180_000, 30_000


@pytest.fixture
def booth() -> Booth:
    return Booth(ELECTION, candidates=["D1", "D2"])


@pytest.fixture
def page(browser: Browser, booth: Booth) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    opened = context.new_page()
    opened.clock.install(time=0)
    booth.open(opened)
    # From here on time passes only where a test says so.
    opened.clock.pause_at(3_600_000)
    yield opened
    context.close()


def mark_and_review(page: Page, code: str) -> None:
    page.fill("#code", code)
    press(page, "begin")
    page.check("#mark-0-approve")
    page.check("#mark-1-against")
    press(page, "review")


def nothing_is_left(page: Page) -> bool:
    code = page.input_value("#code")
    return code == "" and page.query_selector_all("input[type=radio]:checked") == []


@pytest.mark.parametrize("verdict", ["credential_used", "vote_closed", "other_election"])
def test_after_a_refusal_that_ends_the_ballot_neither_code_nor_marks_stay(
    page: Page, booth: Booth, verdict: str
) -> None:
    booth.verdict = verdict
    mark_and_review(page, new_credential())
    press(page, "cast")
    page.wait_for_selector("#trouble:not([hidden])")
    assert page.inner_text("#trouble") == t(f"ballot.verdict.{verdict}")
    assert page.is_visible("#step-code")
    assert nothing_is_left(page)


def test_whoever_is_told_that_the_code_was_used_knows_whom_to_ask() -> None:
    """The deputy's own notice is what shows that somebody kept a copy of a code."""
    assert "如果您没有投过，请立即告知监票人" in t("ballot.verdict.credential_used")


def test_a_code_that_was_mistyped_costs_no_marks_but_has_to_be_given_anew(page: Page, booth: Booth) -> None:
    booth.verdict = "unknown_credential"
    mark_and_review(page, new_credential())
    press(page, "cast")
    page.wait_for_selector("#trouble:not([hidden])")
    assert page.input_value("#code") == ""
    assert page.is_checked("#mark-0-approve")


@pytest.mark.parametrize("step", ["code", "marks", "review"])
def test_who_goes_away_in_the_middle_is_forgotten_after_a_warning(page: Page, step: str) -> None:
    code = new_credential()
    if step == "review":
        mark_and_review(page, code)
    else:
        page.fill("#code", code)
        if step == "marks":
            press(page, "begin")
            page.check("#mark-0-approve")
    page.clock.run_for(IDLE_MS - 1)
    assert page.is_hidden("#idle")
    page.clock.run_for(2)
    assert page.inner_text("#idle") == t("ballot.idle")
    with page.expect_navigation():
        page.clock.run_for(WARNED_MS)
    page.wait_for_selector("#step-code:not([hidden])")
    assert nothing_is_left(page)


def test_a_touch_says_that_somebody_is_still_there(page: Page) -> None:
    mark_and_review(page, new_credential())
    page.clock.run_for(IDLE_MS + 1)
    assert page.is_visible("#idle")
    page.keyboard.press("Shift")
    assert page.is_hidden("#idle")
    page.clock.run_for(IDLE_MS - 1)
    assert page.is_visible("#step-review")


def test_an_empty_page_waits_as_long_as_it_likes(page: Page) -> None:
    page.clock.run_for(10 * IDLE_MS)
    assert page.is_hidden("#idle")
    assert page.is_visible("#step-code")


def test_where_many_vote_at_once_the_page_waits_for_its_turn_with_the_same_ballot(
    page: Page, booth: Booth
) -> None:
    booth.busy = 1
    mark_and_review(page, new_credential())
    press(page, "cast")
    page.wait_for_selector(f"#waiting:text-is('{t('ballot.queued')}')")
    assert len(booth.cast) == 1
    with page.expect_response("**/ballots"):
        page.clock.run_for(4_500)
    page.wait_for_selector("#step-done:not([hidden])")
    assert page.is_hidden("#again")
    assert booth.cast[0] == booth.cast[1]
