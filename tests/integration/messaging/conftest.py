"""A broker, and the probe service as a process on it."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pika
import pytest

from shared.config import Settings
from shared.messaging import topology
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import Actor, CallContext, new_traceparent
from tests.support.calling import CallingSuite, environment_of
from tests.support.instances import RabbitNode
from tests.support.probe_queues import HAPPENED, STORE_SERVICE, declare

WAIT_SECONDS = 60.0
ROOT = Path(__file__).parents[3]


def until(holds: Callable[[], Any], what: str, seconds: float = WAIT_SECONDS) -> Any:
    """What it gives as soon as that is true; fails saying what was awaited."""
    pause, deadline = threading.Event(), time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = holds()
        if found:
            return found
        pause.wait(0.02)
    raise AssertionError(f"not within {seconds} s: {what}")


class Probe:
    """The probe service as a process."""

    def __init__(self, uri: str, journal: Path, options: tuple[str, ...], environment: Mapping[str, str]):
        self.journal = journal
        self.output = journal.with_suffix(".log")
        # The tests' own process has set it; a service must not need that.
        inherited = {name: value for name, value in os.environ.items() if name != "PSYCOPG_WAIT_FUNC"}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.probe_service", uri, str(journal), *options],
                cwd=ROOT,
                env={**inherited, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def lines(self, start: str = "") -> list[str]:
        """What it has written so far that begins so."""
        written = self.journal.read_text().splitlines() if self.journal.exists() else []
        return [each for each in written if each.startswith(start)]

    def wait_for(self, line: str, count: int = 1) -> None:
        """Return when the journal has the line so often."""
        try:
            until(lambda: len(self.lines(line)) >= count, f"{count} × {line!r}")
        except AssertionError as late:
            raise AssertionError(f"{late}; {self.lines()}\n{self.output.read_text()[-4000:]}") from None

    def end(self) -> None:
        """End it, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


@pytest.fixture(scope="package")
def node() -> Iterator[RabbitNode]:
    """A node that tests may kill; they leave it running."""
    with RabbitNode() as node:
        connection = pika.BlockingConnection(pika.URLParameters(node.uri))
        declare(connection.channel())
        connection.close()
        yield node


@pytest.fixture
def start_probe(node: RabbitNode, tmp_path: Path) -> Iterator[Callable[..., Probe]]:
    """``start_probe("--bare")``: the probe on the node, on empty queues; returns when it serves."""
    started: list[Probe] = []

    def start(*options: str, settings: Settings | None = None) -> Probe:
        environment = {} if settings is None else environment_of(settings)
        journal = tmp_path / f"journal-{uuid.uuid4().hex[:6]}.txt"
        probe = Probe(node.uri, journal, options, environment)
        started.append(probe)
        probe.wait_for("started")
        return probe

    yield start
    for probe in started:
        probe.end()
    empty(node.uri)


@pytest.fixture
def offices(make_direct_suite: Callable[..., CallingSuite]) -> CallingSuite:
    """A service with a database, whose outbox the tests write and on whose inbox the probe works."""
    return make_direct_suite(STORE_SERVICE)


@pytest.fixture
def on_node(offices: CallingSuite, node: RabbitNode) -> Settings:
    """The settings of that service on the node."""
    return dataclasses.replace(offices.settings, amqp_uri=node.uri)


def emit(offices: CallingSuite, tenant: str, *labels: str) -> list[str]:
    """Commit facts to the outbox as a command does; returns their message ids."""
    context = CallContext(tenant, Actor.service(STORE_SERVICE), new_traceparent())
    with offices.engines[STORE_SERVICE].connect() as connection:
        work = UnitOfWork(connection, offices.stores[STORE_SERVICE], context)
        sent = [work.emit(HAPPENED, {"label": label}) for label in labels]
        connection.commit()
    return sent


class Caller:
    """Speaks nameko's wire format, one call at a time, and waits for nothing it was not told to."""

    def __init__(self, uri: str) -> None:
        self.connection = pika.BlockingConnection(pika.URLParameters(uri))
        self.channel = self.connection.channel()
        self.reply_to = uuid.uuid4().hex
        self.queue = f"rpc.reply-{self.reply_to}"
        self.channel.queue_declare(self.queue, exclusive=True, auto_delete=True)
        self.channel.queue_bind(self.queue, topology.RPC_EXCHANGE, self.reply_to)

    def send(self, seconds: float, label: str) -> None:
        """Ask the probe to run."""
        request = {"label": label, "milliseconds": int(seconds * 1000)}
        self.channel.basic_publish(
            topology.RPC_EXCHANGE,
            "probe.run",
            json.dumps({"args": [request], "kwargs": {}}).encode(),
            pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                reply_to=self.reply_to,
                correlation_id=label,
                headers={},
            ),
        )

    def replies(self, number: int, seconds: float = WAIT_SECONDS) -> list[Any]:
        """The labels of so many replies, or fewer when the time is over."""
        got: list[Any] = []
        for method, _properties, body in self.channel.consume(
            self.queue, auto_ack=True, inactivity_timeout=seconds
        ):
            if method is None:
                break
            got.append(json.loads(body)["result"]["ok"]["label"])
            if len(got) == number:
                break
        self.channel.cancel()
        return got


def publish_event(uri: str, payload: dict[str, Any], attempts: int = 0, tenant: str = "t1") -> None:
    """Publish one event of the probe as the relay does, or as one that has failed before."""
    headers = {
        "event": HAPPENED.key,
        "message_id": uuid.uuid4().hex,
        "tenant": tenant,
        "traceparent": new_traceparent(),
        "attempts": attempts,
    }
    publish(uri, topology.EVENTS_EXCHANGE, f"v1.{HAPPENED.key}.{tenant}", payload, headers)


def publish(uri: str, exchange: str, key: str, payload: dict[str, Any], headers: dict[str, Any]) -> None:
    """Publish one message; returns when the broker has it in a queue."""
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    channel = connection.channel()
    channel.confirm_delivery()
    properties = pika.BasicProperties(
        content_type="application/json", content_encoding="utf-8", delivery_mode=2, headers=headers
    )
    channel.basic_publish(exchange, key, json.dumps(payload).encode(), properties, mandatory=True)
    connection.close()


def messages_in(uri: str, queue: str) -> int:
    """How many messages lie ready in a queue."""
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    count: int = connection.channel().queue_declare(queue, passive=True).method.message_count
    connection.close()
    return count


def take_one(uri: str, queue: str, seconds: float = WAIT_SECONDS) -> tuple[Any, Any, bytes]:
    """The next message of a queue, acknowledged."""
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    try:
        channel = connection.channel()
        method, properties, body = until(
            lambda: next(
                (got for got in [channel.basic_get(queue, auto_ack=True)] if got[0] is not None), None
            ),
            f"a message in {queue}",
            seconds,
        )
        return method, properties, body
    finally:
        connection.close()


def empty(uri: str) -> None:
    """Forget what lies in the queues that tests use."""
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    queues = (
        topology.rpc_queue("probe"),
        topology.events_queue("probe"),
        topology.retry_queue("probe"),
        topology.dead_queue("probe"),
        topology.UNROUTED_QUEUE,
    )
    for queue in queues:
        connection.channel().queue_purge(queue)
    connection.close()
