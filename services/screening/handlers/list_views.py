"""Lists as they are shown and announced."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.screening.domain.candidates import CandidateList
from services.screening.domain.list_states import ListState
from services.screening.domain.meetings import StepTaken
from services.screening.handlers.common import Request, policy_of
from shared.contracts import screening as contract
from shared.kernel.errors import NotFound
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role

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
    "particulars",
)

SEE_MINUTES = {Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK}
"""Minutes numbers are internal (A10.18): only the offices that keep the chain see them."""


def get_list(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """One list."""
    return view(work, work.get(CandidateList, request["list_id"]))


def list_lists(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Lists of a cycle, in the making or frozen."""
    page = work.page(CandidateList, page=request, cycle_id=request["cycle_id"])
    return {**page, "items": [view(work, each) for each in page["items"]]}


def list_published(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Frozen lists of a cycle, for everyone; what was taken off and the minutes stay inside."""
    page = work.page(CandidateList, page=request, cycle_id=request["cycle_id"], state=ListState.FROZEN)
    return {**page, "items": [_view(each, minutes=False, withdrawn=False) for each in page["items"]]}


def get_frozen_version(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """A frozen version, whole, so that anybody can compute its digest."""
    candidates = work.get(CandidateList, request["list_id"])
    version = candidates.version_of(request["number"])
    if version is None:
        raise NotFound(kind="名单版本", id=str(request["number"]))
    return {
        "list_id": candidates.id,
        "track": candidates.track,
        "body_name": candidates.body_name,
        **asdict(version),
    }


def get_statement(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """How the list was determined."""
    candidates = work.get(CandidateList, request["list_id"])
    return {
        "list_id": candidates.id,
        "paragraphs": candidates.statement(policy_of(work, candidates.cycle_id)),
    }


def view(work: UnitOfWork, candidates: CandidateList) -> dict[str, Any]:
    """A list as those inside see it; the minutes' numbers only for clerks."""
    return _view(candidates, minutes=bool(SEE_MINUTES & work.actor.roles), withdrawn=True)


def announce(work: UnitOfWork, candidates: CandidateList) -> None:
    """Tell the others of the version that was just frozen."""
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


def _view(candidates: CandidateList, minutes: bool, withdrawn: bool) -> dict[str, Any]:
    return {
        "id": candidates.id,
        "version": candidates.version,
        "cycle_id": candidates.cycle_id,
        "track": candidates.track,
        "body_name": candidates.body_name,
        "state": str(candidates.state),
        "candidates": [asdict(each) for each in candidates.candidates],
        "steps": [_step(candidates, each, minutes, withdrawn) for each in candidates.steps],
        "versions": [{**asdict(each), "candidates": len(each.candidates)} for each in candidates.versions],
    }


def _step(candidates: CandidateList, step: StepTaken, minutes: bool, withdrawn: bool) -> dict[str, Any]:
    gone = [
        {"code": each.candidate.code, "name": each.candidate.name, "reason": each.reason}
        for each in candidates.departures
        if each.at == step.body and each.on == step.met_on and each.candidate.code in step.withdrawn
    ]
    return {
        **asdict(step),
        "hands": asdict(step.hands) if step.hands else None,
        "withdrawn": gone if withdrawn else [],
        "minutes": step.minutes if minutes else "",
    }
