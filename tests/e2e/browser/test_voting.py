"""Voting in the hall: with the keyboard, on a phone, with nothing left for the next voter (Y-033, A10.20)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.player import Player
from services.demo.townships.rehearsal import Opened, finish, open_rehearsal
from services.demo.townships.session import SCRUTINEERS
from services.gateway.portal.text import t
from services.verifier.verification import Request, verify
from shared.contracts import voting
from tests.e2e.browser.conftest import Visit
from tests.e2e.browser.scanner import modules, read
from tests.e2e.browser.visitor import PHONE, Visitor
from tests.support.belenios import verdict
from tests.support.running import Running

TENANT, QUOTA, PRINTED = "yang-e", 4, 5

pytestmark = pytest.mark.long


class Hall:
    """A rehearsal that is open, and who runs it."""

    def __init__(self, suite: Running, accounts: Accounts) -> None:
        self.suite = suite
        self.player = Player(DemoClient(suite.address, "voting"), accounts, TENANT)
        (session,) = self.player.all_pages(voting.LIST_SESSIONS, as_="resident")
        self.player.facts["session"] = session["id"]
        self.opened: Opened = open_rehearsal(self.player, SCRUTINEERS[:3], 2, QUOTA, PRINTED, PRINTED)
        self.vote = self.opened.votes[0]

    @property
    def page(self) -> str:
        return f"/t/{TENANT}/electronic/{self.vote['uuid']}/ballot"

    @property
    def projects(self) -> int:
        return len(self.vote["candidates"])

    def now(self) -> dict[str, Any]:
        found: dict[str, Any] = self.player.act(
            voting.GET_ELECTRONIC_VOTE, as_="scrutineer", uuid=self.vote["uuid"]
        )
        return found


@pytest.fixture
def hall(suite: Running, accounts: Accounts) -> Iterator[Hall]:
    opened = Hall(suite, accounts)
    yield opened
    for each in opened.opened.votes:
        if (
            opened.player.act(voting.GET_ELECTRONIC_VOTE, as_="resident", uuid=each["uuid"])["state"]
            == "open"
        ):
            opened.player.act(voting.CANCEL_ELECTRONIC_VOTE, as_="scrutineer", uuid=each["uuid"])


def mark(visitor: Visitor, marks: dict[int, str]) -> None:
    for project, value in marks.items():
        visitor.page.check(f"#mark-{project}-{value}")


def enter(visitor: Visitor, code: str) -> None:
    visitor.page.fill("#code", code)
    visitor.page.get_by_role("button", name=t("ballot.begin")).click()


def press(visitor: Visitor, key: str) -> None:
    visitor.page.get_by_role("button", name=t(f"ballot.{key}"), exact=True).click()


def cast(visitor: Visitor, hall: Hall, code: str, marks: dict[int, str]) -> str:
    """Through all steps; returns the tracker."""
    visitor.open(hall.page)
    enter(visitor, code)
    mark(visitor, marks)
    press(visitor, "review")
    press(visitor, "cast")
    visitor.page.wait_for_selector("#step-done:not([hidden])")
    return visitor.page.inner_text("#tracker")


def test_two_deputies_vote_in_the_browser_and_anyone_can_check_it(
    hall: Hall, visit: Visit, tmp_path: Path
) -> None:
    trackers = []
    with visit(width=PHONE) as visitor:
        trackers.append(
            cast(visitor, hall, hall.opened.envelopes[0], {0: "approve", 1: "against", 2: "abstain"})
        )
        press(visitor, "forget")
        visitor.page.wait_for_selector("#step-code:not([hidden])")
        trackers.append(cast(visitor, hall, hall.opened.envelopes[1].replace("-", ""), {0: "approve"}))
        assert visitor.watch.problems == []
    written = hall.suite.log.read_text()
    assert not any(each in written for each in (*trackers, hall.vote["uuid"], "/ballots"))
    finish(hall.player, hall.opened, hall.vote["uuid"])
    declared = hall.now()
    rest = [0] * (hall.projects - 2)
    assert declared["result"] == [[2, 0, *rest], [0, 1, *rest]]
    with visit() as visitor:
        visitor.open(f"/t/{TENANT}/electronic/{hall.vote['uuid']}")
        assert t("ballot.rehearsal") in visitor.page.inner_text("main")
        links = [each.get_attribute("href") for each in visitor.page.query_selector_all("a[download]")]
    for address in links:
        file = httpx.get(f"{hall.suite.address}{address}", trust_env=False)
        (tmp_path / str(address).rpartition("/")[2]).write_bytes(file.content)
    report = verify(Request(tmp_path / f"{hall.vote['uuid']}.bel", heads=[declared["head"]]))
    assert (report.findings, sorted(report.trackers)) == ([], sorted(trackers))
    assert verdict(tmp_path)


def test_nothing_is_preset_and_more_than_the_quota_cannot_go_on_y033(hall: Hall, visit: Visit) -> None:
    with visit() as visitor:
        visitor.open(hall.page)
        enter(visitor, hall.opened.envelopes[0])
        assert visitor.page.query_selector_all("input[type=radio]:checked") == []
        assert visitor.page.locator("fieldset.project details").count() == hall.projects
        assert visitor.page.inner_text("#left") == t("ballot.left", left=QUOTA)
        mark(visitor, dict.fromkeys(range(QUOTA + 1), "approve"))
        assert visitor.page.inner_text("#left") == t("ballot.over", left=1)
        press(visitor, "review")
        assert visitor.page.is_hidden("#step-review")
        assert visitor.page.inner_text("#trouble") == t("ballot.over", left=1)
        mark(visitor, {0: "abstain"})
        press(visitor, "review")
        assert visitor.page.is_visible("#step-review")
        assert visitor.page.inner_text("#chosen").count(t("column.approve")) == QUOTA
        assert visitor.watch.problems == []


def test_nothing_stays_for_the_next_voter_on_the_same_tablet(hall: Hall, visit: Visit) -> None:
    code = hall.opened.envelopes[0]
    with visit() as visitor:
        tracker = cast(visitor, hall, code, {0: "approve"})
        press(visitor, "forget")
        visitor.page.wait_for_selector("#step-code:not([hidden])")
        nothing_is_left(visitor, code, tracker)
        visitor.page.go_back()
        visitor.page.go_forward()
        visitor.page.wait_for_selector("#step-code:not([hidden])")
        nothing_is_left(visitor, code, tracker)
        stored = visitor.page.evaluate(
            "async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]"
        )
        assert stored == [0, 0, "", 0]


def nothing_is_left(visitor: Visitor, code: str, tracker: str) -> None:
    shown = visitor.page.content()
    assert code not in shown and tracker not in shown
    assert visitor.page.input_value("#code") == ""
    assert visitor.page.query_selector_all("input[type=radio]:checked") == []


def test_the_code_behind_the_picture_never_reaches_the_server(hall: Hall, visit: Visit) -> None:
    asked: list[str] = []
    code = hall.opened.envelopes[0]
    with visit() as visitor:
        visitor.page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
        visitor.open(f"{hall.page}#{quote(code)}")
        visitor.page.wait_for_selector("#step-code:not([hidden])")
        assert visitor.page.input_value("#code") == code
        assert "#" not in visitor.page.url
        press(visitor, "begin")
        press(visitor, "review")
        assert visitor.page.inner_text("#chosen").count(t("ballot.unmarked")) == hall.projects
        press(visitor, "cast")
        visitor.page.wait_for_selector("#step-done:not([hidden])")
    assert any(hall.vote["uuid"] in each for each in asked)
    assert not any(code in each or code.replace("-", "") in each for each in asked)


def test_a_ballot_is_cast_without_cookie_and_referrer_even_where_somebody_is_signed_in(
    hall: Hall, visit: Visit, accounts: Accounts
) -> None:
    sent: list[dict[str, str]] = []
    with visit() as visitor:
        visitor.sign_in(TENANT, "clerk", accounts.password(TENANT, "clerk"))
        visitor.page.on(
            "request",
            lambda request: sent.append(request.all_headers()) if request.method == "POST" else None,
        )
        cast(visitor, hall, hall.opened.envelopes[0], {})
    (headers,) = sent
    assert headers.keys().isdisjoint({"cookie", "authorization", "referer", "idempotency-key"})


def test_each_refusal_is_said_in_the_voters_words(hall: Hall, visit: Visit) -> None:
    with visit() as visitor:
        visitor.open(hall.page)
        enter(visitor, "123")
        assert "投票码有误" in visitor.page.inner_text("#trouble")
        cast(visitor, hall, hall.opened.envelopes[0], {0: "approve"})
        visitor.open(hall.page)
        enter(visitor, hall.opened.envelopes[0])
        press(visitor, "review")
        press(visitor, "cast")
        visitor.page.wait_for_selector("#trouble:not([hidden])")
        assert visitor.page.inner_text("#trouble") == t("ballot.verdict.credential_used")
        assert visitor.page.is_visible("#step-code")


def test_a_tracker_that_is_not_this_ballots_is_not_taken_for_a_receipt(hall: Hall, visit: Visit) -> None:
    """A server that lost a ballot shows the tracker of another one, which stands on the board."""
    stranger = json.dumps({"verdict": "accepted", "tracker": "A" * 43})
    with visit() as visitor:
        visitor.open(hall.page)
        visitor.page.route(
            "**/ballots", lambda route: route.fulfill(content_type="application/json", body=stranger)
        )
        enter(visitor, hall.opened.envelopes[0])
        press(visitor, "review")
        press(visitor, "cast")
        visitor.page.wait_for_selector("#trouble:not([hidden])")
        assert visitor.page.inner_text("#trouble") == t("ballot.stranger")
        assert visitor.page.is_hidden("#step-done")


def test_a_whole_rehearsal_by_pages_alone_from_the_keys_to_the_result(
    suite: Running, accounts: Accounts, visit: Visit
) -> None:
    """Three scrutineers make the key, two open the tally, and nothing is done but in browsers."""
    player = Player(DemoClient(suite.address, "ceremony"), accounts, TENANT)
    (session,) = player.all_pages(voting.LIST_SESSIONS, as_="resident")
    player.facts["session"] = session["id"]
    with visit() as starter:
        starter.sign_in(TENANT, "scrutineer", accounts.password(TENANT, "scrutineer"))
        starter.open(f"/t/{TENANT}/desk/sessions/{session['id']}/keys")
        starter.press(t("ceremony.start"))
        ceremony_id = starter.here.rpartition("/")[2]
    with ExitStack() as stack:
        screens = [stack.enter_context(visit()) for _ in range(3)]
        for screen, title in zip(screens, SCRUTINEERS, strict=False):
            screen.sign_in(TENANT, "scrutineer", accounts.password(TENANT, "scrutineer"))
            screen.click(screen.page.locator(f"a[href$='/desk/ceremonies/{ceremony_id}']"))
            screen.page.select_option("#title", label=title)
            screen.page.get_by_role("button", name=t("ceremony.enter")).click()
        for screen in screens:
            screen.page.wait_for_selector("#step-code:not([hidden])")
        a_machine_breaks_down_and_all_begin_anew(screens)
        codes = {screen.page.inner_text("#code") for screen in screens}
        assert codes == {player.act(voting.GET_CEREMONY, as_="scrutineer", ceremony_id=ceremony_id)["code"]}
        for screen in screens:
            screen.page.get_by_role("button", name=t("ceremony.same")).click()
        for screen in screens:
            screen.page.wait_for_selector("#step-ready:not([hidden])")
        assert len({screen.page.inner_text("#paper") for screen in screens}) == 3
        a_vote_under_another_key_raises_the_alarm(screens[2])
        with visit() as clerk:
            clerk.sign_in(TENANT, "clerk", accounts.password(TENANT, "clerk"))
            codes_drawn, uuid = envelopes_drawn(clerk, session["id"], ceremony_id)
            for code in codes_drawn:
                with visit(width=PHONE) as voter:
                    vote_by_scan(voter, f"/t/{TENANT}/electronic/{uuid}/ballot", code)
            close_in_the_hall(clerk)
            head = clerk.page.inner_text("#head")
        for screen in screens[:2]:
            screen.page.get_by_role("button", name=t("ceremony.list")).click()
            screen.page.wait_for_selector(f"#election option[value='{uuid}']", state="attached")
            screen.page.select_option("#election", uuid)
            screen.page.fill("#head", "0" * 64)
            screen.page.get_by_role("button", name=t("ceremony.decrypt")).click()
            screen.page.wait_for_selector("#trouble:not([hidden])")
            refusal = screen.page.inner_text("#trouble")
            # The page looks at the board again by itself.
            screen.page.wait_for_event("response", lambda answer: "/electronic-votes?" in answer.url)
            assert screen.page.inner_text("#trouble") == refusal
            screen.page.fill("#head", head)
            screen.page.fill("#issued", str(len(codes_drawn)))
            screen.page.fill("#least", "2")
            screen.page.get_by_role("button", name=t("ceremony.decrypt")).click()
            screen.page.wait_for_function(
                "text => document.querySelector('#decrypted').textContent === text",
                arg=t("ceremony.decrypted"),
            )
            assert screen.watch.problems == []
    found = player.act(voting.GET_ELECTRONIC_VOTE, as_="resident", uuid=uuid)
    assert (found["state"], found["decrypted_by"]) == ("declared", [1, 2])
    assert found["result"] == [[3, 0, 0, 0, 0], [0, 0, 0, 0, 0]]


def a_machine_breaks_down_and_all_begin_anew(screens: list[Visitor]) -> None:
    """One has confirmed and waits; another's page was lost with its secrets."""
    first, _, lost = screens
    first.page.get_by_role("button", name=t("ceremony.same")).click()
    lost.page.reload()
    lost.page.select_option("#title", label=SCRUTINEERS[2])
    first.page.click("#restart")
    lost.page.get_by_role("button", name=t("ceremony.enter")).click()
    for screen in screens:
        screen.page.wait_for_selector("#step-code:not([hidden])")


def a_vote_under_another_key_raises_the_alarm(screen: Visitor) -> None:
    """Somebody opened the vote with a key of one's own: whoever holds it would read every ballot."""
    foreign = {"ceremony_id": "another", "rehearsal": False, "state": "open", "uuid": "u", "least": 10}
    told = {"items": [{**foreign, "election": json.dumps({"name": "票决"})}], "next": None}
    screen.page.route("**/electronic-votes?*", lambda route: route.fulfill(json=told))
    screen.page.get_by_role("button", name=t("ceremony.list")).click()
    screen.page.wait_for_selector("#trouble:not([hidden])")
    assert screen.page.inner_text("#trouble") == t("ceremony.foreign", name="票决")
    screen.page.unroute("**/electronic-votes?*")


def close_in_the_hall(visitor: Visitor) -> None:
    """A rehearsal; what cannot be taken back takes two steps: the screen hangs before everybody's eyes."""
    assert visitor.page.is_hidden("#act-close button")
    visitor.page.click("#act-close summary")
    visitor.press(t("hall.confirm.rehearsal_close"))


def envelopes_drawn(clerk: Visitor, session_id: str, ceremony_id: str) -> tuple[list[str], str]:
    """Four envelopes printed, three drawn, the vote opened: what a camera reads from these, and the vote's address."""
    page = clerk.page
    clerk.open(f"/t/{TENANT}/desk/sessions/{session_id}/envelopes")
    assert t("ceremony.only_rehearsal") in page.inner_text("main")
    assert page.eval_on_selector_all("#use option", "all => all.map((each) => each.value)") == ["rehearsal"]
    page.fill("#number", "4")
    page.get_by_role("button", name=t("envelopes.print"), exact=True).click()
    page.wait_for_selector(".envelope-sheet >> nth=3")
    codes = [each.inner_text() for each in page.query_selector_all("#sheets .envelope-code")]
    assert page.inner_text("#sheets .envelope-use >> nth=0") == t("envelopes.sheet_rehearsal")
    pictures = [each.inner_html() for each in page.query_selector_all("#sheets .envelope-picture")]
    scanned = [str(read(modules(each))) for each in pictures]
    assert scanned == [f"{clerk.address}/t/{TENANT}/sessions/{session_id}/ballot#{code}" for code in codes]
    clerk.press(t("envelopes.forget"))
    page.wait_for_selector("#open")
    assert not any(code in page.content() for code in codes)
    page.select_option("#ceremony", ceremony_id)
    page.fill("#quota", str(QUOTA))
    page.fill("#issued", "3")
    page.fill("#undrawn", scanned[3])
    clerk.click(page.locator("[data-go=open]"))
    return scanned[:3], clerk.here.rpartition("/")[2]


def vote_by_scan(voter: Visitor, path: str, scanned: str) -> None:
    """Open what the phone's camera read from the envelope, and approve the first project."""
    voter.page.goto(scanned)
    assert voter.here == path
    assert voter.page.input_value("#code") == scanned.rpartition("#")[2]
    voter.page.get_by_role("button", name=t("ballot.begin")).click()
    mark(voter, {0: "approve"})
    press(voter, "review")
    press(voter, "cast")
    voter.page.wait_for_selector("#step-done:not([hidden])")


def test_a_lost_connection_keeps_the_ballot_and_sends_the_same_one_again(hall: Hall, visit: Visit) -> None:
    bodies: list[str] = []
    with visit() as visitor:
        visitor.open(hall.page)
        visitor.page.route(
            "**/ballots", lambda route: (bodies.append(route.request.post_data or ""), route.abort())
        )
        enter(visitor, hall.opened.envelopes[0])
        press(visitor, "review")
        press(visitor, "cast")
        visitor.page.wait_for_selector("#again:not([hidden])")
        visitor.page.unroute("**/ballots")
        visitor.watch.take()
        visitor.page.on("request", lambda request: bodies.append(request.post_data or ""))
        press(visitor, "again")
        visitor.page.wait_for_selector("#step-done:not([hidden])")
        tracker = visitor.page.inner_text("#tracker")
    first, second = (json.loads(each) for each in bodies if each)
    assert first == second
    assert json.loads(first["ballot"])["signature"]["hash"] == tracker


def test_a_keyboard_alone_is_enough(hall: Hall, visit: Visit) -> None:
    """Tab, arrows, blank and Enter; after each step the focus stands at its heading."""
    with visit() as visitor:
        page = visitor.page
        visitor.open(hall.page)
        page.wait_for_selector("#step-code:not([hidden])")
        assert page.evaluate("document.activeElement.id") == "head-code"
        page.keyboard.press("Tab")
        page.keyboard.type(hall.opened.envelopes[0])
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "head-marks"
        page.focus("#mark-0-approve")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        assert page.is_checked("#mark-0-against")
        page.focus("[data-go=review]")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "head-review"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("#step-done:not([hidden])")
        assert page.evaluate("document.activeElement.id") == "head-done"


def test_the_halls_screen_shows_the_head_as_the_clock_takes_ballots_onto_the_board(
    hall: Hall, visit: Visit, accounts: Accounts
) -> None:
    with visit() as visitor, visit() as deputy:
        visitor.sign_in(TENANT, "scrutineer", accounts.password(TENANT, "scrutineer"))
        visitor.open(f"/t/{TENANT}/desk")
        visitor.click(visitor.page.locator(f"a[href$='/desk/electronic/{hall.vote['uuid']}']"))
        before = visitor.page.inner_text("#head")
        assert visitor.page.inner_text("#ballots") == "0"
        cast(deputy, hall, hall.opened.envelopes[0], {0: "approve"})
        visitor.page.wait_for_selector("#ballots:text-is('1')")
        shown = "".join(visitor.page.inner_text("#head").split())
        assert shown == hall.now()["head"] != "".join(before.split())
        close_in_the_hall(visitor)
        assert visitor.page.locator("[data-moves]").count() == 0
        assert hall.now()["state"] == "closed"
        assert visitor.watch.problems == []
