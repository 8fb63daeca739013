"""A server for tests that ends with those who use it.

Each has a guardian, a shell that waits for a lock which its users share. The kernel releases the lock of a process
however it ends, so that even after SIGKILL of the tests no server and no folder is left.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import subprocess
import tempfile
import threading
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Self

import psutil

_GUARDIAN = """
for note in "$1"/pids/*; do [ -e "$note" ] && kill -"$(cat "$note")" "${note##*/}"; done
for note in "$1"/pids/*; do
  while grep -qs '^State:.[^Z]' "/proc/${note##*/}/status"; do sleep 0.1; done
done
rm -rf "$1"
"""


ENDING_SECONDS = 60


class InstanceFailed(RuntimeError):
    """A server for tests did not start, or did not end."""


class Instance(ABC):
    """A folder, the processes that work in it, and the guardian that ends them when every user has gone."""

    def __init__(self, name: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"piaojue-{name}-"))
        self.folder.chmod(0o711)
        (self.folder / "pids").mkdir()
        self._lock = _hold(self.folder)
        self._guardian = subprocess.Popen(
            ["/usr/bin/flock", self.folder / "users", "sh", "-c", _GUARDIAN, "sh", self.folder],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        atexit.register(self.close)

    @abstractmethod
    def start(self) -> None:
        """Start the server, with the data it had; returns when it answers."""

    @abstractmethod
    def kill(self) -> None:
        """End the server by SIGKILL, as a crash would."""

    @abstractmethod
    def stop(self) -> None:
        """End the server in an orderly way; its data stay until ``close``."""

    def close(self) -> None:
        """End everything and delete the folder; safe to repeat."""
        atexit.unregister(self.close)
        if not self.folder.exists():
            return
        self.stop()
        self._guardian.kill()
        self._guardian.wait()
        os.close(self._lock)
        shutil.rmtree(self.folder, ignore_errors=True)

    def leave(self) -> None:
        """Give up this process's use of a shared instance; the guardian ends it when it was the last."""
        atexit.unregister(self.close)
        leave(self._lock, self._guardian.pid)

    @property
    def guardian(self) -> int:
        """The process id of the guardian."""
        return self._guardian.pid

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def note(self, pid: int, how: str) -> None:
        """Tell the guardian of a process, and by which signal to end it."""
        (self.folder / "pids" / str(pid)).write_text(how)

    def forget(self, pid: int) -> None:
        """A process has ended."""
        (self.folder / "pids" / str(pid)).unlink(missing_ok=True)


def _hold(folder: Path) -> int:
    handle = os.open(folder / "users", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def join(folder: Path) -> int | None:
    """Become a user of a running instance, or learn that its last user has gone."""
    try:
        handle = os.open(folder / "users", os.O_RDWR)
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return None
    return handle


def leave(handle: int, guardian: int) -> None:
    """Cease to be a user; the last one waits until the guardian has ended the instance.

    The guardian may be the child of a worker that has gone: it is then a zombie for as long as it takes
    the machine's first process to notice, and counts as ended.
    """
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        last = True
    except OSError:
        last = False
    os.close(handle)
    if last and not _ends(guardian, ENDING_SECONDS):
        raise InstanceFailed(f"the guardian {guardian} has not ended its instance in {ENDING_SECONDS} s")


def _ends(pid: int, seconds: float) -> bool:
    pause = threading.Event()
    for _ in range(int(seconds * 20)):
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        pause.wait(0.05)
    return False
