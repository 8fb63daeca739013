"""The projects that can be evaluated, as supervision listed them."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.projects import RatedProject
from shared.persistence.unit_of_work import UnitOfWork


def note_project_listed(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """Keep a listed project; listed again (an adjustment), its description is replaced."""
    described = {
        "cycle_id": fact["cycle_id"],
        "year": fact["year"],
        "track": fact["track"],
        "project_code": fact["code"],
        "name": fact["name"],
        "implementer": fact["implementer"],
        "principal_head": fact["principal_head"] or "",
        "candidate_id": fact["candidate_id"],
        "suggestion_ids": list(fact["suggestion_ids"]),
    }
    project = work.find(RatedProject, id=fact["project_id"])
    if project is None:
        work.add(RatedProject(id=fact["project_id"], **described))
        return
    for name, value in described.items():
        setattr(project, name, value)
    work.save(project)


def list_rated_projects(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The projects of a cycle, paged."""
    equals = {"cycle_id": request["cycle_id"]}
    if request["track"] is not None:
        equals["track"] = request["track"]
    return work.page(RatedProject, page=request, order="project_code", **equals)
