"""One project's evaluation: for everyone, for the reviewing deputies, and as a trace (Y-003, Y-064, B-077)."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.evaluation.domain.assessment import STAGE_NAMES
from services.evaluation.domain.explanations import ExplanatoryStatement, StatementState
from services.evaluation.domain.opinions import SHOWN, Opinion
from services.evaluation.domain.projects import RatedProject
from services.evaluation.domain.residents import METHOD_NAMES, ResidentRating, VenueSession
from services.evaluation.domain.satisfaction import ProjectResult, SatisfactionRating
from services.evaluation.domain.shares import percent_tenths, tenths_text
from services.evaluation.handlers.gathering import CycleFile, resident_summary, scale_of
from services.evaluation.handlers.links import grade_views
from services.evaluation.handlers.rating_views import result_view
from shared.kernel.clock import local_day
from shared.persistence.unit_of_work import UnitOfWork

Step = dict[str, Any]


def get_project_evaluation(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """What everyone may see; the deputies' rating from its declaration on."""
    project = work.get(RatedProject, request["project_id"])
    file = CycleFile.load(work, project.cycle_id)
    scale = scale_of(work, project, file.ratings)
    items = file.letter_items(project.id)
    found = file.result(project.id)
    return {
        "project": project,
        "grades": grade_views(scale) if scale else [],
        "residents": resident_summary(work, project, scale),
        "opinions_shown": work.count(Opinion, project_id=project.id, state=list(SHOWN)),
        "letter_items": len(items),
        "letter_items_handled": sum(1 for each in items if each.handled_on is not None),
        "rating": _rating_summary(*found) if found else None,
        "explanation": _public_explanation(_statement(work, project.id)),
    }


def get_review_sheet(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """What lies before a reviewing deputy: how opinions were handled, scores, assessments, residents."""
    project = work.get(RatedProject, request["project_id"])
    file = CycleFile.load(work, project.cycle_id)
    statement = _statement(work, project.id)
    return {
        "project": project,
        "residents": resident_summary(work, project, scale_of(work, project, file.ratings)),
        "letter_items": file.letter_items(project.id),
        "onsite": file.onsite.get(project.id),
        "assessments": file.stage_totals(project.id),
        "statements": [statement] if statement else [],
    }


def trace_project(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """What happened to the project in evaluation, in the order of days."""
    project = work.get(RatedProject, request["project_id"])
    file = CycleFile.load(work, project.cycle_id)
    steps = [*_resident_steps(work, project), *_paper_steps(file, project.id)]
    found = file.result(project.id)
    if found and found[0].declared_at is not None:
        text = _result_text(work, *found)
        steps.append(_step(local_day(found[0].declared_at), "rating", text))
    steps += _explanation_steps(_statement(work, project.id))
    steps.sort(key=lambda step: step["on"])
    return {"project_id": project.id, "suggestion_ids": project.suggestion_ids, "steps": steps}


def _rating_summary(rating: SatisfactionRating, result: ProjectResult) -> dict[str, Any] | None:
    if rating.declared_at is None:
        return None
    return {
        "rating_id": rating.id,
        "session_name": rating.session_name,
        "declared_on": local_day(rating.declared_at),
        "result": result_view(result),
        "paper_id": rating.paper_id,
    }


def _statement(work: UnitOfWork, project_id: str) -> ExplanatoryStatement | None:
    return work.find(ExplanatoryStatement, project_id=project_id)


def _public_explanation(statement: ExplanatoryStatement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    published = statement.state is StatementState.PUBLISHED
    return {
        "explainers": statement.explainers,
        "due_on": statement.due_on,
        "state": statement.state,
        "texts": [each.text for each in statement.deliveries] if published else [],
        "paper_id": statement.paper_id,
    }


def _step(on: date, kind: str, text: str) -> Step:
    return {"on": on, "kind": kind, "text": text}


def _resident_steps(work: UnitOfWork, project: RatedProject) -> list[Step]:
    steps = []
    latest = work.page(ResidentRating, page={"limit": 1}, order="-rated_on", project_id=project.id)["items"]
    if latest:
        number = work.count(ResidentRating, project_id=project.id)
        steps.append(_step(latest[0].rated_on, "resident_rating", f"群众线上评价{number}人次"))
    for session in work.all(VenueSession, cycle_id=project.cycle_id):
        for sheet in session.sheets:
            if sheet.project_id == project.id:
                number = sum(sheet.grades.values())
                text = f"{session.venue_name}线下评价（{METHOD_NAMES[session.method]}）{number}人次"
                steps.append(_step(session.held_on, "resident_rating", text))
    return steps


def _paper_steps(file: CycleFile, project_id: str) -> list[Step]:
    steps = []
    for letter in file.letters:
        items = [item for item in letter.items if item.project_id == project_id]
        if items and letter.issued_on is not None:
            handled = sum(1 for each in items if each.handled_on is not None)
            text = f"群众评价意见书第{letter.no}号：{len(items)}条意见，已办结{handled}条"
            steps.append(_step(letter.issued_on, "opinion_letter", text))
    for report in file.reports:
        if any(score.project_id == project_id for score in report.scores):
            steps.append(_step(report.submitted_on, "assessment", f"{STAGE_NAMES[report.stage]}报告提交"))
    return steps


def _result_text(work: UnitOfWork, rating: SatisfactionRating, result: ProjectResult) -> str:
    names = {
        each["code"]: each["name"] for each in work.rulebook(rating.rules_cycle_id).value("evaluation.grades")
    }
    counted = "、".join(f"{names[code]}{number}" for code, number in result.grades.items())
    tenths = percent_tenths(result.satisfied, result.base) or 0
    best = names[next(iter(names))]
    return f"{rating.session_name}满意度测评：{counted}、弃权{result.abstain}，{best}率{tenths_text(tenths)}%"


def _explanation_steps(statement: ExplanatoryStatement | None) -> list[Step]:
    if statement is None:
        return []
    steps = [
        _step(each.delivered_on, "explanation", f"{each.explainer}作情况说明")
        for each in statement.deliveries
    ]
    if statement.published_on is not None:
        steps.append(_step(statement.published_on, "explanation", "情况说明公布"))
    return steps
