"""The library carries over years: what a year did not take stands for selection in a later one (B-018)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.screening.domain.library import LibraryItem
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import InvalidInput


class NotALaterYear(InvalidInput):
    """Items go forward only."""

    code = "screening.not-a-later-year"
    message = "项目“{title}”已在{year}年度的项目库，只能转入以后的年度。"


@dataclass(kw_only=True)
class CarryOver(Aggregate):
    """转入下年度: items of one year's library that stand for selection in a later year."""

    from_cycle: str
    to_cycle: str
    on: date
    reason: str
    item_ids: list[str]

    @classmethod
    def of(
        cls,
        id: str,
        items: Sequence[LibraryItem],
        years: dict[str, int],
        to_cycle: str,
        reason: str,
        on: date,
    ) -> CarryOver:
        """Carry over items of one year; ``years`` gives the year of each cycle."""
        from_cycle = items[0].cycle_id
        for each in items:
            if years[each.cycle_id] >= years[to_cycle]:
                raise NotALaterYear(title=each.title, year=years[each.cycle_id])
            each.carry_over(to_cycle, reason, on)
        return cls(
            id=id,
            from_cycle=from_cycle,
            to_cycle=to_cycle,
            on=on,
            reason=reason,
            item_ids=[each.id for each in items],
        )
