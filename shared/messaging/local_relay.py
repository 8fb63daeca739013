"""The relay of one process: outbox rows go over the in-process bus.

A row counts as published when every consumer has committed its work or buried the message in
``dead_letters``; a process that dies in between delivers it again.
"""

from __future__ import annotations

import json
import secrets
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import eventlet
import psycopg
import sqlalchemy as sa
from eventlet.event import Event as Signal
from eventlet.hubs import trampoline
from opentelemetry.trace import SpanKind

from shared.config import Settings
from shared.messaging.inprocess import Fate, InProcessBus
from shared.messaging.relay import mark_published
from shared.persistence.engine import single_engine
from shared.persistence.platform_tables import DEAD_LETTERS, OUTBOX
from shared.telemetry import PUBLISHED, current_traceparent, log, span

BATCH = 200
POLL_SECONDS = 0.02
"""While messages are under way, whose fates are looked for."""

IDLE_SECONDS = 1.0
"""The longest that a message waits when its notification is lost."""


MOST_UNDER_WAY = 1_000

NEW = (
    sa.select(OUTBOX)
    .where(
        OUTBOX.c.published_at.is_(None),
        OUTBOX.c.seq != sa.all_(sa.bindparam("under_way", type_=sa.ARRAY(sa.BigInteger))),
    )
    .order_by(OUTBOX.c.seq)
    .limit(BATCH)
)
"""The oldest messages that are not under way."""


class LocalRelay:
    """Serves one service's outbox in a green thread."""

    def __init__(self, settings: Settings, service: str, bus: InProcessBus) -> None:
        self.service = service
        self.bus = bus
        self.engine = single_engine(settings, service, "relay")
        self.under_way: set[int] = set()
        self.settled: list[tuple[Any, list[Fate]]] = []
        self.stopped = False

    def run(self) -> None:
        """Deliver what is new and mark what is settled, until stopped."""
        while not self.stopped:
            try:
                with self.engine.connect() as database:
                    raw = database.connection.driver_connection
                    if raw is None:
                        raise OSError("no driver connection")
                    with database.begin():
                        database.execute(sa.text("LISTEN outbox"))
                    while not self.stopped:
                        if self._deliver_new(database) < BATCH:
                            self._settle_until_notified(database, raw)
            except (sa.exc.SQLAlchemyError, psycopg.Error, OSError) as lost:
                log.warning("relay_interrupted", service=self.service, error=type(lost).__name__)
                eventlet.sleep(IDLE_SECONDS)

    def _settle_until_notified(self, database: sa.Connection, raw: Any) -> None:
        """Mark what is settled, until the outbox has something new, or may have, its notification being lost."""
        deadline = time.monotonic() + IDLE_SECONDS
        while not self.stopped:
            self._mark_settled(database)
            crowded = len(self.under_way) >= MOST_UNDER_WAY
            if _notified(raw, POLL_SECONDS if self.under_way else IDLE_SECONDS) and not crowded:
                return
            if time.monotonic() > deadline and not crowded:
                return

    def _deliver_new(self, database: sa.Connection) -> int:
        with database.begin():
            rows = database.execute(NEW, {"under_way": list(self.under_way)}).all()
        for row in rows:
            self.under_way.add(row.seq)
            eventlet.spawn(self._wait, row, self._publish(row))
        return len(rows)

    def _publish(self, row: Any) -> list[Signal]:
        event, parent = row.headers["event"], row.headers["traceparent"]
        with span(f"publish {event}", SpanKind.PRODUCER, parent, tenant=row.tenant_id):
            headers = {**row.headers, "traceparent": current_traceparent(parent)}
            return self.bus.publish(event, json.dumps(row.payload).encode(), headers)

    def _wait(self, row: Any, signals: list[Signal]) -> None:
        # The list is looked up only after the waiting, in which it is taken and another put in its place.
        fates = [signal.wait() for signal in signals]
        self.settled.append((row, fates))

    def _mark_settled(self, database: sa.Connection) -> None:
        settled, self.settled = self.settled, []
        if settled:
            with database.begin():
                for row, fates in settled:
                    for fate in fates:
                        if fate.error is not None:
                            self._bury(database, row, fate)
                mark_published(database, [row.seq for row, _ in settled])
            self.under_way.difference_update(row.seq for row, _ in settled)
            PUBLISHED.labels(service=self.service).inc(len(settled))

    def _bury(self, database: sa.Connection, row: Any, fate: Fate) -> None:
        log.error("event_dead", event_key=row.headers["event"], queue=fate.queue)
        database.execute(
            DEAD_LETTERS.insert().values(
                tenant_id=row.tenant_id,
                id=secrets.token_hex(12),
                queue=fate.queue,
                message={"payload": row.payload, "headers": row.headers},
                error=fate.error,
                died_at=datetime.now(UTC),
            )
        )


def _notified(raw: Any, seconds: float) -> bool:
    """Let others run until the database notifies, at most so long; whether it did."""
    # What came during another statement is kept by the driver and makes the socket readable no more.
    if _taken(raw):
        eventlet.sleep(0)
        return True
    with suppress(TimeoutError):
        trampoline(raw.fileno(), read=True, timeout=seconds, timeout_exc=TimeoutError)
    return _taken(raw)


def _taken(raw: Any) -> bool:
    return sum(1 for _ in raw.notifies(timeout=0)) > 0
