"""Entrypoints of a service: RPC methods and event handlers over one queue each.

``@command`` and ``@query`` take an operation of the contract, ``@consumes`` an event. The decorated
method gets ``(self, work, request)``; everything around it is done by the service's ``Desk``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import kombu
import pika
from nameko.exceptions import ContainerBeingKilled, MethodNotFound
from nameko.extensions import Entrypoint, ProviderCollector, SharedExtension
from nameko.messaging import HeaderDecoder
from nameko.rpc import Rpc, RpcConsumer

from shared.contracts.operation import Event, Operation
from shared.messaging import topology
from shared.messaging.nameko_mends import SteadyQueueConsumer
from shared.telemetry import log

ATTEMPTS_HEADER = "attempts"


class RpcQueue(RpcConsumer):
    """A service's RPC queue, declared as ``topology`` says and consumed by a steady connection."""

    queue_consumer = SteadyQueueConsumer()
    queue: kombu.Queue | None

    def setup(self) -> None:
        """Name the queue; it was declared before."""
        if self.queue is None:
            service = self.container.service_name
            self.queue = kombu.Queue(topology.rpc_queue(service), durable=True, no_declare=True)
            self.queue_consumer.register_provider(self)
            self._registered = True

    def get_provider_for_method(self, routing_key: str) -> Any:
        """The entrypoint of a method, or nameko's ``MethodNotFound``."""
        method = routing_key.split(".")[-1]
        for provider in self._providers:
            if provider.method_name == method:
                return provider
        raise MethodNotFound(method)

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Answer on the wire that the request came by, then acknowledge it."""
        reply = getattr(message, "reply", None)
        if reply is None:
            return super().handle_result(message, result, exc_info)
        reply(result, exc_info)
        self.queue_consumer.ack_message(message)
        return result, exc_info


class Call(Rpc):
    """One RPC method."""

    rpc_consumer = RpcQueue()


class EventQueue(SharedExtension, ProviderCollector):
    """A service's one queue of events: finds the handler, and decides on ack, retry or dead letter."""

    queue_consumer = SteadyQueueConsumer()

    def setup(self) -> None:
        """Name the queue; it was declared before."""
        service = self.container.service_name
        self.queue = kombu.Queue(topology.events_queue(service), durable=True, no_declare=True)
        self.queue_consumer.register_provider(self)

    def unregister_provider(self, provider: Any) -> None:
        """A handler stops; with the last one the queue is no longer consumed."""
        super().unregister_provider(provider)
        if not self._providers:
            self.queue_consumer.unregister_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        """Hand a message to the handler of its event."""
        event = message.headers.get("event")
        for provider in self._providers:
            if provider.event.key == event:
                provider.handle_message(body, message)
                return
        self.bury(message, body, f"no handler for {event}")

    def settle(self, message: Any, body: Any, exc_info: Any) -> None:
        """Acknowledge what was handled; set aside what failed for a delay, or for good."""
        if exc_info is None:
            self.queue_consumer.ack_message(message)
            return
        attempts = int(message.headers.get(ATTEMPTS_HEADER, 0)) + 1
        error = f"{type(exc_info[1]).__name__}: {exc_info[1]}"
        log.warning(
            "event_failed",
            event_key=message.headers.get("event"),
            message_id=message.headers.get("message_id"),
            attempts=attempts,
            error=type(exc_info[1]).__name__,
        )
        if attempts >= topology.MOST_ATTEMPTS:
            self.bury(message, body, error)
            return
        self._move(
            message, body, topology.retry_queue(self.container.service_name), {ATTEMPTS_HEADER: attempts}
        )

    def bury(self, message: Any, body: Any, error: str) -> None:
        """Move a message to the dead letters, with the reason."""
        queue = topology.dead_queue(self.container.service_name)
        # The words of an error may quote what it is about: they stay with the message and out of the log.
        log.error(
            "event_dead",
            event_key=message.headers.get("event"),
            message_id=message.headers.get("message_id"),
            queue=queue,
            error=error.split(":", 1)[0],
        )
        self._move(message, body, queue, {"error": error[:500], ATTEMPTS_HEADER: 0})

    def _move(self, message: Any, body: Any, queue: str, headers: dict[str, Any]) -> None:
        move = getattr(message, "move", None)
        if move is not None:
            move(queue, headers)
            return
        republish(self.container.config["AMQP_URI"], queue, body, {**message.headers, **headers})
        self.queue_consumer.ack_message(message)


def republish(uri: str, queue: str, body: Any, headers: dict[str, Any]) -> None:
    """Put a message into a queue and wait for the broker's confirmation."""
    connection = pika.BlockingConnection(pika.URLParameters(uri))
    try:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_publish(
            exchange="",
            routing_key=queue,
            body=json.dumps(body, ensure_ascii=False).encode(),
            properties=pika.BasicProperties(
                content_type="application/json", delivery_mode=2, headers=headers
            ),
            mandatory=True,
        )
    finally:
        connection.close()


class Consumes(Entrypoint, HeaderDecoder):
    """One event handler."""

    event_queue = EventQueue()

    def __init__(self, event: Event, **kwargs: Any) -> None:
        self.event = event
        super().__init__(**kwargs)

    def setup(self) -> None:
        """Make the handler known to the queue."""
        self.event_queue.register_provider(self)

    def stop(self) -> None:
        """Take it back."""
        self.event_queue.unregister_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        """Run the handler in a worker; a container that is being killed gives the message back."""
        try:
            self.container.spawn_worker(
                self,
                (body, dict(message.headers)),
                {},
                context_data=self.unpack_message_headers(message),
                handle_result=partial(self._handled, body, message),
            )
        except ContainerBeingKilled:
            self.event_queue.queue_consumer.requeue_message(message)

    def _handled(
        self, body: Any, message: Any, worker_ctx: Any, result: Any, exc_info: Any
    ) -> tuple[Any, Any]:
        try:
            self.event_queue.settle(message, body, exc_info)
        except pika.exceptions.AMQPError:
            # The broker went away: it keeps the unacknowledged message and delivers it again.
            log.warning("event_settle_failed", error=str(sys.exc_info()[0]))
        return result, None


Handler = Callable[..., Any]


def command(operation: Operation) -> Callable[[Handler], Handler]:
    """Expose a method as a command of the contract."""
    if not operation.writes:
        raise TypeError(f"{operation.key} is a query")
    return _rpc(operation)


def query(operation: Operation) -> Callable[[Handler], Handler]:
    """Expose a method as a query of the contract."""
    if operation.writes:
        raise TypeError(f"{operation.key} is a command")
    return _rpc(operation)


def _rpc(operation: Operation) -> Callable[[Handler], Handler]:
    def decorate(method: Handler) -> Handler:
        if method.__name__ != operation.name:
            raise TypeError(f"{method.__name__} exposes {operation.key}")

        @wraps(method)
        def run(service: Any, request: Any) -> Any:
            return service.desk.answer(operation, partial(method, service), request)

        run.operation = operation  # type: ignore[attr-defined]
        return Call.decorator(run)

    return decorate


def consumes(event: Event) -> Callable[[Handler], Handler]:
    """Let a method handle an event, once in effect."""

    def decorate(method: Handler) -> Handler:
        @wraps(method)
        def run(service: Any, body: Any, headers: Any) -> None:
            service.desk.take(event, partial(method, service), body, headers)

        run.event = event  # type: ignore[attr-defined]
        return Consumes.decorator(event)(run)

    return decorate
