"""nameko's faults, mended where we stand on it (each has a test that fails without the mend).

1. On SIGTERM the consumer connection closed under running workers, so their messages ran twice:
   ``SteadyQueueConsumer`` goes on until no worker runs.
2. A reply was given up after three tries or five seconds, which killed the container while the broker restarted:
   ``patient_replies`` retries for over a minute. The consumer waited ever longer between its own tries to connect,
   up to half a minute, and could neither be stopped nor killed meanwhile: ``SteadyQueueConsumer`` tries every
   second or two and listens.
3. An acknowledgement that met a connection just reset by the broker killed the container: nameko foresees amqp's own
   error there, the socket's is another. The broker delivers such a message again.
Queues, acknowledgement, time limits and idempotency are mended in ``topology``, ``entrypoints``, ``rpc_client``
and ``desk``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from amqp import Connection
from nameko.amqp.publish import Publisher
from nameko.messaging import QueueConsumer, QueueConsumerStopped

from shared.telemetry import log

PATIENT_RETRY_POLICY: dict[str, Any] = {
    "max_retries": 60,
    "interval_start": 0,
    "interval_step": 0.5,
    "interval_max": 2,
}
"""Well over a minute: a killed broker is back in seconds, a rolling upgrade in less than a minute."""

PATIENT_CONNECTION: dict[str, Any] = {**PATIENT_RETRY_POLICY, "connect_retries_timeout": 120}
"""kombu bounds the tries to connect by seconds too, all together: by five, where nothing is said."""

RECONNECTING: dict[str, Any] = {"interval_start": 0.2, "interval_step": 0.3, "interval_max": 2}
"""Seconds between two tries to reach the broker again, without end."""


class SteadyQueueConsumer(QueueConsumer):
    """Keeps its connection until the last running worker has answered, and comes back soon after a loss."""

    _pending_remove_providers: dict[Any, Any]

    def on_iteration(self) -> None:
        """Stop only when nothing is consumed and nothing runs."""
        self._cancel_consumers_if_requested()
        if not self._consumers and self.container._worker_pool.running() == 0:
            self.should_stop = True

    @contextmanager
    def establish_connection(self) -> Iterator[Any]:
        """A connection, however long the broker takes to come back."""
        with self.create_connection() as connection:
            connection.ensure_connection(self.on_connection_error, self.connect_max_retries, **RECONNECTING)
            yield connection

    def ack_message(self, message: Any) -> None:
        """Tell the broker that a message is done with, if it can still be told."""
        try:
            super().ack_message(message)
        except Connection.connection_errors as lost:
            log.warning("acknowledgement_lost", error=type(lost).__name__)

    def requeue_message(self, message: Any) -> None:
        """Give a message back; a broker that went away has it back already."""
        try:
            super().requeue_message(message)
        except Connection.connection_errors as lost:
            log.warning("requeue_lost", error=type(lost).__name__)

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        """The broker is still away: let go whoever wants to stop, since no iteration comes to do it."""
        super().on_connection_error(exc, interval)
        waiting, self._pending_remove_providers = self._pending_remove_providers, {}
        for provider, removed in waiting.items():
            self._consumers.pop(provider, None)
            removed.send()
        if self.should_stop or (not self._providers and self.container._worker_pool.running() == 0):
            raise QueueConsumerStopped


def patient_replies() -> None:
    """Make every nameko publisher of this process outlast a broker restart.

    kombu counts twice: the tries to publish by the one, those to connect anew by the other.
    """
    Publisher.retry_policy = PATIENT_RETRY_POLICY
    Publisher.transport_options = dict(PATIENT_CONNECTION)
