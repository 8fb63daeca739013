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
