"""Adjusting a project along the rulebook's chain (B-088, Q-15)."""

from __future__ import annotations

from typing import Any

from services.supervision.domain.adjustment import (
    Adjustment,
    AdjustmentKind,
    AdjustmentPending,
    AdjustmentPolicy,
    AdjustmentState,
    Change,
)
from services.supervision.domain.ledger import EntryKind
from services.supervision.domain.project import Project
from services.supervision.handlers import papers
from services.supervision.handlers.desk_work import LedgerBook, Rules
from services.supervision.handlers.progress import schedule_from
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def request_adjustment(work: UnitOfWork, request: dict[str, Any]) -> Adjustment:
    """Ask for a change; one request at a time for a project."""
    project = work.get(Project, request["project_id"])
    project.must_be_at_work("办理项目调整")
    if work.count(Adjustment, project_id=project.id, state=AdjustmentState.IN_CHAIN):
        raise AdjustmentPending(project=project.name)
    sheet = dict(request["change"])
    planned = sheet.pop("schedule")
    adjustment = Adjustment(
        id=new_id(),
        cycle_id=project.cycle_id,
        project_id=project.id,
        kind=AdjustmentKind(request["kind"]),
        reason=request["reason"],
        requested_on=request["requested_on"],
        change=Change(schedule=schedule_from(planned) if planned else None, **sheet),
    )
    work.add(adjustment)
    return adjustment


def decide_adjustment(work: UnitOfWork, request: dict[str, Any]) -> Adjustment:
    """The next organ decides; the last approval changes the project."""
    adjustment = work.get(Adjustment, request["adjustment_id"])
    policy = AdjustmentPolicy.from_rulebook(work.rulebook(adjustment.cycle_id))
    body, met_on = request["body"], request["met_on"]
    adjustment.decide(body, met_on, request["approved"], request["note"], policy)
    project = work.get(Project, adjustment.project_id)
    if adjustment.state is AdjustmentState.APPROVED:
        adjustment.apply_to(project)
        work.save(project)
    work.save(adjustment)
    outcome = adjustment.approvals[-1].action if request["approved"] else "未予同意"
    book = LedgerBook(work, Rules(work))
    book.write(project, EntryKind.ADJUSTMENT, met_on, f"项目调整：{body}{outcome}。{adjustment.reason}")
    book.close()
    return adjustment


def announce_adjustment(work: UnitOfWork, request: dict[str, Any]) -> Adjustment:
    """Tell the public what was changed and by whom."""
    adjustment = work.get(Adjustment, request["adjustment_id"])
    project = work.get(Project, adjustment.project_id)
    paper_id = new_id()
    adjustment.announce(request["announced_on"], paper_id)
    papers.request_paper(
        work,
        adjustment,
        paper_id,
        cycle_id=adjustment.cycle_id,
        kind="announcement",
        title=f"关于调整“{project.name}”的公告",
        issuer=request["issuer"],
        issued_on=request["announced_on"],
        blocks=papers.adjustment_blocks(adjustment, project),
        public=True,
        channels=request["channels"],
    )
    work.save(adjustment)
    return adjustment


def list_adjustments(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Adjustments, newest first."""
    equals = {key: request[key] for key in ("cycle_id", "project_id") if request[key] is not None}
    return work.page(Adjustment, page=request, order="-seq", **equals)
