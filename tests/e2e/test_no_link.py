"""A vote is cast over HTTP on the distributed suite, and whoever has all of it ties no ballot to a deputy (Y-033).

Every tablet has an address, a name and a trace of its own, and in some somebody is signed in; tracing is on, and gunicorn is
told to write an access log. All logs, spans, figures, tables, queues, messages and the broker's files are searched for a
key, an order or a moment that ballot and sender have in common. That the search finds what there is to find is shown by
``tests/unit/voting/test_search_for_links.py``; that it looks everywhere, by what is sent beside the ballots here.
"""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.land import LAND
from services.demo.play import play
from services.demo.player import Player
from services.demo.townships import TOWNSHIPS
from services.demo.townships.rehearsal import Opened, finish, open_rehearsal
from services.demo.townships.session import SCRUTINEERS
from services.embedded.home import Home
from services.embedded.up import Distributed, distributed, free_port
from services.gateway.session import COOKIE
from services.voting.domain.crypto.ballot import Made, make_ballot
from services.voting.domain.crypto.credentials import public_credential
from services.voting.domain.crypto.reading import read_election
from services.voting.domain.crypto.rehearsal import random_answers
from shared.contracts import congress, voting
from shared.tenancy.context import PLATFORM
from tests.support import gathering
from tests.support.linking import Cast, Record, find_links, tau

pytestmark = [pytest.mark.rabbitmq, pytest.mark.long]

TENANT, QUOTA, DEPUTIES = "yang-e", 4, 24
STRANGER = "198.51.100.9"
SIGNED_IN, WATCHED = 5, 6
"""So many tablets on which somebody is signed in; so many ballots before and after which every figure is read."""

UNRELATED = 0.15
HOLDERS = frozenset(
    {
        "voting public.ballots_received",
        "voting public.board_members",
        "voting public.envelope_sets",
        "bus voting.cast_ballot.apart",
        "bus answers",
    }
)
"""Where ballots belong; the bus of the moment, and printed credentials in the set of envelopes."""


def digest_of(made: Made) -> str:
    return sha256(made.text.encode()).hexdigest()


class Vote:
    """A rehearsal that is open, with two dozen ballots in an order that is not that of their hashes."""

    def __init__(self, running: Distributed, accounts: Accounts) -> None:
        self.running = running
        self.player = Player(DemoClient(running.address, "hall"), accounts, TENANT)
        (session,) = self.player.all_pages(voting.LIST_SESSIONS, as_="resident")
        self.player.facts["session"] = session["id"]
        self.opened: Opened = open_rehearsal(self.player, SCRUTINEERS[:3], 2, QUOTA, DEPUTIES, DEPUTIES)
        self.uuid: str = self.opened.votes[0]["uuid"]
        election = read_election(self.opened.votes[0]["election"])
        made = [
            (each, make_ballot(election, each, random_answers(election))) for each in self.opened.envelopes
        ]
        self.made = mixed(made, self.uuid)
        password = accounts.password(TENANT, "clerk")
        self.tokens = [
            DemoClient(running.address, "s").sign_in(TENANT, "clerk", password) for _ in range(SIGNED_IN)
        ]

    def cast(self, number: int) -> Cast:
        """One deputy at one tablet."""
        envelope, made = self.made[number]
        trace, span = secrets.token_hex(16), secrets.token_hex(8)
        address, forwarded, agent = (
            f"127.0.1.{number + 10}",
            f"198.51.100.{number + 10}",
            f"Tablet-{secrets.token_hex(6)}",
        )
        token = self.tokens[number] if number < SIGNED_IN else None
        headers = {"X-Forwarded-For": forwarded, "User-Agent": agent, "traceparent": f"00-{trace}-{span}-01"}
        url = f"{self.running.address}/api/v1/tenants/{TENANT}/voting/electronic-votes/{self.uuid}/ballots"
        transport = httpx.HTTPTransport(local_address=address)
        with httpx.Client(transport=transport, trust_env=False, timeout=60) as tablet:
            if token:
                tablet.cookies.set(COOKIE, token)
            began = time.time()
            answer = tablet.post(url, json={"ballot": made.text, "pairs": made.pairs_text}, headers=headers)
            ended = time.time()
        assert answer.json() == {"verdict": "accepted", "tracker": made.tracker}, answer.text
        assert "X-Trace-Id" not in answer.headers
        credential = str(public_credential(envelope, self.uuid))
        return Cast(
            frozenset({made.tracker, digest_of(made), envelope, envelope.replace("-", ""), credential}),
            frozenset({address, forwarded, agent, trace, span}),
            began,
            ended,
        )


def mixed(made: list[tuple[str, Made]], uuid: str) -> list[tuple[str, Made]]:
    """In an order that has nothing to do with the hashes nor with the credentials, by which lists are sorted."""
    while True:
        order = random.sample(made, len(made))
        sorts: list[list[Any]] = [
            [digest_of(each) for _, each in order],
            [each.tracker for _, each in order],
            [str(public_credential(envelope, uuid)) for envelope, _ in order],
        ]
        if all(abs(tau(list(enumerate(each)))) < UNRELATED for each in sorts):
            return order


def beside(running: Distributed) -> str:
    """Two requests beside the ballots: one leaves spans, whose trace this is, the other a line of refusal."""
    trace = secrets.token_hex(16)
    headers = {"traceparent": f"00-{trace}-{'1' * 16}-01", "X-Forwarded-For": STRANGER}
    with httpx.Client(base_url=running.address, headers=headers, trust_env=False, timeout=60) as client:
        client.get(f"/api/v1/tenants/{TENANT}/voting/electronic-votes/nothing")
        sent = {"content": b"no ballot", "headers": {"Content-Type": "application/json"}}
        client.post(f"/api/v1/tenants/{TENANT}/voting/electronic-votes/nothing/ballots", **sent)
    return trace


def test_whoever_has_all_logs_spans_figures_tables_queues_and_messages_ties_no_ballot_to_a_deputy(
    make_home: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    traces = tmp_path / "traces.jsonl"
    monkeypatch.setenv("PIAOJUE_TRACES", str(traces))
    monkeypatch.setenv("PIAOJUE_TRUSTED_PROXIES", "1")
    monkeypatch.setenv("PIAOJUE_BATCH_SECONDS", "3500")
    monkeypatch.setenv("GUNICORN_CMD_ARGS", "--access-logfile -")
    home = make_home()
    with distributed(Home(home), free_port()) as running:
        play(running.address, home / "demo.json", (LAND, TOWNSHIPS[0]), lambda _: None)
        accounts = Accounts(home / "demo.json")
        vote = Vote(running, accounts)
        tap = gathering.Tap(running.node.uri)
        casts = []
        for number in range(DEPUTIES):
            before = gathering.figures(running) if number < WATCHED else None
            casts.append(vote.cast(number))
            if before is not None:
                assert gathering.figures(running) == before
            tap.drain()
        crossed = tap.close()
        trace = beside(running)
        finish(vote.player, vote.opened, vote.uuid)

        kept = chain(
            gathering.logs(running),
            gathering.spans(traces),
            gathering.rows(running),
            gathering.waiting(running.node.uri),
            gathering.files(running.node.folder),
        )
        people = accounts_of(vote.player) | {*vote.tokens}
        clocks = (0.0, offset_of(vote.player))
        assert find_links(casts, kept, holders=HOLDERS, people=people, offsets=clocks) == set()
        # What crosses the bus crosses it at its moment; whether that is kept was asked above.
        on_the_bus = find_links(casts, crossed, holders=HOLDERS, people=people)
        assert {each for each in on_the_bus if each.how != "time"} == set()
        looked_everywhere(running, traces, crossed, trace, casts)


def accounts_of(player: Player) -> frozenset[str]:
    return frozenset(each["id"] for each in player.all_pages(congress.LIST_ACCOUNTS, as_="clerk"))


def offset_of(player: Player) -> float:
    """How far the tenant's clock runs ahead."""
    tenants = player.operator(congress.LIST_TENANTS, PLATFORM, limit=200)["items"]
    return float(next(each["clock_offset_seconds"] for each in tenants if each["id"] == TENANT))


def looked_everywhere(
    running: Distributed, traces: Path, crossed: list[Record], trace: str, casts: list[Cast]
) -> None:
    """What is there to be found was read."""
    lines = list(gathering.logs(running))
    assert {each.where for each in lines} >= {f"log {name}.log" for name in running.fleet.members}
    assert not [each.text for each in lines if STRANGER in each.text]
    refused = [each.text for each in lines if each.kind == "ballot_refused"]
    assert len(refused) == 1 and "trace" not in refused[0] and TENANT not in refused[0]
    assert [each for each in gathering.spans(traces) if trace in each.text]
    requests = [each for each in crossed if each.where == "bus voting.cast_ballot.apart"]
    assert len(requests) == DEPUTIES == len([each for each in crossed if each.where == "bus answers"])
    assert {each.where for each in crossed} == {"bus voting.cast_ballot.apart", "bus answers"}
    kept = [each.text for each in gathering.rows(running) if each.where in HOLDERS]
    assert all(any(mark in text for mark in each.ballot for text in kept) for each in casts)
