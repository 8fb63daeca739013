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
import sqlalchemy as sa
from opentelemetry.trace import SpanKind

from shared.config import SERVICES, Settings
from shared.messaging import topology
from shared.messaging.broker_thread import BrokerThread
from shared.persistence.engine import single_engine
from shared.persistence.platform_tables import OUTBOX
from shared.telemetry import PUBLISHED, RELAY_LAG, UNROUTED, current_traceparent, log, span

BATCH = 200
IDLE_SECONDS = 2.0
"""The longest that a message waits when its notification is lost."""

WATCH_SECONDS = 5.0
"""Between two looks at what no queue wanted."""


def unpublished(limit: int = BATCH) -> sa.Select[Any]:
    """The oldest messages that nobody else is publishing."""
    return (
        sa.select(OUTBOX)
        .where(OUTBOX.c.published_at.is_(None))
        .order_by(OUTBOX.c.seq)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def mark_published(connection: sa.Connection, seqs: Sequence[int]) -> None:
    """Note that the broker has taken the messages."""
    connection.execute(OUTBOX.update().where(OUTBOX.c.seq.in_(seqs)).values(published_at=datetime.now(UTC)))


class OutboxRelay(BrokerThread):
    """Serves one service's outbox."""

    def __init__(self, settings: Settings, service: str, stopped: threading.Event) -> None:
        super().__init__(f"relay-{service}", settings, stopped)
        self.service = service
        self.engine = single_engine(settings, service, "relay")

    def serve(self, connection: pika.BlockingConnection) -> None:
        """Drain, wait for a notification, drain …"""
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
                while drain(database, self.service, lambda row: publish(channel, row)):
                    connection.process_data_events()
                _wait_for_notification(raw, IDLE_SECONDS)
                connection.process_data_events()


class UnroutedWatch(BrokerThread):
    """Counts the messages that no queue wanted, and says so when there are more than before."""

    def __init__(self, settings: Settings, stopped: threading.Event) -> None:
        super().__init__("relay-unrouted", settings, stopped)
        self.last = 0

    def serve(self, connection: pika.BlockingConnection) -> None:
        """Look every few seconds."""
        channel = connection.channel()
        while not self.stopped.is_set():
            self.look(channel)
            self.healthy = True
            self.stopped.wait(WATCH_SECONDS)

    def look(self, channel: Any) -> None:
        """Show the number as a metric; an increase is an error in the log, on which operators are alarmed."""
        declared = channel.queue_declare(topology.UNROUTED_QUEUE, passive=True)
        count: int = declared.method.message_count
        UNROUTED.set(count)
        if count > self.last:
            log.error("messages_unrouted", queue=topology.UNROUTED_QUEUE, count=count)
        self.last = count


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


def publish(channel: Any, row: Any) -> None:
    """Publish one row; returns when the broker has confirmed it, raises ``AMQPError`` when it has not."""
    event, parent = row.headers["event"], row.headers["traceparent"]
    with span(f"publish {event}", SpanKind.PRODUCER, parent, tenant=row.tenant_id):
        channel.basic_publish(
            exchange=topology.EVENTS_EXCHANGE,
            routing_key=row.routing_key,
            body=json.dumps(row.payload, ensure_ascii=False).encode(),
            properties=pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=2,
                message_id=row.headers["message_id"],
                headers={**row.headers, "traceparent": current_traceparent(parent)},
            ),
            mandatory=event not in topology.UNHEARD,
        )


def _wait_for_notification(raw: Any, seconds: float) -> None:
    """Sleep until the database notifies, at most so long."""
    if any(True for _ in raw.notifies(timeout=0)):
        return
    select.select([raw.fileno()], [], [], seconds)
    for _ in raw.notifies(timeout=0):
        pass


def start(settings: Settings, stopped: threading.Event) -> list[BrokerThread]:
    """One thread an outbox, and the watch."""
    threads: list[BrokerThread] = [OutboxRelay(settings, service, stopped) for service in SERVICES]
    threads.append(UnroutedWatch(settings, stopped))
    for thread in threads:
        thread.start()
    return threads
