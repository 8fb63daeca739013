"""One business transaction of one tenant: aggregates in, aggregates and events out, all or nothing."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.contracts.operation import Event
from shared.kernel.aggregate import Aggregate
from shared.kernel.clock import Clock, OffsetClock, WallClock, local_day
from shared.kernel.errors import InvalidInput, NotFound, NotYetKnown, StaleVersion
from shared.kernel.rulebook import Rulebook
from shared.persistence import audit
from shared.persistence.converter import from_data, to_data
from shared.persistence.documents import Store
from shared.persistence.snapshots import CycleSnapshot
from shared.tenancy.context import PLATFORM, Actor, CallContext

A = TypeVar("A", bound=Aggregate)

MOST_AT_ONCE = 5000
"""``all`` refuses to load more than this; use ``page``."""


class TooMany(RuntimeError):
    """A handler asked for a list that should be paged: a fault of ours, never of the user."""


class UnitOfWork:
    """What a handler works with. Opened, audited and committed by the entrypoint."""

    def __init__(self, connection: sa.Connection, store: Store, context: CallContext) -> None:
        self._connection = connection
        self._store = store
        self.context = context
        self.clock: Clock = (
            OffsetClock(WallClock(), context.clock_offset) if context.clock_offset else WallClock()
        )
        self._registries = {each.table for each in store.documents if each.registry}
        self.touched: list[list[Any]] = []
        self.emitted: list[str] = []
        connection.execute(
            sa.text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": context.tenant}
        )

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
        table = self._store.tables[kind]
        rows = self._connection.execute(self._select(table, equals).limit(2)).all()
        if len(rows) > 1:
            raise TooMany(f"{kind.__name__} {equals} is not unique")
        return self._load(kind, rows[0]) if rows else None

    def all(self, kind: type[A], /, *, order: str = "seq", **equals: Any) -> list[A]:
        """Every aggregate whose columns have these values (a list means any of them), in order."""
        table = self._store.tables[kind]
        statement = self._select(table, equals).order_by(*_ordering(table, order)).limit(MOST_AT_ONCE + 1)
        rows = self._connection.execute(statement).all()
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
        statement = self._select(table, equals).order_by(*_ordering(table, order)).limit(limit + 1)
        if page.get("after"):
            value, last = _read_cursor(page["after"], column)
            here, there = (
                sa.tuple_(column, table.c.id),
                sa.tuple_(sa.literal(value, column.type), sa.literal(last)),
            )
            statement = statement.where(here < there if order.startswith("-") else here > there)
        rows = self._connection.execute(statement).all()
        following = _write_cursor(rows[limit - 1], order) if len(rows) > limit else None
        return {"items": [self._load(kind, row) for row in rows[:limit]], "next": following}

    def count(self, kind: type[A], /, **equals: Any) -> int:
        """How many aggregates have these values."""
        table = self._store.tables[kind]
        statement = sa.select(sa.func.count()).select_from(table).where(*self._where(table, equals))
        return int(self._connection.execute(statement).scalar_one())

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
        result = self._connection.execute(
            table.update()
            .where(table.c.tenant_id == self.tenant, table.c.id == aggregate.id, table.c.version == expected)
            .values(**self._row(aggregate, datetime.now(UTC)))
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
        outbox = self._store.metadata.tables["outbox"]
        statement = outbox.insert().values(
            tenant_id=self.tenant,
            id=message_id,
            routing_key=f"v1.{event.key}.{self.tenant}",
            headers=headers,
            payload=body,
            created_at=datetime.now(UTC),
        )
        # The relay is woken once a transaction, and by the same statement: a round trip less.
        wakes = [] if self.emitted else [sa.func.pg_notify("outbox", "")]
        self._connection.execute(statement.returning(*wakes) if wakes else statement)
        self.emitted.append(event.key)
        return message_id

    def cycle(self, cycle_id: str) -> CycleSnapshot:
        """What is known of an opened cycle; raises ``NotYetKnown`` until its opening has arrived."""
        found = self.find(CycleSnapshot, id=cycle_id)
        if found is None:
            raise NotYetKnown(detail=f"周期 {cycle_id} 的规则手册")
        return found

    def rulebook(self, cycle_id: str) -> Rulebook:
        """The rulebook of an opened cycle."""
        return self.cycle(cycle_id).rulebook

    def next_number(self, series: str) -> int:
        """1, 2, 3 … for this tenant and series, gapless in committed work."""
        counters = self._store.metadata.tables["counters"]
        statement = (
            insert(counters)
            .values(tenant_id=self.tenant, series=series, value=1)
            .on_conflict_do_update(
                index_elements=["tenant_id", "series"], set_={"value": counters.c.value + 1}
            )
            .returning(counters.c.value)
        )
        return int(self._connection.execute(statement).scalar_one())

    def put_blob(self, media_type: str, content: bytes) -> str:
        """Keep bytes under their SHA-256, which is returned."""
        digest = hashlib.sha256(content).hexdigest()
        blobs = self._store.metadata.tables["blobs"]
        self._connection.execute(
            insert(blobs)
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
        blobs = self._store.metadata.tables["blobs"]
        row = self._connection.execute(
            sa.select(blobs.c.media_type, blobs.c.content).where(
                blobs.c.tenant_id == self.tenant, blobs.c.digest == digest
            )
        ).one_or_none()
        if row is None:
            raise NotFound(kind="文件", id=digest)
        return row.media_type, bytes(row.content)

    def audit(self, act: str) -> None:
        """Close the transaction's account: who did what, and what came of it."""
        body: dict[str, Any] = {"aggregates": self.touched, "events": self.emitted, "trace": self.trace_id}
        audit.append(
            self._connection, self._store.metadata, self.tenant, datetime.now(UTC), self.actor.id, act, body
        )

    def _select(self, table: sa.Table, equals: Mapping[str, Any]) -> sa.Select[Any]:
        return sa.select(table).where(*self._where(table, equals))

    def _where(self, table: sa.Table, equals: Mapping[str, Any]) -> list[sa.ColumnElement[bool]]:
        owner = PLATFORM if table.name in self._registries else self.tenant
        clauses: list[sa.ColumnElement[bool]] = [table.c.tenant_id == owner]
        for name, value in equals.items():
            column = table.c[name]
            clauses.append(column.in_(value) if isinstance(value, (list, tuple, set)) else column == value)
        return clauses

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
