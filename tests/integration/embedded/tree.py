"""The processes of a suite, found from outside, and waiting until all of them have ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from services.embedded.up import free_port

ROOT = Path(__file__).parents[3]
READY = "票决已就绪"
DEADLINE_SECONDS = 120


@dataclass
class Started:
    """A supervisor that was started, what it writes, and where its data are."""

    process: subprocess.Popen[bytes]
    log: Path
    home: Path

    def said(self) -> str:
        return self.log.read_text()

    def await_ready(self) -> None:
        """Until it says that it serves."""
        assert wait_for(lambda: READY in self.said() or self.process.poll() is not None), self.said()
        assert self.process.poll() is None, self.said()

    def tree(self) -> list[psutil.Process]:
        """Every process that works for this home: named by its command line, its folder or its environment.

        What a test asks of one stands in its ``info``: it may have ended meanwhile.
        """
        every = psutil.process_iter(["cmdline", "name", "uids"])
        return [each for each in every if each.pid != os.getpid() and self._is_ours(each)]

    def _is_ours(self, process: psutil.Process) -> bool:
        home = str(self.home)
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            words = [*process.cmdline(), process.cwd(), *process.environ().values()]
            return any(home in word for word in words)
        except psutil.Error:
            return False


def wait_for(what: Callable[[], bool], seconds: float = DEADLINE_SECONDS) -> bool:
    """Whether it came true in time."""
    pause = threading.Event()
    for _ in range(int(seconds * 10)):
        if what():
            return True
        pause.wait(0.1)
    return what()


def piaojue(*arguments: str) -> list[str]:
    """The command line of ``piaojue``."""
    return [sys.executable, "-m", "services.cli.main", *arguments]


@contextmanager
def started(
    home: Path, *command: str, identity: Mapping[str, Any] | None = None, **environment: str
) -> Iterator[Started]:
    """A supervisor on its home, as an account; whatever of it is left at the end is killed."""
    home.parent.mkdir(exist_ok=True)
    log = home.parent / f"{home.name}-{time.monotonic_ns()}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            **(identity or {}),
        )
    running = Started(process, log, home)
    try:
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for each in running.tree():
            each.kill()


@contextmanager
def run_suite(home: Path, *options: str) -> Iterator[Started]:
    """``piaojue run --no-demo``, ready."""
    command = piaojue("run", "--no-demo", "--port", str(free_port()), "--home", str(home), *options)
    with started(home, *command) as running:
        running.await_ready()
        yield running
