"""The bus of one process: the same service classes, contracts, outbox and inbox, and no broker.

Messages are serialised all the same. An RPC message goes to its service's queue; an event goes to each
queue that ``topology`` binds to it, is tried again after a delay when its handler fails, and is buried
after as many attempts as on the broker.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import eventlet
from eventlet.event import Event as Signal
from nameko.containers import ServiceContainer
from nameko.exceptions import serialize
from nameko.extensions import ProviderCollector, SharedExtension

from shared.config import IN_PROCESS
from shared.messaging import topology
from shared.messaging.nameko_mends import SteadyQueueConsumer


@dataclass
class LocalMessage:
    """What a provider sees of a message: kombu's face, and the ways to settle it."""

    body: bytes
    headers: dict[str, Any]
    delivery_info: dict[str, Any]
    settle: Callable[[str, Any], None]
    reply: Callable[[Any, Any], None] | None = None
    properties: dict[str, Any] = field(default_factory=dict)

    def ack(self) -> None:
        """Done."""
        self.settle("ack", None)

    def requeue(self) -> None:
        """Give it back to the queue."""
        self.settle("requeue", None)

    def move(self, queue: str, headers: dict[str, Any]) -> None:
        """To the retry queue or the dead letters."""
        self.settle("move", (queue, headers))


@dataclass
class _Queue:
    """Messages that wait, and the provider that takes them."""

    waiting: deque[LocalMessage] = field(default_factory=deque)
    take: Callable[[LocalMessage], None] | None = None


@dataclass(frozen=True)
class Fate:
    """How the delivery of one event to one queue ended: ``error`` is set when it was buried."""

    queue: str
    error: str | None = None


class InProcessBus:
    """Queues of this process."""

    def __init__(self) -> None:
        self._queues: dict[str, _Queue] = {}

    def consume(self, queue: str, take: Callable[[LocalMessage], None]) -> None:
        """Give the messages of a queue to a provider from now on."""
        entry = self._queues.setdefault(queue, _Queue())
        entry.take = take
        while entry.waiting:
            take(entry.waiting.popleft())

    def cancel(self, queue: str) -> None:
        """Let the messages of a queue wait."""
        self._queues.setdefault(queue, _Queue()).take = None

    def call(self, service: str, method: str, body: bytes, headers: dict[str, Any]) -> Signal:
        """Send an RPC request; the signal brings the reply. Raises ``LookupError`` when nobody listens."""
        name = topology.rpc_queue(service)
        if name not in self._queues:
            raise LookupError(service)
        signal = Signal()

        def reply(result: Any, exc_info: Any) -> None:
            error = serialize(exc_info[1]) if exc_info is not None else None
            if not signal.ready():
                signal.send(json.loads(json.dumps({"result": result, "error": error})))

        self._put(name, f"{service}.{method}", body, headers, lambda *_: None, reply)
        return signal

    def publish(self, event: str, body: bytes, headers: dict[str, Any]) -> list[Signal]:
        """Send an event to every queue bound to it; each signal brings a ``Fate`` when it is settled."""
        signals = []
        for service, events in topology.SUBSCRIPTIONS.items():
            if event in events:
                signal = Signal()
                self._deliver(topology.events_queue(service), event, body, headers, signal)
                signals.append(signal)
        return signals

    def _deliver(self, queue: str, event: str, body: bytes, headers: dict[str, Any], signal: Signal) -> None:
        def settle(how: str, detail: Any) -> None:
            if how == "ack":
                signal.send(Fate(queue))
            elif how == "requeue":
                self._deliver(queue, event, body, headers, signal)
            elif detail[0].startswith("dead."):
                signal.send(Fate(queue, detail[1]["error"]))
            else:
                delay = topology.RETRY_DELAY_MS / 1000
                eventlet.spawn_after(
                    delay, self._deliver, queue, event, body, {**headers, **detail[1]}, signal
                )

        self._put(queue, event, body, headers, settle, None)

    def _put(
        self,
        queue: str,
        routing_key: str,
        body: bytes,
        headers: dict[str, Any],
        settle: Callable[[str, Any], None],
        reply: Callable[[Any, Any], None] | None,
    ) -> None:
        entry = self._queues.setdefault(queue, _Queue())
        message = LocalMessage(body, headers, {"routing_key": routing_key}, settle, reply)
        if entry.take is None:
            entry.waiting.append(message)
        else:
            entry.take(message)


class LocalQueueConsumer(SharedExtension, ProviderCollector):
    """Stands where nameko's queue consumer stands, and takes from the bus."""

    def __init__(self, bus: InProcessBus) -> None:
        self._bus = bus
        super().__init__()

    def register_provider(self, provider: Any) -> None:
        """Remember a provider; consumption begins at ``start``."""
        super().register_provider(provider)

    def unregister_provider(self, provider: Any) -> None:
        """Stop taking messages for a provider."""
        self._bus.cancel(provider.queue.name)
        super().unregister_provider(provider)

    def start(self) -> None:
        """Begin to consume."""
        for provider in self._providers:
            self._bus.consume(provider.queue.name, partial(self._take, provider))

    def stop(self) -> None:
        """Wait until the last provider is gone."""
        self.wait_for_providers()

    def ack_message(self, message: LocalMessage) -> None:
        """Done."""
        message.ack()

    def requeue_message(self, message: LocalMessage) -> None:
        """Back to the queue."""
        message.requeue()

    def _take(self, provider: Any, message: LocalMessage) -> None:
        self.container.spawn_managed_thread(
            lambda: provider.handle_message(json.loads(message.body), message),
            identifier=f"{type(provider).__name__}.handle_message",
        )


class EmbeddedContainer(ServiceContainer):
    """A nameko container whose queue consumer is the bus of this process."""

    def __init__(self, service_cls: type, config: dict[str, Any]) -> None:
        super().__init__(service_cls, config)

    @property
    def shared_extensions(self) -> dict[Any, Any]:
        """The shared extensions, with ours in the place of the broker's."""
        return self._shared

    @shared_extensions.setter
    def shared_extensions(self, value: dict[Any, Any]) -> None:
        self._shared = value
        consumer = LocalQueueConsumer(self.config["bus"]).bind(self)
        self._shared[SteadyQueueConsumer] = consumer


class InProcessTransport:
    """RPC over the bus of this process."""

    def __init__(self, bus: InProcessBus) -> None:
        self._bus = bus

    def request(self, service: str, method: str, body: bytes, headers: dict[str, Any], seconds: float) -> Any:
        """Send, and wait for the reply."""
        signal = self._bus.call(service, method, body, headers)
        with eventlet.Timeout(seconds, TimeoutError()):
            return signal.wait()

    def close(self) -> None:
        """Nothing to give up."""


def is_in_process(uri: str) -> bool:
    """Whether an address means this process."""
    return uri == IN_PROCESS
