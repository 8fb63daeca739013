"""The processes of a distributed suite on this machine, each started again when it dies, as an operator's
service manager would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shared.config import BALLOTS, SERVICES, overlaid
from shared.parent import SETTING
from shared.telemetry import log

ALONE = ("relay", BALLOTS)
"""Processes that are no service, of which several may run."""

RESTART_SECONDS = 0.5
STOPPING_SECONDS = 40


@dataclass
class Member:
    """One process of the fleet and how often it was started."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0


@dataclass
class Fleet:
    """Named processes that stand until ``stop``."""

    environment: Mapping[str, str]
    logs: Path
    members: dict[str, Member] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, arguments: list[str], **environment: str) -> None:
        """Start a ``piaojue`` command as a member of the fleet."""
        command = [sys.executable, "-m", "services.cli.main", *arguments]
        member = Member(
            name,
            command,
            overlaid(os.environ, {**self.environment, **environment, SETTING: str(os.getpid())}),
        )
        self.members[name] = member
        self._start(member)

    def kill(self, name: str) -> None:
        """Kill -9 one member; it is started again."""
        process = self.members[name].process
        if process is not None:
            process.kill()

    def replace(self, name: str) -> None:
        """Ask one member to finish its work and end; it is started again."""
        process = self.members[name].process
        if process is not None:
            process.terminate()

    def stop(self) -> None:
        """Ask all to finish, then end those that do not."""
        self.stopping.set()
        with self._lock:
            processes = [each.process for each in self.members.values() if each.process is not None]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            try:
                process.wait(STOPPING_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _start(self, member: Member) -> None:
        with self._lock:
            if self.stopping.is_set():
                return
            with (self.logs / f"{member.name}.log").open("ab") as output:
                member.process = subprocess.Popen(  # noqa: S603  (our own program)
                    member.command,
                    env=member.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                )
            member.starts += 1
        threading.Thread(target=self._watch, args=(member, member.process), daemon=True).start()

    def _watch(self, member: Member, process: subprocess.Popen[bytes]) -> None:
        code = process.wait()
        if self.stopping.is_set():
            return
        log.warning("member_ended", member=member.name, code=code, starts=member.starts)
        if not self.stopping.wait(RESTART_SECONDS):
            self._start(member)


def add_whole_suite(
    fleet: Fleet, port: int, free_port: Callable[[], int], copies: Mapping[str, int] | None = None
) -> dict[str, int]:
    """Start every service (so many copies of each), relay, ballot worker and gateway; returns the probe ports."""
    probes: dict[str, int] = {}
    for kind in (*SERVICES, *ALONE):
        for number in range(1, (copies or {}).get(kind, 1) + 1):
            name = f"{kind}-{number}"
            probes[name] = free_port()
            arguments = [kind] if kind in ALONE else ["service", kind]
            fleet.add(name, arguments, PIAOJUE_METRICS_PORT=str(probes[name]))
    fleet.add("gateway", ["gateway", "--port", str(port)], PIAOJUE_METRICS_PORT=str(free_port()))
    return probes
