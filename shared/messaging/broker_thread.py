"""A thread that works on the broker with pika, and begins anew when broker or database go away."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod

import pika
import psycopg
import sqlalchemy as sa
from pika.exceptions import AMQPError

from shared.config import Settings
from shared.telemetry import log

SHORTEST_WAIT, LONGEST_WAIT = 0.2, 3.0
"""Seconds before connecting anew."""


class BrokerThread(threading.Thread, ABC):
    """Works on the broker until it is stopped; survives the loss of broker and database.

    ``died`` says that a fault of ours ended it: it then stops the threads beside it, so that the process ends and is
    started again, instead of living on without work.
    """

    def __init__(self, name: str, settings: Settings, stopped: threading.Event) -> None:
        super().__init__(name=name, daemon=True)
        self.settings = settings
        self.stopped = stopped
        self.healthy = False
        self.died = False

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
        except Exception as fault:
            log.error("broker_thread_died", thread=self.name, error=type(fault).__name__)
            self.died = True
            self.stopped.set()
            raise
        finally:
            self.healthy = False

    def _connect_and_serve(self) -> None:
        connection = pika.BlockingConnection(pika.URLParameters(self.settings.amqp_uri))
        try:
            self.serve(connection)
        finally:
            if connection.is_open:
                connection.close()

    @abstractmethod
    def serve(self, connection: pika.BlockingConnection) -> None:
        """Do the work until stopped or until something is lost; say ``healthy`` when it goes well."""
