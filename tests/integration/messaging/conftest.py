"""A broker, and the probe service as a process on it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pika
import pytest

from shared.messaging import topology
from tests.support.instances import RabbitNode
from tests.support.probe_queues import declare

WAIT_SECONDS = 60


class Probe:
    """The probe service as a process."""

    def __init__(self, uri: str, journal: Path, bare: bool) -> None:
        self.uri, self.journal = uri, journal
        command = [sys.executable, "-m", "tests.support.probe_service", uri, str(journal)]
        self.process = subprocess.Popen(
            command + (["bare"] if bare else []),
            cwd=Path(__file__).parents[3],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def lines(self) -> list[str]:
        """What it has written so far."""
        return self.journal.read_text().splitlines() if self.journal.exists() else []

    def wait_for(self, line: str, count: int = 1) -> None:
        """Return when the journal has the line so often."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            if sum(each.startswith(line) for each in self.lines()) >= count:
                return
            time.sleep(0.02)
        raise AssertionError(f"no {count} × {line!r} in {self.lines()}")

    def end(self) -> None:
        """End it, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def node() -> Iterator[RabbitNode]:
    """A node that tests may kill."""
    with RabbitNode() as node:
        connection = pika.BlockingConnection(pika.URLParameters(node.uri))
        declare(connection.channel())
        connection.close()
        yield node


@pytest.fixture
def start_probe(node: RabbitNode, tmp_path: Path) -> Iterator[Callable[..., Probe]]:
    """``start_probe(bare=False)``: the probe on the node, with an empty queue."""
    started: list[Probe] = []

    def start(bare: bool = False) -> Probe:
        probe = Probe(node.uri, tmp_path / f"journal-{uuid.uuid4().hex[:6]}", bare)
        started.append(probe)
        probe.wait_for("started")
        return probe

    yield start
    for probe in started:
        probe.end()
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    for queue in (topology.rpc_queue("probe"), topology.events_queue("probe"), topology.dead_queue("probe")):
        connection.channel().queue_purge(queue)
    connection.close()


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
        self.channel.basic_publish(
            topology.RPC_EXCHANGE,
            "probe.run",
            json.dumps({"args": [seconds, label], "kwargs": {}}).encode(),
            pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                reply_to=self.reply_to,
                correlation_id=label,
                headers={},
            ),
        )

    def replies(self, number: int, seconds: float = WAIT_SECONDS) -> list[Any]:
        """So many replies, or fewer when the time is over."""
        got: list[Any] = []
        for method, _properties, body in self.channel.consume(
            self.queue, auto_ack=True, inactivity_timeout=seconds
        ):
            if method is None:
                break
            got.append(json.loads(body))
            if len(got) == number:
                break
        self.channel.cancel()
        return got


def publish_event(uri: str, payload: dict[str, Any], attempts: int = 0) -> None:
    """Publish one event of the probe as the relay does, or as one that has failed before."""
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    channel = connection.channel()
    channel.confirm_delivery()
    headers = {
        "event": "probe.happened",
        "message_id": uuid.uuid4().hex,
        "tenant": "t1",
        "attempts": attempts,
    }
    channel.basic_publish(
        topology.EVENTS_EXCHANGE,
        "v1.probe.happened.t1",
        json.dumps(payload).encode(),
        pika.BasicProperties(
            content_type="application/json", content_encoding="utf-8", delivery_mode=2, headers=headers
        ),
        mandatory=True,
    )
    connection.close()


def messages_in(uri: str, queue: str) -> int:
    """How many messages lie ready in a queue."""
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    count: int = connection.channel().queue_declare(queue, passive=True).method.message_count
    connection.close()
    return count
