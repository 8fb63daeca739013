"""``piaojue up``: the distributed suite on this machine, as operators would run it."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pika

from services.embedded.errors import EmbeddedError
from services.embedded.fleet import Fleet, add_whole_suite
from services.embedded.home import PREFIX, Home, check_port
from services.embedded.loopback import raised_limit
from services.embedded.postgres import EmbeddedPostgres
from services.embedded.rabbitmq import RabbitNode
from services.embedded.run import HOST, Stopped, keep_daily, prepare, stop_on_signals
from shared.config import SERVICES, load, overlaid
from shared.messaging.topology import declare

STARTING_SECONDS = 120
CONNECTIONS_A_PROCESS = 8


class NotReady(EmbeddedError):
    """A process of the fleet did not become ready."""


@dataclass
class Distributed:
    """What runs: for a caller that wants to look at it, or to break it."""

    fleet: Fleet
    node: RabbitNode
    postgres: EmbeddedPostgres
    address: str
    environment: dict[str, str]
    probes: dict[str, int]


def free_port() -> int:
    """A port of loopback on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def distributed(
    home: Home, port: int, copies: Mapping[str, int] | None = None, demo: bool = False
) -> Iterator[Distributed]:
    """Broker, database, every process; stops all of it at the end."""
    processes = sum((copies or {}).get(each, 1) for each in SERVICES)
    postgres = EmbeddedPostgres(home.database_folder, max_connections=processes * CONNECTIONS_A_PROCESS + 40)
    node = RabbitNode(home.folder / "rabbitmq", free_port, guarded=True)
    try:
        postgres.start()
        node.start()
        connection = pika.BlockingConnection(pika.URLParameters(node.uri))
        declare(connection.channel())
        connection.close()
        prepare(home, postgres.host, postgres.port, postgres.superuser_dsn())
        environment = {
            **home.environment(postgres.host, postgres.port),
            "PIAOJUE_AMQP_URI": node.uri,
            "PIAOJUE_DATABASE_PREFIX": PREFIX,
            "PIAOJUE_MAX_WORKERS": str(CONNECTIONS_A_PROCESS),
            **raised_limit(os.environ),
            **({"PIAOJUE_READY_FILE": str(home.ready_file)} if demo else {}),
        }
        logs = home.folder / "logs"
        logs.mkdir(exist_ok=True)
        fleet = Fleet(environment, logs)
        try:
            probes = add_whole_suite(fleet, port, free_port, copies)
            running = Distributed(fleet, node, postgres, f"http://{HOST}:{port}", environment, probes)
            wait_until_ready(running)
            yield running
        finally:
            fleet.stop()
    finally:
        node.stop()
        postgres.stop()


def wait_until_ready(running: Distributed) -> None:
    """Return when every process says that it is ready; raises ``NotReady`` naming the first that is not."""
    addresses = {name: f"http://{HOST}:{port}/readyz" for name, port in running.probes.items()}
    addresses["gateway"] = f"{running.address}/healthz"
    pause = threading.Event()
    with httpx.Client(trust_env=False, timeout=2) as client:
        for name, address in addresses.items():
            for _ in range(STARTING_SECONDS * 5):
                try:
                    if client.get(address).status_code == 200:
                        break
                except httpx.TransportError:
                    pass
                pause.wait(0.2)
            else:
                raise NotReady(f"进程 {name} 没有就绪，请查看 {running.fleet.logs / name}.log。")


def up(
    home: Home,
    port: int,
    copies: Mapping[str, int],
    announce: Callable[[], None],
    play: Callable[[str, Path], None] | None,
) -> None:
    """Run until stopped; plays the demo first where that is asked for and not done yet."""
    with stop_on_signals():
        try:
            home.hold()
            try:
                check_port(HOST, port)
                with distributed(home, port, copies, demo=play is not None) as running:
                    if play is not None and not home.demo_done:
                        play(running.address, home.folder)
                        home.note_demo_done()
                    announce()
                    keep_daily(load(overlaid(os.environ, running.environment)), _nothing_ends)
            finally:
                home.release()
        except Stopped:
            return


def _nothing_ends(seconds: float) -> int:
    """The fleet starts anew what ends; only a signal ends the waiting."""
    threading.Event().wait(seconds)
    raise subprocess.TimeoutExpired("fleet", seconds)
