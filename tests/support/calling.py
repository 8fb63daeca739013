"""How a test calls the services, whatever carries the messages: straight, over the in-process bus, over RabbitMQ."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import timedelta
from importlib import import_module
from typing import Any

import sqlalchemy as sa

from shared.config import Settings
from shared.contracts.operation import Operation
from shared.kernel.identity import new_id
from shared.messaging.rpc_client import RpcClient
from shared.persistence.engine import app_engine, single_engine
from shared.tenancy.context import Actor, CallContext, new_traceparent
from shared.tenancy.roles import Role
from shared.tenancy.signing import GATEWAY


class CallingSuite(ABC):
    """Some services of the suite, their databases, and a client that calls them as any account."""

    client: RpcClient

    def __init__(self, settings: Settings, services: Iterable[str]) -> None:
        self.settings = settings
        self.engines: dict[str, sa.Engine] = {}
        self.relays: dict[str, sa.Engine] = {}
        self.stores: dict[str, Any] = {}
        for name in services:
            self.stores[name] = import_module(f"services.{name}.bootstrap").store()
            self.engines[name] = app_engine(settings, name)
            self.relays[name] = single_engine(settings, name, "relay")

    def close(self) -> None:
        """Give the connections back."""
        for engine in (*self.engines.values(), *self.relays.values()):
            engine.dispose()

    @abstractmethod
    def pump(self, tenant: str, *services: str) -> None:
        """Return when all that the outboxes of these services (of all, where none is named) hold for the
        tenant, and what came of it, has had its effect on every subscriber."""

    @abstractmethod
    def deliver(self, headers: dict[str, Any], payload: dict[str, Any]) -> None:
        """Publish one event as another service would; returns when it has had its effect."""

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
            self.pump(tenant, operation.service)
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
        cycle_id: str | None = None,
    ) -> str:
        """Let every service here know a cycle, as if congress had opened it; returns the cycle id.

        ``rulebook`` is a whole rulebook as plain data, ``rules`` values over the defaults (uncited).
        """
        cycle_id = cycle_id or new_id()
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


def environment_of(settings: Settings) -> dict[str, str]:
    """The settings as a process reads them."""
    return {
        "PIAOJUE_HOME": str(settings.home),
        "PIAOJUE_AMQP_URI": settings.amqp_uri,
        "PIAOJUE_DATABASE_HOST": settings.database.host,
        "PIAOJUE_DATABASE_PORT": str(settings.database.port),
        "PIAOJUE_DATABASE_PREFIX": settings.database.prefix,
        "PIAOJUE_KEYS_DIR": str(settings.keys),
        "PIAOJUE_MAX_WORKERS": str(settings.max_workers),
    }
