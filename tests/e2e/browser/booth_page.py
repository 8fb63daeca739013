"""A voting page of the gateway's own application in the browser, with no suite behind it: what is cast is kept here."""

from __future__ import annotations

import json
from typing import Any, cast

from playwright.sync_api import Page, Route

from services.gateway.app import create_app
from services.gateway.portal.text import t
from services.voting.domain.crypto.election import Election
from shared.contracts import voting
from shared.messaging.rpc_client import RpcClient
from tests.e2e.browser.module_page import ORIGIN
from tests.unit.gateway.portal.fake import ELECTRONIC, FakeRpc
from tests.unit.gateway.portal.samples import sample

PHONE = {"width": 360, "height": 740}


class Booth:
    """The page of one open election; ``verdict`` is what the next ballot is answered, an accepted one with its own tracker.

    So many times before, it is told that others are being served (``busy``).
    """

    def __init__(self, election: Election, **vote: Any) -> None:
        self.path = f"/t/yuanyang/electronic/{election.uuid}/ballot"
        self.verdict = "accepted"
        self.busy = 0
        self.cast: list[dict[str, Any]] = []
        rpc = FakeRpc()
        told = {"uuid": election.uuid, "rehearsal": False, "election": election.text, "result": None}
        rpc.answers[voting.GET_ELECTRONIC_VOTE.key] = sample(
            voting.GET_ELECTRONIC_VOTE.response, **{**ELECTRONIC, **told, **vote}
        )
        self._client = create_app(cast(RpcClient, rpc)).test_client()

    def open(self, page: Page) -> None:
        """Show the page, every request answered here."""
        page.route("**/*", self._answer)
        page.goto(f"{ORIGIN}{self.path}")

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if route.request.method != "POST":
            found = self._client.get(path)
            route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)
            return
        sent = json.loads(route.request.post_data or "{}")
        self.cast.append(sent)
        if self.busy:
            self.busy -= 1
            route.fulfill(status=503, headers={"Retry-After": "3"}, json={"code": "gateway.casting-busy"})
            return
        accepted = self.verdict == "accepted"
        tracker = json.loads(sent["ballot"])["signature"]["hash"] if accepted else None
        route.fulfill(json={"verdict": self.verdict, "tracker": tracker})


def press(page: Page, key: str) -> None:
    """The button with that word of the voting page."""
    page.get_by_role("button", name=t(f"ballot.{key}"), exact=True).click()
