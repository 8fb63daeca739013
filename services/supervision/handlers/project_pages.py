"""What is shown of projects: lists, the public page, the file, the wall chart, the trace (Y-003, B-060 … B-069)."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.supervision.domain.progress import LagPolicy
from services.supervision.domain.project import Project
from services.supervision.domain.project_state import PUBLIC_STATES, ProjectState
from services.supervision.domain.task_force import TaskForce
from services.supervision.domain.trace import SuggestionLink
from services.supervision.handlers.desk_work import sees_drafts, visible
from shared.kernel.errors import NotFound
from shared.persistence.unit_of_work import UnitOfWork

FILTERS = ("cycle_id", "plan_id", "track", "body_name", "state", "lagging")
SHOWN_AT_ONCE = 1000


def list_projects(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Projects by what was asked for, in the order in which they came."""
    equals = {key: request[key] for key in FILTERS if request[key] is not None}
    if not sees_drafts(work.actor):
        wanted = request["state"]
        equals["state"] = [each for each in PUBLIC_STATES if wanted is None or each == wanted]
    return work.page(Project, page=request, **equals)


def get_project(work: UnitOfWork, request: dict[str, Any]) -> Project:
    """The public page: what, how, how long, to what effect (B-069)."""
    project = work.get(Project, request["project_id"])
    if not visible(project, work.actor):
        raise NotFound(kind="民生实事项目", id=project.id)
    return project


def get_project_file(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """All that offices and watchers see."""
    project = work.get(Project, request["project_id"])
    force = work.find(TaskForce, project_id=project.id)
    return {**vars(project), "task_force": force}


def my_projects(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The projects that the signed-in account watches or whose task force it serves in (B-060)."""
    mine = {
        force.project_id
        for force in work.all(TaskForce, cycle_id=request["cycle_id"])
        if work.actor.id in {each.account_id for each in (force.leader, *force.members)}
    }
    return {
        "items": [
            each
            for each in work.all(Project, cycle_id=request["cycle_id"], order="code")
            if each.id in mine or work.actor.id in {watcher.account_id for watcher in each.watchers}
        ]
    }


def get_wall_chart(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Plan against actual of all projects on a day (B-063)."""
    cycle = work.cycle(request["cycle_id"])
    lag = LagPolicy.from_rulebook(cycle.rulebook)
    day = request["on"] or work.today
    equals: dict[str, Any] = {"cycle_id": cycle.id, "state": list(PUBLIC_STATES)}
    if request["track"]:
        equals["track"] = request["track"]
    projects = work.all(Project, order="code", **equals)[:SHOWN_AT_ONCE]
    return {"on": day, "lag": lag.points, "bars": [_bar(each, day, lag) for each in projects]}


def trace_projects(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Where a candidate or a suggestion went (Y-003)."""
    if request["candidate_id"]:
        found = work.all(Project, candidate_id=request["candidate_id"])
    else:
        links = work.all(SuggestionLink, suggestion_id=request["suggestion_id"])
        found = work.all(Project, id=[each.project_id for each in links]) if links else []
    return {"items": [each for each in found if visible(each, work.actor)]}


def _bar(project: Project, day: date, lag: LagPolicy) -> dict[str, Any]:
    reports = [each for each in project.reports if each.reported_on <= day]
    last = reports[-1] if reports else None
    finished = project.completed_on is not None and project.completed_on <= day
    actual = 100 if finished else (last.actual if last else 0)
    scheduled = project.planned_on(day)
    planned = 100 if finished else (scheduled if scheduled is not None else (last.planned if last else 0))
    ended = project.state in (ProjectState.TERMINATED, ProjectState.ARCHIVED)
    overdue = (
        [each.name for each in project.schedule.milestones if each.overdue(day)] if project.schedule else []
    )
    return {
        "project_id": project.id,
        "code": project.code,
        "name": project.name,
        "body_name": project.body_name,
        "state": project.state,
        "planned": planned,
        "actual": actual,
        "behind": max(planned - actual, 0),
        "lagging": not ended and lag.lags(planned, actual),
        "reported_on": last.reported_on if last else None,
        "schedule": project.schedule,
        "overdue_milestones": [] if finished or ended else overdue,
    }
