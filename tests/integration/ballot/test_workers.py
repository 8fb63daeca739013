"""Ballots are checked by processes of their own: none is lost with a killed one, none by the close."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pika
import psutil
import psycopg
import pytest

from services.verifier.verification import Request, verify
from services.voting.domain.crypto.rehearsal import random_answers
from shared.contracts import voting
from shared.messaging import topology
from tests.integration.ballot.conftest import SpawnWorker
from tests.integration.ballot.sitting import Sitting
from tests.integration.messaging.conftest import until
from tests.support.bussed import BusSuite

QUEUE = topology.apart_queue("voting", "cast_ballot")
BALLOTS_CAST = 12
HELD = 2
ENOUGH = 3
END_SESSIONS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE client_port = ANY(%s) AND state = 'idle in transaction'"
)


@pytest.fixture
def sitting(broker_suite: BusSuite, fresh_tenant: str) -> Sitting:
    made = Sitting(broker_suite, fresh_tenant)
    made.seat()
    made.hold_ceremony()
    made.print_envelopes(BALLOTS_CAST)
    made.open_vote()
    return made


@pytest.fixture
def start_worker(broker_suite: BusSuite, spawn_worker: SpawnWorker) -> Callable[[], subprocess.Popen[bytes]]:
    """One more worker; returns when it consumes."""

    def start() -> subprocess.Popen[bytes]:
        before = consumers(broker_suite)
        process = spawn_worker()
        until(lambda: consumers(broker_suite) > before, "the worker consumes")
        return process

    return start


def ports_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Where a process's connections begin: other tests work in the same database beside."""
    return [each.laddr.port for each in psutil.Process(process.pid).net_connections("tcp4")]


def consumers(suite: BusSuite) -> int:
    with pika.BlockingConnection(pika.URLParameters(suite.settings.amqp_uri)) as connection:
        declared = connection.channel().queue_declare(QUEUE, passive=True)
        return int(declared.method.consumer_count)


def cast_all(sitting: Sitting, pool: ThreadPoolExecutor) -> list[Future[dict[str, Any]]]:
    election = sitting.election
    made = [sitting.make(number, random_answers(election)) for number in range(BALLOTS_CAST)]
    return [pool.submit(sitting.cast, each) for each in made]


def test_a_worker_killed_with_a_ballot_in_its_hands_loses_none(
    sitting: Sitting, start_worker: Callable[[], subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    """Stopped workers take a ballot each and never answer; killed, they give them back."""
    frozen = [start_worker() for _ in range(HELD)]
    for worker in frozen:
        worker.send_signal(signal.SIGSTOP)
    with ThreadPoolExecutor(BALLOTS_CAST) as pool:
        casting = cast_all(sitting, pool)
        try:
            until(
                lambda: sum(each.done() for each in casting) >= BALLOTS_CAST - HELD, "the others are answered"
            )
        finally:
            for worker in frozen:
                worker.kill()
        verdicts = [each.result() for each in casting]
    assert {each["verdict"] for each in verdicts} == {"accepted"}
    closed = sitting.call(voting.CLOSE_ELECTRONIC_VOTE, uuid=sitting.uuid)
    assert closed["ballots"] == BALLOTS_CAST == len({each["tracker"] for each in verdicts})


def test_a_worker_whose_database_goes_away_answers_when_it_is_back(
    sitting: Sitting,
    broker_suite: BusSuite,
    start_worker: Callable[[], subprocess.Popen[bytes]],
    superuser_dsn: str,
) -> None:
    """Its sessions are ended while it has ballots in its hands: none is lost, and it lives on."""
    worker = start_worker()
    ended = 0
    with (
        psycopg.connect(superuser_dsn, autocommit=True) as database,
        ThreadPoolExecutor(BALLOTS_CAST) as pool,
    ):
        casting = cast_all(sitting, pool)
        while ended < ENOUGH and not all(each.done() for each in casting):
            ended += database.execute(END_SESSIONS, (ports_of(worker),)).rowcount
            wait(casting, 0.05, FIRST_COMPLETED)
        verdicts = [each.result() for each in casting]
    assert ended
    assert {each["verdict"] for each in verdicts} == {"accepted"}
    closed = sitting.call(voting.CLOSE_ELECTRONIC_VOTE, uuid=sitting.uuid)
    assert closed["ballots"] == BALLOTS_CAST
    assert worker.poll() is None


def test_what_is_accepted_while_the_vote_closes_is_counted_and_nothing_else(
    sitting: Sitting, tmp_path: Path
) -> None:
    first = threading.Event()
    with ThreadPoolExecutor(BALLOTS_CAST) as pool:
        casting = cast_all(sitting, pool)
        for each in casting:
            each.add_done_callback(lambda _: first.set())
        first.wait()
        closed = sitting.call(voting.CLOSE_ELECTRONIC_VOTE, uuid=sitting.uuid)
        verdicts = [each.result() for each in casting]
    accepted = {each["tracker"] for each in verdicts if each["verdict"] == "accepted"}
    assert {each["verdict"] for each in verdicts} <= {"accepted", "vote_closed"}
    assert closed["ballots"] == len(accepted)
    texts = [content.decode() for _, content in sitting.members() if b'"election_hash"' in content]
    for machine in sitting.machines[:2]:
        sitting.decrypt(machine, texts)
    report = verify(Request(sitting.export(tmp_path)))
    assert (report.findings, set(report.trackers)) == ([], accepted)
