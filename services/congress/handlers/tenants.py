"""Tenants and their clocks."""

from __future__ import annotations

from typing import Any

from services.congress.domain.tenant import Tenant, TenantKind
from shared.kernel.clock import WallClock
from shared.kernel.errors import Forbidden
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import PLATFORM


def register_tenant(work: UnitOfWork, request: dict[str, Any]) -> Tenant:
    """Add a tenant to the registry, or return the one that is there with this address."""
    _platform_only(work)
    known = work.find(Tenant, id=request["tenant_id"])
    if known is not None:
        return known
    tenant = Tenant(
        id=request["tenant_id"],
        display_name=request["display_name"],
        kind=TenantKind(request["kind"]),
        parent=request["parent"],
        demo=request["demo"],
    )
    tenant.stands_below(work.get(Tenant, tenant.parent) if tenant.parent else None)
    work.add(tenant)
    return tenant


def list_tenants(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Tenants, or the children of one."""
    equals = {"parent": request["parent"]} if request["parent"] else {}
    return work.page(Tenant, page=request, **equals)


def move_clock(work: UnitOfWork, request: dict[str, Any]) -> Tenant:
    """Set a demo tenant's business time."""
    _platform_only(work)
    tenant = work.get(Tenant, request["tenant_id"])
    tenant.move_clock(round((request["to"] - WallClock().now()).total_seconds()))
    work.save(tenant)
    return tenant


def _platform_only(work: UnitOfWork) -> None:
    if work.tenant != PLATFORM:
        raise Forbidden()
