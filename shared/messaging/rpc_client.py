"""Calling another service: signed, with a time limit, from any thread.

``RpcClient`` signs the context and opens the envelope; a transport carries the message. The pika
transport speaks nameko's wire format over one connection with one I/O thread; the in-process
transport hands the message to the bus of this process.
"""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pika
from opentelemetry.trace import SpanKind
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError

from shared.contracts.operation import Operation
from shared.kernel.errors import DomainError
from shared.messaging import topology
from shared.messaging.envelope import refusal
from shared.telemetry import current_traceparent, log, nearest_parent, span
from shared.tenancy.context import CallContext
from shared.tenancy.signing import Signer, payload_digest

CONTENT_TYPE = "application/json"
POLL_SECONDS = 1.0
MOST_RECONNECT_WAIT = 2.0
DATABASE_GONE = frozenset({"OperationalError", "InterfaceError"})
"""Faults that pass by themselves: the service lost its database, and what it had begun was rolled back."""


class ServiceUnavailable(DomainError):
    """The service did not answer in time, or no process of it runs."""

    code = "messaging.service-unavailable"
    message = "服务“{service}”暂时没有应答，请稍后重试；您填写的内容没有丢失。"
    http_status = 503


class ServiceFault(DomainError):
    """The service failed in a way that it did not foresee; the log has the trace."""

    code = "messaging.service-fault"
    message = "服务内部出错，请把追踪号 {trace} 告诉系统管理员。"
    http_status = 500


class UnlinkedFault(ServiceFault):
    """The fault met a ballot, which leaves no trace to tell of; the log has the kind of the error."""

    code = "messaging.unlinked-fault"
    message = "系统内部出错，没有得到结果。请把同一张选票再交一次（只计一票）；仍然不行，请告诉现场工作人员。"


class ConnectionLost(Exception):
    """The connection went away before the answer came."""


class Transport(Protocol):
    """Carries one request and brings the answer."""

    def request(self, service: str, method: str, body: bytes, headers: dict[str, Any], seconds: float) -> Any:
        """The decoded reply; raises ``TimeoutError``, ``LookupError`` (nobody listens) or ``ConnectionLost``."""
        ...

    def close(self) -> None:
        """Give up the connection."""
        ...


@dataclass(frozen=True)
class RpcClient:
    """Calls operations of other services on behalf of an actor."""

    transport: Transport
    signer: Signer
    timeout_seconds: float

    def call(self, operation: Operation, request: Any, context: CallContext) -> Any:
        """The response of an operation as plain JSON.

        Raises the service's own refusal, ``ServiceUnavailable`` or ``ServiceFault``. What is safe to
        repeat (a query, or a command with an idempotency key) is sent again when the connection is
        lost, until the time is over.
        """
        plain = json.loads(json.dumps(request))
        if operation.unlinked:
            return self._open(self._ask(operation, plain, context), operation.service, None)
        parent = nearest_parent(context.traceparent)
        with span(f"call {operation.key}", SpanKind.CLIENT, parent, tenant=context.tenant):
            traced = replace(context, traceparent=current_traceparent(parent))
            return self._open(self._ask(operation, plain, traced), operation.service, traced.trace_id)

    def close(self) -> None:
        """Give up the connection."""
        self.transport.close()

    def _ask(self, operation: Operation, plain: Any, context: CallContext) -> Any:
        digest = payload_digest(operation.service, operation.name, plain)
        body = json.dumps({"args": [plain], "kwargs": {}}, ensure_ascii=False).encode()
        deadline = time.monotonic() + self.timeout_seconds
        repeatable = not operation.writes or operation.unlinked or context.idempotency_key is not None
        while True:
            token = self.signer.sign(context, operation.service, digest)
            headers = {"nameko.context": token, "nameko.traceparent": context.traceparent}
            try:
                return self.transport.request(
                    operation.service, operation.name, body, headers, max(deadline - time.monotonic(), 0.001)
                )
            except ConnectionLost:
                if repeatable and time.monotonic() < deadline:
                    continue
                raise ServiceUnavailable(service=operation.service) from None
            except (TimeoutError, LookupError):
                raise ServiceUnavailable(service=operation.service) from None

    def _open(self, reply: Any, service: str, trace: str | None) -> Any:
        if reply.get("error"):
            kind = reply["error"].get("exc_type")
            log.error("rpc_fault", error=kind, trace=trace)
            if kind in DATABASE_GONE:
                raise ServiceUnavailable(service=service)
            raise ServiceFault(trace=trace) if trace else UnlinkedFault()
        envelope = reply["result"]
        if "problem" in envelope:
            raise refusal(envelope["problem"])
        return envelope["ok"]


class PikaTransport:
    """One connection, one I/O thread, any number of callers; replies are matched by correlation id."""

    def __init__(self, uri: str) -> None:
        self._parameters = pika.URLParameters(uri)
        self._waiting: dict[str, Future[Any]] = {}
        self._lock = threading.Lock()
        self._ready = threading.Event()
        self._stopped = threading.Event()
        self._reply_to = ""
        self._connection: pika.BlockingConnection | None = None
        self._channel: BlockingChannel | None = None
        self._thread = threading.Thread(target=self._run, name="rpc-client", daemon=True)
        self._thread.start()

    def request(self, service: str, method: str, body: bytes, headers: dict[str, Any], seconds: float) -> Any:
        """Send, and wait for the reply."""
        deadline = time.monotonic() + seconds
        if not self._ready.wait(seconds):
            raise TimeoutError
        connection = self._connection
        if connection is None:
            raise ConnectionLost
        correlation_id = uuid.uuid4().hex
        future: Future[Any] = Future()
        with self._lock:
            self._waiting[correlation_id] = future
        properties = pika.BasicProperties(
            content_type=CONTENT_TYPE,
            content_encoding="utf-8",
            reply_to=self._reply_to,
            correlation_id=correlation_id,
            expiration=str(max(int(seconds * 1000), 1)),
            headers=headers,
        )
        key = topology.rpc_routing_key(service, method)
        try:
            connection.add_callback_threadsafe(lambda: self._publish(key, body, properties))
            return future.result(max(deadline - time.monotonic(), 0))
        except AMQPError:
            raise ConnectionLost from None
        finally:
            with self._lock:
                self._waiting.pop(correlation_id, None)

    def close(self) -> None:
        """Stop the I/O thread."""
        self._stopped.set()
        connection = self._connection
        if connection is not None and connection.is_open:
            try:
                connection.add_callback_threadsafe(lambda: None)
            except AMQPError:
                log.info("rpc_connection_already_closed")
        self._thread.join(timeout=5)

    def _publish(self, routing_key: str, body: bytes, properties: pika.BasicProperties) -> None:
        if self._channel is not None and self._channel.is_open:
            self._channel.basic_publish(topology.RPC_EXCHANGE, routing_key, body, properties, mandatory=True)
            return
        future = self._take(properties.correlation_id)
        if future is not None:
            _settle(future, lambda each: each.set_exception(ConnectionLost()))

    def _run(self) -> None:
        wait = 0.1
        while not self._stopped.is_set():
            try:
                connection, channel = self._connect()
                wait = 0.1
                # The broker may close the channel alone (an exchange is missing): that too is a loss.
                while not self._stopped.is_set() and channel.is_open:
                    connection.process_data_events(time_limit=POLL_SECONDS)
            except (AMQPError, OSError) as lost:
                log.warning("rpc_connection_lost", error=type(lost).__name__)
            finally:
                self._disconnect()
            self._stopped.wait(wait)
            wait = min(wait * 2, MOST_RECONNECT_WAIT)

    def _connect(self) -> tuple[pika.BlockingConnection, BlockingChannel]:
        connection = self._connection = pika.BlockingConnection(self._parameters)
        channel = connection.channel()
        self._reply_to = uuid.uuid4().hex
        queue = f"rpc.reply-{self._reply_to}"
        channel.queue_declare(queue, exclusive=True, auto_delete=True)
        channel.queue_bind(queue, topology.RPC_EXCHANGE, self._reply_to)
        channel.basic_consume(queue, self._on_reply, auto_ack=True, exclusive=True)
        channel.add_on_return_callback(self._on_return)
        self._channel = channel
        self._ready.set()
        return connection, channel

    def _disconnect(self) -> None:
        self._ready.clear()
        connection, self._connection, self._channel = self._connection, None, None
        with self._lock:
            waiting, self._waiting = list(self._waiting.values()), {}
        for future in waiting:
            _settle(future, lambda each: each.set_exception(ConnectionLost()))
        if connection is not None and connection.is_open:
            try:
                connection.close()
            except AMQPError:
                log.info("rpc_connection_already_closed")

    def _on_reply(self, _channel: Any, _method: Any, properties: pika.BasicProperties, body: bytes) -> None:
        future = self._take(properties.correlation_id)
        if future is not None:
            _settle(future, lambda each: each.set_result(json.loads(body)))

    def _on_return(self, _channel: Any, _method: Any, properties: pika.BasicProperties, _body: bytes) -> None:
        future = self._take(properties.correlation_id)
        if future is not None:
            _settle(future, lambda each: each.set_exception(LookupError("nobody listens")))

    def _take(self, correlation_id: str | None) -> Future[Any] | None:
        with self._lock:
            return self._waiting.pop(correlation_id or "", None)


def _settle(future: Future[Any], how: Callable[[Future[Any]], None]) -> None:
    if not future.done():
        how(future)
