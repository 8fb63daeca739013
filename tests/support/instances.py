"""Private servers for tests: Debian's PostgreSQL and RabbitMQ, on loopback and free ports, gone afterwards.

``with DebianPostgres() as server`` and ``with RabbitNode() as node`` give a server to one user. ``shared_postgres``
and ``shared_rabbitmq`` give one to all workers of a run: the first starts it, and it ends when the last has gone.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from filelock import FileLock
from psycopg.conninfo import make_conninfo

from services.embedded import rabbitmq
from services.embedded.unprivileged import Account
from tests.support.guarded import Instance, InstanceFailed, join, leave

HOST = "127.0.0.1"
START_SECONDS = 60.0

DETS_SAVED, DETS_IS_SAVED = slice(8, 12), b"\0\0\0\1"
"""Where a file of Erlang's dets says whether all of it is written, and what it then says."""


class NotInstalled(RuntimeError):
    """The machine lacks a server that the tests need."""


def free_ports(number: int) -> list[int]:
    """So many different ports of loopback on which nobody listens."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind((HOST, 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def installed(pattern: str) -> Path:
    """The newest file below ``/usr/lib`` of this pattern; raises ``NotInstalled``."""
    found = sorted(Path("/usr/lib").glob(pattern), key=lambda path: [int(n) for n in _numbers(path)])
    if not found:
        raise NotInstalled(f"缺少 /usr/lib/{pattern}，请先运行 deploy/install-debian。")
    return found[-1]


def _numbers(path: Path) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in str(path)).split()


class DebianPostgres(Instance):
    """The PostgreSQL that the system has, without forcing anything to disk."""

    def __init__(self, *, max_connections: int = 300) -> None:
        self.programs = installed("postgresql/*/bin/initdb").parent
        super().__init__("postgres")
        self.host = HOST
        self.port = free_ports(1)[0]
        self.max_connections = max_connections
        self.password = secrets.token_urlsafe(12)
        self._account = Account.for_server()
        self._server: subprocess.Popen[bytes] | None = None

    def dsn(self, user: str, password: str, database: str) -> str:
        """How psycopg connects as a role."""
        return make_conninfo(host=self.host, port=self.port, user=user, password=password, dbname=database)

    @property
    def superuser_dsn(self) -> str:
        """How psycopg connects for provisioning."""
        return self.dsn("postgres", self.password, "postgres")

    def start(self) -> None:
        """Start the server, with the data it had; returns when it answers."""
        data = self.folder / "data"
        if not data.exists():
            self._initialise(data)
        options = {
            "listen_addresses": HOST,
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": self.max_connections,
            "shared_buffers": "64MB",
            "jit": "off",
            "fsync": "off",
            "full_page_writes": "off",
        }
        settings = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        with (self.folder / "output.log").open("ab") as output:
            self._server = subprocess.Popen(
                [self.programs / "postgres", "-D", data, *settings],
                cwd="/",
                env={"LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **self._account.identity(),
            )
        # By SIGQUIT its children and its shared memory go too.
        self.note(self._server.pid, "QUIT")
        self._await(self._server)

    def kill(self) -> None:
        """End the server by SIGKILL, as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End the server and its clients' sessions; the data stay until ``close``."""
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        if self._server is not None:
            self._server.send_signal(how)
            self._server.wait(60)
            self.forget(self._server.pid)
            self._server = None

    def _await(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(psycopg.OperationalError):
                return psycopg.connect(self.superuser_dsn).close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(0.05)
                break
        raise InstanceFailed((self.folder / "output.log").read_text(errors="replace")[-2000:])

    def _initialise(self, data: Path) -> None:
        password = self.folder / "password"
        password.write_text(self.password)
        data.mkdir(mode=0o700)
        for each in (password, data):
            self._account.give(each)
        options = ["-U", "postgres", f"--pwfile={password}", "--no-sync"]
        options += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
        done = self._account.run([self.programs / "initdb", "-D", data, *options])
        if done.returncode != 0:
            raise InstanceFailed(done.stdout.decode(errors="replace"))


class _NotedNode(rabbitmq.RabbitNode):
    """The node of ``piaojue up``, whose processes the guardian knows."""

    def __init__(self, instance: Instance, configuration: str | None, account: tuple[str, str]) -> None:
        self.instance = instance
        self.configuration = configuration
        self.account = account
        super().__init__(instance.folder, lambda: free_ports(1)[0])

    @property
    def uri(self) -> str:
        user, password = self.account
        return f"amqp://{user}:{password}@{HOST}:{self.port}/"

    def _configure(self) -> None:
        super()._configure()
        if self.configuration is not None:
            listeners = f"listeners.tcp.1 = {HOST}:{self.port}\n"
            (self.folder / "rabbitmq.conf").write_text(listeners + self.configuration)

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        process = super()._spawn(command)
        self.instance.note(process.pid, "KILL")
        return process

    def kill(self) -> None:
        if self._node is not None:
            super().kill()
            self.instance.forget(self._node.pid)


class RabbitNode(Instance):
    """A RabbitMQ node of its own, with its own epmd; ``kill`` and ``start`` again keep its data.

    ``configuration`` replaces all that its ``rabbitmq.conf`` says but where it listens.
    """

    def __init__(
        self, *, configuration: str | None = None, account: tuple[str, str] = ("guest", "guest")
    ) -> None:
        installed("rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server")
        super().__init__("rabbitmq")
        self._node = _NotedNode(self, configuration, account)

    @property
    def uri(self) -> str:
        """Where the node listens."""
        return self._node.uri

    def start(self) -> None:
        """Start the node, with the data it had; returns when it accepts a connection."""
        self._node.start()

    def kill(self) -> None:
        """End the node by SIGKILL, as a crash would, once its register of quorum queues is on the disk.

        RabbitMQ writes it half a second after the last change; a queue declared less than that before a crash has its
        name left, but no process, and whoever purges it is answered 541 for ever.
        """
        pause, deadline = threading.Event(), time.monotonic() + START_SECONDS
        while not self._register_saved():
            if time.monotonic() > deadline:
                raise InstanceFailed("the register of quorum queues was not saved")
            pause.wait(0.05)
        self._node.kill()

    def _register_saved(self) -> bool:
        registers = list(self.folder.glob("mnesia/*/quorum/*/names.dets"))
        return all(each.read_bytes()[DETS_SAVED] == DETS_IS_SAVED for each in registers)

    def stop(self) -> None:
        """End node and epmd in an orderly way; the data stay until ``close``."""
        self._node.stop()
        for note in (self.folder / "pids").iterdir():
            self.forget(int(note.name))


@dataclass(frozen=True)
class SharedPostgres:
    """A PostgreSQL that all workers of a run use."""

    superuser_dsn: str


@dataclass(frozen=True)
class SharedRabbit:
    """A RabbitMQ node that all workers of a run use."""

    uri: str


@contextlib.contextmanager
def shared_postgres(run_folder: Path) -> Iterator[SharedPostgres]:
    """One PostgreSQL for all processes that name the same folder."""
    with shared_instance(
        run_folder / "postgres", DebianPostgres, lambda it: {"superuser_dsn": it.superuser_dsn}
    ) as known:
        yield SharedPostgres(**known)


@contextlib.contextmanager
def shared_rabbitmq(run_folder: Path) -> Iterator[SharedRabbit]:
    """One RabbitMQ node for all processes that name the same folder."""
    with shared_instance(run_folder / "rabbitmq", RabbitNode, lambda it: {"uri": it.uri}) as known:
        yield SharedRabbit(**known)


@contextlib.contextmanager
def shared_instance(
    note: Path, make: Callable[[], Any], describe: Callable[[Any], dict[str, str]]
) -> Iterator[dict[str, str]]:
    """One instance for all processes that name the same note; yields what ``describe`` says of it."""
    leaving = contextlib.ExitStack()
    with FileLock(f"{note}.lock"):
        known = json.loads(note.read_text()) if note.exists() else {}
        handle = join(Path(known["folder"])) if known else None
        if handle is not None:
            leaving.callback(leave, handle, known["guardian"])
        else:
            instance = make()
            instance.__enter__()
            leaving.callback(instance.leave)
            facts = describe(instance)
            known = {"folder": str(instance.folder), "guardian": instance.guardian, "facts": facts}
            note.write_text(json.dumps(known))
    with leaving:
        yield known["facts"]
