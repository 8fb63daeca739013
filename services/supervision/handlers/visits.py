"""Visits on the spot, and problems to be solved between departments (B-045, B-054, B-056, Y-076, Y-080)."""

from __future__ import annotations

from typing import Any

from services.supervision.domain.findings import PROBLEM_NAMES, FindingClass, ProblemKind
from services.supervision.domain.ledger import EntryKind
from services.supervision.domain.project import Project
from services.supervision.domain.visit import Observation, Problem, SiteVisit
from services.supervision.handlers.calendar import keep_up
from services.supervision.handlers.desk_work import LedgerBook, Projects, Rules, check_own_project, visible
from shared.kernel.clock import day_in_words
from shared.kernel.errors import NotFound
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def record_visits(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Visits; each counts for its project (Y-085)."""
    projects, book = Projects(work), LedgerBook(work, Rules(work))
    visits = []
    for each in request["visits"]:
        project = projects.get(each["project_id"])
        check_own_project(work, project)
        project.must_be_under_supervision("登记实地查看")
        project.visits += 1
        observations = [
            Observation(FindingClass(seen["finding_class"]), seen["text"]) for seen in each["observations"]
        ]
        visits.append(
            SiteVisit(id=new_id(), cycle_id=project.cycle_id, **{**each, "observations": observations})
        )
        text = f"{each['visitors']}实地查看：{each['progress']}"
        book.write(project, EntryKind.VISIT, each["visited_on"], text)
    work.add_all(visits)
    book.close()
    projects.save()
    keep_up(work, [each.cycle_id for each in visits])
    return {"items": visits}


def list_visits(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Visits, newest first."""
    equals = {key: request[key] for key in ("cycle_id", "project_id") if request[key] is not None}
    return work.page(SiteVisit, page=request, order="-visited_on", **equals)


def get_visit_days(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """How often a project was inspected and when, for everyone; who came stays with the offices (Y-085)."""
    project = work.get(Project, request["project_id"])
    if not visible(project, work.actor):
        raise NotFound(kind="民生实事项目", id=project.id)
    found = work.all(SiteVisit, order="visited_on", project_id=project.id)
    return {"project_id": project.id, "visits": project.visits, "days": [each.visited_on for each in found]}


def raise_problem(work: UnitOfWork, request: dict[str, Any]) -> Problem:
    """A problem with an owner and a day by which to solve it."""
    project = work.get(Project, request["project_id"])
    check_own_project(work, project)
    project.must_be_under_supervision("提出协调事项")
    kind = ProblemKind(request["kind"])
    problem = Problem(id=new_id(), cycle_id=project.cycle_id, **{**request, "kind": kind})
    work.add(problem)
    book = LedgerBook(work, Rules(work))
    text = f"{PROBLEM_NAMES[kind]}：{problem.text}（由{problem.owner}于{day_in_words(problem.due_on)}前解决）"
    book.write(project, EntryKind.PROBLEM, problem.raised_on, text)
    book.close()
    return problem


def solve_problem(work: UnitOfWork, request: dict[str, Any]) -> Problem:
    """It was solved."""
    problem = work.get(Problem, request["problem_id"])
    project = work.get(Project, problem.project_id)
    check_own_project(work, project)
    problem.solve(request["solved_on"], request["resolution"])
    work.save(problem)
    book = LedgerBook(work, Rules(work))
    text = f"{PROBLEM_NAMES[problem.kind]}已解决：{problem.resolution}"
    book.write(project, EntryKind.PROBLEM, request["solved_on"], text)
    book.close()
    return problem


def list_problems(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Problems, newest first."""
    equals = {key: request[key] for key in ("cycle_id", "project_id", "open") if request[key] is not None}
    return work.page(Problem, page=request, order="-seq", **equals)
