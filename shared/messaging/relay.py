"""From the outboxes to the broker: one program serves all services, any number of it may run.

A batch is locked with ``FOR UPDATE SKIP LOCKED``, published with confirms and ``mandatory``, marked and
committed. Dying in between means that a batch is published twice; the inboxes see to that.
"""

from __future__ import annotations

import json
import select
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pika
import psycopg
import sqlalchemy as sa
from pika.exceptions import AMQPError

from shared.config import SERVICES, Settings
from shared.messaging import topology
from shared.persistence.engine import single_engine
from shared.persistence.platform_tables import add_platform_tables
from shared.telemetry import PUBLISHED, RELAY_LAG, log

BATCH = 200
IDLE_SECONDS = 2.0
"""The longest that a message waits when its notification is lost."""

metadata = sa.MetaData()
add_platform_tables(metadata)
outbox = metadata.tables["outbox"]


def unpublished(limit: int = BATCH) -> sa.Select[Any]:
    """The oldest messages that nobody else is publishing."""
    return (
        sa.select(outbox)
        .where(outbox.c.published_at.is_(None))
        .order_by(outbox.c.seq)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def mark_published(connection: sa.Connection, seqs: Sequence[int]) -> None:
    """Note that the broker has taken the messages."""
    connection.execute(outbox.update().where(outbox.c.seq.in_(seqs)).values(published_at=datetime.now(UTC)))


class OutboxRelay(threading.Thread):
    """Serves one service's outbox until it is stopped; survives the loss of broker and database."""

    def __init__(self, settings: Settings, service: str, stopped: threading.Event) -> None:
        super().__init__(name=f"relay-{service}", daemon=True)
        self.service = service
        self.stopped = stopped
        self.settings = settings
        self.engine = single_engine(settings, service, "relay")
        self.healthy = False

    def run(self) -> None:
        """Connect, drain, wait for a notification, drain …; begin anew after a failure."""
        wait = 0.2
        while not self.stopped.is_set():
            try:
                self._serve()
                wait = 0.2
            except (AMQPError, sa.exc.SQLAlchemyError, psycopg.Error, OSError) as lost:
                self.healthy = False
                log.warning("relay_interrupted", service=self.service, error=type(lost).__name__)
                self.stopped.wait(wait)
                wait = min(wait * 2, 3.0)

    def _serve(self) -> None:
        connection = pika.BlockingConnection(pika.URLParameters(self.settings.amqp_uri))
        try:
            channel = connection.channel()
            channel.confirm_delivery()
            with self.engine.connect() as listener, self.engine.connect() as database:
                raw = listener.connection.driver_connection
                if raw is None:
                    raise OSError("no driver connection")
                listener.execute(sa.text("LISTEN outbox"))
                listener.commit()
                self.healthy = True
                while not self.stopped.is_set():
                    while drain(database, self.service, lambda row: _publish(channel, row)):
                        connection.process_data_events()
                    _wait_for_notification(raw, IDLE_SECONDS)
                    connection.process_data_events()
        finally:
            if connection.is_open:
                connection.close()


def drain(database: sa.Connection, service: str, publish: Callable[[Any], None]) -> int:
    """Publish one batch; returns how many messages it had."""
    with database.begin():
        rows = database.execute(unpublished()).all()
        for row in rows:
            publish(row)
        if rows:
            RELAY_LAG.labels(service=service).set((datetime.now(UTC) - rows[0].created_at).total_seconds())
            mark_published(database, [row.seq for row in rows])
        else:
            RELAY_LAG.labels(service=service).set(0)
    PUBLISHED.labels(service=service).inc(len(rows))
    return len(rows)


def _publish(channel: Any, row: Any) -> None:
    channel.basic_publish(
        exchange=topology.EVENTS_EXCHANGE,
        routing_key=row.routing_key,
        body=json.dumps(row.payload, ensure_ascii=False).encode(),
        properties=pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=2,
            message_id=row.headers["message_id"],
            headers=row.headers,
        ),
        mandatory=True,
    )


def _wait_for_notification(raw: Any, seconds: float) -> None:
    """Sleep until the database notifies, at most so long."""
    if any(True for _ in raw.notifies(timeout=0)):
        return
    select.select([raw.fileno()], [], [], seconds)
    for _ in raw.notifies(timeout=0):
        pass


def start(settings: Settings, stopped: threading.Event) -> list[OutboxRelay]:
    """One thread an outbox."""
    relays = [OutboxRelay(settings, service, stopped) for service in SERVICES]
    for relay in relays:
        relay.start()
    return relays
