"""What became of a suggestion, from the library to a list (Y-003)."""

from __future__ import annotations

from typing import Any

from services.screening.domain.candidates import CandidateList
from services.screening.domain.item_states import ItemStatus
from services.screening.domain.library import LibraryItem
from services.screening.handlers.common import Request
from shared.persistence.unit_of_work import UnitOfWork


def trace_suggestion(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """The item, what it was merged into, and the candidate; a list that is not frozen is not told of."""
    trace: dict[str, Any] = dict.fromkeys(
        ("item_id", "status", "reason", "merged_into", "candidate_id", "candidate_name", "list_id")
    )
    trace["frozen"] = False
    item = work.find(LibraryItem, first_suggestion=request["suggestion_id"])
    if item is None:
        return trace
    target = item
    while target.merged_into is not None:
        target = work.get(LibraryItem, target.merged_into)
    trace |= {
        "item_id": item.id,
        "status": str(item.status),
        "reason": item.reason,
        "merged_into": target.id if target.id != item.id else None,
    }
    for candidates in work.all(CandidateList, cycle_id=target.cycle_id):
        frozen = candidates.current
        for each in frozen.candidates if frozen is not None else ():
            if target.id in each.item_ids:
                return {
                    **trace,
                    "candidate_id": each.candidate_id,
                    "candidate_name": each.name,
                    "list_id": candidates.id,
                    "frozen": True,
                }
    if item.status is ItemStatus.CANDIDATE:
        trace["status"] = ItemStatus.SHORTLISTED.value
    return trace
