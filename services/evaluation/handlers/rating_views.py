"""How a rating is shown, and to whom what."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.rating_states import DECLARED, RatingState
from services.evaluation.domain.rules import RatingRules
from services.evaluation.domain.satisfaction import ProjectResult, SatisfactionRating
from services.evaluation.handlers.links import grade_views
from services.evaluation.handlers.support import share
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role


def rating_view(work: UnitOfWork, rating: SatisfactionRating) -> dict[str, Any]:
    """A rating as this actor may see it.

    Before the declaration the results are for the congress's staff only, and nobody sees a teller's
    sheet, so that the second is entered independently. On which projects two sheets differ is for staff who entered
    neither: whoever may replace a sheet could otherwise try out project by project what the other holds.
    """
    rules = RatingRules.from_rulebook(work.rulebook(rating.rules_cycle_id))
    clerk = Role.CONGRESS_CLERK in work.actor.roles
    declared = rating.state in DECLARED
    counting = clerk or Role.TELLER in work.actor.roles
    compares = clerk and all(each.teller != work.actor.id for each in rating.sheets)
    return {
        "id": rating.id,
        "version": rating.version,
        "cycle_id": rating.cycle_id,
        "rules_cycle_id": rating.rules_cycle_id,
        "year": rating.year,
        "track": rating.track,
        "session_name": rating.session_name,
        "session_closes_on": rating.session_closes_on,
        "measure_title": rating.measure_title,
        "state": rating.state,
        "secret": rules.secret,
        "grades": grade_views(rules.scale),
        "base": rules.base,
        "items": rating.items,
        "report_title": rating.report.title if rating.report else "",
        "report_heard_on": rating.report.heard_on if rating.report else None,
        "delegations_total": rating.delegations_total,
        "delegations_done": rating.delegations_done,
        "counts": rating.counts if declared or counting else None,
        "envelopes": rating.electronic.envelopes if rating.electronic else 0,
        "void_times": len(rating.void_counts) + (rating.state is RatingState.VOID),
        "sheets_entered": len(rating.sheets),
        "differing": counting and bool(rating.differences),
        "differences": rating.differences if compares else [],
        "results": [result_view(each) for each in rating.results] if declared or clerk else [],
        "declared_at": rating.declared_at,
        "declared_in": rating.declared_in,
        "published_on": rating.published_on,
        "paper_id": rating.paper_id,
    }


def result_view(result: ProjectResult) -> dict[str, Any]:
    """One project's result with its exact share."""
    return {
        "project_id": result.project_id,
        "code": result.code,
        "name": result.name,
        "unit": result.unit,
        "grades": result.grades,
        "abstain": result.abstain,
        "share": share(result.satisfied, result.base),
        "explanation_required": result.explanation_required,
    }
