"""The electronic ballot: made, checked, verified, accepted, opened."""

from __future__ import annotations

import csv
import io
import json
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pika
from gmpy2 import mpz, powmod

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
from services.verifier.ballots import Booth
from services.verifier.group import G, P, Q
from services.verifier.membership import subset_products
from services.verifier.proofs import read_proofs
from services.verifier.questions import read_election as read_for_verifier
from services.verifier.verification import Request, verify
from services.voting.domain.crypto.ballot import Made, make_ballot
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election, project_questions
from services.voting.domain.crypto.group import g_to, random_exponent
from services.voting.domain.crypto.reading import read_election
from services.voting.domain.crypto.rehearsal import Plan, new_uuid, random_answers, rehearse
from services.voting.domain.recount.measure import read_measure
from services.voting.domain.recount.recount import recount
from shared.contracts import voting
from shared.messaging import topology
from tests.load.measure import Row, interleaved, rate, row
from tests.support.belenios import run

CANDIDATES, QUOTA = 12, 10
ARCHIVE = 400
ONE_WORKER = 80
THREADS = 8
PAPERS = 200_000


def bench_ballots(folder: Path) -> list[Row]:
    """Everything about ballots that has a floor or a peer."""
    return [*_single(), _archive(folder / "archive"), _recount(), *_arriving(folder / "arriving")]


def powers(making: bool) -> int:
    """Exponentiations that the format's formulas ask for, each done by itself.

    A branch of a proof takes 4 to check; to make, 2 for the true branch and 4 for each other one. A choice takes 2 to
    encrypt, its two numbers 1 each to be found members of the group, a signature 2 to check and 1 to make.
    """
    branches = [2] * (2 * CANDIDATES) + [QUOTA + 1, CANDIDATES + 1] + [2] * CANDIDATES
    if making:
        return 2 * 2 * CANDIDATES + sum(2 + 4 * (each - 1) for each in branches) + 2
    return 2 * 2 * CANDIDATES + sum(4 * each for each in branches) + 2


def _single() -> list[Row]:
    projects = tuple(f"项目{number}" for number in range(CANDIDATES))
    election = Election(new_uuid(), "演练", "", g_to(random_exponent()), project_questions(projects, QUOTA))
    credential = new_credential()
    base, exponent = powmod(G, secrets.randbelow(int(Q)), P), mpz(secrets.randbelow(int(Q)))
    made = make_ballot(election, credential, random_answers(election))
    pairs = {made.tracker: [read_proofs(each, "", 2) for each in made.pairs or ()]}
    read = read_for_verifier(election.text.encode(), "")
    booth = Booth(read, frozenset({str(public_credential(credential, election.uuid))}), pairs)

    def check() -> None:
        subset_products(booth.check(made.text.encode(), "").elements)

    def bare(number: int) -> Callable[[], float]:
        return lambda: rate(lambda: [powmod(base, exponent, P) for _ in range(number)], 5)

    making = interleaved(
        lambda: rate(lambda: make_ballot(election, credential, random_answers(election)), 10),
        bare(powers(True)),
    )
    checking = interleaved(lambda: rate(check, 10), bare(powers(False)))
    return [
        row(f"making a ballot against {powers(True)} bare powmod", *making, "ballots/s"),
        row(f"checking a ballot against {powers(False)} bare powmod", *checking, "ballots/s"),
    ]


def _archive(folder: Path) -> Row:
    """The outside program reads the same archive in the same run; it does not check pair proofs."""
    folder.mkdir()
    played = rehearse(Plan(ARCHIVE, CANDIDATES, QUOTA), 1_700_000_000)
    path = folder / "vote.bel"
    path.write_bytes(played.board.archive())
    path.with_suffix(".pairs.jsonl").write_text(
        "".join(f"{each}\n" for each in played.pairs), encoding="utf-8"
    )
    ours, theirs = interleaved(
        lambda: ARCHIVE / _seconds(lambda: verify(Request(path)).holds),
        lambda: ARCHIVE / _seconds(lambda: run("election", "verify", folder=folder).returncode == 0),
        rounds=3,
    )
    return row(f"verifying {ARCHIVE} ballots against belenios-tool", ours, theirs, "ballots/s")


def _recount() -> Row:
    """Counting against reading the rows and doing nothing with them."""
    codes = [f"P{number:02}" for number in range(CANDIDATES)]
    marks = ("approve", "against", "abstain", "赞成")
    lines = "".join(
        f"{number},{code},{marks[(number * 7 + place) % 4]}\n"
        for number in range(PAPERS)
        for place, code in enumerate(codes)
    )
    text = f"ballot,candidate,mark\n{lines}"
    record = {
        "candidates": codes,
        "quota": CANDIDATES,
        "electorate": PAPERS,
        "present": PAPERS,
        "issued": PAPERS,
    }
    rules = {"threshold": {"rule": "majority", "of": "all"}, "over_marked": "void", "tie": "second_ballot"}
    measure = read_measure({**record, **rules})
    ours, floor = interleaved(
        lambda: PAPERS / _seconds(lambda: recount(measure, io.StringIO(text)).tally.returned == PAPERS),
        lambda: PAPERS / _seconds(lambda: sum(1 for _ in csv.reader(io.StringIO(text))) > PAPERS),
        rounds=3,
    )
    return row("recounting paper ballots against bare csv.reader", ours, floor, "ballots/s")


def _arriving(folder: Path) -> list[Row]:
    home = Home(folder)
    home.hold()
    script = next(each for each in TOWNSHIPS if each.tenant == "yang-e")
    with distributed(home, free_port()) as suite:
        play(suite.address, folder / "demo.json", (LAND, script), lambda _: None)
        player = Player(DemoClient(suite.address, "bench"), Accounts(folder / "demo.json"), "yang-e")
        (session,) = player.all_pages(voting.LIST_SESSIONS, as_="resident")
        player.facts["session"] = session["id"]
        one, _ = _accepted(suite, player, ONE_WORKER)
        suite.fleet.add("ballots-2", ["ballots"], PIAOJUE_METRICS_PORT=str(free_port()))
        _await_consumers(suite, 2)
        two, opened = _accepted(suite, player, ARCHIVE)
        began = time.perf_counter()
        finish(player, opened, opened.votes[0]["uuid"])
        counted = time.perf_counter() - began
    home.release()
    return [
        row("ballots of 5 projects accepted, 2 workers against 1", two, one, "ballots/s"),
        row(f"close to result, {ARCHIVE} ballots of 5 projects, against the 5 s allowed", counted, 5.0, "s"),
    ]


def _accepted(suite: Distributed, player: Player, number: int) -> tuple[float, Opened]:
    """Ballots a second from the first request to the last receipt; they are made before."""
    opened = open_rehearsal(player, SCRUTINEERS[:3], 2, 4, number, number)
    uuid = opened.votes[0]["uuid"]
    election = read_election(opened.votes[0]["election"])
    made = iter([make_ballot(election, each, random_answers(election)) for each in opened.envelopes])
    url = f"{suite.address}/api/v1/tenants/yang-e/voting/electronic-votes/{uuid}/ballots"
    lock, local = threading.Lock(), threading.local()

    def cast() -> None:
        if not hasattr(local, "client"):
            local.client = httpx.Client(trust_env=False, timeout=60)
        with lock:
            ballot: Made = next(made)
        answer = local.client.post(url, json={"ballot": ballot.text, "pairs": ballot.pairs_text})
        verdict: dict[str, Any] = answer.raise_for_status().json()
        if verdict["verdict"] != "accepted":
            raise RuntimeError(json.dumps(verdict))

    return rate(cast, number, THREADS), opened


def _await_consumers(suite: Distributed, number: int) -> None:
    queue, pause = topology.apart_queue("voting", "cast_ballot"), threading.Event()
    with pika.BlockingConnection(pika.URLParameters(suite.node.uri)) as connection:
        channel = connection.channel()
        for _ in range(300):
            if channel.queue_declare(queue, passive=True).method.consumer_count >= number:
                return
            pause.wait(0.1)
    raise TimeoutError(f"{number} workers do not consume")


def _seconds(call: Callable[[], bool]) -> float:
    """How long it took to come true."""
    began = time.perf_counter()
    if not call():
        raise AssertionError("what is measured does not hold")
    return time.perf_counter() - began
