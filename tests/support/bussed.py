"""The whole suite behind a bus, shared by all workers of a run; tests keep apart by tenants of their own."""

from __future__ import annotations

import copy
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pika
import sqlalchemy as sa
from psycopg.conninfo import conninfo_to_dict

from shared.config import BALLOTS, IN_PROCESS, PROCESSES, SERVICES, Settings, load
from shared.contracts import congress
from shared.kernel.identity import new_id
from shared.messaging import topology
from shared.messaging.rpc_client import PikaTransport, RpcClient, Transport
from shared.persistence.migrations import migrate
from shared.persistence.platform_tables import INBOX, OUTBOX
from shared.persistence.provision import make_passwords, provision
from shared.tenancy.keys import make_keys
from shared.tenancy.signing import GATEWAY, load_signer
from tests.support.calling import CallingSuite
from tests.support.guarded import Instance, InstanceFailed
from tests.support.instances import HOST, free_ports, shared_instance

START_SECONDS = 90.0
EFFECT_SECONDS = 60.0
ROOT = Path(__file__).parents[2]
HEARD_IN = OUTBOX.c.payload[congress.YEAR_TOLD.heard_in].astext.label("heard_in")


class BusHost(Instance):
    """Databases of their own, and the services on a bus: ``tests.support.bus_host``, with a relay on a broker."""

    def __init__(self, superuser_dsn: str, amqp_uri: str) -> None:
        super().__init__("bus")
        self.superuser_dsn = superuser_dsn
        self.amqp_uri = amqp_uri
        self.port = free_ports(1)[0]
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Make databases and keys, declare the topology, start the processes; returns when they serve."""
        prefix = f"b{new_id()[:8]}"
        passwords = make_passwords(self.folder / "secrets" / "database.json", prefix)
        provision(self.superuser_dsn, prefix, passwords)
        make_keys(self.folder / "keys", PROCESSES)
        where = conninfo_to_dict(self.superuser_dsn)
        self.environment = {
            "PIAOJUE_HOME": str(self.folder),
            "PIAOJUE_AMQP_URI": self.amqp_uri,
            "PIAOJUE_DATABASE_HOST": str(where["host"]),
            "PIAOJUE_DATABASE_PORT": str(where["port"]),
            "PIAOJUE_DATABASE_PREFIX": prefix,
            "PIAOJUE_MAX_WORKERS": "4",
            # A test says itself when a minute has passed.
            "PIAOJUE_BATCH_SECONDS": "3500",
        }
        settings = load(self.environment)
        for service in SERVICES:
            migrate(settings, service)
        if not settings.in_process:
            with pika.BlockingConnection(pika.URLParameters(self.amqp_uri)) as connection:
                topology.declare(connection.channel())
            self._spawn("services.cli.main", "relay")
            self._spawn("services.cli.main", BALLOTS)
        host = self._spawn("tests.support.bus_host", str(self.port))
        self._await(host)

    def kill(self) -> None:
        """Not of use here: the chaos tests kill processes of the real topology."""
        self.stop()

    def stop(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.terminate()
            process.wait(30)
            self.forget(process.pid)
        self._processes.clear()

    def _spawn(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / "output.log").open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", module, *arguments],
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._processes.append(process)
        self.note(process.pid, "KILL")
        return process

    def _await(self, host: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with suppress(OSError):
                return socket.create_connection((HOST, self.port), timeout=1).close()
            with suppress(subprocess.TimeoutExpired):
                host.wait(0.05)
                break
        raise InstanceFailed((self.folder / "output.log").read_text(errors="replace")[-3000:])


@contextmanager
def shared_host(run_folder: Path, superuser_dsn: str, amqp_uri: str) -> Iterator[tuple[Settings, int]]:
    """One host for all workers of a run and this bus: its settings and the port of its bridge."""
    note = run_folder / f"bus-{'in-process' if amqp_uri == IN_PROCESS else 'rabbitmq'}"

    def describe(host: BusHost) -> dict[str, str]:
        return {**host.environment, "port": str(host.port)}

    with shared_instance(note, lambda: BusHost(superuser_dsn, amqp_uri), describe) as known:
        yield load(known), int(known["port"])


class BridgeTransport:
    """Requests and events to the in-process bus of the host; a connection for each thread."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._local = threading.local()

    def request(self, service: str, method: str, body: bytes, headers: dict[str, Any], seconds: float) -> Any:
        """Carry one request."""
        asked = {"service": service, "method": method, "body": json.loads(body), "headers": headers}
        return self._ask({**asked, "seconds": seconds})

    def publish(self, headers: Mapping[str, Any], payload: Mapping[str, Any]) -> None:
        """Carry one event."""
        self._ask({"event": headers["event"], "body": payload, "headers": dict(headers)})

    def close(self) -> None:
        """The connections end with their threads."""

    def _ask(self, asked: dict[str, Any]) -> Any:
        if not hasattr(self._local, "lines"):
            self._local.lines = socket.create_connection((HOST, self._port)).makefile("rwb")
        self._local.lines.write(json.dumps(asked).encode() + b"\n")
        self._local.lines.flush()
        answer = json.loads(self._local.lines.readline())
        if "failed" in answer:
            raise {"LookupError": LookupError, "TimeoutError": TimeoutError}[answer["failed"]]
        return answer["reply"]


class BrokerPublisher:
    """Events to RabbitMQ with confirms, as a relay publishes them."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def publish(self, headers: Mapping[str, Any], payload: Mapping[str, Any]) -> None:
        """Publish one event; returns when the broker has it."""
        with pika.BlockingConnection(pika.URLParameters(self._uri)) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            channel.basic_publish(
                topology.EVENTS_EXCHANGE,
                f"v1.{headers['event']}.{headers['tenant']}",
                json.dumps(payload).encode(),
                pika.BasicProperties(
                    content_type="application/json", content_encoding="utf-8", headers=dict(headers)
                ),
                mandatory=True,
            )


class Sent(NamedTuple):
    """An event on its way, and the tenant in which it is heard."""

    event: str
    message_id: str
    tenant: str


class BusSuite(CallingSuite):
    """All services behind a bus. ``pump`` waits until inboxes hold what the outboxes say."""

    def __init__(self, settings: Settings, port: int) -> None:
        super().__init__(settings, SERVICES)
        self.awaited: tuple[str, ...] = SERVICES
        self._seen: dict[tuple[str, str], int] = {}
        self._given: dict[str, list[Sent]] = {}
        self._relays = {
            name: engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            for name, engine in self.relays.items()
        }
        transport: Transport
        if settings.amqp_uri == IN_PROCESS:
            transport = self._publisher = BridgeTransport(port)
        else:
            transport = PikaTransport(settings.amqp_uri)
            self._publisher = BrokerPublisher(settings.amqp_uri)
        self.client = RpcClient(transport, load_signer(settings.keys, GATEWAY), timeout_seconds=30)

    def about(self, *services: str) -> BusSuite:
        """The same suite for a test about some services: ``pump`` awaits effects on these alone.

        What such a test makes up, as if another service had said it, is not known to that other service.
        """
        view = copy.copy(self)
        view.awaited = services
        return view

    def close(self) -> None:
        """Give connections back."""
        self.client.close()
        for connection in self._relays.values():
            connection.close()
        super().close()

    def send(self, headers: dict[str, Any], payload: dict[str, Any]) -> None:
        """Publish one event and wait for nothing."""
        self._publisher.publish(headers, payload)
        self._given.setdefault(headers["tenant"], []).append(
            Sent(headers["event"], headers["message_id"], headers["tenant"])
        )

    def deliver(self, headers: dict[str, Any], payload: dict[str, Any]) -> None:
        """Publish one event; returns when every subscriber has noted it with its work."""
        self.send(headers, payload)
        self.pump(headers["tenant"])

    def pump(self, tenant: str, *services: str) -> None:
        """Wait for the effects of this tenant's events on the awaited services, and for what comes of them.

        Where services are named, nothing else of the tenant has written since the last time.
        Fails naming the events that have no effect in time.
        """
        pause, deadline = threading.Event(), time.monotonic() + EFFECT_SECONDS
        given = self._given.pop(tenant, [])
        writers = {*(services or SERVICES), *_subscribers(given)}
        waiting = given
        while True:
            # Effects first: what an effect emitted was committed with it, and is seen by the look that follows.
            waiting = self._without_effect(waiting)
            fresh = self._emitted(tenant, writers)
            if not waiting and not fresh:
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"events without effect after {EFFECT_SECONDS} s: {waiting}")
            writers |= _subscribers(fresh)
            if waiting and not fresh:
                pause.wait(0.005)
            waiting = [*waiting, *fresh]

    def _emitted(self, tenant: str, services: Iterable[str]) -> list[Sent]:
        """What these outboxes hold since the last look."""
        found = []
        for service in services:
            rows = self._relays[service].execute(
                sa.select(OUTBOX.c.seq, OUTBOX.c.headers, HEARD_IN).where(
                    OUTBOX.c.tenant_id == tenant, OUTBOX.c.seq > self._seen.get((tenant, service), 0)
                )
            )
            for row in rows:
                self._seen[tenant, service] = max(row.seq, self._seen.get((tenant, service), 0))
                heard_in = row.heard_in if row.headers["event"] == congress.YEAR_TOLD.key else tenant
                found.append(Sent(row.headers["event"], row.headers["message_id"], heard_in))
        return found

    def _without_effect(self, everything: list[Sent]) -> list[Sent]:
        """Those that a subscriber has not yet noted."""
        lacking: set[Sent] = set()
        for service, subscribed in topology.SUBSCRIPTIONS.items():
            wanted = {each.message_id: each for each in everything if each.event in subscribed}
            if not wanted or service not in self.awaited:
                continue
            noted = (
                self._relays[service]
                .execute(
                    sa.select(INBOX.c.message_id).where(
                        INBOX.c.tenant_id.in_({each.tenant for each in wanted.values()}),
                        INBOX.c.message_id.in_(wanted),
                    )
                )
                .scalars()
            )
            missing = wanted.keys() - set(noted)
            lacking |= {wanted[message_id] for message_id in missing}
        return sorted(lacking)


def _subscribers(events: Iterable[Sent]) -> set[str]:
    names = {each.event for each in events}
    return {service for service, wanted in topology.SUBSCRIPTIONS.items() if names.intersection(wanted)}
