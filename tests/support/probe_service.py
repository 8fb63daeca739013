"""A small service for trying the entrypoints: what it runs, it writes into a journal.

``python -m tests.support.probe_service URI JOURNAL [bare]``; with ``bare`` it stands on nameko's own
entrypoints, so that a test can show the fault which ours do not have.
"""

from __future__ import annotations

import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import signal  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from nameko.containers import ServiceContainer  # noqa: E402
from nameko.rpc import rpc  # noqa: E402

from shared.contracts.operation import Contract  # noqa: E402
from shared.contracts.schemas import Empty  # noqa: E402
from shared.messaging.entrypoints import Call, Consumes  # noqa: E402
from shared.messaging.nameko_mends import patient_replies  # noqa: E402

JOURNAL = Path(sys.argv[2] if len(sys.argv) > 2 else "/dev/null")
HAPPENED = Contract("probe").event("happened", Empty, "发生了一件事")


def note(line: str) -> None:
    """Add a line to the journal."""
    with JOURNAL.open("a") as journal:
        journal.write(line + "\n")


class Work:
    """What both services do."""

    def slow(self, seconds: float, label: str) -> str:
        """Take a while."""
        note(f"begin {label}")
        eventlet.sleep(seconds)
        note(f"end {label}")
        return label


class BareProbe(Work):
    """On nameko's own entrypoints."""

    name = "probe"

    @rpc
    def run(self, seconds: float, label: str) -> str:
        return self.slow(seconds, label)


class Probe(Work):
    """On ours."""

    name = "probe"

    @Call.decorator
    def run(self, seconds: float, label: str) -> str:
        return self.slow(seconds, label)

    @Consumes.decorator(HAPPENED)
    def on_happened(self, body: Any, headers: Any) -> None:
        note(f"event {body['label']} attempts {headers.get('attempts', 0)}")
        if body.get("fails_for", 0) > headers.get("attempts", 0):
            raise RuntimeError("not yet")


def main() -> None:
    """Run until SIGTERM."""
    bare = "bare" in sys.argv
    if not bare:
        patient_replies()
    container = ServiceContainer(
        BareProbe if bare else Probe, {"AMQP_URI": sys.argv[1], "max_workers": 4, "heartbeat": 5}
    )
    container.start()
    stop = eventlet.event.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.ready() or stop.send())
    note("started")
    while not stop.ready():
        eventlet.sleep(0.05)
    container.stop()
    note("stopped")


if __name__ == "__main__":
    main()
