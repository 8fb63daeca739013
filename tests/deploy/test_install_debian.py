"""deploy/install-debian on a machine of stand-ins: what it asks of dpkg, apt and the service manager."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy" / "install-debian"
NEEDED = {"rabbitmq-server", "postgresql", "chromium", "belenios-tool"}
STANDINS = {
    "dpkg-query": 'for last; do :; done; case " $INSTALLED " in *" $last "*) printf installed;; *) exit 1;; esac',
    "id": 'echo "$FAKE_UID"',
    "apt-get": 'echo "apt-get $* runlevel=${RUNLEVEL:-}" >>"$CALLS"; exit "${APT_RESULT:-0}"',
    "systemctl": 'echo "stop ${!#}" >>"$CALLS"',
    "service": 'echo "stop $1" >>"$CALLS"',
}


@dataclass
class Machine:
    """A machine with these packages installed."""

    folder: Path

    def run(self, installed: set[str], uid: int = 0, apt: int = 0) -> tuple[int, str, list[str]]:
        calls = self.folder / "calls"
        calls.write_text("")
        environment = {
            "PATH": f"{self.folder}:/usr/bin:/bin",
            "INSTALLED": " ".join(installed),
            "FAKE_UID": str(uid),
            "APT_RESULT": str(apt),
            "CALLS": str(calls),
        }
        done = subprocess.run([SCRIPT], env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr, calls.read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    for name, body in STANDINS.items():
        (tmp_path / name).write_text(f"#!/bin/bash\n{body}\n")
        (tmp_path / name).chmod(0o755)
    return Machine(tmp_path)


def test_nothing_is_done_when_all_is_there(machine: Machine) -> None:
    assert machine.run(NEEDED, uid=1000) == (0, "", [])


def test_root_installs_what_is_missing_and_leaves_nothing_running(machine: Machine) -> None:
    code, _, calls = machine.run(NEEDED - {"rabbitmq-server"})
    assert code == 0
    assert calls[0].startswith("apt-get update")
    assert calls[1].startswith("apt-get install") and calls[1].endswith("rabbitmq-server runlevel=1")
    assert calls[2:] == ["stop rabbitmq-server"]


def test_a_server_that_was_there_before_is_not_stopped(machine: Machine) -> None:
    _, _, calls = machine.run({"postgresql", "rabbitmq-server"})
    assert [call for call in calls if call.startswith("stop")] == []


def test_others_are_told_the_exact_command(machine: Machine) -> None:
    code, said, calls = machine.run({"postgresql"}, uid=1000)
    assert code == 1
    assert "apt-get install --no-install-recommends rabbitmq-server chromium belenios-tool" in said
    assert calls == []


def test_a_failure_of_apt_is_a_failure_with_a_sentence(machine: Machine) -> None:
    code, said, _ = machine.run(set(), apt=100)
    assert code == 1
    assert "安装失败" in said
