"""The RPC client on a real broker: refusals at once, replies that find their callers, life after a loss."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pika
import pytest

from shared.contracts.operation import Operation
from shared.messaging import topology
from shared.messaging.rpc_client import PikaTransport, RpcClient, ServiceUnavailable
from shared.tenancy.context import Actor, CallContext, new_traceparent
from shared.tenancy.signing import GATEWAY, load_signer
from tests.integration.messaging.conftest import Probe, messages_in, until
from tests.support.calling import CallingSuite
from tests.support.instances import RabbitNode
from tests.support.probe_queues import NOBODY, RUN, declare

pytestmark = pytest.mark.rabbitmq

LONG = 60.0
CALLERS, CALLS = 16, 40


@pytest.fixture
def client(node: RabbitNode, offices: CallingSuite) -> Iterator[RpcClient]:
    client = RpcClient(PikaTransport(node.uri), load_signer(offices.settings.keys, GATEWAY), LONG)
    yield client
    client.close()


def run(client: RpcClient, label: str, milliseconds: int = 0, operation: Operation = RUN) -> Any:
    context = CallContext("t1", Actor.service(GATEWAY), new_traceparent())
    return client.call(operation, {"label": label, "milliseconds": milliseconds}, context)["label"]


def test_a_call_of_a_service_that_no_queue_knows_is_refused_at_once(client: RpcClient) -> None:
    began = time.monotonic()
    with pytest.raises(ServiceUnavailable) as refused:
        run(client, "x", operation=NOBODY)
    assert time.monotonic() - began < LONG / 4
    assert (refused.value.code, refused.value.http_status) == ("messaging.service-unavailable", 503)
    assert "nobody" in refused.value.text


def test_a_service_that_takes_too_long_is_given_up_and_its_late_reply_confuses_nobody(
    node: RabbitNode, start_probe: Callable[..., Probe], offices: CallingSuite
) -> None:
    hasty = RpcClient(PikaTransport(node.uri), load_signer(offices.settings.keys, GATEWAY), 1.0)
    try:
        probe = start_probe()
        with pytest.raises(ServiceUnavailable):
            run(hasty, "slow", milliseconds=2_000)
        probe.wait_for("end slow")
        assert [run(hasty, f"quick-{number}") for number in range(5)] == [f"quick-{n}" for n in range(5)]
    finally:
        hasty.close()


def test_replies_to_many_threads_at_once_are_not_mixed(
    start_probe: Callable[..., Probe], client: RpcClient
) -> None:
    start_probe()

    def calls(caller: int) -> list[str]:
        return [run(client, f"{caller}-{number}", milliseconds=number % 3) for number in range(CALLS)]

    with ThreadPoolExecutor(CALLERS) as pool:
        answers = list(pool.map(calls, range(CALLERS)))
    assert answers == [[f"{caller}-{number}" for number in range(CALLS)] for caller in range(CALLERS)]


def test_no_call_is_lost_over_a_broker_restart_and_calls_go_on_afterwards(
    node: RabbitNode, start_probe: Callable[..., Probe], client: RpcClient
) -> None:
    start_probe()
    stopped, answered = threading.Event(), [0, 0, 0]

    def calls(caller: int) -> None:
        while not stopped.is_set():
            assert run(client, f"{caller}-{answered[caller]}") == f"{caller}-{answered[caller]}"
            answered[caller] += 1

    with ThreadPoolExecutor(len(answered)) as pool:
        callers = [pool.submit(calls, caller) for caller in range(len(answered))]
        try:
            until(lambda: min(answered) >= 20, "calls before")
            node.kill()
            node.start()
            before = list(answered)
            until(
                lambda: (
                    all(now >= then + 20 for now, then in zip(answered, before, strict=True))
                    or any(each.done() for each in callers)
                ),
                "calls afterwards",
            )
        finally:
            stopped.set()
        for each in callers:
            each.result(LONG)


def test_a_channel_that_the_broker_closes_is_opened_anew(
    node: RabbitNode, start_probe: Callable[..., Probe], offices: CallingSuite
) -> None:
    """As when a topology is declared late: publishing to an exchange that is missing closes the channel alone."""
    start_probe()
    transport = PikaTransport(node.uri)
    client = RpcClient(transport, load_signer(offices.settings.keys, GATEWAY), LONG)
    try:
        assert run(client, "before") == "before"
        connection, channel = transport._connection, transport._channel
        assert connection is not None and channel is not None
        connection.add_callback_threadsafe(lambda: channel.basic_publish("no-such-exchange", "x", b""))
        until(lambda: not channel.is_open, "the broker closes the channel")
        assert run(client, "after") == "after"
    finally:
        client.close()


def test_a_client_gives_its_connection_back(node: RabbitNode, offices: CallingSuite) -> None:
    transport = PikaTransport(node.uri)
    RpcClient(transport, load_signer(offices.settings.keys, GATEWAY), 1.0)
    queue = until(lambda: transport._ready.is_set() and f"rpc.reply-{transport._reply_to}", "it connects")
    transport.close()
    assert not transport._thread.is_alive()
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    with pytest.raises(pika.exceptions.ChannelClosedByBroker, match="NOT_FOUND"):
        connection.channel().queue_declare(queue, passive=True)
    connection.close()


def test_declaring_the_topology_again_changes_and_loses_nothing(node: RabbitNode) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    channel = connection.channel()
    channel.confirm_delivery()
    channel.basic_publish("", topology.dead_queue("probe"), b"{}", mandatory=True)
    declare(channel)
    connection.close()
    assert messages_in(node.uri, topology.dead_queue("probe")) == 1
    connection = pika.BlockingConnection(pika.URLParameters(node.uri))
    connection.channel().queue_purge(topology.dead_queue("probe"))
    connection.close()
