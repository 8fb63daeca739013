"""From a vote's result to listed projects (Y-050, Y-051, Y-012, A10.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.supervision.domain.event import SupervisionYear
from services.supervision.domain.ledger import EntryKind
from services.supervision.domain.plan import PlanPolicy, ProjectCodeTaken, SupervisionPlan
from services.supervision.domain.project import Indicator, Project
from services.supervision.domain.project_state import ProjectState
from services.supervision.domain.responsibility import Departments
from services.supervision.domain.trace import SuggestionLink
from services.supervision.handlers import papers
from services.supervision.handlers.desk_work import LedgerBook, Rules, sees_drafts, visible
from shared.contracts.supervision import PROJECT_LISTED
from shared.kernel.errors import NotFound
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork

DOSSIER = (
    "code",
    "name",
    "content",
    "implementer",
    "investment_fen",
    "funding_source",
    "period",
    "requirements",
)


def note_result_announced(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """Each determined project becomes a draft entry of its body's plan; what is known already stays as it is."""
    plan = _plan_for(work, fact)
    for candidate in fact["candidates"]:
        if not candidate["determined"] or work.find(Project, candidate_id=candidate["candidate_id"]):
            continue
        implementer = candidate["implementer"]
        project = Project(
            id=new_id(),
            cycle_id=plan.cycle_id,
            year=plan.year,
            track=plan.track,
            body=plan.body,
            body_name=plan.body_name,
            plan_id=plan.id,
            candidate_id=candidate["candidate_id"],
            vote_id=fact["vote_id"],
            announced_on=fact["announced_on"],
            departments=Departments(implementer, [], implementer),
            suggestion_ids=list(dict.fromkeys(candidate["suggestion_ids"])),
            **{key: candidate[key] for key in DOSSIER},
        )
        _keep(work, project)


def adopt_plan(work: UnitOfWork, request: dict[str, Any]) -> SupervisionPlan:
    """The rulebook's organ adopts the plan; it is published and its projects enter the ledger."""
    plan = work.get(SupervisionPlan, request["plan_id"])
    rules = Rules(work)
    policy = PlanPolicy.from_rulebook(rules.of(plan.cycle_id))
    paper_id = new_id()
    listed = plan.adopt(
        work.all(Project, plan_id=plan.id, order="code"),
        body=request["body"],
        adopted_on=request["adopted_on"],
        published_on=request["published_on"],
        paper_id=paper_id,
        policy=policy,
    )
    papers.request_paper(
        work,
        plan,
        paper_id,
        cycle_id=plan.cycle_id,
        kind="plan",
        title=plan.title,
        issuer=request["issuer"],
        issued_on=request["published_on"],
        public=True,
        channels=request["channels"],
        blocks=papers.plan_blocks(plan, request["body"], request["adopted_on"], listed),
    )
    work.save(plan)
    _begin_supervision(work, plan)
    book = LedgerBook(work, rules)
    for project in listed:
        work.save(project)
        book.write(
            project, EntryKind.LISTED, request["adopted_on"], f"{request['body']}通过，列入《{plan.title}》。"
        )
    book.close()
    _announce(work, listed)
    return plan


def import_projects(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Finished projects of a closed cycle, with their figures as recorded (Y-012, Y-085, Y-086)."""
    cycle = work.cycle(request["cycle_id"])
    taken = {_code_of(each) for each in work.all(Project, cycle_id=cycle.id)}
    book = LedgerBook(work, Rules(work))
    imported = []
    for sheet in request["projects"]:
        project = _from_sheet(cycle.id, cycle.year, dict(sheet))
        if _code_of(project) in taken:
            raise ProjectCodeTaken(project_code=project.code)
        taken.add(_code_of(project))
        _keep(work, project)
        book.write(project, EntryKind.IMPORTED, sheet["completed_on"], "自已结束的周期导入，按原记录录入。")
        imported.append(project)
    book.close()
    _announce(work, imported)
    return {"items": imported}


def list_plans(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Plans; the public sees those that were adopted."""
    equals: dict[str, Any] = {}
    if request["cycle_id"]:
        equals["cycle_id"] = request["cycle_id"]
    if not sees_drafts(work.actor):
        equals["adopted"] = True
    return work.page(SupervisionPlan, page=request, **equals)


def get_plan(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """A plan and its projects."""
    plan = work.get(SupervisionPlan, request["plan_id"])
    if not plan.adopted and not sees_drafts(work.actor):
        raise NotFound(kind="年度监督计划", id=plan.id)
    projects = [
        each for each in work.all(Project, plan_id=plan.id, order="code") if visible(each, work.actor)
    ]
    return {**vars(plan), "adopted": plan.adopted, "projects": projects}


def _plan_for(work: UnitOfWork, fact: dict[str, Any]) -> SupervisionPlan:
    cycle = work.cycle(fact["cycle_id"])
    keys = {"cycle_id": cycle.id, "track": fact["track"], "body_name": fact["body_name"]}
    plan = work.find(SupervisionPlan, **keys)
    if plan is None:
        owner = fact["body_name"] or cycle.tenant_name
        plan = SupervisionPlan(
            id=new_id(),
            year=cycle.year,
            body=fact["body"],
            title=f"{owner}{cycle.year}年民生实事项目监督计划",
            **keys,
        )
        work.add(plan)
    if work.find(SupervisionYear, cycle_id=cycle.id) is None:
        work.add(SupervisionYear(id=new_id(), cycle_id=cycle.id))
    return plan


def _begin_supervision(work: UnitOfWork, plan: SupervisionPlan) -> None:
    """The calendar of a cycle counts from its first adopted plan, whatever other bodies adopt later."""
    year = work.find(SupervisionYear, cycle_id=plan.cycle_id)
    if year is not None and year.started_on is None:
        year.started_on = plan.adoptions[-1].adopted_on
        work.save(year)


def _from_sheet(cycle_id: str, year: int, sheet: dict[str, Any]) -> Project:
    implementer, cooperating = sheet["implementer"], sheet.pop("cooperating")
    unit, head = sheet.pop("responsible_unit") or implementer, sheet.pop("principal_head")
    indicators = [Indicator(**each) for each in sheet.pop("indicators")]
    suggestions = list(dict.fromkeys(sheet.pop("suggestion_ids")))
    project = Project(
        id=new_id(),
        cycle_id=cycle_id,
        year=year,
        imported=True,
        state=ProjectState.COMPLETED,
        planned=100,
        actual=100,
        departments=Departments(implementer, cooperating, unit, head),
        indicators=indicators,
        suggestion_ids=suggestions,
        **sheet,
    )
    project.check_dates()
    return project


def _keep(work: UnitOfWork, project: Project) -> None:
    work.add(project)
    work.add_all(
        [
            SuggestionLink(id=new_id(), cycle_id=project.cycle_id, suggestion_id=each, project_id=project.id)
            for each in project.suggestion_ids
        ]
    )


def _announce(work: UnitOfWork, projects: Sequence[Project]) -> None:
    for project in projects:
        payload = {
            "project_id": project.id,
            "cycle_id": project.cycle_id,
            "year": project.year,
            "track": project.track,
            "candidate_id": project.candidate_id,
            "code": project.code,
            "name": project.name,
            "implementer": project.implementer,
            "principal_head": project.departments.principal_head,
            "investment_fen": project.investment_fen,
            "suggestion_ids": project.suggestion_ids,
        }
        work.emit(PROJECT_LISTED, payload, about=project)


def _code_of(project: Project) -> tuple[str, str, str]:
    return project.track, project.body_name, project.code
