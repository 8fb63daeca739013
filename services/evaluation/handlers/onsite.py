"""On-site scoring and the advanced units (B-092, B-093, Y-081)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.days import check_happened
from services.evaluation.domain.honours import AdvancedUnit, UnitAlreadyChosen, grounds_for
from services.evaluation.domain.onsite import OnSiteScoring, Score
from services.evaluation.domain.rating_states import DECLARED
from services.evaluation.domain.satisfaction import SatisfactionRating
from services.evaluation.handlers.support import check_known, labels_of, projects_of
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def open_onsite_scoring(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """An inspection group begins."""
    work.rulebook(request["cycle_id"])
    scoring = OnSiteScoring(
        id=new_id(),
        cycle_id=request["cycle_id"],
        group=request["group"],
        from_day=request["from_day"],
        to_day=request["to_day"],
    )
    work.add(scoring)
    return scoring_view(scoring)


def record_onsite_scores(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Take scores; the answer has the averages."""
    scoring = work.get(OnSiteScoring, request["scoring_id"])
    labels = labels_of(projects_of(work, scoring.cycle_id))
    check_known(labels, [each["project_id"] for each in request["scores"]])
    for each in request["scores"]:
        check_happened(each["scored_on"], work.today, "打分")
        scoring.add(Score(**each), labels[each["project_id"]])
    work.save(scoring)
    return scoring_view(scoring)


def close_onsite_scoring(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The group's work is done."""
    scoring = work.get(OnSiteScoring, request["scoring_id"])
    scoring.close(work.today)
    work.save(scoring)
    return scoring_view(scoring)


def list_onsite_scorings(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The groups' scorings of a cycle, paged."""
    page = work.page(OnSiteScoring, page=request, cycle_id=request["cycle_id"])
    return {"items": [scoring_view(each) for each in page["items"]], "next": page["next"]}


def scoring_view(scoring: OnSiteScoring) -> dict[str, Any]:
    """A scoring with its averages; single scores and scorers stay inside."""
    return {
        "id": scoring.id,
        "version": scoring.version,
        "cycle_id": scoring.cycle_id,
        "group": scoring.group,
        "from_day": scoring.from_day,
        "to_day": scoring.to_day,
        "closed_on": scoring.closed_on,
        "averages": scoring.averages(),
    }


def choose_advanced_unit(work: UnitOfWork, request: dict[str, Any]) -> AdvancedUnit:
    """Choose an implementing unit, on the ground of declared ratings."""
    cycle_id, unit = request["cycle_id"], request["unit"]
    check_happened(request["decided_on"], work.today, "评选")
    if work.find(AdvancedUnit, cycle_id=cycle_id, unit=unit) is not None:
        raise UnitAlreadyChosen(unit=unit)
    ratings = work.all(SatisfactionRating, cycle_id=cycle_id, state=list(DECLARED))
    chosen = AdvancedUnit(
        id=new_id(),
        cycle_id=cycle_id,
        year=ratings[0].year if ratings else 0,
        unit=unit,
        basis=request["basis"],
        decided_by=request["decided_by"],
        decided_on=request["decided_on"],
        grounds=grounds_for(unit, ratings),
    )
    work.add(chosen)
    return chosen


def list_advanced_units(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Advanced units, newest first."""
    equals = {} if request["cycle_id"] is None else {"cycle_id": request["cycle_id"]}
    return work.page(AdvancedUnit, page=request, order="-year", **equals)
