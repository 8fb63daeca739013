"""The relay of one process: outbox rows go over the in-process bus.

A row counts as published when every consumer has committed its work or buried the message in
``dead_letters``; a process that dies in between delivers it again.
"""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import Any

import eventlet
import sqlalchemy as sa
from eventlet.event import Event as Signal

from shared.config import Settings
from shared.messaging.inprocess import Fate, InProcessBus
from shared.messaging.relay import mark_published, metadata, outbox
from shared.persistence.engine import single_engine
from shared.telemetry import PUBLISHED, log

BATCH = 200
POLL_SECONDS = 0.02
IDLE_SECONDS = 0.25


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
                    while not self.stopped:
                        busy = self._mark_settled(database) + self._deliver_new(database)
                        eventlet.sleep(POLL_SECONDS if busy or self.under_way else IDLE_SECONDS)
            except sa.exc.SQLAlchemyError as lost:
                log.warning("relay_interrupted", service=self.service, error=type(lost).__name__)
                eventlet.sleep(IDLE_SECONDS)

    def _deliver_new(self, database: sa.Connection) -> int:
        with database.begin():
            statement = (
                sa.select(outbox).where(outbox.c.published_at.is_(None)).order_by(outbox.c.seq).limit(BATCH)
            )
            if self.under_way:
                statement = statement.where(outbox.c.seq.not_in(self.under_way))
            rows = database.execute(statement).all()
        for row in rows:
            self.under_way.add(row.seq)
            body = json.dumps(row.payload).encode()
            signals = self.bus.publish(row.headers["event"], body, dict(row.headers))
            eventlet.spawn(self._wait, row, signals)
        return len(rows)

    def _wait(self, row: Any, signals: list[Signal]) -> None:
        self.settled.append((row, [signal.wait() for signal in signals]))

    def _mark_settled(self, database: sa.Connection) -> int:
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
        return len(settled)

    def _bury(self, database: sa.Connection, row: Any, fate: Fate) -> None:
        log.error("event_dead", event_key=row.headers["event"], queue=fate.queue)
        database.execute(
            metadata.tables["dead_letters"]
            .insert()
            .values(
                tenant_id=row.tenant_id,
                id=secrets.token_hex(12),
                queue=fate.queue,
                message={"payload": row.payload, "headers": row.headers},
                error=fate.error,
                died_at=datetime.now(UTC),
            )
        )
