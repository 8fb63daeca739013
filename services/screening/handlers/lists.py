"""Lists of candidate projects: drafting, the approval chain, freezing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from services.screening.domain.argument import PanelOpinion, check_argued
from services.screening.domain.candidates import CandidateList
from services.screening.domain.dossiers import Candidate
from services.screening.domain.item_states import ItemStatus
from services.screening.domain.library import LibraryItem
from services.screening.domain.library_errors import OtherYear, UnknownTrack
from services.screening.domain.list_records import Origin
from services.screening.domain.list_states import ListExists, ListState
from services.screening.domain.meetings import Hands, StepResult
from services.screening.domain.policy import ScreeningPolicy
from services.screening.domain.postings import PublicPosting, check_posted
from services.screening.handlers.common import Request, every, load, policy_of, settle
from services.screening.handlers.library import count_library
from services.screening.handlers.list_views import announce, view
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def draft_list(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """A first list for a track, from short-listed items."""
    cycle_id = request["cycle_id"]
    policy = policy_of(work, cycle_id)
    track = policy.track(request["track"])
    if track is None:
        raise UnknownTrack(track=request["track"])
    items = load(work, _item_ids(request["candidates"]), cycle_id)
    candidates = _candidates(request["candidates"], items)
    origin = _origin(work, cycle_id)
    drafted = CandidateList.draft(
        new_id(), cycle_id, track, candidates, policy, work.cycle(cycle_id).tenant_name, origin
    )
    if work.find(CandidateList, cycle_id=cycle_id, track=track.code) is not None:
        raise ListExists(track=track.name)
    _check_argued(work, policy, cycle_id, candidates)
    for item in items.values():
        item.become_candidate(track.code, work.today)
        work.save(item)
    work.add(drafted)
    return view(work, drafted)


def redraft_list(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """The draft made anew: items that it no longer names are short-listed as before."""
    drafted = work.get(CandidateList, request["list_id"])
    policy = policy_of(work, drafted.cycle_id)
    named = set(_item_ids(request["candidates"]))
    before = {item_id for each in drafted.candidates for item_id in each.item_ids}
    items = load(work, named | before, drafted.cycle_id)
    candidates = _candidates(request["candidates"], items)
    drafted.redraft(policy, candidates, _origin(work, drafted.cycle_id))
    _check_argued(work, policy, drafted.cycle_id, candidates)
    for item in items.values():
        if item.id in before and item.id not in named:
            item.leave_draft(work.today)
            work.save(item)
        elif item.id not in before:
            item.become_candidate(drafted.track, work.today)
            work.save(item)
    work.save(drafted)
    return view(work, drafted)


def record_step(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """A meeting of the chain, over one or several lists."""
    policy = policy_of(work, request["cycle_id"])
    hands = Hands(**request["hands"]) if request["hands"] is not None else None
    taken = []
    told: list[LibraryItem] = []
    for outcome in request["lists"]:
        candidates = work.get(CandidateList, outcome["list_id"])
        if candidates.cycle_id != request["cycle_id"]:
            raise OtherYear(title=candidates.body_name)
        withdrawn = {each["code"]: each["reason"] for each in outcome["withdrawn"]}
        gone = candidates.take_step(
            policy,
            request["step"],
            request["met_on"],
            work.today,
            withdrawn=withdrawn,
            changes=_changes(outcome["changes"]),
            hands=hands,
            minutes=request["minutes"],
            result=StepResult(request["result"]),
        )
        work.save(candidates)
        told += _withdraw(work, gone, withdrawn)
        if candidates.state is ListState.FROZEN:
            postings = work.all(PublicPosting, cycle_id=candidates.cycle_id)
            check_posted(policy, postings, request["met_on"])
            announce(work, candidates)
            told += load(work, _held(candidates.candidates)).values()
        taken.append(view(work, candidates))
    for item in told:
        settle(work, item)
    return {"lists": taken}


def revise_list(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Freeze anew after deliberation."""
    candidates = work.get(CandidateList, request["list_id"])
    policy = policy_of(work, candidates.cycle_id)
    withdrawn = {each["code"]: each["reason"] for each in request["withdrawn"]}
    gone = candidates.revise(
        policy, _changes(request["changes"]), withdrawn, request["reason"], request["on"], work.today
    )
    work.save(candidates)
    told = _withdraw(work, gone, withdrawn)
    announce(work, candidates)
    for item in told:
        settle(work, item)
    return view(work, candidates)


def _withdraw(work: UnitOfWork, gone: Sequence[Candidate], reasons: dict[str, str]) -> list[LibraryItem]:
    left = []
    for candidate in gone:
        for item in load(work, candidate.item_ids).values():
            item.leave_list(reasons[candidate.code], work.today)
            work.save(item)
            left.append(item)
    return left


def _check_argued(
    work: UnitOfWork, policy: ScreeningPolicy, cycle_id: str, candidates: Sequence[Candidate]
) -> None:
    if not policy.panels:
        return
    spoken: dict[str, list[PanelOpinion]] = {}
    for opinion in every(work, PanelOpinion, cycle_id=cycle_id, item_id=_held(candidates)):
        spoken.setdefault(opinion.item_id, []).append(opinion)
    for candidate in candidates:
        check_argued(policy, candidate.code, candidate.name, candidate.item_ids, spoken)


def _candidates(dossiers: Sequence[Request], items: dict[str, LibraryItem]) -> list[Candidate]:
    return [
        Candidate(
            candidate_id=new_id(),
            suggestion_ids=[one for item_id in each["item_ids"] for one in items[item_id].suggestion_ids],
            **each,
        )
        for each in dossiers
    ]


def _changes(dossiers: Sequence[Request]) -> list[Candidate]:
    return [Candidate(candidate_id="", **each) for each in dossiers]


def _origin(work: UnitOfWork, cycle_id: str) -> Origin:
    counts = count_library(work, {"cycle_id": cycle_id})
    by_status = counts["by_status"]
    return Origin(
        drafted_on=work.today,
        collected=counts["total"],
        merged=by_status.get(ItemStatus.MERGED, 0),
        transferred=by_status.get(ItemStatus.TRANSFERRED, 0),
        dropped=by_status.get(ItemStatus.DROPPED, 0),
    )


def _item_ids(dossiers: Iterable[Request]) -> list[str]:
    return [item_id for each in dossiers for item_id in each["item_ids"]]


def _held(candidates: Iterable[Candidate]) -> list[str]:
    return [item_id for each in candidates for item_id in each.item_ids]
