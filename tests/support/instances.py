"""Private servers for tests: Debian's PostgreSQL and RabbitMQ, on loopback and free ports, gone afterwards.

``with DebianPostgres() as server`` and ``with RabbitNode() as node`` give a server to one user. ``shared_postgres``
and ``shared_rabbitmq`` give one to all workers of a run: the first starts it, and it ends when the last has gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pika
import psycopg
from filelock import FileLock
from pika.exceptions import AMQPError
from psycopg.conninfo import make_conninfo

from services.embedded.unprivileged import Account
from tests.support.guarded import Instance, InstanceFailed, join, leave

HOST = "127.0.0.1"


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

    _stop_signal = signal.SIGINT
    _guard_signal = "QUIT"

    def __init__(self, *, max_connections: int = 300) -> None:
        self.programs = installed("postgresql/*/bin/initdb").parent
        super().__init__("postgres")
        self.host = HOST
        self.port = free_ports(1)[0]
        self.max_connections = max_connections
        self.password = secrets.token_urlsafe(12)
        self._account = Account.for_server()

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
        self._main = self._spawn(
            [self.programs / "postgres", "-D", data, *settings], {"LC_ALL": "C", "TZ": "UTC"}, self._account
        )
        self._await(self._main, lambda: psycopg.connect(self.superuser_dsn).close(), psycopg.OperationalError)

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


class RabbitNode(Instance):
    """A RabbitMQ node of its own, with its own epmd; ``kill`` and ``start`` again keep its data."""

    def __init__(self, *, plugins: Sequence[str] = ()) -> None:
        self.program = installed("rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server")
        super().__init__("rabbitmq")
        self.port, self._distribution, self._names = free_ports(3)
        self.uri = f"amqp://guest:guest@{HOST}:{self.port}/"
        self._epmd: subprocess.Popen[bytes] | None = None
        self._write_configuration(plugins)

    def start(self) -> None:
        """Start the node, with the data it had; returns when it accepts a connection."""
        if self._epmd is None:
            # Run in front: an epmd that the node starts by itself outlives it.
            self._epmd = self._spawn([shutil.which("epmd") or "epmd"], self._environment())
            self._await(self._epmd, self._reach_names, OSError)
        self._main = self._spawn([self.program], self._environment())
        # The client's reason for each refusal would fill the log of a test.
        self._await(self._main, self._reach_node, AMQPError, OSError)

    def close(self) -> None:
        """End node and epmd and delete the folder; safe to repeat."""
        self.stop()
        self._end(self._epmd, signal.SIGKILL)
        self._epmd = None
        super().close()

    def _reach_names(self) -> None:
        socket.create_connection((HOST, self._names), timeout=5).close()

    def _reach_node(self) -> None:
        socket.create_connection((HOST, self.port), timeout=5).close()
        pika.BlockingConnection(pika.URLParameters(self.uri)).close()

    def _write_configuration(self, plugins: Sequence[str]) -> None:
        (self.folder / "enabled_plugins").write_text(f"[{','.join(plugins)}].\n")
        (self.folder / "rabbitmq-env.conf").touch()
        (self.folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = {HOST}:{self.port}\n"
            "log.file.level = warning\n"
            "log.console = false\n"
            "disk_free_limit.absolute = 50MB\n"
            "vm_memory_high_watermark.absolute = 1GB\n"
            "raft.wal_max_size_bytes = 32000000\n"
        )

    def _environment(self) -> dict[str, str]:
        folder = str(self.folder)
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "HOME": folder,
            # The start script then becomes the node itself: its pid is the one we have.
            "RUNNING_UNDER_SYSTEMD": "true",
            "ERL_EPMD_ADDRESS": HOST,
            "ERL_EPMD_PORT": str(self._names),
            "RABBITMQ_NODENAME": f"test{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": HOST,
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self._distribution),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "RABBITMQ_CONF_ENV_FILE": f"{folder}/rabbitmq-env.conf",
            "RABBITMQ_CONFIG_FILE": f"{folder}/rabbitmq.conf",
            "RABBITMQ_ADVANCED_CONFIG_FILE": f"{folder}/advanced.config",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{folder}/enabled_plugins",
            "RABBITMQ_MNESIA_BASE": f"{folder}/mnesia",
            "RABBITMQ_LOG_BASE": f"{folder}/log",
            "RABBITMQ_GENERATED_CONFIG_DIR": f"{folder}/config",
            "RABBITMQ_PID_FILE": f"{folder}/node.pid",
        }


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
    with _shared(run_folder / "postgres", DebianPostgres, lambda it: {"superuser_dsn": it.superuser_dsn}) as known:
        yield SharedPostgres(**known)


@contextlib.contextmanager
def shared_rabbitmq(run_folder: Path) -> Iterator[SharedRabbit]:
    """One RabbitMQ node for all processes that name the same folder."""
    with _shared(run_folder / "rabbitmq", RabbitNode, lambda it: {"uri": it.uri}) as known:
        yield SharedRabbit(**known)


@contextlib.contextmanager
def _shared(note: Path, make: Callable[[], Any], describe: Callable[[Any], dict[str, str]]) -> Iterator[Any]:
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
