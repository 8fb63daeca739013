"""Rating in the browser with the electronic ballot: the page of the gateway, with no suite behind it (Y-062)."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from services.gateway.portal.text import t
from services.voting.domain.crypto.checking_ballots import check_ballot
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election, rating_questions
from services.voting.domain.crypto.reading import read_factors, read_sums
from services.voting.domain.crypto.rehearsal import hold_ceremony, new_uuid
from services.voting.domain.crypto.tally import add_up, partial_decryption, result
from tests.e2e.browser.booth_page import PHONE, Booth, press

pytestmark = pytest.mark.long

GRADES = ("满意", "基本满意", "不满意")
CEREMONY = hold_ceremony(1, 1)
ELECTION = Election(
    new_uuid(),
    "满意度测评",
    "测评",
    CEREMONY.key,
    rating_questions(("P1 路灯", "P2 水渠", "P3 学校"), GRADES),
)


@pytest.fixture
def booth() -> Booth:
    return Booth(ELECTION, rating_id="rating-1")


@pytest.fixture
def page(browser: Browser, booth: Booth) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    opened = context.new_page()
    booth.open(opened)
    yield opened
    context.close()


def test_grades_leave_the_browser_encrypted_and_add_up_to_what_was_marked(page: Page, booth: Booth) -> None:
    envelope = new_credential()
    page.fill("#code", envelope)
    press(page, "begin")
    page.check("#mark-0-0")
    page.check("#mark-1-2")
    press(page, "review")
    chosen = page.inner_text("#chosen").splitlines()
    assert chosen == ["P1 路灯：满意", "P2 水渠：不满意", f"P3 学校：{t('ballot.unmarked')}"]
    press(page, "cast")
    page.wait_for_selector("#step-done:not([hidden])")
    (sent,) = booth.cast
    assert page.inner_text("#tracker") == json.loads(sent["ballot"])["signature"]["hash"]
    credential = str(public_credential(envelope, ELECTION.uuid))
    check_ballot(ELECTION, frozenset({credential}), sent["ballot"], sent["pairs"])
    assert envelope not in json.dumps(sent)
    assert opened_totals(sent["ballot"]) == [[1, 0, 0], [0, 0, 1], [0, 0, 0]]


def opened_totals(ballot: str) -> list[list[int]]:
    """What the ceremony's only trustee finds in the sum of one ballot."""
    sums = add_up(ELECTION, [read_sums(ballot)])
    opened = partial_decryption(ELECTION, CEREMONY.shares[1], sums)
    return result(sums, {1: read_factors(opened)}, 1)
