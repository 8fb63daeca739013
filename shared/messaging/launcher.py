"""Starting a service as a process of its own (the ``nameko`` command needs what setuptools 82 took away)."""

from __future__ import annotations

import signal
from importlib import import_module
from typing import Any

import eventlet
import eventlet.event
from nameko.containers import ServiceContainer

from shared import telemetry
from shared.config import Settings
from shared.messaging.nameko_mends import patient_replies
from shared.probes import serve_probes


def nameko_config(settings: Settings, **more: Any) -> dict[str, Any]:
    """The configuration of a container."""
    return {
        "AMQP_URI": settings.amqp_uri,
        "max_workers": settings.max_workers,
        "heartbeat": 30,
        "serializer": "json",
        "settings": settings,
        **more,
    }


def service_class(service: str) -> type:
    """The nameko class that a service's ``bootstrap`` puts together."""
    found: type = import_module(f"services.{service}.bootstrap").service_class()
    return found


def run_service(settings: Settings, service: str) -> None:
    """Run one service until SIGTERM or SIGINT; what is under way is finished first.

    Must be called in a process whose standard library eventlet has patched. Raises what killed the container,
    so that the process ends and whoever supervises it starts it anew.
    """
    telemetry.configure(service)
    patient_replies()
    container = ServiceContainer(service_class(service), nameko_config(settings))
    container.start()
    probes = serve_probes(settings.metrics_port, ready=lambda: bool(container.started))
    telemetry.log.info("service_started", service=service)
    try:
        serve_until_signalled(container)
    finally:
        if probes is not None:
            probes.shutdown()


def serve_until_signalled(container: ServiceContainer) -> None:
    """Stop in order on SIGTERM or SIGINT; a container that dies by itself ends this too, with its error."""
    asked = eventlet.event.Event()

    def on_signal(number: int, _frame: Any) -> None:
        if not asked.ready():
            asked.send(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    while not asked.ready() and not container._died.ready():
        eventlet.sleep(0.2)
    container.stop()
    container.wait()
