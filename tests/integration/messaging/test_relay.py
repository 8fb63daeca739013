"""The relay between a real outbox and a real broker: nothing lost, doubles swallowed, the unrouted on record."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pika
import pytest
import sqlalchemy as sa
import structlog
from pika.exceptions import AMQPError, NackError

from shared.config import Settings
from shared.contracts.operation import Event
from shared.contracts.schemas import Empty
from shared.kernel.identity import new_id
from shared.messaging import topology
from shared.messaging.relay import OutboxRelay, UnroutedWatch, drain, publish
from shared.persistence.platform_tables import OUTBOX
from shared.persistence.unit_of_work import UnitOfWork
from shared.telemetry import UNROUTED
from shared.tenancy.context import Actor, CallContext, new_traceparent
from tests.integration.messaging.conftest import (
    ROOT,
    Probe,
    emit,
    empty,
    environment_of,
    messages_in,
    take_one,
    until,
)
from tests.support.calling import CallingSuite
from tests.support.instances import RabbitNode
from tests.support.probe_queues import HAPPENED, STORE_SERVICE

pytestmark = pytest.mark.rabbitmq


@contextmanager
def relaying(settings: Settings, number: int = 1) -> Iterator[list[OutboxRelay]]:
    """So many relays of the outbox, until the block ends."""
    stopped = threading.Event()
    relays = [OutboxRelay(settings, STORE_SERVICE, stopped) for _ in range(number)]
    for relay in relays:
        relay.start()
    try:
        yield relays
    finally:
        stopped.set()
        for relay in relays:
            relay.join(30)


@pytest.fixture(autouse=True)
def nothing_waits(node: RabbitNode, offices: CallingSuite) -> Iterator[None]:
    """Each test begins and ends with an empty outbox and empty queues."""
    yield
    with offices.relays[STORE_SERVICE].begin() as database:
        database.execute(
            OUTBOX.update().where(OUTBOX.c.published_at.is_(None)).values(published_at=datetime.now(UTC))
        )
    empty(node.uri)


def waiting(offices: CallingSuite) -> int:
    with offices.relays[STORE_SERVICE].connect() as database:
        return database.execute(
            sa.select(sa.func.count()).select_from(OUTBOX).where(OUTBOX.c.published_at.is_(None))
        ).scalar_one()


def emit_unknown(offices: CallingSuite, tenant: str, name: str) -> None:
    """Commit a fact of a name for which the broker has no queue."""
    context = CallContext(tenant, Actor.service(STORE_SERVICE), new_traceparent())
    with offices.engines[STORE_SERVICE].connect() as connection:
        work = UnitOfWork(connection, offices.stores[STORE_SERVICE], context)
        work.emit(Event(STORE_SERVICE, name, Empty, "无人接收"), {})
        connection.commit()


def test_a_relay_killed_between_publishing_and_marking_sends_twice_and_the_effect_comes_once(
    node: RabbitNode,
    start_probe: Callable[..., Probe],
    offices: CallingSuite,
    on_node: Settings,
    fresh_tenant: str,
) -> None:
    probe = start_probe("--desk", settings=on_node)
    label = new_id()
    emit(offices, fresh_tenant, label, label)
    killed = subprocess.run(
        [sys.executable, "-m", "tests.support.probe_relay", STORE_SERVICE],
        cwd=ROOT,
        env={**os.environ, **environment_of(on_node)},
        stderr=subprocess.DEVNULL,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL
    assert waiting(offices) == 2
    until(lambda: len(probe.lines(f"effect {label}")) == 2, "the first delivery")
    with relaying(on_node):
        until(lambda: probe.output.read_text().count('"outcome": "duplicate"') == 2, "the second delivery")
        until(lambda: not waiting(offices), "all is marked")
    assert probe.lines(f"effect {label}") == [f"effect {label} number 1", f"effect {label} number 2"]


def test_two_relays_that_are_alive_send_no_row_twice(
    node: RabbitNode, offices: CallingSuite, on_node: Settings, fresh_tenant: str
) -> None:
    sent: list[str] = []
    with relaying(on_node, 2) as relays:
        until(lambda: all(relay.healthy for relay in relays), "both serve")
        for batch in range(10):
            sent += emit(offices, fresh_tenant, *(f"row-{batch}-{number}" for number in range(30)))
        until(lambda: not waiting(offices), "all is marked")
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    channel = connection.channel()
    came: Counter[str] = Counter()
    while True:
        method, properties, _body = channel.basic_get(topology.events_queue("probe"), auto_ack=True)
        if method is None or properties is None:
            break
        came[str(properties.message_id)] += 1
    connection.close()
    assert came == Counter(sent)


def test_what_one_relay_is_publishing_another_neither_sends_nor_waits_for(
    offices: CallingSuite, fresh_tenant: str
) -> None:
    first, _second = emit(offices, fresh_tenant, "first"), None
    publishing, may_go_on = threading.Event(), threading.Event()
    by_one: list[str] = []
    by_other: list[str] = []

    def slowly(row: Any) -> None:
        by_one.append(row.id)
        publishing.set()
        assert may_go_on.wait(60)

    def one() -> None:
        with offices.relays[STORE_SERVICE].connect() as database:
            drain(database, STORE_SERVICE, slowly)

    thread = threading.Thread(target=one)
    thread.start()
    try:
        assert publishing.wait(60)
        later = emit(offices, fresh_tenant, "later")
        with offices.relays[STORE_SERVICE].connect() as database:
            database.execute(sa.text("SET lock_timeout = '20s'"))
            database.commit()
            assert drain(database, STORE_SERVICE, lambda row: by_other.append(row.id)) == 1
    finally:
        may_go_on.set()
        thread.join(60)
    assert (by_one, by_other) == (first, later)


def test_a_row_that_the_broker_refuses_stays_and_is_sent_when_there_is_room(
    node: RabbitNode, offices: CallingSuite, on_node: Settings, fresh_tenant: str
) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    channel = connection.channel()
    full = f"full-{new_id()}"
    channel.queue_declare(full, arguments={"x-max-length": 1, "x-overflow": "reject-publish"})
    channel.queue_bind(full, topology.EVENTS_EXCHANGE, f"v1.{HAPPENED.key}.{fresh_tenant}")
    channel.confirm_delivery()
    channel.basic_publish("", full, b"in the way")
    emit(offices, fresh_tenant, "refused")
    try:
        with (
            offices.relays[STORE_SERVICE].connect() as database,
            pytest.raises(NackError),
        ):
            drain(database, STORE_SERVICE, lambda row: publish(channel, row))
        assert waiting(offices) == 1
        with relaying(on_node) as (relay,):
            channel.queue_purge(full)
            until(lambda: not waiting(offices), "it is marked")
            assert relay.is_alive()
        _method, properties, _body = take_one(node.uri, full)
        assert properties.headers["tenant"] == fresh_tenant
    finally:
        channel.queue_delete(full)
        connection.close()


def test_rows_wait_while_the_broker_is_away_and_the_relay_says_that_it_is_not_ready(
    node: RabbitNode, offices: CallingSuite, on_node: Settings, fresh_tenant: str
) -> None:
    with relaying(on_node) as (relay,):
        until(lambda: relay.healthy, "it serves")
        node.kill()
        try:
            emit(offices, fresh_tenant, "meanwhile")
            until(lambda: not relay.healthy, "it notices")
            assert waiting(offices) == 1
        finally:
            node.start()
        until(lambda: not waiting(offices), "it is marked")
        assert relay.healthy
    assert messages_in(node.uri, topology.events_queue("probe")) >= 1


def test_a_relay_whose_database_is_not_there_is_not_ready_and_goes_on_trying(on_node: Settings) -> None:
    nowhere = dataclasses.replace(on_node, database=dataclasses.replace(on_node.database, port=1))
    with structlog.testing.capture_logs() as logs, relaying(nowhere) as (relay,):
        until(
            lambda: len([each for each in logs if each["event"] == "broker_thread_interrupted"]) >= 2,
            "two tries",
        )
        assert relay.is_alive() and not relay.healthy


def test_an_event_that_no_queue_wants_is_kept_counted_and_alarmed(
    node: RabbitNode, offices: CallingSuite, on_node: Settings, fresh_tenant: str
) -> None:
    emit_unknown(offices, fresh_tenant, "nobody_knows_this")
    with structlog.testing.capture_logs() as logs, relaying(on_node):
        until(lambda: not waiting(offices), "it is marked")
        stopped = threading.Event()
        watch = UnroutedWatch(on_node, stopped)
        watch.start()
        until(lambda: watch.healthy, "the watch has looked")
        stopped.set()
        watch.join(30)
    assert UNROUTED._value.get() == 1
    alarms = [each for each in logs if each["log_level"] == "error"]
    assert [(each["event"], each["count"]) for each in alarms] == [("messages_unrouted", 1)]
    _method, properties, _body = take_one(node.uri, topology.UNROUTED_QUEUE)
    assert properties.headers["event"] == f"{STORE_SERVICE}.nobody_knows_this"


def test_a_fact_that_nobody_need_hear_is_no_alarm(
    node: RabbitNode, offices: CallingSuite, on_node: Settings, fresh_tenant: str
) -> None:
    assert f"{STORE_SERVICE}.cycle_closed" in topology.UNHEARD
    emit_unknown(offices, fresh_tenant, "cycle_closed")
    with relaying(on_node):
        until(lambda: not waiting(offices), "it is marked")
    assert messages_in(node.uri, topology.UNROUTED_QUEUE) == 0


def test_an_outside_reader_gets_such_a_fact_from_the_exchange_of_all_events(
    node: RabbitNode, offices: CallingSuite, on_node: Settings, fresh_tenant: str
) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    channel = connection.channel()
    reader = channel.queue_declare("", exclusive=True).method.queue
    channel.queue_bind(
        reader, topology.EVENTS_EXCHANGE, topology.binding_key(f"{STORE_SERVICE}.cycle_closed")
    )
    emit_unknown(offices, fresh_tenant, "cycle_closed")
    with relaying(on_node):
        until(
            lambda: channel.queue_declare(reader, passive=True).method.message_count == 1, "the reader's copy"
        )
    connection.close()


def test_a_connection_that_is_lost_under_a_batch_leaves_all_its_rows(
    node: RabbitNode, offices: CallingSuite, fresh_tenant: str
) -> None:
    emit(offices, fresh_tenant, "one", "two", "three")
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    channel = connection.channel()
    channel.confirm_delivery()

    def publish_and_lose(row: Any) -> None:
        if row.payload["label"] == "two":
            connection.close()
        publish(channel, row)

    with offices.relays[STORE_SERVICE].connect() as database, pytest.raises(AMQPError):
        drain(database, STORE_SERVICE, publish_and_lose)
    assert waiting(offices) == 3
