"""Services called straight in the test's process: real desks on a real database, no bus in between.

The outboxes are delivered by hand with ``pump``, so a test sees what came of a command as soon as it
returns. What is not exercised here (queues, acknowledgement, the relay) has tests of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from shared.config import SERVICES, Settings
from shared.messaging import topology
from shared.messaging.desk import DeskForCall
from shared.messaging.rpc_client import RpcClient
from shared.persistence.platform_tables import OUTBOX
from shared.tenancy.keys import make_keys
from shared.tenancy.signing import GATEWAY, load_keyring, load_signer
from tests.support.calling import CallingSuite


class DirectSuite(CallingSuite):
    """Some services of the suite, in this process."""

    def __init__(self, settings: Settings, services: Iterable[str] = SERVICES) -> None:
        super().__init__(settings, services)
        self.keyring = load_keyring(settings.keys)
        self.classes: dict[str, type] = {
            name: import_module(f"services.{name}.bootstrap").service_class() for name in self.stores
        }
        self.client = RpcClient(self, load_signer(settings.keys, GATEWAY), timeout_seconds=30)

    def request(self, service: str, method: str, body: bytes, headers: dict[str, Any], seconds: float) -> Any:
        """Carry one request, as a transport does."""
        payload = json.loads(body)["args"][0]
        stripped = {key.removeprefix("nameko."): value for key, value in headers.items()}
        instance = self._instance(service, stripped)
        handler = getattr(instance, method, None)
        if handler is None or not hasattr(handler, "operation"):
            raise LookupError(f"{service}.{method}")
        return {"result": handler(payload), "error": None}

    def pump(self, tenant: str, *services: str) -> None:
        """Deliver what the outboxes hold, of every tenant, until nothing new comes."""
        while True:
            batch = 0
            for engine in self.relays.values():
                with engine.begin() as database:
                    rows = database.execute(
                        sa.select(OUTBOX).where(OUTBOX.c.published_at.is_(None)).order_by(OUTBOX.c.seq)
                    ).all()
                    database.execute(
                        OUTBOX.update()
                        .where(OUTBOX.c.seq.in_([row.seq for row in rows]))
                        .values(published_at=sa.func.now())
                    )
                for row in rows:
                    self.deliver(row.headers, row.payload)
                batch += len(rows)
            if not batch:
                return

    def deliver(self, headers: dict[str, Any], payload: dict[str, Any]) -> None:
        """Hand one event to every service here that subscribes to it."""
        for service, events in topology.SUBSCRIPTIONS.items():
            if headers["event"] not in events or service not in self.classes:
                continue
            instance = self._instance(service, {})
            for name in dir(self.classes[service]):
                handler = getattr(instance, name)
                if getattr(getattr(handler, "event", None), "key", None) == headers["event"]:
                    handler(json.loads(json.dumps(payload)), headers)

    def _instance(self, service: str, headers: dict[str, Any]) -> Any:
        instance = self.classes[service]()
        instance.desk = DeskForCall(self.stores[service], self.engines[service], self.keyring, headers)
        return instance


def make_settings(home: Path, host: str, port: int, prefix: str, passwords: dict[str, str]) -> Settings:
    """Settings of a suite whose databases are on a test instance."""
    from shared.config import PROCESSES, DatabaseSettings

    make_keys(home / "keys", PROCESSES)
    return Settings(
        home=home,
        amqp_uri="inprocess://",
        database=DatabaseSettings(host, port, prefix, passwords),
        keys=home / "keys",
        max_workers=4,
    )
