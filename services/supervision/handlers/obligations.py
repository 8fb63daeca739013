"""What departments owe under supervision, and until when (B-066, B-056, Y-057, Y-060)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.supervision.domain.event import EventState, SupervisionEvent
from services.supervision.domain.findings import PROBLEM_NAMES
from services.supervision.domain.letter import LetterState, ReminderLetter
from services.supervision.domain.opinion import DeliberationOpinion, OpinionState
from services.supervision.domain.visit import Problem
from shared.persistence.unit_of_work import UnitOfWork

WAITING = [LetterState.ISSUED, LetterState.HANDED_OVER, LetterState.SIGNED_FOR, LetterState.REOPENED]
"""Letters whose addressee has still to report rectification."""

SUMMARY = 60
"""Characters of a text that stand in a title."""


@dataclass(frozen=True)
class Obligation:
    """办理事项: something that a unit owes. An inquiry has no day by which it must be answered."""

    kind: str
    id: str
    title: str
    owed_by: str
    due_on: date | None
    project_id: str | None = None


def list_obligations(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Open obligations in the order of their days, of one cycle and of one unit where asked."""
    equals = {} if request["cycle_id"] is None else {"cycle_id": request["cycle_id"]}
    unit = request["owed_by"]
    owed = [
        each
        for gather in (_letters, _problems, _opinions, _inquiries)
        for each in gather(work, equals)
        if unit is None or each.owed_by == unit
    ]
    owed.sort(key=lambda each: (each.due_on or date.max, each.kind, each.id, each.owed_by))
    rows = [{**vars(each), "overdue": each.due_on is not None and each.due_on < work.today} for each in owed]
    return {"items": [row for row in rows if row["overdue"] or not request["overdue_only"]]}


def _letters(work: UnitOfWork, equals: dict[str, Any]) -> Iterator[Obligation]:
    for each in work.all(ReminderLetter, state=WAITING, **equals):
        number = each.record_number or f"第{each.serial}号"
        title = f"监督提醒函{number}：{each.finding[:SUMMARY]}"
        yield Obligation("reminder_letter", each.id, title, each.addressee_unit, each.due_on, each.project_id)


def _problems(work: UnitOfWork, equals: dict[str, Any]) -> Iterator[Obligation]:
    for each in work.all(Problem, open=True, **equals):
        title = f"{PROBLEM_NAMES[each.kind]}：{each.text[:SUMMARY]}"
        yield Obligation("problem", each.id, title, each.owner, each.due_on, each.project_id)


def _opinions(work: UnitOfWork, equals: dict[str, Any]) -> Iterator[Obligation]:
    for each in work.all(DeliberationOpinion, state=OpinionState.SENT, **equals):
        for recipient in each.recipients:
            yield Obligation(
                "deliberation_opinion", each.id, f"审议意见：{each.title}", recipient, each.reply_due
            )


def _inquiries(work: UnitOfWork, equals: dict[str, Any]) -> Iterator[Obligation]:
    for event in work.all(SupervisionEvent, state=EventState.DONE, **equals):
        for each in event.inquiries:
            if each.answered_on is None:
                title = f"{event.name}询问：{each.question[:SUMMARY]}"
                yield Obligation("inquiry", each.id, title, each.department, None, each.project_id)
