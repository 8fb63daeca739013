"""Services called straight in the test's process: real desks on a real database, no bus in between.

The outboxes are delivered by hand with ``pump``, so a test sees what came of a command as soon as it
returns. What is not exercised here (queues, acknowledgement, the relay) has tests of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from shared.config import SERVICES, Settings
from shared.contracts.operation import Operation
from shared.kernel.identity import new_id
from shared.messaging import topology
from shared.messaging.desk import DeskForCall
from shared.messaging.relay import outbox
from shared.messaging.rpc_client import RpcClient
from shared.persistence.engine import app_engine, single_engine
from shared.tenancy.context import Actor, CallContext, new_traceparent
from shared.tenancy.keys import make_keys
from shared.tenancy.roles import Role
from shared.tenancy.signing import GATEWAY, load_keyring, load_signer


class DirectSuite:
    """Some services of the suite, in this process."""

    def __init__(self, settings: Settings, services: Iterable[str] = SERVICES) -> None:
        self.settings = settings
        self.keyring = load_keyring(settings.keys)
        self.engines: dict[str, sa.Engine] = {}
        self.relays: dict[str, sa.Engine] = {}
        self.classes: dict[str, type] = {}
        self.stores: dict[str, Any] = {}
        for name in services:
            bootstrap = import_module(f"services.{name}.bootstrap")
            self.classes[name] = bootstrap.service_class()
            self.stores[name] = bootstrap.store()
            self.engines[name] = app_engine(settings, name)
            self.relays[name] = single_engine(settings, name, "relay")
        self.client = RpcClient(self, load_signer(settings.keys, GATEWAY), timeout_seconds=30)

    def close(self) -> None:
        """Give the connections back."""
        for engine in (*self.engines.values(), *self.relays.values()):
            engine.dispose()

    def request(self, service: str, method: str, body: bytes, headers: dict[str, Any], seconds: float) -> Any:
        """Carry one request, as a transport does."""
        payload = json.loads(body)["args"][0]
        stripped = {key.removeprefix("nameko."): value for key, value in headers.items()}
        instance = self._instance(service, stripped)
        handler = getattr(instance, method, None)
        if handler is None or not hasattr(handler, "operation"):
            raise LookupError(f"{service}.{method}")
        return {"result": handler(payload), "error": None}

    def call(
        self,
        operation: Operation,
        request: dict[str, Any] | None = None,
        *,
        tenant: str = "t1",
        role: Role = Role.CONGRESS_CLERK,
        unit: str | None = None,
        actor_id: str = "account-1",
        offset: timedelta = timedelta(0),
        key: str | None = None,
        pump: bool = True,
    ) -> Any:
        """Call an operation as an account with a role, and deliver what it emitted."""
        context = CallContext(
            tenant=tenant,
            actor=Actor(actor_id, frozenset({role}), unit)
            if role is not Role.SERVICE
            else Actor.service(GATEWAY),
            traceparent=new_traceparent(),
            clock_offset=offset,
            idempotency_key=key,
        )
        answer = self.client.call(operation, request or {}, context)
        if pump and operation.writes:
            self.pump()
        return answer

    def open_cycle(
        self,
        *,
        tenant: str = "t1",
        year: int = 2024,
        rules: Mapping[str, Any] | None = None,
        rulebook: Mapping[str, Any] | None = None,
        demo: bool = True,
        tenant_name: str = "甲县（演示）",
        opened_on: str = "2024-01-02",
    ) -> str:
        """Let every service here know a cycle, as if congress had opened it; returns the cycle id.

        ``rulebook`` is a whole rulebook as plain data, ``rules`` values over the defaults (uncited).
        """
        cycle_id = new_id()
        data = (
            dict(rulebook)
            if rulebook
            else {
                "code": "test",
                "title": "测试规则手册",
                "version": 1,
                "effective_from_year": year,
                "rules": [{"key": key, "value": value} for key, value in (rules or {}).items()],
            }
        )
        self.deliver(
            {"event": "congress.cycle_opened", "message_id": new_id(), "tenant": tenant},
            {
                "cycle_id": cycle_id,
                "year": year,
                "tenant_name": tenant_name,
                "opened_on": opened_on,
                "demo": demo,
                "rulebook": data,
            },
        )
        return cycle_id

    def pump(self) -> int:
        """Deliver every outbox message to every subscriber here, until nothing new comes; returns how many."""
        delivered = 0
        while True:
            batch = 0
            for engine in self.relays.values():
                with engine.begin() as database:
                    rows = database.execute(
                        sa.select(outbox).where(outbox.c.published_at.is_(None)).order_by(outbox.c.seq)
                    ).all()
                    database.execute(
                        outbox.update()
                        .where(outbox.c.seq.in_([row.seq for row in rows]))
                        .values(published_at=sa.func.now())
                    )
                for row in rows:
                    self.deliver(row.headers, row.payload)
                batch += len(rows)
            if not batch:
                return delivered
            delivered += batch

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
