"""Somebody who has every table, queue, log and metric tries to tie ballots to deputies (Y-033; ballot-format.md, "Casting").

He knows when and in which order the deputies went to the tablets, and their accounts; he looks for a key, an order or a
time beside anything of a ballot. Ballots come over the bus here: over HTTP, with addresses, sessions and traces, and with every
process, message and file, ``tests/e2e/test_no_link.py`` looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pika
import pytest
import sqlalchemy as sa

from services.voting.domain.crypto.ballot import Made
from services.voting.domain.crypto.credentials import public_credential
from services.voting.domain.crypto.rehearsal import random_answers
from shared.config import SERVICES
from shared.contracts import voting
from shared.messaging import topology
from tests.integration.ballot.conftest import SpawnWorker
from tests.integration.ballot.sitting import Sitting
from tests.integration.messaging.conftest import until
from tests.support.bussed import BusSuite
from tests.support.instances import free_ports

DEPUTIES = 8
CLOCKED = re.compile(r"_at$|_on$|time|seq|version|trace|actor|account|address|xmin|ordinal")
"""Names of columns that would tell when, in which order, or for whom."""


class Evidence:
    """What was cast, in which order; and all traces that a deputy's ballot could have left."""

    def __init__(self, sitting: Sitting) -> None:
        made = [sitting.make(number, random_answers(sitting.election)) for number in range(DEPUTIES)]
        # Against the order in which they will stand, so that an order that was kept is seen.
        self.cast: list[Made] = sorted(made, key=lambda each: digest_of(each), reverse=True)
        for each in self.cast:
            assert sitting.cast(each)["verdict"] == "accepted"
        self.marks = {
            mark
            for number, each in enumerate(made)
            for mark in (
                each.tracker,
                digest_of(each),
                sitting.envelopes[number],
                str(public_credential(sitting.envelopes[number], sitting.uuid)),
            )
        }

    def in_text(self, text: str) -> list[str]:
        return [mark for mark in self.marks if mark in text]


def digest_of(made: Made) -> str:
    return sha256(made.text.encode()).hexdigest()


@pytest.fixture(params=["rehearsal", "legal"])
def sitting(request: pytest.FixtureRequest, broker_suite: BusSuite, fresh_tenant: str) -> Sitting:
    """Also a vote that is the legal act: the roll then says by seat who drew an envelope."""
    legal = request.param == "legal"
    rules = {"voting.electronic": "legal", "voting.least_issued": DEPUTIES} if legal else {}
    made = Sitting(broker_suite, fresh_tenant, **rules)
    made.seat()
    made.hold_ceremony()
    made.print_envelopes(DEPUTIES)
    if legal:
        made.hall.seal()
        made.hall.act(
            voting.ISSUE_BALLOTS,
            boxes=[{"code": "main", "issued": DEPUTIES}],
            envelopes=made.hall.seats[:DEPUTIES],
        )
    made.open_vote(legal=legal)
    return made


def tables(suite: BusSuite, tenant: str) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Every row of the tenant in every table of every service, in the order in which it lies on the disk."""
    for service in SERVICES:
        with suite.engines[service].connect() as connection:
            connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": tenant})
            for name in sa.inspect(connection).get_table_names():
                if name == "alembic_version":
                    continue
                query = sa.text(f'SELECT *, xmin::text AS written_by FROM "{name}" ORDER BY ctid')
                yield service, name, [dict(each) for each in connection.execute(query).mappings()]


def test_no_table_ties_a_ballot_to_a_time_an_order_or_an_account(
    broker_suite: BusSuite, sitting: Sitting
) -> None:
    evidence = Evidence(sitting)
    sitting.minute_passes()
    found = {}
    for service, name, rows in tables(broker_suite, sitting.hall.tenant):
        holding = [row for row in rows if evidence.in_text(str(row))]
        if holding:
            found[f"{service}.{name}"] = holding
    # The printed public credentials stand in the set of envelopes, sorted, and nowhere by themselves.
    assert set(found) == {"voting.ballots_received", "voting.board_members", "voting.envelope_sets"}
    for table in ("voting.ballots_received", "voting.board_members"):
        columns = set(found[table][0]) - {"written_by"}
        assert not [each for each in columns if CLOCKED.search(each)], columns


def test_no_row_holds_a_deputy_and_anything_of_a_ballot(broker_suite: BusSuite, sitting: Sitting) -> None:
    evidence = Evidence(sitting)
    sitting.minute_passes()
    seated = set()
    for _service, name, rows in tables(broker_suite, sitting.hall.tenant):
        for row in rows:
            if any(seat in str(row) for seat in sitting.hall.seats):
                seated.add(name)
                assert evidence.in_text(str(row)) == [], name
    # Who drew an envelope stands on the vote, in the order of the roll, with everybody else of the same medium.
    assert seated >= {"roll_snapshots"}
    assert seated.isdisjoint({"ballots_received", "board_members", "envelope_sets", "electronic_votes"})


def test_where_rows_lie_and_who_wrote_them_does_not_tell_the_order_of_casting(
    broker_suite: BusSuite, sitting: Sitting
) -> None:
    evidence = Evidence(sitting)
    sitting.minute_passes()
    for _service, name, rows in tables(broker_suite, sitting.hall.tenant):
        if name == "ballots_received":
            assert [row["digest"] for row in rows] != [digest_of(each) for each in evidence.cast]
            assert len({row["written_by"] for row in rows}) == 1
        if name == "board_members":
            # Where a row lies depends on the room that others left; what stands is the place on the board.
            placed = sorted(rows, key=lambda row: int(row["position"]))
            ballots = [row for row in placed if '"election_hash"' in row["content"]]
            assert [row["name"] for row in ballots] == sorted(row["name"] for row in ballots)
            assert len(ballots) == DEPUTIES


def test_no_queue_holds_and_no_log_or_metric_names_anything_of_a_ballot(
    broker_suite: BusSuite, sitting: Sitting, spawn_worker: SpawnWorker, tmp_path: Path
) -> None:
    """With a worker of the test's own, whose log and metrics are looked at."""
    (port,) = free_ports(1)
    log = tmp_path / "worker.log"
    with log.open("wb") as output:
        worker = spawn_worker(output, PIAOJUE_METRICS_PORT=str(port))
    address = f"http://127.0.0.1:{port}"
    until(lambda: ready(address), "the worker is ready")
    evidence = Evidence(sitting)
    assert sitting.cast(evidence.cast[0], ballot="spoiled")["verdict"] == "malformed"
    metrics = httpx.get(f"{address}/metrics", trust_env=False).text
    worker.terminate()
    worker.wait()
    assert evidence.in_text(metrics) == []
    assert sitting.uuid not in metrics and sitting.hall.tenant not in metrics
    assert "piaojue_unrouted_messages" in metrics, "the metrics of the process were read"
    assert "cast_ballot" not in metrics, "ballots are not counted one by one"
    written = log.read_text()
    assert "process_started" in written, "the log of the process was read"
    assert evidence.in_text(written) == []
    assert sitting.uuid not in written and sitting.hall.tenant not in written
    with pika.BlockingConnection(pika.URLParameters(broker_suite.settings.amqp_uri)) as connection:
        channel = connection.channel()
        queue = topology.apart_queue("voting", "cast_ballot")
        until(lambda: channel.queue_declare(queue, passive=True).method.message_count == 0, "nothing waits")


def ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False
