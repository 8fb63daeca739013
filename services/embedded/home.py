"""The data folder of an embedded suite: who uses it, what is in it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from filelock import FileLock, Timeout

from services.embedded.errors import EmbeddedError
from shared.config import IN_PROCESS

DEMO_DONE = "demo-complete"
"""The file that says that the demo year has been played to its end."""

PREFIX = "piaojue"


class HomeNotUsable(EmbeddedError):
    """The data folder cannot be used now; the sentence says what to do."""


class PortTaken(EmbeddedError):
    """The port cannot be listened on: another program does, or this account may not."""


class Home:
    """One data folder, held by one process at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._lock = FileLock(self.folder / "lock")

    def hold(self) -> None:
        """Take the folder for this process; raises ``HomeNotUsable``."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            (self.folder / "holder").write_text(str(os.getpid()))
        except Timeout:
            raise HomeNotUsable(
                f"数据目录 {self.folder} 正被另一个票决进程（进程号 {self._holder()}）使用。"
                "请先停止它（在它的窗口按 Ctrl-C），或用 PIAOJUE_HOME 另指定一个目录。"
            ) from None
        except OSError as error:
            raise HomeNotUsable(unusable(self.folder, error)) from error

    def release(self) -> None:
        """Let others use it."""
        (self.folder / "holder").unlink(missing_ok=True)
        self._lock.release()

    @property
    def demo_done(self) -> bool:
        """Whether the demo year has been played to its end."""
        return self.ready_file.exists()

    def note_demo_done(self) -> None:
        """Remember it."""
        self.ready_file.write_text("")

    @property
    def ready_file(self) -> Path:
        """What ``/readyz`` waits for."""
        return self.folder / DEMO_DONE

    @property
    def database_folder(self) -> Path:
        """Where the embedded PostgreSQL lives."""
        return self.folder / "postgres"

    @property
    def secrets_file(self) -> Path:
        """The passwords of the database roles."""
        return self.folder / "secrets" / "database.json"

    def environment(self, database_host: str, database_port: int) -> dict[str, str]:
        """What a child process of this home needs to know."""
        return {
            "PIAOJUE_HOME": str(self.folder),
            "PIAOJUE_AMQP_URI": IN_PROCESS,
            "PIAOJUE_DATABASE_HOST": database_host,
            "PIAOJUE_DATABASE_PORT": str(database_port),
            "PIAOJUE_DATABASE_PREFIX": PREFIX,
            "PIAOJUE_DATABASE_SECRETS_FILE": str(self.secrets_file),
            "PIAOJUE_KEYS_DIR": str(self.folder / "keys"),
            "PIAOJUE_MAX_WORKERS": "4",
        }

    def _holder(self) -> str:
        path = self.folder / "holder"
        return path.read_text() if path.exists() else "未知"


def unusable(folder: Path, error: OSError) -> str:
    """The sentence for a file that could not be written or read below the data folder."""
    what = f"，{error.filename}" if error.filename else ""
    return (
        f"数据目录 {folder.absolute()} 不能使用（{error.strerror or error}{what}）。"
        "请检查目录权限和磁盘空间，或用环境变量 PIAOJUE_HOME 另指定一个可写的目录。"
    )


def check_port(host: str, port: int) -> None:
    """Raise ``PortTaken`` when we could not listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"端口 {port} 已被其他程序占用，或不允许使用（{error.strerror}）。"
                "请停止占用它的程序，或另选一个端口，例如：make run PORT=8001。"
            ) from error
