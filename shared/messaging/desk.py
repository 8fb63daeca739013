"""The desk of a service: everything that is done around each call and each event.

For a call: verify the signed context, check the role, load the request by its schema, open the unit of
work, run once for an idempotency key, audit, commit, dump the answer. For an event: note it in the
inbox in the same transaction as the work that it causes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from marshmallow import ValidationError
from nameko.extensions import DependencyProvider
from opentelemetry.trace import SpanKind
from structlog.contextvars import bound_contextvars

from shared.config import Settings
from shared.contracts.operation import Event, Operation
from shared.kernel.errors import Conflict, DomainError, Forbidden, InvalidInput, StaleVersion
from shared.messaging.envelope import problem
from shared.offload import let_database_waits_yield
from shared.persistence import statements
from shared.persistence.documents import Store
from shared.persistence.engine import app_engine
from shared.persistence.snapshots import KeptSnapshots
from shared.persistence.unit_of_work import UnitOfWork, unit_of_work
from shared.telemetry import CALL_SECONDS, CALLS, EVENTS, current_traceparent, log, span
from shared.tenancy.context import Actor, CallContext, new_traceparent
from shared.tenancy.signing import Keyring, load_keyring, payload_digest

MOST_TRIES = 4
"""How often a call is run again when another one saved the same aggregate in between."""

Work = Callable[[UnitOfWork, Any], Any]


class IdempotencyKeyReused(Conflict):
    """The same key came with another request."""

    code = "messaging.idempotency-key-reused"
    message = "同一个 Idempotency-Key 已用于另一项请求，请换一个新的。"
    http_status = 422


class Desk(DependencyProvider):
    """The dependency that each service class declares: ``desk = Desk(STORE)``."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def setup(self) -> None:
        """Connect to the service's own database and read the public keys."""
        let_database_waits_yield()
        settings: Settings = self.container.config["settings"]
        self.engine = app_engine(settings, self.store.service)
        self.keyring: Keyring = load_keyring(settings.keys)
        self.snapshots = KeptSnapshots()

    def stop(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def get_dependency(self, worker_ctx: Any) -> DeskForCall:
        """The desk, with the headers of this message."""
        return DeskForCall(self.store, self.engine, self.keyring, worker_ctx.data, self.snapshots)


class DeskForCall:
    """A desk that knows the headers of the message at hand."""

    def __init__(
        self,
        store: Store,
        engine: sa.Engine,
        keyring: Keyring,
        headers: Mapping[str, Any],
        snapshots: KeptSnapshots | None = None,
    ) -> None:
        self.snapshots = snapshots
        self.store = store
        self.engine = engine
        self.keyring = keyring
        self.headers = headers

    def answer(self, operation: Operation, work: Work, request: Any) -> dict[str, Any]:
        """The envelope of an answer: ``{"ok": …}`` or ``{"problem": …}``.

        A ballot that was answered is neither counted nor timed: a figure that moves with each tells its moment.
        """
        labels = {"service": operation.service, "operation": operation.name}
        with nullcontext() if operation.unlinked else CALL_SECONDS.labels(**labels).time():
            try:
                context = self._context(operation, request)
                with self._traced(operation, context):
                    result = self._run(operation, work, request, context)
                if not operation.unlinked:
                    CALLS.labels(**labels, outcome="ok").inc()
                return {"ok": result}
            except DomainError as refused:
                CALLS.labels(**labels, outcome=refused.code).inc()
                return {"problem": problem(refused)}
            except Exception:
                CALLS.labels(**labels, outcome="fault").inc()
                raise

    @contextmanager
    def _traced(self, operation: Operation, context: CallContext) -> Iterator[None]:
        if operation.unlinked:
            yield
            return
        with (
            span(operation.key, SpanKind.SERVER, context.traceparent, tenant=context.tenant),
            bound_contextvars(trace=context.trace_id, tenant=context.tenant, operation=operation.key),
        ):
            yield

    def take(self, event: Event, work: Work, body: Any, headers: Mapping[str, Any]) -> None:
        """Handle an event once in effect; raises what the handler raises, so that it is tried again."""
        context = CallContext(
            tenant=body[event.heard_in] if event.heard_in else headers["tenant"],
            actor=Actor.service(self.store.service),
            traceparent=headers.get("traceparent") or new_traceparent(),
            clock_offset=timedelta(seconds=float(headers.get("clock_offset") or 0)),
        )
        labels = {"service": self.store.service, "event": event.key}
        with (
            span(f"consume {event.key}", SpanKind.CONSUMER, context.traceparent, tenant=context.tenant),
            bound_contextvars(trace=context.trace_id, tenant=context.tenant, event_key=event.key),
        ):
            try:
                outcome = self._take_once(event, work, body, headers["message_id"], context)
            except Exception:
                EVENTS.labels(**labels, outcome="failed").inc()
                raise
            log.info("event_handled", service=self.store.service, outcome=outcome)
        EVENTS.labels(**labels, outcome=outcome).inc()

    def _take_once(self, event: Event, work: Work, body: Any, message_id: str, context: CallContext) -> str:
        """``ok``, or ``duplicate`` for a message whose work was committed before."""
        fact = event.payload().load(body)
        with self._open(context) as (unit, connection):
            if not self._note_received(connection, context.tenant, message_id):
                return "duplicate"
            work(unit, fact)
            if unit.touched or unit.emitted:
                unit.audit(f"on {event.key}")
            connection.commit()
        return "ok"

    def _context(self, operation: Operation, request: Any) -> CallContext:
        digest = payload_digest(operation.service, operation.name, request)
        context = self.keyring.verify(self.headers.get("context"), operation.service, digest)
        if not context.actor.has_any(operation.allowed):
            raise Forbidden()
        return context

    def _run(self, operation: Operation, work: Work, request: Any, context: CallContext) -> Any:
        try:
            loaded = operation.request().load(request)
        except ValidationError as wrong:
            raise InvalidInput(detail=_summary(wrong.messages), fields=wrong.normalized_messages()) from wrong
        for remaining in reversed(range(MOST_TRIES)):
            try:
                return self._once(operation, work, loaded, request, context)
            except StaleVersion:
                if remaining == 0:
                    raise
                log.info("retried_stale_version", operation=operation.key)
        raise AssertionError("unreachable")

    def _once(self, operation: Operation, work: Work, loaded: Any, request: Any, context: CallContext) -> Any:
        with self._open(context) as (unit, connection):
            digest = payload_digest(operation.service, operation.name, request)
            keyed = operation.writes and not operation.unlinked and context.idempotency_key is not None
            if keyed:
                known = self._claim(connection, context, digest)
                if known is not None:
                    return known
            answer = operation.response().dump(work(unit, loaded))
            if keyed:
                self._remember(connection, context, answer)
            if operation.writes:
                if not operation.unlinked:
                    unit.audit(operation.key)
                connection.commit()
            return json.loads(json.dumps(answer))

    def _open(self, context: CallContext) -> AbstractContextManager[tuple[UnitOfWork, sa.Connection]]:
        return unit_of_work(self.engine, self.store, self._child(context), self.snapshots)

    def _child(self, context: CallContext) -> CallContext:
        return CallContext(
            tenant=context.tenant,
            actor=context.actor,
            traceparent=current_traceparent(context.traceparent),
            clock_offset=context.clock_offset,
            idempotency_key=context.idempotency_key,
        )

    def _claim(self, connection: sa.Connection, context: CallContext, digest: str) -> Any | None:
        """Take the key for this transaction, or return the answer that it already has."""
        taken = connection.execute(
            statements.CLAIM_KEY,
            {
                "tenant_id": context.tenant,
                "actor": context.actor.id,
                "key": context.idempotency_key,
                "request_digest": digest,
                "response": None,
                "created_at": datetime.now(UTC),
            },
        )
        if taken.one_or_none() is not None:
            return None
        row = connection.execute(statements.READ_KEY, _of_key(context)).one()
        if row.request_digest != digest:
            raise IdempotencyKeyReused()
        return row.response

    def _remember(self, connection: sa.Connection, context: CallContext, answer: Any) -> None:
        connection.execute(statements.ANSWER_KEY, {**_of_key(context), "answer": answer})

    def _note_received(self, connection: sa.Connection, tenant: str, message_id: str) -> bool:
        noted = connection.execute(
            statements.NOTE_RECEIVED,
            {
                "tenant_id": tenant,
                "consumer": self.store.service,
                "message_id": message_id,
                "received_at": datetime.now(UTC),
            },
        )
        return noted.one_or_none() is not None


def _of_key(context: CallContext) -> dict[str, Any]:
    return {"tenant": context.tenant, "whose": context.actor.id, "which": context.idempotency_key}


def _summary(messages: Any, path: str = "") -> str:
    """The validation messages as one sentence, field by field."""
    if isinstance(messages, dict):
        parts = [_summary(value, f"{path}.{key}" if path else str(key)) for key, value in messages.items()]
        return "；".join(parts[:8])
    if isinstance(messages, list):
        return f"{path}：{'，'.join(str(each) for each in messages)}"
    return f"{path}：{messages}"
