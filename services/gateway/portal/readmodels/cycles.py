"""Which year a page is about."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.questions import Questions
from shared.contracts import congress, screening

Cycle = dict[str, Any]


def cycles(q: Questions) -> list[Cycle]:
    """All cycles of the tenant, the newest first."""
    return sorted(q.items(congress.LIST_CYCLES), key=lambda each: each["year"], reverse=True)


def chosen(q: Questions, known: list[Cycle], year: int | None) -> Cycle | None:
    """The cycle of a year; without one, the newest that has candidate projects.

    In autumn the next year's collection is open while this year's projects are being built: the public
    home then still shows this year, and the open round beside it.
    """
    if year is not None:
        return next((each for each in known if each["year"] == year), None)
    live = [each for each in known if not each["imported"]]
    for cycle in live[:3]:
        if q.first(screening.LIST_PUBLISHED, {"cycle_id": cycle["id"]}, limit=1):
            return cycle
    return next(iter(live or known), None)
