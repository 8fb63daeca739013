"""A thread that works on the broker with pika, and begins anew when broker or database go away."""

from __future__ import annotations

import threading

import pika
import psycopg
import sqlalchemy as sa
from pika.exceptions import AMQPError

from shared.config import Settings
from shared.telemetry import log

SHORTEST_WAIT, LONGEST_WAIT = 0.2, 3.0
"""Seconds before connecting anew."""


class BrokerThread(threading.Thread):
    """Works on the broker until it is stopped; survives the loss of broker and database."""

    def __init__(self, name: str, settings: Settings, stopped: threading.Event) -> None:
        super().__init__(name=name, daemon=True)
        self.settings = settings
        self.stopped = stopped
        self.healthy = False

    def run(self) -> None:
        """Connect and serve; begin anew after a failure."""
        wait = SHORTEST_WAIT
        try:
            while not self.stopped.is_set():
                try:
                    self._connect_and_serve()
                except (AMQPError, sa.exc.SQLAlchemyError, psycopg.Error, OSError) as lost:
                    log.warning("broker_thread_interrupted", thread=self.name, error=type(lost).__name__)
                    wait = SHORTEST_WAIT if self.healthy else min(wait * 2, LONGEST_WAIT)
                    self.healthy = False
                    self.stopped.wait(wait)
        finally:
            # Also of a thread that dies of a fault of ours: the process then is not ready.
            self.healthy = False

    def _connect_and_serve(self) -> None:
        connection = pika.BlockingConnection(pika.URLParameters(self.settings.amqp_uri))
        try:
            self.serve(connection)
        finally:
            if connection.is_open:
                connection.close()

    def serve(self, connection: pika.BlockingConnection) -> None:
        """Do the work until stopped or until something is lost; say ``healthy`` when it goes well."""
        raise NotImplementedError
