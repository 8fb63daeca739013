"""What every service class has: the opening of a cycle is kept, so that gates need not ask."""

from __future__ import annotations

from typing import Any

from shared.contracts.congress import CYCLE_OPENED
from shared.messaging.entrypoints import consumes
from shared.persistence.snapshots import CycleSnapshot
from shared.persistence.unit_of_work import UnitOfWork


class Service:
    """Base of the service classes that work by rulebooks."""

    @consumes(CYCLE_OPENED)
    def keep_cycle(self, work: UnitOfWork, fact: dict[str, Any]) -> None:
        """Keep the rulebook of an opened cycle."""
        if work.find(CycleSnapshot, id=fact["cycle_id"]) is None:
            work.add(
                CycleSnapshot(
                    id=fact["cycle_id"],
                    year=fact["year"],
                    tenant_name=fact["tenant_name"],
                    opened_on=fact["opened_on"],
                    demo=fact["demo"],
                    rules=fact["rulebook"],
                )
            )
