"""What evaluation and voting tell each other about the electronic part of a rating (Y-062, B-097)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.counting import SheetLine
from services.evaluation.domain.rating_states import RATING_STATES, RatingAct, RatingState
from services.evaluation.domain.rules import RatingRules
from services.evaluation.domain.satisfaction import SatisfactionRating
from shared.contracts import evaluation as contract
from shared.persistence.unit_of_work import UnitOfWork

Fact = dict[str, Any]


def tell_issued(work: UnitOfWork, rating: SatisfactionRating, rules: RatingRules) -> None:
    """So many envelopes were drawn: the electronic rating may be opened."""
    if rating.electronic is None:
        return
    work.emit(
        contract.RATING_ISSUED,
        {
            **_holding(rating),
            "cycle_id": rating.cycle_id,
            "session_name": rating.session_name,
            "envelopes": rating.electronic.envelopes,
            "least_issued": rules.least_issued,
            "clause": str(rules.cite("electronic") or ""),
            "grades": [{"code": code, "name": name} for code, name in rules.scale.names.items()],
            "items": [
                {"project_id": each.project_id, "code": each.code, "name": each.name} for each in rating.items
            ],
        },
        about=rating,
    )


def tell_paper(work: UnitOfWork, rating: SatisfactionRating) -> None:
    """The paper is counted, so that the electronic totals may be opened; or nothing of them may be, ever."""
    if rating.electronic is None:
        return
    if rating.state is RatingState.VOID:
        work.emit(contract.RATING_VOIDED, _holding(rating), about=rating)
    elif rating.paper is not None:
        work.emit(contract.RATING_COUNTED_ON_PAPER, _holding(rating), about=rating)


def note_closed(work: UnitOfWork, fact: Fact) -> None:
    """The electronic part takes no more ballots."""
    rating = _held(work, fact)
    if rating is not None:
        rating.electronic_closed(fact["ballots"])
        work.save(rating)


def note_counted(work: UnitOfWork, fact: Fact) -> None:
    """Scrutineers have opened its totals."""
    rating = _held(work, fact)
    if rating is not None:
        lines = [SheetLine(each["project_id"], each["grades"], each["abstain"]) for each in fact["lines"]]
        rules = RatingRules.from_rulebook(work.rulebook(rating.rules_cycle_id))
        rating.electronic_counted(lines, rules)
        work.save(rating)


def note_cancelled(work: UnitOfWork, fact: Fact) -> None:
    """It was given up in the hall."""
    rating = _held(work, fact)
    if rating is not None and RatingAct.FALL_BACK in RATING_STATES.acts_from(rating.state):
        rating.fall_back_to_paper()
        work.save(rating)


def _held(work: UnitOfWork, fact: Fact) -> SatisfactionRating | None:
    """The rating, if the fact is about the holding that is under way."""
    rating = work.get(SatisfactionRating, fact["rating_id"])
    return rating if rating.attempt == fact["attempt"] and rating.electronic is not None else None


def _holding(rating: SatisfactionRating) -> Fact:
    return {"rating_id": rating.id, "attempt": rating.attempt}
