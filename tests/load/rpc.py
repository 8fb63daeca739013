"""RPC: our client and entrypoint against bare nameko, and against a bare pika loop."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pika
from nameko.standalone.rpc import ClusterRpcProxy

from shared.messaging import topology
from shared.messaging.rpc_client import PikaTransport
from tests.load.measure import Row, rate, row
from tests.support.instances import RabbitNode
from tests.support.probe_queues import declare

CALLS = 600
REQUEST = {"label": "x" * 80}
ROOT = Path(__file__).parents[2]


def bench_rpc() -> list[Row]:
    """Round trips a second, one caller at a time."""
    with RabbitNode() as node:
        connection = pika.BlockingConnection(pika.URLParameters(node.uri))
        declare(connection.channel())
        connection.close()
        transport = PikaTransport(node.uri)
        body = json.dumps({"args": [REQUEST], "kwargs": {}}).encode()
        with _process("tests.support.probe_service", node.uri, "/dev/null"):
            _await_consumer(node.uri, topology.rpc_queue("probe"))
            ours = rate(lambda: transport.request("probe", "run", body, {}, 10), CALLS)
            many = rate(lambda: transport.request("probe", "run", body, {}, 10), CALLS * 2, threads=16)
        with _process("tests.support.probe_service", node.uri, "/dev/null", "--bare"):
            _await_consumer(node.uri, topology.rpc_queue("probe"))
            with ClusterRpcProxy({"AMQP_URI": node.uri}) as proxy:
                bare = rate(lambda: proxy.probe.run(REQUEST), CALLS)
        with _process("tests.load.pika_echo", node.uri):
            _await_consumer(node.uri, "bench.echo")
            caller = PikaCaller(node.uri)
            loop = rate(lambda: caller.call(b"x" * 100), CALLS)
            caller.close()
        transport.close()
    return [
        row("rpc against bare nameko, one caller", ours, bare, "calls/s"),
        row("rpc with 16 callers against bare nameko, one caller", many, bare, "calls/s"),
        row("rpc against a bare pika loop, one caller", ours, loop, "calls/s"),
    ]


class PikaCaller:
    """The least that an RPC over pika can be."""

    def __init__(self, uri: str) -> None:
        self.connection = pika.BlockingConnection(pika.URLParameters(uri))
        self.channel = self.connection.channel()
        self.channel.basic_consume("amq.rabbitmq.reply-to", self._on_reply, auto_ack=True)
        self.reply: bytes | None = None

    def call(self, body: bytes) -> bytes:
        """Send and wait."""
        self.reply = None
        properties = pika.BasicProperties(reply_to="amq.rabbitmq.reply-to", correlation_id=uuid.uuid4().hex)
        self.channel.basic_publish("", "bench.echo", body, properties)
        while self.reply is None:
            self.connection.process_data_events(time_limit=10)
        return self.reply

    def close(self) -> None:
        """End."""
        self.connection.close()

    def _on_reply(self, _channel: object, _method: object, _properties: object, body: bytes) -> None:
        self.reply = body


@contextmanager
def _process(module: str, *arguments: str) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", module, *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_consumer(uri: str, queue: str) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    for _ in range(300):
        channel = connection.channel()
        try:
            if channel.queue_declare(queue, passive=True).method.consumer_count:
                connection.close()
                return
            channel.close()
        except pika.exceptions.ChannelClosedByBroker:
            pass
        connection.sleep(0.1)
    raise AssertionError(f"nobody consumes {queue}")
