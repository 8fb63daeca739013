"""A small service for trying the entrypoints: what it runs, it writes into a journal.

``python -m tests.support.probe_service URI JOURNAL [--bare] [--without MEND] [--desk]``. With ``--bare`` it stands on
nameko's own entrypoints, with ``--without`` on ours but for one mend: so a test can show the fault that the mend
takes away. With ``--desk`` its events take effect in a database, the one that the settings name.
"""

from __future__ import annotations

import os
import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import argparse  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from nameko.containers import ServiceContainer  # noqa: E402
from nameko.events import event_handler  # noqa: E402
from nameko.messaging import QueueConsumer  # noqa: E402
from nameko.rpc import rpc  # noqa: E402
from psycopg import waiting  # noqa: E402

from shared import telemetry  # noqa: E402
from shared.messaging.desk import Desk, DeskForCall  # noqa: E402
from shared.messaging.entrypoints import Call, Consumes, EventQueue, consumes  # noqa: E402
from shared.messaging.launcher import serve_until_signalled  # noqa: E402
from shared.messaging.nameko_mends import SteadyQueueConsumer, patient_replies  # noqa: E402
from tests.support.probe_queues import HAPPENED, STORE_SERVICE  # noqa: E402

MENDS = ("steadiness", "patience", "settling", "inbox")


class Work:
    """What the services do."""

    name = "probe"
    journal = Path(os.devnull)

    def note(self, line: str) -> None:
        """Add a line to the journal."""
        with self.journal.open("a") as journal:
            journal.write(line + "\n")

    def slow(self, request: dict[str, Any]) -> dict[str, Any]:
        """Take a while."""
        self.note(f"begin {request['label']}")
        eventlet.sleep(request.get("milliseconds", 0) / 1000)
        self.note(f"end {request['label']}")
        return {"ok": request}

    def happen(self, body: dict[str, Any], attempts: int) -> None:
        """Fail as often as the message says; die when it says so."""
        self.note(f"event {body['label']} attempts {attempts}")
        if body["label"] == "deadly":
            os._exit(1)
        if body.get("fails_for", 0) > attempts:
            raise RuntimeError("not yet")


class BareProbe(Work):
    """On nameko's own entrypoints."""

    @rpc
    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        return self.slow(request)

    @event_handler(STORE_SERVICE, "happened")
    def on_happened(self, body: Any) -> None:
        self.happen(body, 0)


class Probe(Work):
    """On ours."""

    @Call.decorator
    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        return self.slow(request)

    @Consumes.decorator(HAPPENED)
    def on_happened(self, body: Any, headers: Any) -> None:
        self.happen(body, int(headers.get("attempts", 0)))


class DeskProbe(Work):
    """On ours, with a desk: the effect of an event is the next number of a series."""

    desk: Any

    @Call.decorator
    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        return self.slow(request)

    @consumes(HAPPENED)
    def on_happened(self, work: Any, fact: dict[str, Any]) -> None:
        self.note(f"effect {fact['label']} number {work.next_number(fact['label'])}")


def take_away(mend: str) -> None:
    """Put nameko's way back in the place of one mend."""
    if mend == "steadiness":
        SteadyQueueConsumer.on_iteration = QueueConsumer.on_iteration
    elif mend == "settling":

        def acknowledge(self: Any, message: Any, body: Any, exc_info: Any) -> None:
            self.queue_consumer.ack_message(message)

        EventQueue.settle = acknowledge  # type: ignore[method-assign]
    elif mend == "inbox":
        DeskForCall._note_received = lambda *_: True  # type: ignore[method-assign]


def main() -> None:
    """Run until SIGTERM, or until the container dies."""
    parser = argparse.ArgumentParser()
    parser.add_argument("uri")
    parser.add_argument("journal", type=Path)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--desk", action="store_true")
    parser.add_argument("--without", choices=MENDS)
    given = parser.parse_args()
    telemetry.configure("probe")
    Work.journal = given.journal
    config: dict[str, Any] = {"AMQP_URI": given.uri, "max_workers": 4, "heartbeat": 5}
    kind: type[Work] = BareProbe if given.bare else Probe
    if given.desk:
        from services.congress.bootstrap import store
        from shared.config import load

        kind, DeskProbe.desk, config["settings"] = DeskProbe, Desk(store()), load()
    if given.without:
        take_away(given.without)
    if not given.bare and given.without != "patience":
        patient_replies()
    container = ServiceContainer(kind, config)
    container.start()
    kind().note(f"waits for its database by {waiting.wait.__name__}")
    kind().note("started")
    serve_until_signalled(container)
    kind().note("stopped")


if __name__ == "__main__":
    main()
