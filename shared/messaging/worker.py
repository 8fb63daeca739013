"""A process that answers one operation of a service from a queue of its own: work for the processor.

It speaks nameko's wire format with pika, one request at a time, and acknowledges only after the reply: what a
killed process had under way is delivered to another one, and such an operation is safe to repeat.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import pika
import psycopg
import sqlalchemy as sa
from nameko.exceptions import serialize
from pika.adapters.blocking_connection import BlockingChannel

from shared.config import Settings
from shared.contracts.operation import Operation
from shared.messaging import topology
from shared.messaging.broker_thread import BrokerThread
from shared.messaging.desk import DeskForCall
from shared.persistence.documents import Store
from shared.persistence.engine import app_engine
from shared.persistence.unit_of_work import UnitOfWork
from shared.telemetry import log
from shared.tenancy.signing import load_keyring

LOOK_SECONDS = 0.5
"""Between two looks at whether to stop, when nothing comes."""

GONE = (
    sa.exc.OperationalError,
    sa.exc.InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    OSError,
)
"""The database went away: what was under way goes back to the queue, and is answered when it is there again."""

Answer = Callable[[UnitOfWork, Any], Any]


class OperationWorker(BrokerThread):
    """Takes requests of one operation until it is stopped."""

    def __init__(
        self, settings: Settings, operation: Operation, store: Store, answer: Answer, stopped: threading.Event
    ) -> None:
        super().__init__(f"worker-{operation.key}", settings, stopped)
        self.operation = operation
        self.store = store
        self.work = answer
        self.engine = app_engine(settings, store.service)
        self.keyring = load_keyring(settings.keys)

    def serve(self, connection: pika.BlockingConnection) -> None:
        """Answer what comes."""
        channel = connection.channel()
        channel.basic_qos(prefetch_count=1)
        queue = topology.apart_queue(self.operation.service, self.operation.name)
        self.healthy = True
        for method, properties, body in channel.consume(queue, inactivity_timeout=LOOK_SECONDS):
            if method is not None:
                self._reply(channel, properties, self._answer(properties.headers or {}, body))
                channel.basic_ack(method.delivery_tag)
            if self.stopped.is_set():
                break
        channel.cancel()

    def _answer(self, headers: dict[str, Any], body: bytes) -> dict[str, Any]:
        """nameko's reply: the envelope, or the error of a fault; raises one of ``GONE``."""
        own = {name.removeprefix("nameko."): value for name, value in headers.items()}
        try:
            (request,) = json.loads(body)["args"]
            desk = DeskForCall(self.store, self.engine, self.keyring, own)
            return {"result": desk.answer(self.operation, self.work, request), "error": None}
        except GONE:
            raise
        except Exception as fault:
            # The words of an error may quote the request: a ballot.
            kind = type(fault).__name__
            log.error("worker_fault", operation=self.operation.key, error=kind)
            return {"result": None, "error": serialize(RuntimeError(kind))}

    def _reply(self, channel: BlockingChannel, asked: pika.BasicProperties, reply: dict[str, Any]) -> None:
        channel.basic_publish(
            topology.RPC_EXCHANGE,
            str(asked.reply_to),
            json.dumps(reply, ensure_ascii=False).encode(),
            pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                correlation_id=asked.correlation_id,
            ),
        )
