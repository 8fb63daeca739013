"""Two tenants, every RPC method: nothing is read or written across. Generated from the contracts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
import sqlalchemy as sa

from shared.config import SERVICES
from shared.contracts.operation import Operation
from shared.kernel.errors import DomainError
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.context import Actor, CallContext, new_traceparent
from shared.tenancy.roles import Role
from shared.tenancy.signing import GATEWAY, load_signer, payload_digest
from tests.isolation.payloads import request_for


def all_operations() -> Iterator[Operation]:
    for service in SERVICES:
        yield from import_module(f"shared.contracts.{service}").CONTRACT.operations.values()


OPERATIONS = list(all_operations())


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> Any:
    return make_suite(*SERVICES)


def headers_for(
    suite: Any, operation: Operation, payload: Any, actor: Actor, tenant: str, issuer: str = GATEWAY
) -> dict[str, str]:
    signer = load_signer(suite.settings.keys, issuer)
    context = CallContext(tenant, actor, new_traceparent())
    digest = payload_digest(operation.service, operation.name, payload)
    return {"nameko.context": signer.sign(context, operation.service, digest)}


def send(suite: Any, operation: Operation, payload: Any, headers: dict[str, str]) -> Any:
    body = json.dumps({"args": [payload], "kwargs": {}}).encode()
    return suite.request(operation.service, operation.name, body, headers, 10)["result"]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.key)
def test_a_missing_or_forged_context_is_refused_by_the_service_itself(
    suite: Any, operation: Operation
) -> None:
    payload = request_for(operation)
    actor = Actor("someone", frozenset({sorted(operation.allowed)[0]}))
    good = headers_for(suite, operation, payload, actor, "t1") if Role.SERVICE not in actor.roles else {}
    forged = [{}, {"nameko.context": "a.b.c"}]
    if good:
        token = good["nameko.context"]
        forged.append({"nameko.context": token[:-6] + "AAAAAA"})
        other = next(each for each in OPERATIONS if each.service != operation.service)
        forged.append(headers_for(suite, other, payload, actor, "t1"))
        forged.append(headers_for(suite, operation, {"other": "payload"}, actor, "t1"))
        forged.append(headers_for(suite, operation, payload, actor, "t1", issuer="relay"))
    for headers in forged:
        answer = send(suite, operation, payload, headers)
        assert answer["problem"]["code"] == "tenancy.context-refused", headers


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.key)
def test_a_role_that_is_not_named_is_refused(suite: Any, operation: Operation) -> None:
    outside = sorted(set(Role) - operation.allowed - {Role.SERVICE})
    payload = request_for(operation)
    for role in outside:
        answer = send(
            suite,
            operation,
            payload,
            headers_for(suite, operation, payload, Actor("x", frozenset({role})), "t1"),
        )
        assert answer["problem"]["code"] == "kernel.forbidden", role


@pytest.fixture(scope="module")
def two_tenants(suite: Any) -> tuple[str, str, list[str]]:
    """One tenant with something in every table that a single call can fill, and one that is empty."""
    full, empty = "iso-full", "iso-empty"
    cycle = suite.open_cycle(tenant=full)
    for operation in OPERATIONS:
        for _round in range(2):
            _try(suite, operation, full, {"cycle_id": cycle})
    ids = [cycle, *_ids_of(suite, full)]
    return full, empty, ids


def _try(suite: Any, operation: Operation, tenant: str, ids: dict[str, Any]) -> Any:
    role = next((each for each in sorted(operation.allowed) if each is not Role.SERVICE), Role.SERVICE)
    try:
        return suite.call(operation, request_for(operation, ids), tenant=tenant, role=role)
    except DomainError as refused:
        return refused


def _ids_of(suite: Any, tenant: str) -> list[str]:
    found = []
    for service in SERVICES:
        with suite.engines[service].connect() as connection:
            connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": tenant})
            for table in suite.stores[service].tables.values():
                if table.name != "tenants":
                    found += [row.id for row in connection.execute(sa.select(table.c.id))]
    return found


def test_the_full_tenant_has_something_to_steal(two_tenants: tuple[str, str, list[str]]) -> None:
    assert len(two_tenants[2]) >= 10


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.key)
def test_nothing_is_read_or_written_across(
    suite: Any, two_tenants: tuple[str, str, list[str]], operation: Operation
) -> None:
    full, empty, ids = two_tenants
    before = _rows(suite, full)
    named = [name for name in operation.request().fields if name == "id" or name.endswith("_id")]
    for stolen in ids[:12] if named else ids[:1]:
        answer = _try(suite, operation, empty, dict.fromkeys(named, stolen))
        if isinstance(answer, (RemoteRefusal, DomainError)):
            continue
        text = json.dumps(answer, ensure_ascii=False)
        fresh = set(_ids_of(suite, empty))
        assert not [each for each in ids if each in text and each not in fresh and each != stolen], (
            operation.key
        )
    assert _rows(suite, full) == before


def _rows(suite: Any, tenant: str) -> dict[str, int]:
    counts = {}
    for service in SERVICES:
        with suite.engines[service].connect() as connection:
            connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": tenant})
            for name, table in suite.stores[service].metadata.tables.items():
                statement = sa.select(sa.func.count()).select_from(table).where(table.c.tenant_id == tenant)
                counts[f"{service}.{name}"] = connection.execute(statement).scalar_one()
    return counts
