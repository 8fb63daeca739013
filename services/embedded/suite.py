"""All services, the relays and the gateway in one process over the in-process bus.

Must run in a process whose standard library eventlet has patched.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from typing import Any

import eventlet
import eventlet.wsgi
from eventlet.event import Event as Signal

from services.gateway.app import create_app
from shared import telemetry
from shared.config import SERVICES, Settings
from shared.messaging.inprocess import EmbeddedContainer, InProcessBus, InProcessTransport
from shared.messaging.launcher import nameko_config, service_class
from shared.messaging.local_relay import LocalRelay
from shared.messaging.rpc_client import RpcClient
from shared.tenancy.signing import GATEWAY, load_signer

EMBEDDED_WORKERS = 4
"""Workers a service: 7 services and their relays stay far below PostgreSQL's connections."""

HTTP_CONNECTIONS = 1000
"""Open connections; an idle one costs a green thread and nothing else, and browsers keep several each."""

IDLE_CONNECTION_SECONDS = 30


class Suite:
    """The running suite. ``start`` returns when it serves; ``stop`` when nothing is under way."""

    def __init__(self, settings: Settings, host: str, port: int, ready: Callable[[], bool]) -> None:
        self.settings = settings
        self.bus = InProcessBus()
        self.address = (host, port)
        self.ready = ready
        config = nameko_config(settings, bus=self.bus)
        self.containers = [EmbeddedContainer(service_class(name), config) for name in SERVICES]
        self.relays = [LocalRelay(settings, name, self.bus) for name in SERVICES]
        self._listener: socket.socket | None = None
        self._server: Any = None

    def start(self) -> None:
        """Start services, relays and the web server."""
        for container in self.containers:
            container.start()
        for relay in self.relays:
            eventlet.spawn(relay.run)
        rpc = RpcClient(
            InProcessTransport(self.bus),
            load_signer(self.settings.keys, GATEWAY),
            self.settings.rpc_timeout_seconds,
        )
        app = create_app(rpc, self.ready)
        self._listener = eventlet.listen(self.address, reuse_addr=True)
        self._server = eventlet.spawn(
            eventlet.wsgi.server,
            self._listener,
            app,
            log_output=False,
            custom_pool=eventlet.GreenPool(HTTP_CONNECTIONS),
            keepalive=True,
            socket_timeout=IDLE_CONNECTION_SECONDS,
        )

    def stop(self) -> None:
        """Take no more requests, finish what is under way, stop."""
        if self._listener is not None:
            self._listener.close()
        if self._server is not None:
            self._server.kill()
        for relay in self.relays:
            relay.stopped = True
        for container in self.containers:
            container.stop()


def run_suite(settings: Settings, host: str, port: int, ready: Callable[[], bool]) -> None:
    """Run until SIGTERM or SIGINT."""
    telemetry.configure("suite")
    asked = Signal()

    def on_signal(number: int, _frame: Any) -> None:
        if not asked.ready():
            asked.send(number)

    suite = Suite(settings, host, port, ready)
    suite.start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    telemetry.log.info("suite_started", port=port)
    while not asked.ready():
        eventlet.sleep(0.1)
    suite.stop()
    telemetry.log.info("suite_stopped")
