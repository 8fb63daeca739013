"""Suggestions come in: one by one from the public, by the sheet from offices, stations and deputies."""

from __future__ import annotations

from typing import Any

from services.collection.domain.campaign import Campaign
from services.collection.domain.round import Round
from services.collection.domain.sheet import Draft, each_row
from services.collection.domain.suggestion import Contact, ProposerKind, Provenance, Suggestion
from services.collection.handlers.recording import make_draft, record, typed_in_by
from services.collection.handlers.rounds import given, rules_of
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role

CLERKS = frozenset({Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK})


def submit_suggestion(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """A resident's own suggestion, with no account; the receipt is the only key to it."""
    round_ = work.get(Round, request["round_id"])
    rules = rules_of(work, round_.cycle_id)
    provenance = Provenance(proposer_kind=ProposerKind.RESIDENT, source=request["source"])
    draft = make_draft(work, request, provenance)
    rules.channel(draft.channel)
    round_.check_public_entry(draft.channel, work.today)
    draft.check(rules, round_, (), work.today)
    (suggestion,) = record(work, round_, [draft])
    return _receipt(suggestion)


def record_suggestions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """A sheet of up to 1000: all of it is entered, or nothing and the faulty rows are named."""
    round_ = work.get(Round, request["round_id"])
    round_.check_may_enter()
    rules = rules_of(work, round_.cycle_id)
    campaigns = {each.id for each in work.all(Campaign, round_id=round_.id)}

    def checked(entry: dict[str, Any]) -> Draft:
        kind, name = _proposer(work, entry)
        draft = make_draft(work, entry, typed_in_by(work, entry, kind, name))
        draft.check(rules, round_, campaigns, work.today)
        return draft

    suggestions = record(work, round_, each_row(request["entries"], checked))
    return {
        "id": round_.id,
        "version": round_.version,
        "recorded": len(suggestions),
        "receipts": [_receipt(each) for each in suggestions],
    }


def list_suggestions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Suggestions, in the order of arrival."""
    filters = given(request, "cycle_id", "round_id", "channel", "category", "proposer_kind", "outcome")
    return work.page(Suggestion, page=request, **filters)


def get_suggestion(work: UnitOfWork, request: dict[str, Any]) -> Suggestion:
    """A suggestion with its provenance and steps."""
    return work.get(Suggestion, request["suggestion_id"])


def get_contact(work: UnitOfWork, request: dict[str, Any]) -> Contact:
    """How the resident can be reached."""
    return work.get(Contact, request["suggestion_id"])


def erase_contact(work: UnitOfWork, request: dict[str, Any]) -> Contact:
    """Forget the resident; the suggestion stays."""
    contact = work.get(Contact, request["suggestion_id"])
    contact.erase(work.today)
    work.save(contact)
    return contact


def _proposer(work: UnitOfWork, entry: dict[str, Any]) -> tuple[ProposerKind, str]:
    """Who proposes: a clerk says it; a station or a deputy can only speak for itself or for residents."""
    kind, name = ProposerKind(entry["proposer_kind"]), entry["proposer_name"]
    if work.actor.has_any(CLERKS) or kind is ProposerKind.RESIDENT:
        return kind, name
    own = ProposerKind.STATION if work.actor.has_any({Role.STATION}) else ProposerKind.DEPUTY
    return own, work.actor.unit or name


def _receipt(suggestion: Suggestion) -> dict[str, Any]:
    return {"id": suggestion.id, "version": suggestion.version, "receipt": suggestion.receipt}
