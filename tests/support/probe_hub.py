"""``python -m tests.support.probe_hub DSN [--wait-in-c] [--on-the-hub] [--rounds N]``: how long the hub is held up.

Eight queries of half a second at once, then a password hash, then a typeset paper, while another green thread ticks.
Prints the seconds that the queries took and the longest gap between two ticks in each part: the best of some
rounds, since what blocks the hub blocks it each time, and what another process does to this one does not.
"""

from __future__ import annotations

import os
import sys
import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import argparse  # noqa: E402
import json  # noqa: E402
import secrets  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from datetime import date  # noqa: E402
from typing import Any  # noqa: E402

QUERIES, SECONDS = 8, 0.5
TICK = 0.002


class Ticker:
    """Ticks, and remembers the longest gap."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.monotonic()
        eventlet.spawn(self._run)

    def _run(self) -> None:
        while True:
            eventlet.sleep(TICK)
            self._note()

    def _note(self) -> None:
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now

    def during(self, work: Callable[[], Any]) -> float:
        """The longest gap, in seconds, while the work is done."""
        eventlet.sleep(5 * TICK)
        self.longest = 0.0
        work()
        self._note()
        return self.longest


def main() -> None:
    """Measure, and print a line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("dsn")
    parser.add_argument("--wait-in-c", action="store_true")
    parser.add_argument("--on-the-hub", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    os.environ.pop("PSYCOPG_WAIT_FUNC", None)

    # As in a service: psycopg is there, with its default, before anybody sees to it.
    import psycopg
    from argon2 import PasswordHasher
    from psycopg import waiting

    from services.publication.domain.sheet import PrintedBlock, Sheet
    from services.publication.layout.pdf import to_pdf
    from shared.offload import let_database_waits_yield, off_the_hub

    if not given.wait_in_c:
        let_database_waits_yield()
    connections = [psycopg.connect(given.dsn, autocommit=True) for _ in range(QUERIES)]
    hasher = PasswordHasher()
    rows = [[f"{number}", "修建乡村道路与候车亭", "交通局", "按计划推进"] for number in range(400)]
    table = PrintedBlock("table", [], ["序号", "项目", "责任单位", "进展"], rows)
    sheet = Sheet("〔2024〕1号", "通告", "办公室", "", date(2024, 2, 1), "甲县", [], [table], "")
    to_pdf(sheet, "0" * 64)

    def call(function: Callable[..., Any], *arguments: Any) -> None:
        if given.on_the_hub:
            function(*arguments)
        else:
            off_the_hub(function, *arguments)

    def queries() -> None:
        pool = eventlet.GreenPool(QUERIES)
        for connection in connections:
            pool.spawn(connection.execute, f"SELECT pg_sleep({SECONDS})")
        pool.waitall()

    def hashes() -> None:
        for _ in range(3):
            call(hasher.hash, "password")

    def papers() -> None:
        for _ in range(3):
            # Another digest each time: typst remembers what it has set before.
            call(to_pdf, sheet, secrets.token_hex(32))

    ticker = Ticker()
    found: dict[str, Any] = {"waits": waiting.wait.__name__, "took": None}
    for name, work in (("queries", queries), ("hashes", hashes), ("papers", papers)):
        began = time.monotonic()
        found[name] = min(ticker.during(work) for _ in range(given.rounds))
        if name == "queries":
            found["took"] = (time.monotonic() - began) / given.rounds
    print(json.dumps(found))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
