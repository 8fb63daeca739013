"""Kill -9 any process of the suite, the broker or the database while an electronic vote is open (ballot-format.md)."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

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
from services.verifier.verification import Request, verify
from services.voting.domain.crypto.ballot import Made, make_ballot
from services.voting.domain.crypto.reading import read_election
from services.voting.domain.crypto.rehearsal import random_answers
from shared.config import BALLOTS
from shared.contracts import voting
from shared.kernel.plain_tar import plain_tar
from tests.chaos.test_kills import BROKER, kill

pytestmark = [pytest.mark.rabbitmq, pytest.mark.long]

TENANT, QUOTA, DEPUTIES, KILLS = "yang-e", 4, 48, 12
DATABASE = "database"
AT_ONCE = 3


class OpenVote:
    """An electronic vote of a township in which everybody casts while processes die."""

    def __init__(self, running: Distributed, accounts: Accounts) -> None:
        self.running = running
        self.accounts = accounts
        self.player = self.someone("hall")
        (session,) = self.player.all_pages(voting.LIST_SESSIONS, as_="resident")
        self.player.facts["session"] = session["id"]
        self.opened: Opened = open_rehearsal(self.player, SCRUTINEERS[:3], 2, QUOTA, DEPUTIES, DEPUTIES)
        self.uuid: str = self.opened.votes[0]["uuid"]
        self.heads: list[str] = []
        self.ended = threading.Event()

    def someone(self, name: str) -> Player:
        """A line of its own to the API."""
        return Player(DemoClient(self.running.address, name), self.accounts, TENANT)

    def cast(self, number: int, made: Made) -> dict[str, Any]:
        """What one deputy's page does: it asks again until it has the verdict."""
        found: dict[str, Any] = self.someone(f"deputy-{number}").act(
            voting.CAST_BALLOT, as_="resident", uuid=self.uuid, ballot=made.text, pairs=made.pairs_text
        )
        return found

    def show_heads(self) -> None:
        """What the hall's screen does."""
        screen = self.someone("screen")
        while not self.ended.wait(0.5):
            shown = screen.act(voting.GET_ELECTRONIC_VOTE, as_="scrutineer", uuid=self.uuid)["head"]
            if shown not in self.heads:
                self.heads.append(shown)

    def export(self, folder: Path) -> Path:
        """The archive with its pair proofs."""
        members: list[tuple[str, bytes]] = []
        after: int | None = -1
        while after is not None:
            page = self.player.act(voting.READ_BOARD, as_="resident", uuid=self.uuid, after=after, limit=50)
            members += [(each["name"], each["content"].encode()) for each in page["items"]]
            after = page["next"]
        path = folder / f"{self.uuid}.bel"
        path.write_bytes(b"".join(plain_tar(members, 0)))
        lines = self.player.act(voting.READ_PAIRS, as_="resident", uuid=self.uuid)["lines"]
        path.with_suffix(".pairs.jsonl").write_text("".join(f"{each}\n" for each in lines), encoding="utf-8")
        return path


def strike(running: Distributed, victim: str) -> None:
    if victim == DATABASE:
        running.postgres.kill()
        running.postgres.start()
    else:
        kill(running, victim)


def victims(choose: random.Random, members: list[str]) -> list[str]:
    """The broker, the database, a checker of ballots, voting and the gateway for certain; the others at random."""
    sure = [BROKER, DATABASE, *[_one(choose, members, kind) for kind in (BALLOTS, "voting-", "gateway")]]
    drawn = [*sure, *choose.choices([*members, BROKER, DATABASE], k=KILLS - len(sure))]
    choose.shuffle(drawn)
    return drawn


def _one(choose: random.Random, members: list[str], kind: str) -> str:
    return choose.choice([each for each in members if each.startswith(kind)])


def test_no_accepted_ballot_is_lost_none_counted_twice_and_no_tracker_broken(
    make_home: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIAOJUE_BATCH_SECONDS", "1")
    seed = int(os.environ.get("PIAOJUE_CHAOS_SEED", random.SystemRandom().randrange(10**6)))
    print(f"PIAOJUE_CHAOS_SEED={seed}")
    choose = random.Random(seed)
    home = make_home()
    with distributed(Home(home), free_port()) as running:
        play(running.address, home / "demo.json", (LAND, TOWNSHIPS[0]), lambda _: None)
        vote = OpenVote(running, Accounts(home / "demo.json"))
        election = read_election(vote.opened.votes[0]["election"])
        answers = [random_answers(election) for _ in range(DEPUTIES)]
        made = [
            make_ballot(election, envelope, marks)
            for envelope, marks in zip(vote.opened.envelopes, answers, strict=True)
        ]
        to_kill = victims(choose, [*running.fleet.members])
        answered = threading.Semaphore(0)
        with ThreadPoolExecutor(AT_ONCE + 1) as pool:
            screen = pool.submit(vote.show_heads)
            casting = [pool.submit(vote.cast, number, each) for number, each in enumerate(made)]
            for each in casting:
                each.add_done_callback(lambda _: answered.release())
            within = 0
            for victim in to_kill:
                # A kill for every few verdicts, so that all of them fall into the open vote.
                for _ in range(DEPUTIES // (KILLS + 1)):
                    answered.acquire()
                within += not all(each.done() for each in casting)
                strike(running, victim)
            verdicts = [each.result() for each in casting]
            vote.ended.set()
            screen.result()
        print(f"killed: {to_kill}; {within} of them while ballots were cast; heads shown: {len(vote.heads)}")
        assert within == KILLS
        assert {each["verdict"] for each in verdicts} == {"accepted"}
        assert len(vote.heads) > 1
        finish(vote.player, vote.opened, vote.uuid)
        report = verify(Request(vote.export(tmp_path), heads=vote.heads))
        assert report.findings == []
        assert sorted(report.trackers) == sorted(each["tracker"] for each in verdicts)
        assert report.result == [
            [sum(marks[question][place] for marks in answers) for place in range(len(answers[0][question]))]
            for question in range(2)
        ]
