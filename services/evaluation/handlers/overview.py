"""Across projects: the performance export, the trend and what is owed (B-057, B-094, Y-075, B-098)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.evaluation.domain.assessment import (
    STAGE_NAMES,
    AssessmentPlan,
    AssessmentReport,
    PlanState,
    Stage,
)
from services.evaluation.domain.explanations import ExplanatoryStatement, StatementState
from services.evaluation.domain.letters import LetterState, OpinionLetter
from services.evaluation.domain.projects import RatedProject
from services.evaluation.domain.rating_states import DECLARED
from services.evaluation.domain.residents import VenueSession
from services.evaluation.domain.satisfaction import SatisfactionRating
from services.evaluation.handlers.gathering import CycleFile
from services.evaluation.handlers.reminders import struck_off_share
from services.evaluation.handlers.support import share
from shared.persistence.unit_of_work import UnitOfWork


def export_performance(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Results of handling, project by project; no activity in any app is counted."""
    page = work.page(RatedProject, page=request, order="project_code", cycle_id=request["cycle_id"])
    file = CycleFile.load(work, request["cycle_id"])
    return {"items": [_performance_row(work, each, file) for each in page["items"]], "next": page["next"]}


def _performance_row(work: UnitOfWork, project: RatedProject, file: CycleFile) -> dict[str, Any]:
    found = file.result(project.id)
    onsite = file.onsite.get(project.id)
    finals = [each["total"] for each in file.stage_totals(project.id) if each["stage"] is Stage.FINAL]
    items = file.letter_items(project.id)
    return {
        "project_id": project.id,
        "code": project.project_code,
        "name": project.name,
        "unit": project.implementer,
        "rating": share(found[1].satisfied, found[1].base) if found else None,
        "explanation_required": found[1].explanation_required if found else None,
        "onsite_tenths": onsite.tenths if onsite else None,
        "assessment": finals[-1] if finals else None,
        "letter_items_handled": share(sum(1 for each in items if each.handled_on is not None), len(items)),
        "reminder_letters_struck_off": struck_off_share(work, project.id),
    }


def satisfaction_trend(work: UnitOfWork, _request: dict[str, Any]) -> dict[str, Any]:
    """Each unit's satisfaction by rated year, and how well the vote is known."""
    sums: dict[tuple[int, str], list[int]] = {}
    for rating in work.all(SatisfactionRating, order="year", state=list(DECLARED)):
        for each in rating.results:
            row = sums.setdefault((rating.year, each.unit), [0, 0, 0])
            for place, number in enumerate((1, each.satisfied, each.base)):
                row[place] += number
    units = [
        {"year": year, "unit": unit, "projects": number, "share": share(satisfied, base)}
        for (year, unit), (number, satisfied, base) in sums.items()
    ]
    known: dict[str, list[int]] = {}
    for session in work.all(VenueSession):
        asked = known.setdefault(session.cycle_id, [0, 0])
        asked[0] += session.aware
        asked[1] += session.respondents
    awareness = [{"cycle_id": cycle_id, "share": share(*asked)} for cycle_id, asked in known.items()]
    return {"units": units, "awareness": awareness}


def list_obligations(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """What is owed to the congress, by whom and until when, in the order of days; of one unit where asked."""
    unit = request["owed_by"]
    owed = [*_statements(work), *_letters(work), *_assessments(work)]
    rows = [
        {
            "kind": each.kind,
            "id": each.id,
            "title": each.title,
            "owed_by": each.owed_by,
            "due_on": each.due_on,
            "overdue": each.due_on < work.today,
        }
        for each in sorted(owed, key=lambda each: (each.due_on, each.kind, each.id))
        if unit is None or unit in (each.owed_by, *each.units)
    ]
    return {"items": [row for row in rows if row["overdue"] or not request["overdue_only"]]}


@dataclass(frozen=True)
class Owed:
    """待办事项: what ``owed_by`` owes; ``units`` are the units that it concerns beside."""

    kind: str
    id: str
    title: str
    owed_by: str
    due_on: date
    units: tuple[str, ...] = ()


def _statements(work: UnitOfWork) -> list[Owed]:
    return [
        Owed(
            "explanation",
            each.id,
            f"“{each.project_code} {each.project_name}”情况说明",
            "、".join(each.outstanding),
            each.due_on,
            (each.unit, *each.outstanding),
        )
        for each in work.all(ExplanatoryStatement, state=StatementState.REQUIRED)
    ]


def _letters(work: UnitOfWork) -> list[Owed]:
    return [
        Owed(
            "opinion_letter",
            each.id,
            f"群众评价意见书第{each.no}号：{each.unanswered}条待答复",
            each.addressee,
            each.due_on,
        )
        for each in work.all(OpinionLetter, state=LetterState.ISSUED)
        if each.unanswered and each.due_on is not None
    ]


def _assessments(work: UnitOfWork) -> list[Owed]:
    owed: list[Owed] = []
    submitted: set[tuple[str, Stage]] = set()
    for report in work.all(AssessmentReport):
        submitted.add((report.plan_id, report.stage))
        owed += [
            Owed("assessment_opinion", report.id, f"评估意见：{each.text[:40]}", each.addressee, each.due_on)
            for each in report.opinions
            if each.answered_on is None
        ]
    for plan in work.all(AssessmentPlan, state=PlanState.LOCKED):
        owed += [
            Owed("assessment_report", plan.id, f"{STAGE_NAMES[each.stage]}报告", plan.agency, each.due_on)
            for each in plan.schedule
            if (plan.id, each.stage) not in submitted
        ]
    return owed
