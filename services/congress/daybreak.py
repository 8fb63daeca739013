"""The day that begins in every congress with an open year: what is due by the clock alone needs somebody to say so."""

from __future__ import annotations

from datetime import timedelta

from services.congress.domain.cycle import Cycle, CycleState
from services.congress.domain.tenant import Tenant
from services.congress.persistence.store import STORE
from shared.config import Settings
from shared.contracts.congress import DAY_BEGUN
from shared.persistence.engine import single_engine
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import PLATFORM, Actor, CallContext, new_traceparent

ACT = "congress.day_begun"
OWN = "congress"
CHUNK = 500
"""Tenants read from the registry at once."""


def begin_day(settings: Settings) -> int:
    """Say in each open year of each congress that its business day has begun; returns how many were told.

    Safe to repeat: who hears it does nothing twice on one day.
    """
    engine = single_engine(settings, OWN, "app")
    told, after = 0, None
    with engine.connect() as connection:
        while True:
            registry = UnitOfWork(connection, STORE, _context(PLATFORM))
            page = registry.page(Tenant, page={"limit": CHUNK, "after": after})
            for tenant in page["items"]:
                offset = timedelta(seconds=tenant.clock_offset_seconds)
                told += _begin(UnitOfWork(connection, STORE, _context(tenant.id, offset)))
                connection.commit()
            after = page["next"]
            if after is None:
                return told


def _begin(work: UnitOfWork) -> int:
    cycles = work.all(Cycle, state=CycleState.OPEN)
    for cycle in cycles:
        work.emit(DAY_BEGUN, {"cycle_id": cycle.id, "year": cycle.year, "on": work.today}, about=cycle)
    if cycles:
        work.audit(ACT)
    return len(cycles)


def _context(tenant: str, offset: timedelta = timedelta(0)) -> CallContext:
    return CallContext(tenant, Actor.service(OWN), new_traceparent(), clock_offset=offset)
