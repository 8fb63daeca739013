"""nameko's faults, mended where we stand on it (each has a test that fails without the mend).

1. On SIGTERM the consumer connection closed under running workers, so their messages ran twice:
   ``SteadyQueueConsumer`` goes on until no worker runs.
2. A reply was given up after three tries, which killed the container while the broker restarted:
   ``patient_replies`` retries for over a minute.
Queues, acknowledgement, time limits and idempotency are mended in ``entrypoints`` and ``rpc_client``.
"""

from __future__ import annotations

from typing import Any

from nameko.amqp.publish import Publisher
from nameko.messaging import QueueConsumer

PATIENT_RETRY_POLICY: dict[str, Any] = {
    "max_retries": 60,
    "interval_start": 0,
    "interval_step": 0.5,
    "interval_max": 2,
}
"""Well over a minute: a killed broker is back in seconds, a rolling upgrade in less than a minute."""


class SteadyQueueConsumer(QueueConsumer):
    """Keeps its connection until the last running worker has answered."""

    def on_iteration(self) -> None:
        """Stop only when nothing is consumed and nothing runs."""
        self._cancel_consumers_if_requested()
        if not self._consumers and self.container._worker_pool.running() == 0:
            self.should_stop = True


def patient_replies() -> None:
    """Make every nameko publisher of this process outlast a broker restart."""
    Publisher.retry_policy = PATIENT_RETRY_POLICY
