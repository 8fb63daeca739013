"""``python -m tests.support.probe_relay SERVICE``: a real relay of one outbox that is killed at the worst moment.

The broker has confirmed the batch, the database does not know it yet: there it dies by SIGKILL.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Any

from shared import telemetry
from shared.config import load
from shared.messaging import relay


def die(*_: Any) -> None:
    """End this process as the kernel would."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run until killed."""
    telemetry.configure("relay")
    relay.mark_published = die
    thread = relay.OutboxRelay(load(), sys.argv[1], threading.Event())
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
