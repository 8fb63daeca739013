"""The whole suite: writes through the gateway, events to effect, start-up, memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import sqlalchemy as sa

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.land import LAND
from services.demo.play import play
from services.demo.player import Player
from services.demo.script import Part, Script
from services.demo.yuanyang import collecting, founding
from services.embedded.home import Home
from services.embedded.up import Distributed, distributed, free_port
from shared.config import load
from shared.contracts import collection
from shared.persistence.engine import single_engine
from tests.load.measure import Row, percentile, rate, row
from tests.support.running import running

WRITES = 400
THREADS = 8
WARM_UP = 200
"""Writes before the clock runs: connections are opened and statements prepared."""

SCRIPT = Script("yuanyang", "原阳县", (founding.part, Part(collecting.part.steps[:2])))
"""As far as the opening of the round."""


def bench_distributed(folder: Path) -> list[Row]:
    """Writes a second against the floor; outbox event to effect."""
    home = Home(folder / "distributed")
    home.hold()
    with distributed(home, free_port()) as suite:
        play(suite.address, home.folder / "demo.json", (LAND, SCRIPT), lambda _: None)
        ours = _gateway_writes(suite, home)
        with _bare_gunicorn(suite) as address:
            floor = _post_rate(f"{address}/", {"title": "x" * 200})
        delays = _delays(suite)
    home.release()
    return [
        row("gateway writes against bare gunicorn + psycopg insert", ours, floor, "writes/s"),
        row(
            "outbox event to effect, p50, against the retry delay", percentile(delays, 0.5) * 1000, 1000, "ms"
        ),
        row(
            "outbox event to effect, p99, against the retry delay",
            percentile(delays, 0.99) * 1000,
            1000,
            "ms",
        ),
    ]


def bench_embedded(folder: Path) -> list[Row]:
    """Second start against importing the frameworks; memory of everything as PSS."""
    home = folder / "embedded"
    with running("run", home, "--no-demo"):
        pass
    began = time.perf_counter()
    with running("run", home, "--no-demo") as suite:
        started = time.perf_counter() - began
        play(suite.address, suite.home / "demo.json", (LAND, SCRIPT), lambda _: None)
        memory = _pss_mib(suite.process.pid, suite.home)
        suite.stop(signal.SIGTERM)
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "import nameko.rpc, flask_smorest, sqlalchemy, psycopg"],
        check=True,
    )
    imports = time.perf_counter() - began
    return [
        row("second start against importing the frameworks", started, imports, "s"),
        row("second start against the 5 s allowed", started, 5.0, "s"),
        row("memory of the embedded suite as PSS against the 500 MiB allowed", memory, 500.0, "MiB"),
    ]


def _gateway_writes(suite: Distributed, home: Home) -> float:
    player = Player(DemoClient(suite.address, "bench"), Accounts(home.folder / "demo.json"), "yuanyang")
    rounds = player.act(collection.LIST_ROUNDS, as_="resident", cycle_id=_cycle(player), limit=5)["items"]
    url = f"{suite.address}/api/v1/tenants/yuanyang/collection/rounds/{rounds[0]['id']}/suggestions"
    entry = {
        "channel": "media_centre",
        "category": "other",
        "title": "路灯",
        "content": "x" * 150,
        "place": "某村",
    }
    return _post_rate(url, entry)


def _cycle(player: Player) -> str:
    from shared.contracts import congress

    cycles = player.all_pages(congress.LIST_CYCLES, as_="resident")
    return str(next(each["id"] for each in cycles if each["year"] == 2024))


def _post_rate(url: str, body: dict[str, Any]) -> float:
    local = threading.local()

    def post() -> None:
        if not hasattr(local, "client"):
            local.client = httpx.Client(trust_env=False, timeout=30)
        local.client.post(url, json=body).raise_for_status()

    rate(post, WARM_UP, threads=THREADS)
    return rate(post, WRITES, threads=THREADS)


@contextmanager
def _bare_gunicorn(suite: Distributed) -> Iterator[str]:
    dsn = suite.postgres.superuser_dsn()
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bench (id text PRIMARY KEY, body jsonb)")
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--worker-class=gthread",
            "--workers=2",
            "--threads=16",
            f"--bind=127.0.0.1:{port}",
            "tests.load.bare_insert:app",
        ],
        env={**os.environ, "BENCH_DSN": dsn},
        cwd=Path(__file__).parents[2],
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        pause = threading.Event()
        for _ in range(100):
            try:
                httpx.post(f"{address}/", json={}, trust_env=False).raise_for_status()
                break
            except httpx.TransportError:
                pause.wait(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _delays(suite: Distributed) -> list[float]:
    """Seconds from the outbox row to the inbox row of the service that took it."""
    settings = load({**os.environ, **suite.environment})
    with single_engine(settings, "collection", "relay").connect() as connection:
        sent = {
            row.id: row.created_at
            for row in connection.execute(
                sa.text(
                    "SELECT id, created_at FROM outbox WHERE routing_key LIKE 'v1.collection.suggestion_recorded.%'"
                )
            )
        }
    pause = threading.Event()
    for _ in range(300):
        with single_engine(settings, "screening", "relay").connect() as connection:
            taken = {
                row.message_id: row.received_at
                for row in connection.execute(sa.text("SELECT message_id, received_at FROM inbox"))
            }
        if set(sent) <= set(taken):
            break
        pause.wait(0.1)
    return [(taken[key] - sent[key]).total_seconds() for key in sent]


def _pss_mib(pid: int, home: Path) -> float:
    """Proportional set size of the supervisor, the suite and the database server with all its processes."""
    server = int((home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    tree = [each for root in (pid, server) for each in _with_children(psutil.Process(root))]
    return sum(int(each.memory_full_info().pss) for each in tree) / 2**20


def _with_children(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]
