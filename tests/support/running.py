"""The whole suite as an operator starts it, for end-to-end tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from services.embedded.up import free_port

STARTING_SECONDS = 180
ROOT = Path(__file__).parents[2]


@dataclass
class Running:
    """A suite that serves: its address, home, process, and what it writes."""

    address: str
    home: Path
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to stop; returns its code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(120)


BATCH_SECONDS = 1
"""A minute of the board, in tests that wait for one."""


@contextmanager
def running(command: str, home: Path, *options: str) -> Iterator[Running]:
    """``piaojue run`` or ``piaojue up`` on a free port, until the block ends."""
    port = free_port()
    home.mkdir(parents=True, exist_ok=True)
    arguments = [sys.executable, "-m", "services.cli.main", command, "--port", str(port), "--home", str(home)]
    log = home.parent / f"{home.name}-{command}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*arguments, *options],
            cwd=ROOT,
            env={**os.environ, "PIAOJUE_BATCH_SECONDS": str(BATCH_SECONDS)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    data = home / "up" if command == "up" else home
    suite = Running(f"http://127.0.0.1:{port}", data, process, log)
    try:
        _await(suite, log)
        yield suite
    finally:
        try:
            suite.stop()
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(suite: Running, log: Path) -> None:
    pause = threading.Event()
    with httpx.Client(trust_env=False, timeout=2) as client:
        for _ in range(STARTING_SECONDS * 5):
            if suite.process.poll() is not None:
                break
            try:
                if (
                    client.get(f"{suite.address}/healthz").status_code == 200
                    and "票决已就绪" in log.read_text()
                ):
                    return
            except httpx.TransportError:
                pass
            pause.wait(0.2)
    raise AssertionError(f"the suite did not start:\n{log.read_text()[-3000:]}")
