"""What became of a suggestion, for whoever holds its receipt (Y-003)."""

from __future__ import annotations

from typing import Any

from services.collection.domain.receipt import normal_receipt
from services.collection.domain.round import Round
from services.collection.domain.suggestion import Outcome, Suggestion
from services.collection.handlers.rounds import rules_of
from shared.kernel.errors import NotFound
from shared.persistence.unit_of_work import UnitOfWork


def track(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The steps so far. Neither text nor contact: whoever finds a receipt learns nothing of a person."""
    receipt = normal_receipt(request["receipt"])
    suggestion = work.find(Suggestion, receipt=receipt)
    if suggestion is None:
        raise NotFound(kind="建议", id=receipt)
    rules = rules_of(work, suggestion.cycle_id)
    round_ = work.get(Round, suggestion.round_id)
    return {
        "suggestion_id": suggestion.id,
        "receipt": suggestion.receipt,
        "cycle_id": suggestion.cycle_id,
        "round_number": round_.number,
        "channel": rules.channel(suggestion.channel).name,
        "category": rules.category(suggestion.category),
        "received_on": suggestion.received_on,
        "outcome": suggestion.outcome,
        "item_id": suggestion.item_id,
        "steps": suggestion.way,
    }


def note_suggestion_settled(work: UnitOfWork, fact: dict[str, Any]) -> None:
    """Screening decided something about suggestions; a fact that comes twice changes nothing."""
    wanted = list(dict.fromkeys(fact["suggestion_ids"]))
    found = work.all(Suggestion, id=wanted)
    missing = set(wanted) - {each.id for each in found}
    if missing:
        raise NotFound(kind="建议", id=sorted(missing)[0])
    for suggestion in found:
        outcome = Outcome(fact["outcome"])
        if suggestion.settle(outcome, fact["item_id"], fact["reason"], work.today, fact["number"]):
            work.save(suggestion)
