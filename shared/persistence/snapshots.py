"""The rulebook of an opened cycle, as each service keeps it to decide its own gates without asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from shared.kernel.aggregate import Aggregate
from shared.kernel.rulebook import Rulebook


@dataclass(kw_only=True)
class CycleSnapshot(Aggregate):
    """周期快照: what ``congress.cycle_opened`` said. ``rules`` is the rulebook as plain data."""

    year: int
    tenant_name: str
    opened_on: date
    demo: bool
    rules: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rulebook itself."""
        return Rulebook.from_data(self.rules)


class KeptSnapshots:
    """The snapshots that a process has read lately, by tenant and id; one that was kept never changes."""

    def __init__(self, most: int = 1000) -> None:
        self._most = most
        self._kept: dict[tuple[str, str], CycleSnapshot] = {}

    def get(self, tenant: str, cycle_id: str) -> CycleSnapshot | None:
        """The snapshot, if it was read here before."""
        return self._kept.get((tenant, cycle_id))

    def put(self, tenant: str, snapshot: CycleSnapshot) -> None:
        """Keep it; the one that was kept first makes room."""
        while len(self._kept) >= self._most:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[tenant, snapshot.id] = snapshot
