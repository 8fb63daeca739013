"""One business transaction of one tenant: aggregates in, aggregates and events out, all or nothing."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.contracts.operation import Event
from shared.kernel.aggregate import Aggregate
from shared.kernel.clock import Clock, OffsetClock, WallClock, local_day
from shared.kernel.errors import InvalidInput, NotFound, NotYetKnown, StaleVersion
from shared.kernel.rulebook import Rulebook
from shared.persistence import audit, statements
from shared.persistence.converter import from_data, to_data
from shared.persistence.documents import Store
from shared.persistence.platform_tables import BLOBS
from shared.persistence.snapshots import CycleSnapshot, KeptSnapshots
from shared.persistence.statements import count_equal, find_equal, select_equal, update_version
from shared.tenancy.context import PLATFORM, Actor, CallContext

A = TypeVar("A", bound=Aggregate)

MOST_AT_ONCE = 5000
"""``all`` refuses to load more than this; use ``page``."""


class TooMany(RuntimeError):
    """A handler asked for a list that should be paged: a fault of ours, never of the user."""


class UnitOfWork:
    """What a handler works with. Opened, audited and committed by the entrypoint."""

    def __init__(
        self,
        connection: sa.Connection,
        store: Store,
        context: CallContext,
        snapshots: KeptSnapshots | None = None,
    ) -> None:
        self._connection = connection
        self._store = store
        self._snapshots = snapshots
        self.context = context
        self.clock: Clock = (
            OffsetClock(WallClock(), context.clock_offset) if context.clock_offset else WallClock()
        )
        self.touched: list[list[Any]] = []
        self.emitted: list[str] = []
        connection.execute(statements.SET_TENANT, {"tenant": context.tenant})

    @property
    def tenant(self) -> str:
        """The tenant of this call, from the signed context."""
        return self.context.tenant

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.context.actor

    @property
    def trace_id(self) -> str:
        """The trace of this call."""
        return self.context.trace_id

    @property
    def today(self) -> date:
        """The tenant's business day in Shanghai."""
        return local_day(self.clock.now())

    def get(self, kind: type[A], id: str, /) -> A:
        """The aggregate of that id; raises ``NotFound``."""
        found = self.find(kind, id=id)
        if found is None:
            raise NotFound(kind=_chinese(kind), id=id)
        return found

    def find(self, kind: type[A], /, **equals: Any) -> A | None:
        """The one aggregate whose columns have these values, or ``None``."""
        names, values = self._keys(kind, equals)
        rows = self._connection.execute(find_equal(self._store.tables[kind], names), values).all()
        if len(rows) > 1:
            raise TooMany(f"{kind.__name__} {equals} is not unique")
        return self._load(kind, rows[0]) if rows else None

    def all(self, kind: type[A], /, *, order: str = "seq", **equals: Any) -> list[A]:
        """Every aggregate whose columns have these values (a list means any of them), in order."""
        table = self._store.tables[kind]
        names, values = self._keys(kind, equals)
        ordered = select_equal(table, names).order_by(*_ordering(table, order)).limit(MOST_AT_ONCE + 1)
        rows = self._connection.execute(ordered, values).all()
        if len(rows) > MOST_AT_ONCE:
            raise TooMany(f"more than {MOST_AT_ONCE} {kind.__name__}")
        return [self._load(kind, row) for row in rows]

    def page(
        self, kind: type[A], /, *, page: Mapping[str, Any], order: str = "seq", **equals: Any
    ) -> dict[str, Any]:
        """A page of aggregates: ``items`` and ``next``, by the keys of ``PageQuery``."""
        table = self._store.tables[kind]
        limit = page["limit"]
        column = table.c[order.lstrip("-")]
        names, values = self._keys(kind, equals)
        statement = select_equal(table, names).order_by(*_ordering(table, order)).limit(limit + 1)
        if page.get("after"):
            value, last = _read_cursor(page["after"], column)
            here, there = (
                sa.tuple_(column, table.c.id),
                sa.tuple_(sa.literal(value, column.type), sa.literal(last)),
            )
            statement = statement.where(here < there if order.startswith("-") else here > there)
        rows = self._connection.execute(statement, values).all()
        following = _write_cursor(rows[limit - 1], order) if len(rows) > limit else None
        return {"items": [self._load(kind, row) for row in rows[:limit]], "next": following}

    def count(self, kind: type[A], /, **equals: Any) -> int:
        """How many aggregates have these values."""
        names, values = self._keys(kind, equals)
        counted = self._connection.execute(count_equal(self._store.tables[kind], names), values)
        return int(counted.scalar_one())

    def add(self, aggregate: Aggregate) -> None:
        """Keep a new aggregate; its version becomes 1.

        Raises ``StaleVersion`` when another one has taken its place meanwhile: the call is then run again.
        """
        self._insert([aggregate])

    def add_all(self, aggregates: Sequence[Aggregate]) -> None:
        """Keep many new aggregates of one class at once; raises as ``add``."""
        if aggregates:
            self._insert(aggregates)

    def _insert(self, aggregates: Sequence[Aggregate]) -> None:
        kind = type(aggregates[0])
        table = self._store.tables[kind]
        now = datetime.now(UTC)
        rows = []
        for each in aggregates:
            each.version = 1
            rows.append({"tenant_id": self.tenant, "id": each.id, "created_at": now, **self._row(each, now)})
            self.touched.append([table.name, each.id, 1])
        try:
            self._connection.execute(table.insert(), rows)
        except sa.exc.IntegrityError as taken:
            raise StaleVersion(kind=_chinese(kind), expected=0) from taken

    def save(self, aggregate: Aggregate) -> None:
        """Keep a changed aggregate; raises ``StaleVersion`` when somebody saved it since it was read."""
        table = self._store.tables[type(aggregate)]
        expected = aggregate.version
        aggregate.version = expected + 1
        which = {"of": self.tenant, "which": aggregate.id, "expected": expected}
        result = self._connection.execute(
            update_version(table), {**self._row(aggregate, datetime.now(UTC)), **which}
        )
        if result.rowcount != 1:
            aggregate.version = expected
            raise StaleVersion(kind=_chinese(type(aggregate)), expected=expected)
        self.touched.append([table.name, aggregate.id, aggregate.version])

    def emit(self, event: Event, payload: Mapping[str, Any], about: Aggregate | None = None) -> str:
        """Write a fact to the outbox; the relay publishes it after the commit. Returns the message id."""
        if event.service != self._store.service:
            raise ValueError(f"{self._store.service} cannot emit {event.key}")
        body = event.payload().dump(payload)
        event.payload().load(body)
        message_id = secrets.token_hex(16)
        headers: dict[str, Any] = {
            "event": event.key,
            "message_id": message_id,
            "tenant": self.tenant,
            "actor": self.actor.id,
            "traceparent": self.context.traceparent,
            # As text: AMQP header tables of pika have no floating-point numbers.
            "clock_offset": str(self.context.clock_offset.total_seconds()),
        }
        if about is not None:
            headers["aggregate_id"], headers["aggregate_version"] = about.id, about.version
        self._connection.execute(
            statements.EMIT if self.emitted else statements.EMIT_AND_WAKE,
            {
                "tenant_id": self.tenant,
                "id": message_id,
                "routing_key": f"v1.{event.key}.{self.tenant}",
                "headers": headers,
                "payload": body,
                "created_at": datetime.now(UTC),
            },
        )
        self.emitted.append(event.key)
        return message_id

    def cycle(self, cycle_id: str) -> CycleSnapshot:
        """What is known of an opened cycle; raises ``NotYetKnown`` until its opening has arrived."""
        kept = self._snapshots.get(self.tenant, cycle_id) if self._snapshots is not None else None
        if kept is not None:
            return kept
        found = self.find(CycleSnapshot, id=cycle_id)
        if found is None:
            raise NotYetKnown(detail=f"周期 {cycle_id} 的规则手册")
        if self._snapshots is not None:
            self._snapshots.put(self.tenant, found)
        return found

    def rulebook(self, cycle_id: str) -> Rulebook:
        """The rulebook of an opened cycle."""
        return self.cycle(cycle_id).rulebook

    def next_number(self, series: str) -> int:
        """1, 2, 3 … for this tenant and series, gapless in committed work."""
        numbered = self._connection.execute(statements.NEXT_NUMBER, {"tenant": self.tenant, "name": series})
        return int(numbered.scalar_one())

    def run(
        self, statement: sa.Executable, parameters: Mapping[str, Any] | None = None
    ) -> sa.CursorResult[Any]:
        """Execute a statement on a table that holds no aggregates (``Store(beside=…)``); the row rule holds there too."""
        return self._connection.execute(statement, parameters or {})

    def put_blob(self, media_type: str, content: bytes) -> str:
        """Keep bytes under their SHA-256, which is returned."""
        digest = hashlib.sha256(content).hexdigest()
        self._connection.execute(
            insert(BLOBS)
            .values(
                tenant_id=self.tenant,
                digest=digest,
                media_type=media_type,
                content=content,
                created_at=datetime.now(UTC),
            )
            .on_conflict_do_nothing()
        )
        return digest

    def blob(self, digest: str) -> tuple[str, bytes]:
        """Media type and bytes of a kept blob; raises ``NotFound``."""
        row = self._connection.execute(
            sa.select(BLOBS.c.media_type, BLOBS.c.content).where(
                BLOBS.c.tenant_id == self.tenant, BLOBS.c.digest == digest
            )
        ).one_or_none()
        if row is None:
            raise NotFound(kind="文件", id=digest)
        return row.media_type, bytes(row.content)

    def audit(self, act: str) -> None:
        """Close the transaction's account: who did what, and what came of it."""
        body: dict[str, Any] = {"aggregates": self.touched, "events": self.emitted, "trace": self.trace_id}
        audit.append(self._connection, self.tenant, datetime.now(UTC), self.actor.id, act, body)

    def _keys(self, kind: type[A], equals: Mapping[str, Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
        """What a statement is built from, and its parameters: the columns by name, and the tenant's own rows."""
        owner = PLATFORM if self._store.by_class[kind].registry else self.tenant
        names: list[str] = []
        values: dict[str, Any] = {"tenant_id": owner}
        for name, value in equals.items():
            if value is None:
                names.append(f"{name} is null")
            elif isinstance(value, (list, tuple, set, frozenset)):
                names.append(f"{name} in")
                values[name] = list(value)
            else:
                names.append(name)
                values[name] = value
        return tuple(names), values

    def _row(self, aggregate: Aggregate, now: datetime) -> dict[str, Any]:
        document = self._store.by_class[type(aggregate)]
        state = to_data(aggregate)
        del state["id"], state["version"]
        columns = {name: getattr(aggregate, name) for name in document.columns}
        return {"version": aggregate.version, "updated_at": now, "aggregate": state, **columns}

    def _load(self, kind: type[A], row: Any) -> A:
        loaded = from_data({**row.aggregate, "id": row.id, "version": row.version}, kind)
        if not isinstance(loaded, kind):
            raise TypeError(f"{kind.__name__} expected, {type(loaded).__name__} loaded")
        return loaded


@contextmanager
def unit_of_work(
    engine: sa.Engine, store: Store, context: CallContext, snapshots: KeptSnapshots | None = None
) -> Iterator[tuple[UnitOfWork, sa.Connection]]:
    """A transaction of a tenant, rolled back unless it is committed.

    A connection that died in the pool shows at the first statement, when nothing has been done: it is
    replaced once, which spares a ping before each transaction.
    """
    connection = engine.connect()
    try:
        try:
            work = UnitOfWork(connection, store, context, snapshots)
        except sa.exc.DBAPIError as failed:
            if not failed.connection_invalidated:
                raise
            connection.close()
            connection = engine.connect()
            work = UnitOfWork(connection, store, context, snapshots)
        yield work, connection
    finally:
        connection.close()


def _chinese(kind: type[Aggregate]) -> str:
    """The Chinese term of an aggregate: what its docstring begins with, up to the colon."""
    first = (kind.__doc__ or kind.__name__).strip().split("\n")[0]
    return first.split(":")[0].split("：")[0].strip(". ") if dataclasses.is_dataclass(kind) else kind.__name__


def _ordering(table: sa.Table, order: str) -> list[Any]:
    column = table.c[order.lstrip("-")]
    if order.startswith("-"):
        return [column.desc(), table.c.id.desc()]
    return [column.asc(), table.c.id.asc()]


def _write_cursor(row: Any, order: str) -> str:
    value = getattr(row, order.lstrip("-"))
    plain = value.isoformat() if isinstance(value, (date, datetime)) else value
    return base64.urlsafe_b64encode(json.dumps([plain, row.id]).encode()).decode()


def _read_cursor(cursor: str, column: sa.Column[Any]) -> tuple[Any, str]:
    try:
        value, last = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        python = column.type.python_type
        if python in (date, datetime):
            value = python.fromisoformat(value)
        if not isinstance(value, python) or not isinstance(last, str) or "\x00" in last:
            raise ValueError("kind")
        if isinstance(value, int) and abs(value) >= 2**63:
            raise ValueError("range")
    except (ValueError, TypeError, UnicodeDecodeError) as broken:
        raise InvalidInput(detail="翻页标记无效，请从第一页重新查看") from broken
    return value, last
