"""Every exchange and queue, by name, and who consumes which events.

Declared by ``piaojue topology declare``, not by whoever starts first. A test shows that each queue is
consumed and that what is listed here is what the service classes handle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.config import SERVICES

RPC_EXCHANGE = "nameko-rpc"
EVENTS_EXCHANGE = "piaojue.events"
DEAD_EXCHANGE = "piaojue.dead"
UNROUTED_EXCHANGE = "piaojue.unrouted"
UNROUTED_QUEUE = "unrouted"
UNHEARD_EXCHANGE = "piaojue.unheard"
"""Has no queue. A fact that nobody need hear ends here; what reaches the unrouted queue is a fault."""

DELIVERY_LIMIT = 10
"""Redeliveries by the broker (a consumer that dies with the message) before it is dead."""

RETRY_DELAY_MS = 1_000
MOST_ATTEMPTS = 30
"""Failed attempts, a delay apart, before a message is dead: half a minute for what comes out of order."""

SUBSCRIPTIONS: Mapping[str, tuple[str, ...]] = {
    "congress": (
        "congress.cycle_opened",
        "congress.year_told",
        "screening.list_frozen",
        "voting.result_announced",
        "supervision.project_listed",
        "supervision.progress_reported",
        "evaluation.rating_declared",
    ),
    "collection": ("congress.cycle_opened", "screening.suggestion_settled"),
    "screening": ("congress.cycle_opened", "collection.suggestion_recorded"),
    "voting": (
        "congress.cycle_opened",
        "congress.roll_snapshotted",
        "screening.list_frozen",
        "evaluation.rating_issued",
        "evaluation.rating_counted_on_paper",
        "evaluation.rating_voided",
        "evaluation.rating_declared",
    ),
    "supervision": ("congress.cycle_opened", "congress.day_begun", "voting.result_announced"),
    "evaluation": (
        "congress.cycle_opened",
        "supervision.project_listed",
        "supervision.reminder_letter_changed",
        "voting.electronic_rating_closed",
        "voting.electronic_rating_counted",
        "voting.electronic_rating_cancelled",
    ),
    "publication": (
        "congress.cycle_opened",
        "collection.paper_requested",
        "screening.paper_requested",
        "voting.paper_requested",
        "supervision.paper_requested",
        "evaluation.paper_requested",
    ),
}
"""Service → the events that it handles, for all tenants, from one queue."""

APART: Mapping[str, tuple[str, ...]] = {"voting": ("cast_ballot",)}
"""Service → the operations that processes of their own answer, each from a queue of its own."""

MOST_WAITING = {"x-max-length": 500, "x-max-length-bytes": 128 * 1024 * 1024, "x-overflow": "reject-publish"}
"""How much waits for such processes, beyond which the broker refuses more.

Gateways bound what they send by themselves (``PIAOJUE_CASTS_AT_ONCE``), and what waits longer than its caller expires: this
is for whoever else is on the bus. A refused request has no answer, and its caller gives up in time.
"""

RETIRED = ("rpc-voting-cast-ballot",)
"""Queues of earlier releases, deleted when the topology is declared: RabbitMQ lets nobody change the arguments of a queue, so
a queue that is bounded has another name than before. They held requests only, whose callers ask again."""

UNHEARD = frozenset(
    {
        "congress.cycle_closed",
        "publication.paper_issued",
    }
)
"""Facts that are published for outside readers and that no service of ours needs yet.

Outside readers bind queues of their own to the exchange of all events, and lose nothing when we begin to listen.
"""


@dataclass(frozen=True)
class Exchange:
    """An exchange and its arguments."""

    name: str
    kind: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Queue:
    """A queue, its arguments and its bindings (exchange, routing key)."""

    name: str
    arguments: Mapping[str, Any]
    bindings: tuple[tuple[str, str], ...] = ()


def events_queue(service: str) -> str:
    """The one queue of a service's events."""
    return f"events.{service}"


def retry_queue(service: str) -> str:
    """Where a message waits before it is tried again."""
    return f"events.{service}.retry"


def dead_queue(service: str) -> str:
    """Where messages lie that could not be handled; they never expire."""
    return f"dead.{service}"


def rpc_queue(service: str) -> str:
    """The queue of a service's RPC calls (nameko's name for it)."""
    return f"rpc-{service}"


def apart_queue(service: str, operation: str) -> str:
    """The queue of an operation that processes of its own answer."""
    return f"rpc-{service}-{operation.replace('_', '-')}-bounded"


def rpc_routing_key(service: str, operation: str) -> str:
    """What a request is routed by: ``<service>.<method>``, with a third word where the operation stands apart."""
    return f"{service}.{operation}" + (".apart" if operation in APART.get(service, ()) else "")


def binding_key(event: str) -> str:
    """The routing pattern of an event for all tenants."""
    return f"v1.{event}.*"


EXCHANGES = (
    Exchange(RPC_EXCHANGE, "topic"),
    Exchange(UNROUTED_EXCHANGE, "fanout"),
    Exchange(UNHEARD_EXCHANGE, "fanout"),
    Exchange(EVENTS_EXCHANGE, "topic", {"alternate-exchange": UNROUTED_EXCHANGE}),
    Exchange(DEAD_EXCHANGE, "direct"),
)


QUORUM = {"x-queue-type": "quorum"}


def event_queues(service: str, events: tuple[str, ...]) -> Iterator[Queue]:
    """The three queues of a service that handles these events: its own, the waiting room, the dead letters."""
    yield Queue(
        events_queue(service),
        {
            **QUORUM,
            "x-delivery-limit": DELIVERY_LIMIT,
            "x-dead-letter-exchange": DEAD_EXCHANGE,
            "x-dead-letter-routing-key": dead_queue(service),
        },
        tuple((EVENTS_EXCHANGE, binding_key(event)) for event in events),
    )
    yield Queue(
        retry_queue(service),
        {
            **QUORUM,
            "x-message-ttl": RETRY_DELAY_MS,
            "x-dead-letter-exchange": "",
            "x-dead-letter-routing-key": events_queue(service),
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        },
    )
    yield Queue(dead_queue(service), QUORUM, ((DEAD_EXCHANGE, dead_queue(service)),))


def queues() -> Iterator[Queue]:
    """Every queue of the suite."""
    yield Queue(UNROUTED_QUEUE, QUORUM, ((UNROUTED_EXCHANGE, ""),))
    for service in SERVICES:
        yield Queue(rpc_queue(service), {}, ((RPC_EXCHANGE, f"{service}.*"),))
        for operation in APART.get(service, ()):
            key = rpc_routing_key(service, operation)
            yield Queue(apart_queue(service, operation), MOST_WAITING, ((RPC_EXCHANGE, key),))
    for service, events in SUBSCRIPTIONS.items():
        yield from event_queues(service, events)


def declare(channel: Any) -> None:
    """Declare all of it on a pika channel; safe to repeat."""
    for exchange in EXCHANGES:
        channel.exchange_declare(
            exchange.name, exchange_type=exchange.kind, durable=True, arguments=dict(exchange.arguments)
        )
    for event in UNHEARD:
        channel.exchange_bind(UNHEARD_EXCHANGE, EVENTS_EXCHANGE, binding_key(event))
    for event in {each for events in SUBSCRIPTIONS.values() for each in events}:
        # It may have been unheard in an earlier version, and must not be lost in silence now.
        channel.exchange_unbind(UNHEARD_EXCHANGE, EVENTS_EXCHANGE, binding_key(event))
    for name in RETIRED:
        channel.queue_delete(name)
    for queue in queues():
        channel.queue_declare(queue.name, durable=True, arguments=dict(queue.arguments))
        for exchange_name, key in queue.bindings:
            channel.queue_bind(queue.name, exchange_name, key)
