"""Rating in the browser with the electronic ballot: the page of the gateway, with no suite behind it (Y-062)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page, Route

from services.gateway.app import create_app
from services.gateway.portal.text import t
from services.voting.domain.crypto.checking_ballots import check_ballot
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election, rating_questions
from services.voting.domain.crypto.reading import read_factors, read_sums
from services.voting.domain.crypto.rehearsal import hold_ceremony, new_uuid
from services.voting.domain.crypto.tally import add_up, partial_decryption, result
from shared.contracts import voting
from shared.messaging.rpc_client import RpcClient
from tests.e2e.browser.module_page import ORIGIN
from tests.unit.gateway.portal.fake import ELECTRONIC, FakeRpc
from tests.unit.gateway.portal.samples import sample

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
PAGE = f"/t/yuanyang/electronic/{ELECTION.uuid}/ballot"


class Served:
    """The gateway's own application answers the browser; what is cast is kept here."""

    def __init__(self) -> None:
        self.rpc = FakeRpc()
        self.rpc.answers[voting.GET_ELECTRONIC_VOTE.key] = sample(
            voting.GET_ELECTRONIC_VOTE.response,
            **{
                **ELECTRONIC,
                "uuid": ELECTION.uuid,
                "rehearsal": False,
                "rating_id": "rating-1",
                "election": ELECTION.text,
                "result": None,
            },
        )
        self.client = create_app(cast(RpcClient, self.rpc)).test_client()
        self.cast: list[dict[str, Any]] = []

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if route.request.method == "POST":
            self.cast.append(json.loads(route.request.post_data or "{}"))
            route.fulfill(json={"verdict": "accepted", "tracker": "tracker-1"})
            return
        found = self.client.get(path)
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)


@pytest.fixture
def served() -> Served:
    return Served()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.route("**/*", served.answer)
    opened.goto(f"{ORIGIN}{PAGE}")
    yield opened
    context.close()


def press(page: Page, key: str) -> None:
    page.get_by_role("button", name=t(f"ballot.{key}"), exact=True).click()


def test_grades_leave_the_browser_encrypted_and_add_up_to_what_was_marked(page: Page, served: Served) -> None:
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
    assert page.inner_text("#tracker") == "tracker-1"
    (sent,) = served.cast
    credential = str(public_credential(envelope, ELECTION.uuid))
    check_ballot(ELECTION, frozenset({credential}), sent["ballot"], sent["pairs"])
    assert envelope not in json.dumps(sent)
    assert opened_totals(sent["ballot"]) == [[1, 0, 0], [0, 0, 1], [0, 0, 0]]


def opened_totals(ballot: str) -> list[list[int]]:
    """What the ceremony's only trustee finds in the sum of one ballot."""
    sums = add_up(ELECTION, [read_sums(ballot)])
    opened = partial_decryption(ELECTION, CEREMONY.shares[1], sums)
    return result(sums, {1: read_factors(opened)}, 1)
