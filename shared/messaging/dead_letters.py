"""Dead letters: listed, shown, replayed or discarded by an operator, each act on record.

On the broker they lie in the queues ``dead.<service>``; in one process in the table ``dead_letters`` of
the service that published them. They never expire.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import pika
import sqlalchemy as sa
from pika.adapters.blocking_connection import BlockingChannel

from shared.config import SERVICES, Settings
from shared.kernel.errors import NotFound
from shared.messaging import topology
from shared.persistence.engine import single_engine
from shared.persistence.platform_tables import DEAD_LETTERS, OUTBOX


@dataclass(frozen=True)
class DeadLetter:
    """A message that could not be handled. ``id`` is its message id."""

    id: str
    queue: str
    event: str
    tenant: str
    error: str
    payload: Any


class DeadLetters(Protocol):
    """Where the dead letters of this installation are."""

    def all(self) -> list[DeadLetter]:
        """Every dead letter."""
        ...

    def replay(self, id: str) -> DeadLetter:
        """Give it to its consumer again; raises ``NotFound``."""
        ...

    def discard(self, id: str) -> DeadLetter:
        """Take it away for good; raises ``NotFound``."""
        ...


def dead_letters(settings: Settings) -> DeadLetters:
    """The dead letters of an installation, wherever they are."""
    return TableDeadLetters(settings) if settings.in_process else BrokerDeadLetters(settings.amqp_uri)


class BrokerDeadLetters:
    """On RabbitMQ."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def all(self) -> list[DeadLetter]:
        """Read every dead queue and leave it as it was."""
        with self._channel() as channel:
            return [letter for _tag, letter, _raw in self._read(channel)]

    def replay(self, id: str) -> DeadLetter:
        """Publish it to its service's queue with its attempts forgotten, then take it from the dead queue."""
        with self._channel() as channel:
            tag, letter, (headers, body) = self._find(channel, id)
            fresh = {
                name: value for name, value in headers.items() if name not in ("error", "attempts", "x-death")
            }
            channel.confirm_delivery()
            channel.basic_publish(
                "",
                topology.events_queue(letter.queue.removeprefix("dead.")),
                body,
                pika.BasicProperties(
                    content_type="application/json", content_encoding="utf-8", delivery_mode=2, headers=fresh
                ),
                mandatory=True,
            )
            channel.basic_ack(tag)
            return letter

    def discard(self, id: str) -> DeadLetter:
        """Acknowledge it."""
        with self._channel() as channel:
            tag, letter, _raw = self._find(channel, id)
            channel.basic_ack(tag)
            return letter

    @contextmanager
    def _channel(self) -> Iterator[BlockingChannel]:
        connection = pika.BlockingConnection(pika.URLParameters(self._uri))
        try:
            # What is read and not acknowledged goes back into its queue when the connection closes.
            yield connection.channel()
        finally:
            connection.close()

    def _find(
        self, channel: BlockingChannel, id: str
    ) -> tuple[int, DeadLetter, tuple[dict[str, Any], bytes]]:
        for tag, letter, raw in self._read(channel):
            if letter.id == id:
                return tag, letter, raw
        raise NotFound(kind="死信", id=id)

    def _read(
        self, channel: BlockingChannel
    ) -> Iterator[tuple[int, DeadLetter, tuple[dict[str, Any], bytes]]]:
        for service in topology.SUBSCRIPTIONS:
            queue = topology.dead_queue(service)
            while True:
                method, properties, body = channel.basic_get(queue)
                if method is None or properties is None or body is None:
                    break
                headers = dict(properties.headers or {})
                letter = DeadLetter(
                    str(headers.get("message_id", "")),
                    queue,
                    str(headers.get("event", "")),
                    str(headers.get("tenant", "")),
                    str(headers.get("error", "")),
                    json.loads(body),
                )
                yield method.delivery_tag, letter, (headers, body)


class TableDeadLetters:
    """In one process."""

    services: tuple[str, ...] = SERVICES

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def all(self) -> list[DeadLetter]:
        """Read the table of every service."""
        found = []
        for service in self.services:
            with single_engine(self._settings, service, "relay").connect() as connection:
                found += [
                    self._letter(row)
                    for row in connection.execute(sa.select(DEAD_LETTERS).order_by(DEAD_LETTERS.c.died_at))
                ]
        return found

    def replay(self, id: str) -> DeadLetter:
        """Let the outbox publish it again; consumers that have handled it know it by its message id."""
        return self._take(id, again=True)

    def discard(self, id: str) -> DeadLetter:
        """Delete the row."""
        return self._take(id, again=False)

    def _take(self, id: str, again: bool) -> DeadLetter:
        for service in self.services:
            with single_engine(self._settings, service, "relay").begin() as connection:
                rows = connection.execute(sa.select(DEAD_LETTERS)).all()
                row = next((each for each in rows if each.message["headers"]["message_id"] == id), None)
                if row is None:
                    continue
                connection.execute(
                    DEAD_LETTERS.delete().where(
                        DEAD_LETTERS.c.tenant_id == row.tenant_id, DEAD_LETTERS.c.id == row.id
                    )
                )
                if again:
                    connection.execute(
                        OUTBOX.update()
                        .where(OUTBOX.c.tenant_id == row.tenant_id, OUTBOX.c.id == id)
                        .values(published_at=None, created_at=datetime.now(UTC))
                    )
                return self._letter(row)
        raise NotFound(kind="死信", id=id)

    def _letter(self, row: Any) -> DeadLetter:
        headers = row.message["headers"]
        return DeadLetter(
            headers["message_id"],
            row.queue,
            headers["event"],
            row.tenant_id,
            row.error,
            row.message["payload"],
        )
