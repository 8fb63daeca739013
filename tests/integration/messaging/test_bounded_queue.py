"""The queue of the checkers of ballots takes so much and no more, on a broker that an earlier release has used."""

from __future__ import annotations

from collections.abc import Iterator

import pika
import pytest
from pika.exceptions import ChannelClosedByBroker, NackError

from shared.messaging import topology
from tests.support.instances import RabbitNode

pytestmark = pytest.mark.rabbitmq

QUEUE = topology.apart_queue("voting", "cast_ballot")
KEY = topology.rpc_routing_key("voting", "cast_ballot")
MOST = 500


@pytest.fixture
def connection(node: RabbitNode) -> Iterator[pika.BlockingConnection]:
    with pika.BlockingConnection(pika.URLParameters(node.uri)) as connection:
        yield connection
        connection.channel().queue_purge(QUEUE)


def test_beyond_so_many_waiting_ballots_the_broker_refuses_and_drops_none_that_waits(
    connection: pika.BlockingConnection,
) -> None:
    channel = connection.channel()
    channel.confirm_delivery()
    for number in range(MOST):
        channel.basic_publish(topology.RPC_EXCHANGE, KEY, str(number).encode(), mandatory=True)
    with pytest.raises(NackError):
        channel.basic_publish(topology.RPC_EXCHANGE, KEY, b"one more", mandatory=True)
    assert channel.queue_declare(QUEUE, passive=True).method.message_count == MOST
    assert channel.basic_get(QUEUE, auto_ack=True)[2] == b"0"


def test_it_is_declared_on_a_broker_that_has_the_queue_of_an_earlier_release(
    connection: pika.BlockingConnection,
) -> None:
    (earlier,) = topology.RETIRED
    channel = connection.channel()
    channel.queue_declare(earlier, durable=True)
    channel.queue_bind(earlier, topology.RPC_EXCHANGE, KEY)
    channel.basic_publish(topology.RPC_EXCHANGE, KEY, b"a ballot")
    for _ in range(2):
        topology.declare(channel)
    with pytest.raises(ChannelClosedByBroker) as gone:
        channel.queue_declare(earlier, passive=True)
    assert gone.value.reply_code == 404
    assert earlier not in {each.name for each in topology.queues()}


def test_there_is_room_for_what_the_gateways_of_a_cluster_let_in_at_once() -> None:
    from deploy.kubernetes.processes import PROCESSES
    from services.gateway.throttle import Limits

    (gateway,) = (each for each in PROCESSES if each.serves_http)
    workers = int(gateway.arguments[gateway.arguments.index("--workers") + 1])
    (queue,) = (each for each in topology.queues() if each.name == QUEUE)
    assert gateway.most * workers * Limits.casts_at_once < queue.arguments["x-max-length"] == MOST
