"""The project library: what enters it, and what can be asked of it."""

from __future__ import annotations

from typing import Any

from services.screening.domain.carry_over import CarryOver
from services.screening.domain.item_states import ItemStatus
from services.screening.domain.library import LibraryItem
from services.screening.handlers.common import Request, settle
from shared.kernel.identity import new_id
from shared.persistence.snapshots import CycleSnapshot
from shared.persistence.unit_of_work import UnitOfWork


def enter_suggestion(work: UnitOfWork, fact: Request) -> None:
    """Everything that was collected enters the library."""
    item = LibraryItem(
        id=new_id(),
        cycle_id=fact["cycle_id"],
        receipt=fact["receipt"],
        title=fact["title"],
        category=fact["category"],
        content=fact["content"],
        place=fact["place"],
        channel=fact["channel"],
        suggestion_ids=[fact["suggestion_id"]],
    )
    work.add(item)
    settle(work, item)


def list_library(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """A page of the library."""
    equals = {name: request[name] for name in ("cycle_id", "status", "track") if request[name] is not None}
    return work.page(LibraryItem, page=request, **equals)


def get_item(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """One item with what was decided on it and the originals that were merged into it."""
    item = work.get(LibraryItem, request["item_id"])
    others = item.suggestion_ids[1:]
    originals = work.all(LibraryItem, first_suggestion=others) if others else []
    return {**vars(item), "originals": originals}


def count_library(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """How many items, by state and by track; what was carried over to a later year counts for its own too."""
    cycle_id = request["cycle_id"]
    by_status = {
        str(status): number
        for status in ItemStatus
        if (number := work.count(LibraryItem, cycle_id=cycle_id, status=status))
    }
    carried = sum(len(each.item_ids) for each in work.all(CarryOver, from_cycle=cycle_id))
    if carried:
        by_status["carried_over"] = carried
    return {
        "total": sum(by_status.values()),
        "by_status": by_status,
        "by_track": _by_track(work, cycle_id),
    }


def _by_track(work: UnitOfWork, cycle_id: str) -> list[dict[str, Any]]:
    snapshot = work.find(CycleSnapshot, id=cycle_id)
    tracks = snapshot.rulebook.value("screening.tracks") if snapshot is not None else []
    rows = []
    for track in tracks:
        shortlisted, candidates = (
            work.count(LibraryItem, cycle_id=cycle_id, track=track["code"], status=status)
            for status in (ItemStatus.SHORTLISTED, ItemStatus.CANDIDATE)
        )
        if shortlisted or candidates:
            # A candidate was short-listed before: the long list holds both.
            rows.append(
                {"track": track["code"], "shortlisted": shortlisted + candidates, "candidates": candidates}
            )
    return sorted(rows, key=lambda row: str(row["track"]))
