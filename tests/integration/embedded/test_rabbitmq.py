"""The broker of `piaojue up`: on loopback, and modest with the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pika
import psutil
import pytest

from services.embedded.rabbitmq import LOG_BYTES, STARTS, RabbitDidNotStart, RabbitNode
from services.embedded.up import free_port
from shared.messaging.topology import declare, events_queue

pytestmark = pytest.mark.rabbitmq

MESSAGE = b"x" * 500_000


@pytest.fixture
def node(tmp_path: Path) -> Iterator[RabbitNode]:
    instance = RabbitNode(tmp_path / "rabbitmq", free_port)
    instance.start()
    yield instance
    instance.stop()


def listening(pid: int) -> set[str]:
    tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return {
        c.laddr.ip for each in tree for c in each.net_connections("inet") if c.status == psutil.CONN_LISTEN
    }


def test_it_listens_on_loopback_and_what_it_has_handled_does_not_fill_the_disk(node: RabbitNode) -> None:
    assert node._node is not None
    assert listening(node._node.pid) == {"127.0.0.1"}
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    channel = connection.channel()
    declare(channel)
    channel.confirm_delivery()
    queue, number = events_queue("screening"), 4 * LOG_BYTES // len(MESSAGE)
    for _ in range(number):
        channel.basic_publish("", queue, MESSAGE, pika.BasicProperties(delivery_mode=2))
    came = channel.consume(queue, inactivity_timeout=60)
    for taken in range(number):
        method, _properties, _body = next(came)
        assert method is not None, f"only {taken} of {number} came"
        channel.basic_ack(method.delivery_tag)
    connection.close()
    logs = [path.stat().st_size for path in node.folder.rglob("*.wal")]
    assert logs
    assert max(logs) < LOG_BYTES + 2 * len(MESSAGE), logs


def ending(node: RabbitNode, tmp_path: Path, times: int) -> Path:
    """The node's program ends by itself so many times; where it notes each start."""
    starts, script = tmp_path / "starts", tmp_path / "rabbitmq-server"
    script.write_text(
        f'#!/bin/sh\necho start >> "{starts}"\n[ "$(wc -l < "{starts}")" -gt {times} ] || exit 1\nexec "{node.program}"\n'
    )
    script.chmod(0o755)
    node.program = script
    return starts


def test_a_node_that_ends_at_once_is_started_again(tmp_path: Path) -> None:
    """Where the one before was killed, its name may not be free yet."""
    node = RabbitNode(tmp_path / "rabbitmq", free_port)
    starts = ending(node, tmp_path, 1)
    try:
        node.start()
        pika.BlockingConnection(pika.URLParameters(node.uri)).close()
        assert len(starts.read_text().splitlines()) == 2
    finally:
        node.stop()


def test_a_node_that_always_ends_is_given_up_with_the_place_of_its_log(tmp_path: Path) -> None:
    node = RabbitNode(tmp_path / "rabbitmq", free_port)
    starts = ending(node, tmp_path, STARTS)
    try:
        with pytest.raises(RabbitDidNotStart, match=r"output\.log"):
            node.start()
        assert len(starts.read_text().splitlines()) == STARTS
    finally:
        node.stop()
