"""How projects go on: facts, schedules, start, milestones, reports, completion (Y-077, Y-086, B-063, B-064)."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.supervision.domain.ledger import EntryKind
from services.supervision.domain.progress import LagPolicy
from services.supervision.domain.project import Indicator, Phase, Project
from services.supervision.domain.project_state import ProjectAct, ProjectState
from services.supervision.domain.schedule import Milestone, MilestoneUnknown, Schedule
from services.supervision.handlers.calendar import keep_up
from services.supervision.handlers.desk_work import LedgerBook, Projects, Rules, check_own_project, unit_of
from shared.contracts.supervision import PROGRESS_REPORTED
from shared.persistence.unit_of_work import UnitOfWork


def schedule_from(sheet: dict[str, Any]) -> Schedule:
    """The schedule of a request; raises ``ScheduleNotInOrder``."""
    return Schedule(sheet["starts_on"], sheet["ends_on"], [Milestone(**each) for each in sheet["milestones"]])


def describe_projects(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Place, scale, phases and indicators (B-068, B-069)."""
    projects = Projects(work)
    for each in request["projects"]:
        project = projects.get(each["project_id"])
        project.place, project.scale = each["place"], each["scale"]
        project.phases = [Phase(**phase) for phase in each["phases"]]
        project.indicators = [Indicator(**indicator) for indicator in each["indicators"]]
    return projects.save()


def set_schedules(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """File schedules; after the first report they change by adjustment only (Q-15)."""
    projects, rules = Projects(work), Rules(work)
    for each in request["schedules"]:
        project = projects.get(each["project_id"])
        rule = rules.of(project.cycle_id).citation("supervision.adjustment")
        project.set_schedule(schedule_from(each), rule)
    return projects.save()


def start_projects(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Work begins."""
    projects, book = Projects(work), LedgerBook(work, Rules(work))
    for each in request["projects"]:
        project = projects.get(each["project_id"])
        check_own_project(work, project)
        project.start(each["started_on"])
        book.write(project, EntryKind.STARTED, each["started_on"], "开工实施。")
    book.close()
    return projects.save()


def reach_milestone(work: UnitOfWork, request: dict[str, Any]) -> Project:
    """A milestone was reached (B-064)."""
    project = work.get(Project, request["project_id"])
    check_own_project(work, project)
    if project.schedule is None:
        raise MilestoneUnknown(milestone=request["name"])
    project.schedule.reach(request["name"], request["done_on"])
    work.save(project)
    book = LedgerBook(work, Rules(work))
    book.write(project, EntryKind.MILESTONE, request["done_on"], f"完成节点“{request['name']}”。")
    book.close()
    return project


def report_progress(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Progress reports; each is a fact for others and an entry of the ledger (Y-077)."""
    projects, rules = Projects(work), Rules(work)
    book = LedgerBook(work, rules)
    facts = []
    for each in request["reports"]:
        project = projects.get(each["project_id"])
        check_own_project(work, project)
        lag = LagPolicy.from_rulebook(rules.of(project.cycle_id))
        sheet = {key: value for key, value in each.items() if key != "project_id"}
        report = project.report(**sheet, unit=unit_of(work.actor), lag=lag)
        warning = "，进度滞后" if project.lagging else ""
        text = (
            f"计划{report.planned}%，实际{report.actual}%{warning}。进展：{report.progress}；"
            f"措施：{report.measures}；问题：{report.problems}"
        )
        book.write(project, EntryKind.PROGRESS, report.reported_on, text)
        facts.append((project, report, project.state))
    book.close()
    saved = projects.save()
    keep_up(work, [project.cycle_id for project, _, _ in facts])
    for project, report, state in facts:
        _tell(work, project, report.reported_on, report.planned, report.actual, state)
    return saved


def complete_projects(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The work is finished; indicators get their actual figures (Y-086)."""
    projects, book = Projects(work), LedgerBook(work, Rules(work))
    completed: list[tuple[Project, date]] = []
    for each in request["projects"]:
        project = projects.get(each["project_id"])
        measured = {indicator["name"]: indicator["actual"] for indicator in each["indicators"]}
        project.complete(each["completed_on"], each["effect"], measured)
        book.write(project, EntryKind.COMPLETED, each["completed_on"], f"完工。{each['effect']}")
        completed.append((project, each["completed_on"]))
    book.close()
    saved = projects.save()
    for project, day in completed:
        _tell(work, project, day, 100, 100, project.state)
    return saved


def archive_projects(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Finished or terminated projects are put away."""
    projects, book = Projects(work), LedgerBook(work, Rules(work))
    for project_id in request["project_ids"]:
        project = projects.get(project_id)
        project.do(ProjectAct.ARCHIVE)
        book.write(project, EntryKind.ARCHIVED, request["archived_on"], "归档。")
    book.close()
    return projects.save()


def _tell(
    work: UnitOfWork, project: Project, reported_on: date, planned: int, actual: int, state: ProjectState
) -> None:
    payload = {
        "project_id": project.id,
        "project_version": project.version,
        "cycle_id": project.cycle_id,
        "reported_on": reported_on,
        "planned": planned,
        "actual": actual,
        "state": state,
    }
    work.emit(PROGRESS_REPORTED, payload, about=project)
