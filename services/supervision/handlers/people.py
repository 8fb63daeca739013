"""Who is responsible for projects and who watches over them (Y-057, Y-075, Y-079, B-051 … B-061, A10.15)."""

from __future__ import annotations

from typing import Any

from services.supervision.domain.project import Project
from services.supervision.domain.responsibility import (
    Assignment,
    AssignmentPolicy,
    Departments,
    Overseer,
    WatcherPolicy,
)
from services.supervision.domain.task_force import TaskForce, TaskForceExists, TaskForcePolicy
from services.supervision.handlers.desk_work import Projects, Rules, exclusion_of, overseers_of
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def assign_departments(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Name departments, responsible unit and head; refused when such a head oversees a project already."""
    projects = Projects(work)
    cycles = set()
    for each in request["projects"]:
        project = projects.get(each["project_id"])
        cycles.add(project.cycle_id)
        unit = each["responsible_unit"] or each["lead"]
        project.departments = Departments(each["lead"], each["cooperating"], unit, each["principal_head"])
    for cycle_id in cycles:
        every = projects.of_cycle(cycle_id)
        exclusion_of(every).check(overseers_of(every, work.all(TaskForce, cycle_id=cycle_id)))
    return projects.save()


def assign_supervision(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """All sides of the supervision assignment (Y-079)."""
    projects, rules = Projects(work), Rules(work)
    for each in request["projects"]:
        project = projects.get(each["project_id"])
        assignments = [Assignment(**side) for side in each["assignments"]]
        AssignmentPolicy.from_rulebook(rules.of(project.cycle_id)).check(project.name, assignments)
        project.assignments = assignments
    return projects.save()


def assign_watchers(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The deputies and other watchers of projects (B-060, B-061)."""
    projects, rules, exclusions = Projects(work), Rules(work), _Exclusions(work)
    for each in request["projects"]:
        project = projects.get(each["project_id"])
        watchers = [Overseer(**person) for person in each["watchers"]]
        WatcherPolicy.from_rulebook(rules.of(project.cycle_id)).check(project.name, watchers)
        exclusions.of(project.cycle_id).check(watchers)
        project.watchers = watchers
    return projects.save()


def form_task_forces(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """One task force a project (B-051 … B-053); the saved project keeps a second one out."""
    projects, rules, exclusions = Projects(work), Rules(work), _Exclusions(work)
    forces = []
    for each in request["task_forces"]:
        project = projects.get(each["project_id"])
        if project.task_force_id is not None:
            raise TaskForceExists(project=project.name)
        leader, members = _composition(each)
        policy = TaskForcePolicy.from_rulebook(rules.of(project.cycle_id))
        policy.check(project.name, leader, members, exclusions.of(project.cycle_id))
        force = TaskForce(
            id=new_id(),
            cycle_id=project.cycle_id,
            project_id=project.id,
            formed_on=request["formed_on"],
            leader=leader,
            members=members,
        )
        project.task_force_id = force.id
        forces.append(force)
    projects.save()
    work.add_all(forces)
    return {"items": forces}


def change_task_force(work: UnitOfWork, request: dict[str, Any]) -> TaskForce:
    """Put another composition in office."""
    force = work.get(TaskForce, request["task_force_id"])
    leader, members = _composition(request)
    project = work.get(Project, force.project_id)
    policy = TaskForcePolicy.from_rulebook(work.rulebook(force.cycle_id))
    policy.check(project.name, leader, members, _Exclusions(work).of(force.cycle_id))
    force.change(leader, members, request["changed_on"], request["reason"])
    work.save(force)
    return force


class _Exclusions:
    """The excluded of each cycle that a request touches, read once."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._known: dict[str, Any] = {}

    def of(self, cycle_id: str) -> Any:
        if cycle_id not in self._known:
            self._known[cycle_id] = exclusion_of(self._work.all(Project, cycle_id=cycle_id))
        return self._known[cycle_id]


def _composition(sheet: dict[str, Any]) -> tuple[Overseer, list[Overseer]]:
    return Overseer(**sheet["leader"]), [Overseer(**each) for each in sheet["members"]]
