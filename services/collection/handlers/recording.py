"""How a checked draft becomes a suggestion with a receipt, and is told to the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.collection.domain.receipt import new_receipt
from services.collection.domain.round import Round
from services.collection.domain.sheet import Draft
from services.collection.domain.suggestion import Benefit, Contact, ProposerKind, Provenance, Suggestion
from shared.contracts import collection as contract
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def make_draft(work: UnitOfWork, entry: dict[str, Any], provenance: Provenance) -> Draft:
    """A row as the schema has it, with where it comes from; received today unless it says otherwise."""
    contact = entry.get("contact") or {"name": "", "phone": ""}
    return Draft(
        channel=entry["channel"],
        category=entry["category"],
        title=entry["title"],
        content=entry["content"],
        place=entry["place"],
        received_on=entry.get("received_on") or work.today,
        provenance=provenance,
        benefit=Benefit(**(entry.get("benefit") or {})),
        contact_name=contact["name"],
        contact_phone=contact["phone"],
    )


def typed_in_by(work: UnitOfWork, entry: dict[str, Any], kind: ProposerKind, name: str) -> Provenance:
    """The provenance of a row that an office types in; who typed it comes from the signed context."""
    return Provenance(
        proposer_kind=kind,
        proposer_name=name,
        proposer_level=entry.get("proposer_level") or "",
        constituency=entry.get("constituency") or "",
        on_behalf_of=entry.get("on_behalf_of") or "",
        source=entry.get("source") or "",
        campaign_id=entry.get("campaign_id"),
        entered_by=work.actor.id,
        entered_unit=work.actor.unit or "",
    )


def record(work: UnitOfWork, round_: Round, drafts: Sequence[Draft]) -> list[Suggestion]:
    """Receive drafts that were checked: number them, keep contacts apart, tell the library (B-018)."""
    suggestions: list[Suggestion] = []
    contacts: list[Contact] = []
    year = work.today.year
    for draft in drafts:
        suggestion = Suggestion(
            id=new_id(),
            cycle_id=round_.cycle_id,
            round_id=round_.id,
            receipt=new_receipt(work.tenant, year, work.next_number(f"receipt:{year}")),
            channel=draft.channel,
            category=draft.category,
            title=draft.title,
            content=draft.content,
            place=draft.place,
            received_on=draft.received_on,
            provenance=draft.provenance,
            benefit=draft.benefit,
        )
        suggestions.append(suggestion)
        if draft.has_contact:
            contacts.append(Contact(id=suggestion.id, name=draft.contact_name, phone=draft.contact_phone))
    work.add_all(suggestions)
    work.add_all(contacts)
    for suggestion in suggestions:
        work.emit(contract.SUGGESTION_RECORDED, _fact(suggestion), about=suggestion)
    return suggestions


def _fact(suggestion: Suggestion) -> dict[str, Any]:
    provenance = suggestion.provenance
    return {
        "suggestion_id": suggestion.id,
        "cycle_id": suggestion.cycle_id,
        "receipt": suggestion.receipt,
        "channel": suggestion.channel,
        "category": suggestion.category,
        "title": suggestion.title,
        "content": suggestion.content,
        "place": suggestion.place,
        "proposer_kind": provenance.proposer_kind.value,
        "proposer_name": provenance.proposer_name,
    }
