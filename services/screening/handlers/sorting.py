"""A clerk sorts the library, sheet by sheet: each sheet is taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.screening.domain.carry_over import CarryOver
from services.screening.domain.item_states import ItemStatus
from services.screening.domain.library import LibraryItem
from services.screening.handlers.common import Request, load, policy_of, settle
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def classify_items(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Put items under categories."""
    policy = policy_of(work, request["cycle_id"])
    items = load(work, (each["item_id"] for each in request["rows"]), request["cycle_id"])
    for each in request["rows"]:
        item = items[each["item_id"]]
        item.classify(policy, each["category"], work.today)
        work.save(item)
    return {"saved": len(request["rows"])}


def redact_items(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Take personal data off what the library shows."""
    items = load(work, (each["item_id"] for each in request["rows"]), request["cycle_id"])
    for each in request["rows"]:
        item = items[each["item_id"]]
        item.reword(each["title"], each["content"], each["place"])
        work.save(item)
    return {"saved": len(request["rows"])}


def merge_items(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Merge duplicates; the originals stay."""
    items = load(work, _named(request["merges"], "into"), request["cycle_id"])
    told: list[LibraryItem] = []
    for each in request["merges"]:
        target, others = items[each["into"]], [items[item_id] for item_id in each["items"]]
        target.absorb(others, each["reason"], work.today)
        for other in others:
            work.save(other)
        told += others
    for into in dict.fromkeys(each["into"] for each in request["merges"]):
        work.save(items[into])
    _tell(work, told)
    return {"saved": len(request["merges"])}


def split_items(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Undo mergings."""
    items = load(work, _named(request["splits"], "out_of"), request["cycle_id"])
    told: list[LibraryItem] = []
    for each in request["splits"]:
        target, others = items[each["out_of"]], [items[item_id] for item_id in each["items"]]
        target.release(others, each["reason"], work.today)
        for other in others:
            work.save(other)
        told += others
    for out_of in dict.fromkeys(each["out_of"] for each in request["splits"]):
        work.save(items[out_of])
    _tell(work, told)
    return {"saved": len(request["splits"])}


def transfer_grievances(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Individual grievances go to the hotline or the petitions office."""
    items = load(work, (each["item_id"] for each in request["transfers"]), request["cycle_id"])
    for each in request["transfers"]:
        item = items[each["item_id"]]
        item.transfer(each["to"], each["slip"], work.today)
        work.save(item)
    _tell(work, items.values())
    return {"saved": len(request["transfers"])}


def judge_eligibility(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Check eligibility; a judgement that is taken back is told as well."""
    policy = policy_of(work, request["cycle_id"])
    items = load(work, (each["item_id"] for each in request["judgements"]), request["cycle_id"])
    told: list[LibraryItem] = []
    for each in request["judgements"]:
        item = items[each["item_id"]]
        before = item.status
        failed = {failure["criterion"]: failure["reason"] for failure in each["failed"]}
        item.judge(policy, failed, work.today)
        work.save(item)
        if ItemStatus.DROPPED in (before, item.status):
            told.append(item)
    _tell(work, told)
    return {"saved": len(request["judgements"])}


def sort_items(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Sort by the screening principle."""
    policy = policy_of(work, request["cycle_id"])
    items = load(work, (each["item_id"] for each in request["rulings"]), request["cycle_id"])
    for each in request["rulings"]:
        item = items[each["item_id"]]
        marks = {mark["criterion"]: mark["met"] for mark in each["marks"]}
        item.sort(policy, marks, each["keep"], each["reason"], each["track"], work.today)
        work.save(item)
    _tell(work, items.values())
    return {"saved": len(request["rulings"])}


def carry_over_items(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Let items of earlier years stand for selection in this year."""
    cycle_id, reason = request["cycle_id"], request["reason"]
    items = load(work, request["item_ids"])
    by_cycle: dict[str, list[LibraryItem]] = {}
    for item in items.values():
        by_cycle.setdefault(item.cycle_id, []).append(item)
    years = {each: work.cycle(each).year for each in {cycle_id, *by_cycle}}
    for theirs in by_cycle.values():
        work.add(CarryOver.of(new_id(), theirs, years, cycle_id, reason, work.today))
    for item in items.values():
        work.save(item)
    _tell(work, items.values())
    return {"saved": len(items)}


def _tell(work: UnitOfWork, items: Iterable[LibraryItem]) -> None:
    for item in items:
        settle(work, item)


def _named(rows: list[dict[str, Any]], target: str) -> set[str]:
    return {each[target] for each in rows} | {item_id for each in rows for item_id in each["items"]}
