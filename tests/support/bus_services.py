"""Every service in one process, on the in-process bus or on RabbitMQ; started by ``bus_host``, which patches first.

The broker's address in the settings says which bus. Of the in-process one the tests are not part, so this
process also carries their requests and events to it: a line of JSON each way, on the port given.
"""

from __future__ import annotations

import json
import socket
import sys
from typing import Any

import eventlet
from nameko.containers import ServiceContainer

from shared.config import SERVICES, Settings, load
from shared.messaging.inprocess import EmbeddedContainer, InProcessBus, InProcessTransport
from shared.messaging.launcher import nameko_config, service_class
from shared.messaging.local_relay import LocalRelay
from shared.messaging.nameko_mends import patient_replies

HOST = "127.0.0.1"


class Bridge:
    """Carries requests and events of the tests to the in-process bus."""

    def __init__(self, bus: InProcessBus) -> None:
        self.bus = bus
        self.transport = InProcessTransport(bus)

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """One request or one event; what the transport raises is named."""
        body = json.dumps(asked["body"]).encode()
        if "event" in asked:
            self.bus.publish(asked["event"], body, asked["headers"])
            return {"reply": None}
        try:
            reply = self.transport.request(
                asked["service"], asked["method"], body, asked["headers"], asked["seconds"]
            )
        except (LookupError, TimeoutError) as failed:
            return {"failed": type(failed).__name__}
        return {"reply": reply}

    def serve(self, connection: socket.socket, _address: Any) -> None:
        """Answer line by line until the other side has gone."""
        with connection, connection.makefile("rwb") as lines:
            for line in lines:
                lines.write(json.dumps(self.answer(json.loads(line))).encode() + b"\n")
                lines.flush()


def on_bus(settings: Settings, bus: InProcessBus) -> list[ServiceContainer]:
    """The services and their relays on a bus of this process."""
    for name in SERVICES:
        eventlet.spawn(LocalRelay(settings, name, bus).run)
    return [EmbeddedContainer(service_class(name), nameko_config(settings, bus=bus)) for name in SERVICES]


def on_broker(settings: Settings) -> list[ServiceContainer]:
    """The services on RabbitMQ; the relay is a process of its own."""
    patient_replies()
    return [ServiceContainer(service_class(name), nameko_config(settings)) for name in SERVICES]


def main() -> None:
    """Serve until ended."""
    settings = load()
    bus = InProcessBus()
    containers = on_bus(settings, bus) if settings.in_process else on_broker(settings)
    for container in containers:
        container.start()
    eventlet.serve(eventlet.listen((HOST, int(sys.argv[1]))), Bridge(bus).serve)
