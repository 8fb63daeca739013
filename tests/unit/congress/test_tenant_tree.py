"""The tree of tenants: mixed kinds of children, and clocks that only a demo may move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.congress.domain.tenant import CHILDREN, ClockFixed, Tenant, TenantKind, TenantMisplaced

kinds = st.sampled_from(TenantKind)


def a_tenant(kind: TenantKind, *, demo: bool = False) -> Tenant:
    return Tenant(id=f"{kind}-1", display_name=f"甲{kind}", kind=kind, demo=demo)


def test_a_county_has_townships_and_streets_side_by_side_a10_6() -> None:
    county = a_tenant(TenantKind.COUNTY)
    for kind in (TenantKind.TOWNSHIP, TenantKind.STREET):
        a_tenant(kind).stands_below(county)


@given(parent=kinds, child=kinds)
def test_a_tenant_stands_only_below_a_level_that_has_such_children_d01(
    parent: TenantKind, child: TenantKind
) -> None:
    above, below = a_tenant(parent), a_tenant(child)
    if child in CHILDREN.get(parent, frozenset()):
        below.stands_below(above)
    else:
        with pytest.raises(TenantMisplaced) as refused:
            below.stands_below(above)
        assert above.display_name in refused.value.text
        assert below.display_name in refused.value.text


@given(kind=kinds)
def test_nothing_stands_below_itself_and_a_root_may_be_of_any_kind(kind: TenantKind) -> None:
    a_tenant(kind).stands_below(None)
    assert kind not in CHILDREN.get(kind, frozenset())


@given(seconds=st.integers(-(10**9), 10**9))
def test_only_a_demo_tenants_clock_can_be_moved(seconds: int) -> None:
    demo, real = a_tenant(TenantKind.COUNTY, demo=True), a_tenant(TenantKind.COUNTY)
    demo.move_clock(seconds)
    assert demo.clock_offset_seconds == seconds
    with pytest.raises(ClockFixed):
        real.move_clock(seconds)
    assert real.clock_offset_seconds == 0
