"""What the use cases share: projects loaded once, rules of a cycle, the ledger, and who may do what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from services.supervision.domain.ledger import EntryKind, LedgerEntry
from services.supervision.domain.project import Project
from services.supervision.domain.project_state import ProjectState
from services.supervision.domain.responsibility import Exclusion, Overseer
from services.supervision.domain.task_force import TaskForce
from shared.kernel.errors import Forbidden
from shared.kernel.identity import new_id
from shared.kernel.rulebook import Rulebook
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import Actor
from shared.tenancy.roles import STAFF, Role

OFFICES = frozenset({Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK})
INSIDERS = STAFF | {Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE, Role.TASK_FORCE, Role.ASSESSOR}

_DESKS = {
    Role.CONGRESS_CLERK: "人大工作机构",
    Role.GOVERNMENT_CLERK: "政府办",
    Role.DEPARTMENT: "职能部门",
    Role.TASK_FORCE: "督办专班",
}


class NotYourProject(Forbidden):
    """A department acts on its own projects, a task force on the one it watches."""

    code = "supervision.not-your-project"
    message = "项目“{project}”不由您所在单位或专班负责，不能办理；如确由本单位负责，请联系人大工作机构更正责任单位。"


def unit_of(actor: Actor) -> str:
    """The office that acts, as the ledger names it."""
    if actor.unit:
        return actor.unit
    return next((name for role, name in _DESKS.items() if role in actor.roles), "系统")


def sees_drafts(actor: Actor) -> bool:
    """Whether draft entries are shown to the actor (A10.3)."""
    return actor.has_any(INSIDERS)


def check_own_project(work: UnitOfWork, project: Project) -> None:
    """Raises ``NotYourProject`` for a department or task force that has nothing to do with the project."""
    actor = work.actor
    if actor.has_any(OFFICES):
        return
    if Role.DEPARTMENT in actor.roles and actor.unit in project.departments.units:
        return
    if Role.TASK_FORCE in actor.roles and project.task_force_id is not None:
        force = work.get(TaskForce, project.task_force_id)
        if actor.id in {each.account_id for each in (force.leader, *force.members)}:
            return
    raise NotYourProject(project=project.name)


class Projects:
    """The projects of one request: each is loaded once and saved once, however often it is named."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._known: dict[str, Project] = {}

    def get(self, project_id: str) -> Project:
        """The project; raises ``NotFound``."""
        if project_id not in self._known:
            self._known[project_id] = self._work.get(Project, project_id)
        return self._known[project_id]

    def of_cycle(self, cycle_id: str) -> list[Project]:
        """All projects of a cycle, those of this request as they are now."""
        return [self._known.get(each.id, each) for each in self._work.all(Project, cycle_id=cycle_id)]

    def save(self) -> dict[str, Any]:
        """Save them all; returns their references."""
        for each in self._known.values():
            self._work.save(each)
        return {"items": list(self._known.values())}


class Rules:
    """The rulebooks of the cycles that one request touches."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._books: dict[str, Rulebook] = {}

    def of(self, cycle_id: str) -> Rulebook:
        """The rulebook of a cycle."""
        if cycle_id not in self._books:
            self._books[cycle_id] = self._work.rulebook(cycle_id)
        return self._books[cycle_id]


def exclusion_of(projects: Iterable[Project]) -> Exclusion:
    """Who may not oversee these projects."""
    return Exclusion.of(each.departments for each in projects)


def overseers_of(projects: Iterable[Project], forces: Iterable[TaskForce]) -> Iterator[Overseer]:
    """All who oversee them now."""
    for project in projects:
        yield from project.watchers
    for force in forces:
        yield force.leader
        yield from force.members


class LedgerBook:
    """The ledger as one request writes it."""

    def __init__(self, work: UnitOfWork, rules: Rules) -> None:
        self._work = work
        self._rules = rules
        self._entries: list[LedgerEntry] = []

    def write(self, project: Project, kind: EntryKind, happened_on: date, text: str) -> LedgerEntry:
        """Add an entry; it is kept by ``close``."""
        entry = LedgerEntry(
            id=new_id(),
            cycle_id=project.cycle_id,
            project_id=project.id,
            ledger=self._rules.of(project.cycle_id).value("supervision.ledger"),
            body_name=project.body_name,
            number=self._work.next_number("ledger"),
            kind=kind,
            happened_on=happened_on,
            text=text,
            unit=unit_of(self._work.actor),
        )
        self._entries.append(entry)
        return entry

    def close(self) -> None:
        """Keep what was written."""
        self._work.add_all(self._entries)
        self._entries = []


def visible(project: Project, actor: Actor) -> bool:
    """Whether the actor may see that the project exists."""
    return project.state is not ProjectState.DETERMINED or sees_drafts(actor)
