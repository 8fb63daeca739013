"""The advanced units of a year (Y-081)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from services.evaluation.domain.satisfaction import SatisfactionRating
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput


class UnitHasNoProject(InvalidInput):
    """Only a unit that implements a rated project can be chosen."""

    code = "evaluation.unit-has-no-project"
    message = "“{unit}”在该周期没有已测评的项目，不能评为先进单位。"


class UnitAlreadyChosen(Conflict):
    """A unit is chosen once a year."""

    code = "evaluation.unit-already-chosen"
    message = "“{unit}”已是该周期的先进单位。"


@dataclass
class Ground:
    """A declared result on which the choice rests."""

    project_id: str
    code: str
    satisfied: int
    base: int


@dataclass(kw_only=True)
class AdvancedUnit(Aggregate):
    """实施先进单位: chosen among the implementing units, with the ratings it rests on."""

    cycle_id: str
    year: int
    unit: str
    basis: str
    decided_by: str
    decided_on: date
    grounds: list[Ground] = field(default_factory=list)


def grounds_for(unit: str, ratings: Iterable[SatisfactionRating]) -> list[Ground]:
    """The declared results of a unit's projects; raises ``UnitHasNoProject`` when there is none."""
    found = [
        Ground(each.project_id, each.code, each.satisfied, each.base)
        for rating in ratings
        if rating.declared_at is not None
        for each in rating.results
        if each.unit == unit
    ]
    if not found:
        raise UnitHasNoProject(unit=unit)
    return found
