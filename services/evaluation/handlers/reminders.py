"""Reminder letters as far as the performance export counts them (B-057, B-067)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.reminders import ReminderStanding
from services.evaluation.handlers.support import share
from shared.persistence.unit_of_work import UnitOfWork


def note_reminder_letter_changed(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """Keep how the letter stands; of two facts that overtook one another, the newer."""
    known = work.find(ReminderStanding, id=fact["letter_id"])
    if known is None:
        described = {key: value for key, value in fact.items() if key != "letter_id"}
        work.add(ReminderStanding(id=fact["letter_id"], **described))
    elif known.note(fact["letter_version"], fact["struck_off"]):
        work.save(known)


def struck_off_share(work: UnitOfWork, project_id: str) -> dict[str, Any]:
    """Of the letters issued on a project, those struck off."""
    return share(
        work.count(ReminderStanding, project_id=project_id, struck_off=True),
        work.count(ReminderStanding, project_id=project_id),
    )
