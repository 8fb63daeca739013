"""nameko's faults and their mends; the first test of each pair shows that the fault is there without it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pika
import pytest

from shared.messaging import topology
from tests.integration.messaging.conftest import Caller, Probe, messages_in, publish_event
from tests.support.instances import RabbitNode

pytestmark = pytest.mark.rabbitmq


def stop_while_running(
    node: RabbitNode, start_probe: Callable[..., Probe], bare: bool
) -> tuple[Probe, list[Any]]:
    probe = start_probe(bare=bare)
    caller = Caller(node.uri)
    caller.send(2.5, "job")
    probe.wait_for("begin job")
    probe.process.terminate()
    replies = caller.replies(1, seconds=5)
    probe.process.wait(30)
    return probe, replies


def test_a_request_under_way_at_shutdown_is_answered_and_runs_once(
    node: RabbitNode, start_probe: Callable[..., Probe]
) -> None:
    probe, replies = stop_while_running(node, start_probe, bare=False)
    assert [each["result"] for each in replies] == ["job"]
    assert messages_in(node.uri, topology.rpc_queue("probe")) == 0
    assert probe.lines().count("begin job") == 1


def test_without_the_mend_a_request_under_way_at_shutdown_is_left_to_run_again(
    node: RabbitNode, start_probe: Callable[..., Probe]
) -> None:
    stop_while_running(node, start_probe, bare=True)
    assert messages_in(node.uri, topology.rpc_queue("probe")) == 1


def test_a_service_outlives_the_broker_and_answers_afterwards(
    node: RabbitNode, start_probe: Callable[..., Probe]
) -> None:
    probe = start_probe()
    caller = Caller(node.uri)
    caller.send(1.0, "under-way")
    probe.wait_for("begin under-way")
    node.kill()
    probe.wait_for("end under-way")
    node.start()
    again = Caller(node.uri)
    again.send(0, "afterwards")
    assert [each["result"] for each in again.replies(1)] == ["afterwards"]
    assert probe.process.poll() is None


def test_every_queue_is_quorum_with_a_delivery_limit_and_a_way_to_the_dead_letters() -> None:
    for queue in topology.queues():
        if queue.name.startswith("rpc-"):
            continue
        assert queue.arguments["x-queue-type"] == "quorum"
        if queue.name.startswith("events.") and not queue.name.endswith(".retry"):
            assert queue.arguments["x-delivery-limit"] == topology.DELIVERY_LIMIT
            assert queue.arguments["x-dead-letter-exchange"] == topology.DEAD_EXCHANGE


def test_a_failing_event_is_tried_again_after_a_delay_and_then_counts_as_handled(
    node: RabbitNode, start_probe: Callable[..., Probe]
) -> None:
    probe = start_probe()
    began = time.monotonic()
    publish_event(node.uri, {"label": "later", "fails_for": 2})
    probe.wait_for("event later attempts 2")
    assert time.monotonic() - began >= 2 * topology.RETRY_DELAY_MS / 1000
    assert [each for each in probe.lines() if each.startswith("event")] == [
        f"event later attempts {number}" for number in range(3)
    ]
    assert messages_in(node.uri, topology.dead_queue("probe")) == 0


def test_an_event_that_always_fails_becomes_a_dead_letter_with_its_reason(
    node: RabbitNode, start_probe: Callable[..., Probe]
) -> None:
    start_probe()
    publish_event(node.uri, {"label": "never", "fails_for": 10_000}, attempts=topology.MOST_ATTEMPTS - 2)
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    channel = connection.channel()
    for method, properties, _body in channel.consume(topology.dead_queue("probe"), inactivity_timeout=30):
        assert method is not None, "no dead letter came"
        assert properties.headers["error"] == "RuntimeError: not yet"
        channel.basic_ack(method.delivery_tag)
        break
    connection.close()


def test_an_event_that_nobody_is_bound_to_lies_in_the_unrouted_queue(node: RabbitNode) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    channel = connection.channel()
    channel.confirm_delivery()
    channel.basic_publish(topology.EVENTS_EXCHANGE, "v1.nobody.knows.t1", b"{}", mandatory=True)
    assert messages_in(node.uri, topology.UNROUTED_QUEUE) == 1
    channel.queue_purge(topology.UNROUTED_QUEUE)
    connection.close()
