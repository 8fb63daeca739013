"""What several use cases need: the projects of a cycle, many aggregates by id, shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from services.evaluation.domain.projects import ProjectNotOfCycle, RatedProject
from services.evaluation.domain.shares import percent_tenths
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import NotFound
from shared.persistence.unit_of_work import UnitOfWork

A = TypeVar("A", bound=Aggregate)


def projects_of(work: UnitOfWork, cycle_id: str, track: str | None = None) -> list[RatedProject]:
    """The projects of a cycle, or of one of its tracks, in the order of their codes."""
    equals = {"cycle_id": cycle_id} if track is None else {"cycle_id": cycle_id, "track": track}
    return work.all(RatedProject, order="project_code", **equals)


def labels_of(projects: Sequence[RatedProject]) -> dict[str, str]:
    """Ids and labels, as refusals name projects."""
    return {each.id: each.label for each in projects}


def check_known(labels: dict[str, str], project_ids: Sequence[str]) -> None:
    """Raises ``ProjectNotOfCycle`` for the first project that is not among them."""
    for each in project_ids:
        if each not in labels:
            raise ProjectNotOfCycle(project=each)


def by_id(work: UnitOfWork, kind: type[A], ids: Sequence[str], term: str) -> dict[str, A]:
    """Aggregates by their ids; raises ``NotFound`` naming the first that is missing."""
    found = {each.id: each for each in work.all(kind, id=list(ids))}
    for each in ids:
        if each not in found:
            raise NotFound(kind=term, id=each)
    return found


def share(part: int, whole: int) -> dict[str, Any]:
    """An exact share, and as a reader sees it."""
    return {"part": part, "whole": whole, "percent_tenths": percent_tenths(part, whole)}
