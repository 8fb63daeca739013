"""A session is convened from the browser: the roll is fixed, then the session opened on it (A10.11, A10.15)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.text import t
from shared.contracts import congress, voting
from shared.kernel.errors import Refused
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, item

PAGE = "/t/yuanyang/desk/convening"
KEY = "k" * 20
SESSION = {
    "key": KEY,
    "snapshot": "roll-1",
    "session_title": "某县人民代表大会会议",
    "announced_by": "某县人民代表大会主席团",
}
SignedIn = Callable[..., FlaskClient]


@pytest.fixture(autouse=True)
def a_year(rpc: FakeRpc) -> None:
    cycle = item(congress.LIST_CYCLES, id="cycle-1", year=2024, imported=False)
    rpc.answers["congress.list_cycles"] = {"items": [cycle], "next": None}
    rolls = [item(congress.LIST_ROLLS, body="congress", body_name="某县人民代表大会")]
    rpc.answers["congress.list_rolls"] = {"items": rolls, "next": None}
    fixed(rpc, "roll-1")


def fixed(rpc: FakeRpc, *rolls: str) -> None:
    """These rolls are fixed."""
    known = {"body_name": "某县人民代表大会", "in_office": 265, "taken_on": "2024-02-27"}
    items = [item(voting.LIST_ROLLS, id=each, **known) for each in rolls]
    rpc.answers["voting.list_rolls"] = {"items": items, "next": None}


def test_a_clerk_fixes_the_roll_and_opens_the_session(signed_in: SignedIn, rpc: FakeRpc) -> None:
    browser = signed_in("congress_clerk")
    desk = Page(browser.get("/t/yuanyang/desk").text)
    assert PAGE in {each.get("href") for each in desk.all("a")}
    assert problems(Page(browser.get(PAGE).text)) == []
    roll = {"key": KEY, "cycle": "cycle-1", "body": "congress"}
    response = browser.post(f"{PAGE}/rolls", data=roll)
    assert response.status_code == 303
    ((request, _),) = rpc.asked(congress.SNAPSHOT_ROLL)
    assert request == {"cycle_id": "cycle-1", "body": "congress"}
    shown = Page(browser.get(response.headers["Location"]).text).text
    assert t("convening.fixed") in shown
    assert "某县人民代表大会，2024年度，2024年2月27日定格，实有265人" in shown
    rpc.answers["voting.open_session"] = answer(voting.OPEN_SESSION, id="s1")
    response = browser.post(f"{PAGE}/sessions", data=SESSION)
    assert response.headers["Location"].endswith("/desk/sessions/s1/acts")
    ((request, context),) = rpc.asked(voting.OPEN_SESSION)
    assert (request["snapshot_id"], request["title"]) == ("roll-1", SESSION["session_title"])
    assert (request["organ"], context.idempotency_key) == (SESSION["announced_by"], KEY)


def test_before_a_roll_is_fixed_no_session_is_opened(signed_in: SignedIn, rpc: FakeRpc) -> None:
    fixed(rpc)
    page = Page(signed_in("congress_clerk").get(PAGE).text)
    assert problems(page) == []
    assert t("convening.none_fixed") in page.text
    assert page.all("form", action=f"{PAGE}/sessions") == []


def test_what_is_missing_or_refused_comes_back_as_it_was(signed_in: SignedIn, rpc: FakeRpc) -> None:
    browser = signed_in("congress_clerk")
    response = browser.post(f"{PAGE}/sessions", data={**SESSION, "announced_by": ""})
    page = Page(response.text)
    assert response.status_code == 422
    assert problems(page) == []
    assert page.one("input", name="session_title").get("value") == SESSION["session_title"]
    assert rpc.asked(voting.OPEN_SESSION) == []
    rpc.answers["congress.snapshot_roll"] = Refused(detail="名册还有错误")
    response = browser.post(f"{PAGE}/rolls", data={"key": KEY, "cycle": "cycle-1", "body": "congress"})
    assert response.status_code == 409
    assert "名册还有错误" in Page(response.text).text


def test_others_than_the_clerk_open_no_session(signed_in: SignedIn) -> None:
    page = Page(signed_in("deputy").get(PAGE).text)
    assert t("convening.only_clerk") in page.text
    assert page.all("form", action=f"{PAGE}/sessions") == []
