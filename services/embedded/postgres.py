"""Starting and stopping the PostgreSQL of the wheel for a suite that runs in one process.

Below the folder given to it stand ``password`` (of the superuser, 0600), ``port`` (kept, so that it stays the same
from run to run), and the ground: ``data``, ``server.log``. The server listens on loopback TCP only.

Root cannot run PostgreSQL: its server runs as ``nobody`` (or as whoever owns the data already). Where ``nobody`` may
not enter the folder, as below ``/root``, no parent folder is opened for it; the ground, and a copy of the programs if
they are out of reach too, is then ``/var/lib/piaojue-<hash of the folder>``, which the file ``location`` names.

The server is a daemon of its own session: Ctrl-C does not reach it, and who started it calls ``stop()``, for which
SIGINT and SIGTERM must be handled. After SIGKILL a guard ends it; should even that be gone (the machine's power, say),
the next ``start()`` of the same folder clears up before starting anew. One process at a time may use a folder: the
caller holds the lock of the home.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
from pathlib import Path

import psutil
from psycopg.conninfo import make_conninfo

from services.embedded import wheel
from services.embedded.errors import FolderNotUsable, OtherMajorVersion, ServerDidNotStart
from services.embedded.guard import Guard
from services.embedded.settings import server_settings
from services.embedded.unprivileged import Account
from shared.files import write_private

HOST = "127.0.0.1"
SUPERUSER = "postgres"
LARGEST_LOG_BYTES = 1_000_000
REFUGE = Path("/var/lib")
"""Where the ground is laid for a folder that the server's account cannot enter. Only root comes here."""


class EmbeddedPostgres:
    """The database server of one home. ``max_connections`` bounds its clients.

    Without ``durable`` nothing is forced to disk: for tests only.
    """

    def __init__(self, folder: Path, *, max_connections: int = 60, durable: bool = True) -> None:
        self.folder = folder.absolute()
        self.max_connections = max_connections
        self.durable = durable
        self.host = HOST
        self.port = 0
        self._ground = self.folder
        self._account = Account.own()
        self._programs = Path()
        self._guard: Guard | None = None

    @property
    def data(self) -> Path:
        """The data folder of the server."""
        return self._ground / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self._ground / "server.log"

    def start(self) -> None:
        """Make the data folder if there is none, and start the server; returns once it takes connections."""
        try:
            self._lay_ground()
            self._check_version()
            if not self.data.exists():
                self._initialise()
            self._end_orphan()
            self._launch()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise FolderNotUsable(
                f"数据库目录 {self.folder} 不可用（{error}）。"
                "请检查该目录的权限和磁盘空间，或用环境变量 PIAOJUE_HOME 另指定一个可写的目录。"
            ) from error

    def stop(self) -> None:
        """End the server, open transactions included; nothing happens if it does not run."""
        if self.port:
            self._halt()
            self.port = 0
        if self._guard is not None:
            self._guard.release()
            self._guard = None

    def kill(self) -> None:
        """Kill -9 the server's first process; its sessions end with it, and the next start recovers."""
        with contextlib.suppress(psutil.Error):
            server = psutil.Process(self._postmaster())
            sessions = server.children()
            server.kill()
            psutil.wait_procs([server, *sessions], timeout=30)
        if self._guard is not None:
            self._guard.release()
            self._guard = None

    def erase(self) -> None:
        """Stop the server and delete its data and password: there is no way back."""
        if not self.folder.exists():
            return
        self._lay_ground()
        self._end_orphan()
        if self._ground != self.folder:
            shutil.rmtree(self._ground, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> EmbeddedPostgres:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def dsn(self, user: str, password: str, database: str) -> str:
        """How psycopg connects as a role."""
        return make_conninfo(host=self.host, port=self.port, user=user, password=password, dbname=database)

    def superuser_dsn(self, database: str = "postgres") -> str:
        """How psycopg connects for provisioning and backup."""
        return self.dsn(SUPERUSER, (self.folder / "password").read_text(), database)

    def program(self, name: str) -> Path:
        """A client program of the server's own version, such as ``pg_dump``."""
        return wheel.program(name)

    def _lay_ground(self) -> None:
        self._account = Account.for_server()
        self._make(self.folder)
        if not self._account.is_ours and not self._account.can_enter(self.folder):
            pointer = self.folder / "location"
            if not pointer.exists():
                name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
                write_private(pointer, os.fsencode(REFUGE / f"piaojue-{name}"))
        self._locate()
        self._make(self._ground)
        if self._ground != self.folder:
            self._claim()
        self._programs = wheel.installation() / "bin"
        if not self._account.can_run(self._programs / "postgres"):
            self._programs = wheel.copied_to(self._ground) / "bin"

    def _make(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            raise FolderNotUsable(
                f"数据库目录 {folder} 属于另一用户。请用原来的用户运行，"
                "或用环境变量 PIAOJUE_HOME 另指定一个目录。"
            )
        folder.chmod(0o700 if self._account.is_ours else 0o711)

    def _locate(self) -> None:
        """Find the ground that was chosen, and whose data are there."""
        pointer = self.folder / "location"
        self._ground = Path(os.fsdecode(pointer.read_bytes())) if pointer.exists() else self.folder
        if self.data.exists():
            owner = self.data.stat()
            if os.geteuid() == 0 and owner.st_uid != 0:
                self._account = Account(owner.st_uid, owner.st_gid)

    def _claim(self) -> None:
        """Note whose refuge it is: a copied home must not share the data of the one it was copied from."""
        home = self._ground / "home"
        claimed = Path(os.fsdecode(home.read_bytes())) if home.exists() else self.folder
        if claimed != self.folder and claimed.exists():
            raise FolderNotUsable(
                f"数据库目录 {self.folder} 是从 {claimed} 复制来的，二者不能共用数据。"
                f"请删除 {self.folder} 后重试。"
            )
        write_private(home, os.fsencode(self.folder))

    def _check_version(self) -> None:
        if not self.data.exists():
            return
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != str(wheel.MAJOR):
            raise OtherMajorVersion(
                f"数据目录 {self.data} 由 PostgreSQL {found} 建立，本版本使用 PostgreSQL {wheel.MAJOR}，"
                "不能直接打开。请用建立它的版本执行 piaojue backup，再用本版本 piaojue restore。"
            )
        if not (self.folder / "password").exists():
            raise FolderNotUsable(
                f"缺少密码文件 {self.folder / 'password'}，无法登录已有的数据库。请从备份找回该文件。"
            )

    def _initialise(self) -> None:
        """Write the data folder aside and put it in place when complete, so that a crash leaves none by halves."""
        password = secrets.token_urlsafe(24)
        write_private(self.folder / "password", password.encode())
        unfinished, lent = self._ground / "data.new", self._ground / "password.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self._account.give(unfinished)
        write_private(lent, password.encode())
        self._account.give(lent)
        try:
            options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            options += [] if self.durable else ["--no-sync"]
            done = self._run("initdb", "-D", unfinished, "-U", SUPERUSER, f"--pwfile={lent}", *options)
        finally:
            lent.unlink()
        if done.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise ServerDidNotStart(f"无法建立数据库：{_last_lines(done.stdout)}")
        unfinished.rename(self.data)

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        return self._account.run([self._programs / program, *arguments])

    def _halt(self) -> None:
        for mode in ("fast", "immediate"):
            if self._run("pg_ctl", "stop", "-D", self.data, "-m", mode, "-w", "-t", "30").returncode == 0:
                return

    def _end_orphan(self) -> None:
        """End a server that outlived a killed run; forget a pid that now belongs to somebody else."""
        pid = self._postmaster()
        if pid and self._is_ours(pid):
            self._halt()
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _postmaster(self) -> int:
        """The process number that the data folder names, 0 for none."""
        try:
            first = (self.data / "postmaster.pid").read_text().partition("\n")[0].strip()
        except FileNotFoundError:
            return 0
        return int(first) if first.isdigit() else 0

    def _is_ours(self, pid: int) -> bool:
        try:
            process = psutil.Process(pid)
            return process.name() == "postgres" and Path(process.cwd()) == self.data.resolve()
        except psutil.Error:
            return False

    def _launch(self) -> None:
        if not self.log.exists() or self.log.stat().st_size > LARGEST_LOG_BYTES:
            self.log.unlink(missing_ok=True)
            self.log.touch(mode=0o600, exist_ok=False)
            self._account.give(self.log)
        for _ in range(3):
            self.port = self._choose_port()
            self._configure()
            if (
                self._run("pg_ctl", "start", "-D", self.data, "-l", self.log, "-w", "-t", "60").returncode
                == 0
            ):
                write_private(self.folder / "port", str(self.port).encode())
                # TERM lets sessions finish and takes no new ones, INT ends them.
                self._guard = Guard(self._postmaster(), "TERM", "INT")
                return
            self._end_orphan()
        self.port = 0
        raise ServerDidNotStart(
            f"数据库没有启动：{_last_lines(self.log.read_bytes())}。完整记录见 {self.log}。"
        )

    def _choose_port(self) -> int:
        """The port of the last run if it is still free, or any free one."""
        remembered = self.folder / "port"
        wanted = remembered.read_text().strip() if remembered.exists() else ""
        for port in (int(wanted) if wanted.isdigit() else 0, 0):
            with contextlib.suppress(OSError), socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((HOST, port))
                return int(probe.getsockname()[1])
        raise OSError("no free port")

    def _configure(self) -> None:
        path = self.data / "postgresql.conf"
        path.unlink(missing_ok=True)
        # Created exclusively: the folder belongs to an account with fewer rights than ours.
        with path.open("x") as stream:
            stream.write(server_settings(HOST, self.port, self.max_connections, durable=self.durable))
        self._account.give(path)


def _last_lines(output: bytes) -> str:
    return " / ".join(output.decode(errors="replace").strip().splitlines()[-3:])
