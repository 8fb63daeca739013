"""The project library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from services.screening.domain.library import ItemStatus, LibraryItem
from services.screening.domain.policy import ScreeningPolicy
from shared.contracts import screening as contract
from shared.kernel.errors import NotFound
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def enter_suggestion(work: UnitOfWork, fact: dict[str, Any]) -> None:
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


def list_library(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """A page of the library."""
    equals = {name: request[name] for name in ("cycle_id", "status", "track") if request[name] is not None}
    return work.page(LibraryItem, page=request, **equals)


def count_library(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """How many items, by state and by track."""
    items = work.all(LibraryItem, cycle_id=request["cycle_id"])
    by_track: dict[str, Counter[str]] = {}
    for each in items:
        if each.track is not None:
            by_track.setdefault(each.track, Counter())[each.status] += 1
    return {
        "total": len(items),
        "by_status": dict(Counter(str(each.status) for each in items)),
        "by_track": [
            {
                "track": track,
                # A candidate was short-listed before: the long list holds both.
                "shortlisted": counts[ItemStatus.SHORTLISTED] + counts[ItemStatus.CANDIDATE],
                "candidates": counts[ItemStatus.CANDIDATE],
            }
            for track, counts in sorted(by_track.items())
        ],
    }


def merge_items(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Merge duplicates; the originals stay."""
    wanted = {each["into"] for each in request["merges"]}
    wanted |= {item_id for each in request["merges"] for item_id in each["items"]}
    items = load(work, wanted)
    for each in request["merges"]:
        target, others = items[each["into"]], [items[item_id] for item_id in each["items"]]
        target.absorb(others, each["reason"])
        for other in others:
            work.save(other)
            settle(work, other)
    for into in {each["into"] for each in request["merges"]}:
        work.save(items[into])
    return {"saved": len(request["merges"])}


def transfer_grievances(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Individual grievances go to the hotline or the petitions office."""
    items = load(work, {each["item_id"] for each in request["transfers"]})
    for each in request["transfers"]:
        item = items[each["item_id"]]
        item.transfer(each["to"], each["slip"])
        work.save(item)
        settle(work, item)
    return {"saved": len(request["transfers"])}


def judge_eligibility(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Check eligibility."""
    policy = policy_of(work, request["cycle_id"])
    items = load(work, {each["item_id"] for each in request["judgements"]})
    for each in request["judgements"]:
        item = items[each["item_id"]]
        item.judge(policy, {failure["criterion"]: failure["reason"] for failure in each["failed"]})
        work.save(item)
        if item.status is ItemStatus.DROPPED:
            settle(work, item)
    return {"saved": len(request["judgements"])}


def sort_items(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Sort by the screening principle."""
    policy = policy_of(work, request["cycle_id"])
    items = load(work, {each["item_id"] for each in request["rulings"]})
    for each in request["rulings"]:
        item = items[each["item_id"]]
        marks = {mark["criterion"]: mark["met"] for mark in each["marks"]}
        item.sort(policy, marks, each["keep"], each["reason"], each["track"])
        work.save(item)
        settle(work, item)
    return {"saved": len(request["rulings"])}


def policy_of(work: UnitOfWork, cycle_id: str) -> ScreeningPolicy:
    """The screening rules of a cycle."""
    return ScreeningPolicy.from_rulebook(work.rulebook(cycle_id))


def load(work: UnitOfWork, ids: Iterable[str]) -> dict[str, LibraryItem]:
    """Library items by id; raises ``NotFound`` for the first that is missing."""
    wanted = set(ids)
    items = {each.id: each for each in work.all(LibraryItem, id=sorted(wanted))} if wanted else {}
    for missing in sorted(wanted - set(items)):
        raise NotFound(kind="库内项目", id=missing)
    return items


def settle(work: UnitOfWork, item: LibraryItem) -> None:
    """Tell the proposers what became of their suggestions."""
    work.emit(
        contract.SUGGESTION_SETTLED,
        {
            "cycle_id": item.cycle_id,
            "suggestion_ids": item.suggestion_ids,
            "item_id": item.merged_into or item.id,
            "outcome": str(item.status),
            "reason": item.reason,
        },
        about=item,
    )
