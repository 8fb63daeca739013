"""Assessment by an outside agency (B-080 … B-087)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.assessment import (
    AssessmentOpinion,
    AssessmentPlan,
    AssessmentReport,
    Indicator,
    ReportAlreadySubmitted,
    ScheduledReport,
    Stage,
)
from services.evaluation.domain.residents import check_once_each
from services.evaluation.handlers.support import check_known, labels_of, projects_of
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def draft_assessment_plan(work: UnitOfWork, request: dict[str, Any]) -> AssessmentPlan:
    """Write a plan; it is settled by locking it."""
    work.rulebook(request["cycle_id"])
    plan = AssessmentPlan(
        id=new_id(),
        cycle_id=request["cycle_id"],
        agency=request["agency"],
        process=request["process"],
        method=request["method"],
        team_leader=request["team_leader"],
    )
    plan.amend(*_yardstick(request))
    work.add(plan)
    return plan


def amend_assessment_plan(work: UnitOfWork, request: dict[str, Any]) -> AssessmentPlan:
    """Write indicators and timetable anew."""
    plan = work.get(AssessmentPlan, request["plan_id"])
    plan.amend(*_yardstick(request))
    work.save(plan)
    return plan


def lock_assessment_plan(work: UnitOfWork, request: dict[str, Any]) -> AssessmentPlan:
    """Settle a plan before the start."""
    plan = work.get(AssessmentPlan, request["plan_id"])
    plan.lock(work.today)
    work.save(plan)
    return plan


def list_assessment_plans(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The plans of a cycle, paged."""
    return work.page(AssessmentPlan, page=request, cycle_id=request["cycle_id"])


def submit_assessment_report(work: UnitOfWork, request: dict[str, Any]) -> AssessmentReport:
    """Take a stage's report and weigh its scores by the locked plan."""
    plan = work.get(AssessmentPlan, request["plan_id"])
    plan.check_ready()
    stage = Stage(request["stage"])
    if work.find(AssessmentReport, plan_id=plan.id, stage=stage) is not None:
        raise ReportAlreadySubmitted()
    labels = labels_of(projects_of(work, plan.cycle_id))
    project_ids = [each["project_id"] for each in request["scores"]]
    check_once_each(project_ids, labels)
    check_known(labels, [*project_ids, *(each["project_id"] for each in request["opinions"])])
    report = AssessmentReport(
        id=new_id(),
        plan_id=plan.id,
        cycle_id=plan.cycle_id,
        stage=stage,
        submitted_on=work.today,
        summary=request["summary"],
        opinions=[AssessmentOpinion(no=no, **each) for no, each in enumerate(request["opinions"], start=1)],
    )
    report.score(plan, {each["project_id"]: each["scores"] for each in request["scores"]}, labels)
    work.add(report)
    return report


def list_assessment_reports(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The reports of a cycle, paged."""
    return work.page(AssessmentReport, page=request, cycle_id=request["cycle_id"])


def answer_assessment_opinions(work: UnitOfWork, request: dict[str, Any]) -> AssessmentReport:
    """The addressees answer opinions that were handed over to them (B-087)."""
    report = work.get(AssessmentReport, request["report_id"])
    for each in request["answers"]:
        report.answer(each["no"], each["answer"], work.today)
    work.save(report)
    return report


def _yardstick(request: dict[str, Any]) -> tuple[list[Indicator], list[ScheduledReport]]:
    indicators = [Indicator(**each) for each in request["indicators"]]
    return indicators, [ScheduledReport(Stage(each["stage"]), each["due_on"]) for each in request["schedule"]]
