"""Every congress with an open year hears that its own business day has begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from services.congress.daybreak import begin_day
from services.congress.domain.cycle import Cycle, CycleState
from services.congress.domain.tenant import Tenant, TenantKind
from shared.contracts.congress import DAY_BEGUN
from shared.kernel.clock import local_day
from shared.kernel.identity import new_id
from shared.persistence.platform_tables import OUTBOX
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import PLATFORM, Actor, CallContext, new_traceparent
from tests.support.direct import DirectSuite


@pytest.fixture
def suite(make_suite: Callable[..., DirectSuite]) -> DirectSuite:
    return make_suite("congress")


def keep(suite: DirectSuite, tenant: str, *aggregates: Tenant | Cycle) -> None:
    with suite.engines["congress"].connect() as connection:
        context = CallContext(tenant, Actor.service("congress"), new_traceparent())
        work = UnitOfWork(connection, suite.stores["congress"], context)
        for each in aggregates:
            work.add(each)
        connection.commit()


def a_tenant(suite: DirectSuite, tenant: str, *years: tuple[int, CycleState], ahead: int = 0) -> str:
    """A registered congress with these years, whose clock is so many days ahead."""
    registered = Tenant(
        id=tenant,
        display_name=tenant,
        kind=TenantKind.COUNTY,
        demo=ahead != 0,
        clock_offset_seconds=ahead * 24 * 3600,
    )
    keep(suite, PLATFORM, registered)
    for year, state in years:
        cycle = Cycle(id=new_id(), year=year, rulebook_id="r1", opened_on=date(year, 1, 2), state=state)
        keep(suite, tenant, cycle)
    return tenant


def heard(suite: DirectSuite, tenant: str) -> list[tuple[int, str]]:
    with suite.relays["congress"].connect() as connection:
        rows = connection.execute(
            sa.select(OUTBOX).where(OUTBOX.c.tenant_id == tenant).order_by(OUTBOX.c.seq)
        ).all()
    return [(row.payload["year"], row.payload["on"]) for row in rows if row.headers["event"] == DAY_BEGUN.key]


def test_each_open_year_is_told_the_day_of_its_own_congress(suite: DirectSuite, fresh_tenant: str) -> None:
    both = a_tenant(
        suite,
        f"{fresh_tenant}-a",
        (2023, CycleState.CLOSED),
        (2024, CycleState.OPEN),
        (2026, CycleState.OPEN),
    )
    moved = a_tenant(suite, f"{fresh_tenant}-b", (2024, CycleState.OPEN), ahead=-600)
    idle = a_tenant(suite, f"{fresh_tenant}-c", (2023, CycleState.CLOSED))
    before = datetime.now(UTC)
    assert begin_day(suite.settings) >= 3
    days = {local_day(each).isoformat() for each in (before, datetime.now(UTC))}
    assert [year for year, _ in heard(suite, both)] == [2024, 2026]
    assert {on for _, on in heard(suite, both)} <= days
    ((year, on),) = heard(suite, moved)
    earlier = {
        local_day(datetime.fromisoformat(f"{each}T12:00:00+08:00") - timedelta(days=600)) for each in days
    }
    assert (year, date.fromisoformat(on)) in {(2024, each) for each in earlier}
    assert heard(suite, idle) == []


def test_every_page_of_the_registry_is_reached(
    suite: DirectSuite, fresh_tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.congress.daybreak.CHUNK", 2)
    tenants = [a_tenant(suite, f"{fresh_tenant}-{n}", (2024, CycleState.OPEN)) for n in range(5)]
    begin_day(suite.settings)
    assert [len(heard(suite, each)) for each in tenants] == [1] * 5
