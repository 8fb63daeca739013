"""北关区: three focuses, three insistences, three-party evaluation ("333")."""

from services.demo.beiguan import (
    arguing,
    assemblies,
    assessing,
    collecting,
    finishing,
    founding,
    planning,
    reminders,
    residents,
    selecting,
    session2024,
    session2025,
    supervising,
)
from services.demo.script import Part, Script


def _by_day(*parts: Part) -> Part:
    """Themes that run side by side, day by day; on one day in the order in which they are named."""
    return Part(sorted((step for part in parts for step in part.steps), key=lambda step: step.day or ""))


BEIGUAN = Script(
    "beiguan",
    "北关区",
    (
        _by_day(founding.part, residents.before, reminders.before),
        collecting.first,
        selecting.first,
        arguing.part,
        selecting.part,
        session2024.part,
        _by_day(
            assemblies.part,
            planning.part,
            collecting.later,
            supervising.part,
            finishing.part,
            reminders.part,
            residents.part,
            assessing.part,
            session2025.part,
        ),
    ),
)
