"""The guard of a server: quiet while we live, patient when we are gone, and not for ever."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.integration.embedded.tree import ROOT, wait_for

SERVER = """\
import pathlib, signal, sys, time
notes = pathlib.Path(sys.argv[1])
def on_term(*_):
    (notes / "asked").touch()
    if sys.argv[2] == "obeys":
        time.sleep(2)
        (notes / "finished").touch()
        sys.exit(0)
signal.signal(signal.SIGTERM, on_term)
(notes / "serves").touch()
while True:
    time.sleep(60)
"""
OWNER = """\
import sys
from services.embedded import guard
guard.PATIENCE_SECONDS = 4
kept = guard.Guard(int(sys.argv[1]), "TERM", "KILL", whole_group=True)
print("watching", flush=True)
if sys.argv[2] == "released":
    kept.release()
sys.stdin.read()
"""


@pytest.fixture(params=["obeys", "ignores"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server that finishes its work when asked to end, and one that does not listen."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path), request.param], start_new_session=True
    )
    assert wait_for((tmp_path / "serves").exists)
    yield request.param, process
    process.kill()
    process.wait()


def owner(process: subprocess.Popen[bytes], how: str) -> subprocess.Popen[bytes]:
    """Somebody who has the server guarded, and is then killed."""
    started = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(process.pid), how],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == b"watching\n"
    return started


def test_a_killed_owners_server_is_asked_to_finish_and_ended_if_it_does_not(
    server: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    kind, process = server
    with owner(process, "kept") as gone:
        assert process.poll() is None
        assert not (tmp_path / "asked").exists()
        gone.kill()
    code = process.wait(60)
    assert (tmp_path / "asked").exists()
    assert (tmp_path / "finished").exists() == (kind == "obeys")
    assert code == (0 if kind == "obeys" else -9)


def test_a_released_server_is_left_alone(server: tuple[str, subprocess.Popen[bytes]], tmp_path: Path) -> None:
    _, process = server
    with owner(process, "released") as gone:
        # Released means that the shell has ended, so that nobody is left to do anything.
        assert wait_for(lambda: not shells_of(gone.pid))
        gone.kill()
    assert process.poll() is None
    assert not (tmp_path / "asked").exists()


def shells_of(pid: int) -> list[int]:
    return [each.pid for each in psutil.Process(pid).children()]
