"""A RabbitMQ node of our own on this machine, from the programs that the system has installed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pika
from pika.exceptions import AMQPError

from services.embedded.errors import EmbeddedError
from services.embedded.guard import Guard

HOST = "127.0.0.1"
STARTING_SECONDS = 90
STARTS = 3
"""How often a node that ends by itself is started, as whoever runs it in production would."""

STOPPING_SECONDS = 30
HEAD_START_SECONDS = 5
"""What services get to finish in when their supervisor is gone: without a broker they cannot."""

LOG_BYTES = 16_000_000
"""At which size the log of the quorum queues begins anew: by default a data folder grows by 512 MB first."""


class RabbitNotInstalled(EmbeddedError):
    """The machine has no RabbitMQ."""


class RabbitDidNotStart(EmbeddedError):
    """The node ended while starting, or does not answer."""


class RabbitNode:
    """One node with an epmd of its own; ``kill`` and ``start`` again keep its data.

    A ``guarded`` node ends with this process, even when that is killed.
    """

    def __init__(self, folder: Path, free_port: Callable[[], int], *, guarded: bool = False) -> None:
        found = sorted(Path("/usr/lib/rabbitmq/lib").glob("rabbitmq_server-*/sbin/rabbitmq-server"))
        epmd = shutil.which("epmd")
        if not found or epmd is None:
            raise RabbitNotInstalled("没有找到 RabbitMQ，请先运行 deploy/install-debian。")
        self.program, self._epmd_program = found[-1], epmd
        self.folder = folder.absolute()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.port, self._distribution, self._names = free_port(), free_port(), free_port()
        self._node: subprocess.Popen[bytes] | None = None
        self._epmd: subprocess.Popen[bytes] | None = None
        self._guarded = guarded
        self._guards: dict[int, Guard] = {}
        # The node's name carries its data; the port may differ from run to run.
        self._configure()

    @property
    def uri(self) -> str:
        """Where the node listens."""
        return f"amqp://guest:guest@{HOST}:{self.port}/"

    def start(self) -> None:
        """Start node and epmd; returns when a connection is accepted."""
        if self._epmd is None:
            # Run in front: an epmd that the node starts by itself outlives it.
            self._epmd = self._spawn([self._epmd_program])
            self._await(self._epmd, lambda: socket.create_connection((HOST, self._names), timeout=5).close())
        for remaining in reversed(range(STARTS)):
            self._node = self._spawn([str(self.program)])
            try:
                self._await(self._node, self._reach)
                return
            except RabbitDidNotStart:
                # Where the one before was killed, its name may not be free yet: such a node ends at once.
                if remaining == 0 or self._node.poll() is None:
                    raise
                self._unguard(self._node)

    def kill(self) -> None:
        """Kill -9 the node."""
        if self._node is not None:
            os.killpg(self._node.pid, signal.SIGKILL)
            self._node.wait()
            self._unguard(self._node)

    def stop(self) -> None:
        """End the node, then its epmd."""
        for process, how in ((self._node, signal.SIGTERM), (self._epmd, signal.SIGKILL)):
            if process is None:
                continue
            if process.poll() is None:
                os.killpg(process.pid, how)
                try:
                    process.wait(STOPPING_SECONDS)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
            self._unguard(process)
        self._node = self._epmd = None

    def _reach(self) -> None:
        socket.create_connection((HOST, self.port), timeout=5).close()
        pika.BlockingConnection(pika.URLParameters(self.uri)).close()

    def _await(self, process: subprocess.Popen[bytes], attempt: Callable[[], None]) -> None:
        pause = threading.Event()
        for _ in range(STARTING_SECONDS * 5):
            if process.poll() is not None:
                break
            try:
                attempt()
                return
            except (AMQPError, OSError):
                pause.wait(0.2)
        raise RabbitDidNotStart(f"RabbitMQ 没有启动成功，请查看 {self.folder / 'output.log'}。")

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / "output.log").open("ab") as output:
            process = subprocess.Popen(  # noqa: S603  (the system's own program)
                command,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        if self._guarded:
            self._guards[process.pid] = Guard(
                process.pid, "TERM", "KILL", whole_group=True, head_start=HEAD_START_SECONDS
            )
        return process

    def _unguard(self, process: subprocess.Popen[bytes]) -> None:
        guard = self._guards.pop(process.pid, None)
        if guard is not None:
            guard.release()

    def _configure(self) -> None:
        (self.folder / "enabled_plugins").write_text("[].\n")
        (self.folder / "rabbitmq-env.conf").touch()
        (self.folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = {HOST}:{self.port}\n"
            "log.file.level = warning\n"
            "log.console = false\n"
            "disk_free_limit.absolute = 50MB\n"
            "vm_memory_high_watermark.absolute = 1GB\n"
            f"raft.wal_max_size_bytes = {LOG_BYTES}\n"
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
            "RABBITMQ_NODENAME": "piaojue@localhost",
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
