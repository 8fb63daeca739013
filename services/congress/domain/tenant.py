"""Tenants: each congress, in a tree with mixed kinds of children (D-01, A10.6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, Refused


class TenantKind(StrEnum):
    """The level of a tenant."""

    PLATFORM = "platform"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    DISTRICT = "district"
    TOWNSHIP = "township"
    STREET = "street"


CHILDREN: dict[TenantKind, frozenset[TenantKind]] = {
    TenantKind.PROVINCE: frozenset({TenantKind.CITY}),
    TenantKind.CITY: frozenset({TenantKind.COUNTY, TenantKind.DISTRICT}),
    TenantKind.COUNTY: frozenset({TenantKind.TOWNSHIP, TenantKind.STREET}),
    TenantKind.DISTRICT: frozenset({TenantKind.TOWNSHIP, TenantKind.STREET}),
}
"""Which kinds may stand below which; a county may have townships and streets side by side."""


class TenantMisplaced(Conflict):
    """A tenant of this kind cannot stand below that one."""

    code = "congress.tenant-misplaced"
    message = "“{child}”不能设在“{parent}”之下，请核对上级单位。"


class ClockFixed(Refused):
    """Only a demo tenant's clock can be moved."""

    code = "congress.clock-fixed"
    message = "只有演示租户可以拨动业务时钟；“{tenant}”是正式租户。"


@dataclass(kw_only=True)
class Tenant(Aggregate):
    """租户: one congress, or a level above it that only reads."""

    display_name: str
    kind: TenantKind
    parent: str | None = None
    demo: bool = False
    clock_offset_seconds: int = 0

    def stands_below(self, parent: Tenant | None) -> None:
        """Check the place in the tree; raises ``TenantMisplaced``."""
        if parent is not None and self.kind not in CHILDREN.get(parent.kind, frozenset()):
            raise TenantMisplaced(child=self.display_name, parent=parent.display_name)

    def move_clock(self, offset_seconds: int) -> None:
        """Set how far business time is ahead; raises ``ClockFixed`` for a tenant that is not a demo."""
        if not self.demo:
            raise ClockFixed(tenant=self.display_name)
        self.clock_offset_seconds = offset_seconds
