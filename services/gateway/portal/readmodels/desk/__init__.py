"""The signed-in home: sections of things to do, each shown to those who may ask for it."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.questions import Asker, Questions
from services.gateway.portal.readmodels import cycles
from services.gateway.portal.readmodels.desk import congress, hall, opinions, projects, screening
from services.gateway.portal.readmodels.desk.section import Desk, Section

SECTIONS: tuple[Section, ...] = (
    *projects.SECTIONS,
    *opinions.SECTIONS,
    *hall.SECTIONS,
    *screening.SECTIONS,
    *congress.SECTIONS,
)


def desk(
    caller: Asker, q: Questions, roles: set[str], account: dict[str, Any], year: int | None, today: str
) -> dict[str, Any]:
    """The sections for these roles, what waits first; a silent service leaves a sentence in its place."""
    known = cycles.cycles(q)
    cycle = cycles.chosen(q, known, year)
    at = Desk(q, cycle, account, roles, today)
    shown = []
    for section in SECTIONS:
        if section.for_roles & roles and all(caller.may(each) for each in section.operations):
            services = {each.service for each in section.operations}
            rows = section.gather(at) if cycle is not None or not section.needs_cycle else []
            waiting = sum(1 for each in rows if not each["settled"]) if section.todo else 0
            shown.append({"key": section.key, "rows": rows, "waiting": waiting, "answered": q.has(*services)})
    shown.sort(key=lambda each: not each["waiting"])
    return {
        "cycles": known,
        "cycle": cycle,
        "sections": [each for each in shown if each["rows"] or not each["answered"]],
        "quiet": [each["key"] for each in shown if each["answered"] and not each["rows"]],
        "silent": sorted(q.silent),
    }
