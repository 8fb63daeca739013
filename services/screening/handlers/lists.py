"""Lists of candidate projects: drafting, the approval chain, freezing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.screening.domain.candidates import Candidate, CandidateList, Hands, ListState
from services.screening.domain.library import LibraryItem, UnknownTrack
from services.screening.handlers.library import load, policy_of, settle
from shared.contracts import screening as contract
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork

DOSSIER = (
    "candidate_id",
    "code",
    "name",
    "content",
    "implementer",
    "investment_fen",
    "funding_source",
    "period",
    "requirements",
    "suggestion_ids",
)


def draft_list(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """A first list for a track, from short-listed items."""
    policy = policy_of(work, request["cycle_id"])
    track = next((each for each in policy.tracks if each.code == request["track"]), None)
    if track is None:
        raise UnknownTrack(track=request["track"])
    items = load(work, {item_id for each in request["candidates"] for item_id in each["item_ids"]})
    candidates = [
        Candidate(candidate_id=new_id(), suggestion_ids=_suggestions(items, each["item_ids"]), **each)
        for each in request["candidates"]
    ]
    drafted = CandidateList.draft(new_id(), request["cycle_id"], track, candidates, policy)
    for item in items.values():
        item.become_candidate()
        work.save(item)
        settle(work, item)
    work.add(drafted)
    return view(drafted)


def record_step(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """A meeting of the chain, over one or several lists."""
    policy = policy_of(work, request["cycle_id"])
    taken = []
    for outcome in request["lists"]:
        candidates = work.get(CandidateList, outcome["list_id"])
        withdrawn = {each["code"]: each["reason"] for each in outcome["withdrawn"]}
        hands = Hands(**request["hands"]) if request["hands"] is not None else None
        gone = candidates.take_step(
            policy, request["step"], request["met_on"], withdrawn, hands, request["minutes"]
        )
        work.save(candidates)
        for each in gone:
            for item in load(work, each.item_ids).values():
                item.leave_list(withdrawn[each.code])
                work.save(item)
                settle(work, item)
        if candidates.state is ListState.FROZEN:
            _announce(work, candidates)
        taken.append(view(candidates))
    return {"lists": taken}


def revise_list(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Freeze anew after deliberation."""
    candidates = work.get(CandidateList, request["list_id"])
    changes = [Candidate(candidate_id="", **each) for each in request["changes"]]
    candidates.revise(policy_of(work, candidates.cycle_id), changes, request["reason"], request["on"])
    work.save(candidates)
    _announce(work, candidates)
    return view(candidates)


def get_list(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """One list."""
    return view(work.get(CandidateList, request["list_id"]))


def list_lists(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Lists of a cycle, in the making or frozen."""
    page = work.page(CandidateList, page=request, cycle_id=request["cycle_id"])
    return {**page, "items": [view(each) for each in page["items"]]}


def list_published(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Frozen lists of a cycle, for everyone."""
    page = work.page(CandidateList, page=request, cycle_id=request["cycle_id"], state=ListState.FROZEN)
    return {**page, "items": [view(each) for each in page["items"]]}


def get_statement(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """How the list was determined."""
    candidates = work.get(CandidateList, request["list_id"])
    return {
        "list_id": candidates.id,
        "paragraphs": candidates.statement(policy_of(work, candidates.cycle_id)),
    }


def trace_suggestion(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """What became of a suggestion."""
    empty = dict.fromkeys(
        ("item_id", "status", "reason", "merged_into", "candidate_id", "candidate_name", "list_id")
    )
    item = work.find(LibraryItem, first_suggestion=request["suggestion_id"])
    if item is None:
        return {**empty, "frozen": False}
    target = work.get(LibraryItem, item.merged_into) if item.merged_into else item
    trace: dict[str, Any] = {
        **empty,
        "item_id": item.id,
        "status": str(item.status),
        "reason": item.reason,
        "merged_into": item.merged_into,
        "frozen": False,
    }
    for candidates in work.all(CandidateList, cycle_id=item.cycle_id, order="-seq"):
        for each in candidates.candidates:
            if target.id in each.item_ids:
                return {
                    **trace,
                    "candidate_id": each.candidate_id,
                    "candidate_name": each.name,
                    "list_id": candidates.id,
                    "frozen": candidates.state is ListState.FROZEN,
                }
    return trace


def view(candidates: CandidateList) -> dict[str, Any]:
    """A list as it is shown; minutes stay inside."""
    return {
        "id": candidates.id,
        "version": candidates.version,
        "cycle_id": candidates.cycle_id,
        "track": candidates.track,
        "body_name": candidates.body_name,
        "state": str(candidates.state),
        "candidates": [asdict(each) for each in candidates.candidates],
        "steps": [
            {
                "code": each.code,
                "body": each.body,
                "action": each.action,
                "met_on": each.met_on,
                "before": each.before,
                "after": each.after,
                "hands": asdict(each.hands) if each.hands else None,
            }
            for each in candidates.steps
        ],
        "versions": [
            {
                "number": each.number,
                "digest": each.digest,
                "frozen_on": each.frozen_on,
                "reason": each.reason,
                "candidates": len(each.candidates),
            }
            for each in candidates.versions
        ],
    }


def _announce(work: UnitOfWork, candidates: CandidateList) -> None:
    frozen = candidates.versions[-1]
    work.emit(
        contract.LIST_FROZEN,
        {
            "list_id": candidates.id,
            "cycle_id": candidates.cycle_id,
            "track": candidates.track,
            "body": candidates.body,
            "body_name": candidates.body_name,
            "list_version": frozen.number,
            "digest": frozen.digest,
            "frozen_on": frozen.frozen_on,
            "reason": frozen.reason,
            "candidates": [{name: getattr(each, name) for name in DOSSIER} for each in frozen.candidates],
        },
        about=candidates,
    )


def _suggestions(items: dict[str, LibraryItem], item_ids: list[str]) -> list[str]:
    return [suggestion for item_id in item_ids for suggestion in items[item_id].suggestion_ids]
