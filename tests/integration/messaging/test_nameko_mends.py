"""nameko's six faults: each scenario holds with its mend, and shows the fault when that mend is taken away."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pika
import pytest

from shared.config import Settings
from shared.kernel.identity import new_id
from shared.messaging import topology
from shared.messaging.rpc_client import PikaTransport, RpcClient, ServiceUnavailable
from shared.tenancy.context import Actor, CallContext, new_traceparent
from shared.tenancy.signing import GATEWAY, load_signer
from tests.integration.messaging.conftest import (
    ROOT,
    Caller,
    Probe,
    messages_in,
    publish,
    publish_event,
    take_one,
    until,
)
from tests.support.instances import RabbitNode
from tests.support.probe_queues import HAPPENED, RUN, STORE_SERVICE

pytestmark = pytest.mark.rabbitmq

StartProbe = Callable[..., Probe]
ENOUGH_LIVES = topology.DELIVERY_LIMIT + 2


# 1. A request under way at shutdown


def stop_while_running(node: RabbitNode, start_probe: StartProbe, *options: str) -> tuple[Probe, list[Any]]:
    probe = start_probe(*options)
    caller = Caller(node.uri)
    caller.send(3.0, "job")
    probe.wait_for("begin job")
    probe.process.terminate()
    probe.process.wait(30)
    return probe, caller.replies(1, seconds=1)


def test_a_request_under_way_at_shutdown_is_answered_and_runs_once(
    node: RabbitNode, start_probe: StartProbe
) -> None:
    probe, replies = stop_while_running(node, start_probe)
    assert replies == ["job"]
    assert messages_in(node.uri, topology.rpc_queue("probe")) == 0
    assert probe.lines("begin job") == ["begin job"]


@pytest.mark.long
@pytest.mark.parametrize("options", [("--without", "steadiness"), ("--bare",)], ids=["without", "nameko"])
def test_without_the_steady_consumer_a_request_under_way_at_shutdown_is_left_to_run_again(
    node: RabbitNode, start_probe: StartProbe, options: tuple[str, ...]
) -> None:
    stop_while_running(node, start_probe, *options)
    assert messages_in(node.uri, topology.rpc_queue("probe")) == 1


# 2. A reply while the broker is away


def test_a_service_outlives_a_broker_that_stays_away_and_without_patient_replies_it_dies(
    node: RabbitNode, start_probe: StartProbe
) -> None:
    """Both in one: the broker stays away for as long as it takes the one without the mend to give up."""
    patient, impatient = start_probe(), start_probe("--without", "patience")
    caller = Caller(node.uri)
    caller.send(0.5, "one")
    caller.send(0.5, "other")
    for probe in (patient, impatient):
        probe.wait_for("begin")
    node.kill()
    try:
        assert impatient.process.wait(60) != 0
        assert "kombu.exceptions.OperationalError" in impatient.output.read_text()
    finally:
        node.start()
    caller = Caller(node.uri)
    caller.send(0, "afterwards")
    assert caller.replies(1) == ["afterwards"], patient.output.read_text()[-4000:]
    assert patient.process.poll() is None


def test_a_service_stops_in_order_while_the_broker_is_away(node: RabbitNode, start_probe: StartProbe) -> None:
    probe = start_probe()
    node.kill()
    try:
        until(lambda: "Error connecting" in probe.output.read_text(), "the loss is noticed")
        probe.process.terminate()
        assert probe.process.wait(30) == 0
        assert probe.lines("stopped") == ["stopped"]
    finally:
        node.start()


# 3. A message that kills whoever takes it


def take_and_die(uri: str, queue: str) -> bool:
    """Take a message and lose the connection with it; whether there was one."""
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    method, _properties, _body = connection.channel().basic_get(queue)
    connection.close()
    return method is not None


def test_a_message_that_kills_its_consumers_becomes_a_dead_letter(
    node: RabbitNode, start_probe: StartProbe
) -> None:
    probe = start_probe()
    publish_event(node.uri, {"label": "deadly"})
    assert probe.process.wait(30) == 1
    queue, dead = topology.events_queue("probe"), topology.dead_queue("probe")
    deaths = 1
    while not messages_in(node.uri, dead):
        deaths += until(lambda: messages_in(node.uri, dead) or take_and_die(node.uri, queue), "the message")
        assert deaths <= ENOUGH_LIVES
    _method, properties, body = take_one(node.uri, dead)
    assert json.loads(body) == {"label": "deadly"}
    assert properties.headers["x-death"][0]["reason"] == "delivery_limit"
    assert messages_in(node.uri, queue) == 0


@pytest.mark.long
def test_on_a_queue_as_nameko_declares_it_such_a_message_kills_for_ever(
    node: RabbitNode, start_probe: StartProbe
) -> None:
    probe = start_probe("--bare")
    publish(node.uri, f"{STORE_SERVICE}.events", HAPPENED.name, {"label": "deadly"}, {})
    assert probe.process.wait(30) == 1
    queue = f"evt-{STORE_SERVICE}-happened--probe.on_happened"
    for _ in range(2 * ENOUGH_LIVES):
        assert until(lambda: take_and_die(node.uri, queue), "the message, again")
    method, _properties, _body = take_one(node.uri, queue)
    assert method.redelivered
    assert messages_in(node.uri, topology.dead_queue("probe")) == 0


def test_the_broker_has_every_queue_as_quorum_with_limit_and_dead_letter_exchange(node: RabbitNode) -> None:
    """A declaration with other arguments than those of the queue that is there is refused."""
    events = topology.events_queue("voting")
    declared = next(queue for queue in topology.queues() if queue.name == events).arguments
    assert declared["x-queue-type"] == "quorum"
    for each in ("x-queue-type", "x-delivery-limit", "x-dead-letter-exchange", "x-dead-letter-routing-key"):
        connection = pika.BlockingConnection(pika.URLParameters(node.uri))
        less = {key: value for key, value in declared.items() if key != each}
        with pytest.raises(pika.exceptions.ChannelClosedByBroker, match="inequivalent arg"):
            connection.channel().queue_declare(events, durable=True, arguments=less)
        connection.close()


# 4. A handler that raises


def test_a_failing_event_is_tried_again_after_a_delay_and_then_counts_as_handled(
    node: RabbitNode, start_probe: StartProbe
) -> None:
    probe = start_probe()
    began = time.monotonic()
    publish_event(node.uri, {"label": "later", "fails_for": 2})
    probe.wait_for("event later attempts 2")
    assert time.monotonic() - began >= 2 * topology.RETRY_DELAY_MS / 1000
    assert probe.lines("event") == [f"event later attempts {number}" for number in range(3)]
    assert messages_in(node.uri, topology.dead_queue("probe")) == 0


def test_an_event_that_always_fails_becomes_a_dead_letter_with_its_reason(
    node: RabbitNode, start_probe: StartProbe
) -> None:
    probe = start_probe()
    publish_event(node.uri, {"label": "never", "fails_for": 10_000}, attempts=topology.MOST_ATTEMPTS - 2)
    _method, properties, body = take_one(node.uri, topology.dead_queue("probe"))
    assert properties.headers["error"] == "RuntimeError: not yet"
    assert json.loads(body)["label"] == "never"
    assert len(probe.lines("event never")) == 2


@pytest.mark.long
@pytest.mark.parametrize("options", [("--without", "settling"), ("--bare",)], ids=["without", "nameko"])
def test_without_our_settling_an_event_whose_handler_raises_is_gone_at_once(
    node: RabbitNode, start_probe: StartProbe, options: tuple[str, ...]
) -> None:
    probe = start_probe(*options)
    if "--bare" in options:
        for label, fails_for in (("lost", 2), ("next", 0)):
            fact = {"label": label, "fails_for": fails_for}
            publish(node.uri, f"{STORE_SERVICE}.events", HAPPENED.name, fact, {})
    else:
        publish_event(node.uri, {"label": "lost", "fails_for": 2})
        publish_event(node.uri, {"label": "next"})
    probe.wait_for("event next")
    probe.process.terminate()
    probe.process.wait(30)
    assert probe.lines("event lost") == ["event lost attempts 0"]
    for queue in (topology.events_queue, topology.retry_queue, topology.dead_queue):
        assert messages_in(node.uri, queue("probe")) == 0


# 5. A caller of a service that does not run


@pytest.fixture
def client(node: RabbitNode, offices: Any) -> Iterator[RpcClient]:
    client = RpcClient(PikaTransport(node.uri), load_signer(offices.settings.keys, GATEWAY), 1.0)
    yield client
    client.close()


def test_a_caller_is_told_when_the_time_is_over_and_its_request_never_runs(
    node: RabbitNode, start_probe: StartProbe, client: RpcClient
) -> None:
    context = CallContext("t1", Actor.service(GATEWAY), new_traceparent())
    with pytest.raises(ServiceUnavailable) as told:
        client.call(RUN, {"label": "given-up"}, context)
    assert told.value.code == "messaging.service-unavailable"
    until(lambda: not messages_in(node.uri, topology.rpc_queue("probe")), "the request expires")
    probe = start_probe()
    assert client.call(RUN, {"label": "in-time"}, context)["label"] == "in-time"
    assert probe.lines("begin") == ["begin in-time"]


@pytest.mark.long
def test_a_caller_through_nameko_hangs_and_its_request_runs_though_it_has_gone(
    node: RabbitNode, start_probe: StartProbe
) -> None:
    caller = subprocess.Popen(
        [sys.executable, "-m", "tests.support.probe_caller", node.uri, "abandoned"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert caller.stdout is not None
        assert caller.stdout.readline() == b"called\n"
        with pytest.raises(subprocess.TimeoutExpired):
            caller.wait(2.0)
        assert messages_in(node.uri, topology.rpc_queue("probe")) == 1
    finally:
        caller.kill()
        caller.communicate()
    start_probe().wait_for("begin abandoned")


# 6. A message that comes twice


def deliver_twice(node: RabbitNode, probe: Probe, label: str) -> list[str]:
    """The numbers that came of one message published twice and of one that came after it."""
    twice = {"event": HAPPENED.key, "message_id": new_id(), "tenant": "t1", "traceparent": new_traceparent()}
    after = {**twice, "message_id": new_id()}
    key = f"v1.{HAPPENED.key}.t1"
    for headers in (twice, twice, after):
        publish(node.uri, topology.EVENTS_EXCHANGE, key, {"label": label}, headers)
    until(lambda: probe.output.read_text().count('"event_handled"') == 3, "three messages handled")
    return probe.lines(f"effect {label}")


def test_a_message_that_comes_twice_takes_effect_once(
    node: RabbitNode, start_probe: StartProbe, on_node: Settings
) -> None:
    probe = start_probe("--desk", settings=on_node)
    label = new_id()
    assert deliver_twice(node, probe, label) == [f"effect {label} number {number}" for number in (1, 2)]


@pytest.mark.long
def test_without_the_inbox_a_message_that_comes_twice_takes_effect_twice(
    node: RabbitNode, start_probe: StartProbe, on_node: Settings
) -> None:
    probe = start_probe("--desk", "--without", "inbox", settings=on_node)
    label = new_id()
    assert deliver_twice(node, probe, label) == [f"effect {label} number {number}" for number in (1, 2, 3)]
