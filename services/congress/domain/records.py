"""What is typed in as it is: facilities and cumulative figures (B-046, Y-082, Q-14)."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.aggregate import Aggregate


@dataclass(kw_only=True)
class Facility(Aggregate):
    """设施: a station, hall, studio or installation, or a number of one kind."""

    kind: str
    label: str
    number: int
    unit: str = ""
    invested_fen: int | None = None
    as_printed: str = ""


@dataclass(kw_only=True)
class Figure(Aggregate):
    """累计数: as printed, with its qualifier (余) and window; nothing is ever derived from it."""

    metric: str
    value: int
    as_printed: str
    qualifier: str = ""
    window: str = ""
