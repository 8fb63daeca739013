"""Residents rate online and in venues (B-070 … B-075)."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.days import check_happened
from services.evaluation.domain.devices import DeviceSecret
from services.evaluation.domain.grades import GradeScale
from services.evaluation.domain.links import LinkKind, RatingLink, check_resident_rating
from services.evaluation.domain.opinions import Opinion, OpinionState
from services.evaluation.domain.projects import ProjectNotOfCycle, RatedProject
from services.evaluation.domain.residents import (
    AlreadyRated,
    Method,
    ResidentRating,
    VenueSession,
    VenueSheet,
    check_venue_sheets,
)
from services.evaluation.handlers.links import link_of
from services.evaluation.handlers.support import check_known, labels_of, projects_of
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork

ERASED_AT_ONCE = 1000
"""Traces erased in one call, so that the call stays short; the caller repeats while some remain."""


def rate_project(work: UnitOfWork, request: dict[str, Any]) -> ResidentRating:
    """Count one rating; the device leaves a keyed hash only, words go to review."""
    link = link_of(work, request["token"])
    link.check_open(work.today)
    project_id = link.project_for(request["project_id"])
    if work.find(RatedProject, id=project_id, cycle_id=link.cycle_id) is None:
        raise ProjectNotOfCycle(project=project_id)
    GradeScale.from_rulebook(work.rulebook(link.cycle_id)).check(request["grade"])
    device_hash = work.get(DeviceSecret, link.cycle_id).hash_of(request["device"], project_id)
    if work.find(ResidentRating, device_hash=device_hash) is not None:
        raise AlreadyRated()
    rating = ResidentRating(
        id=new_id(),
        cycle_id=link.cycle_id,
        project_id=project_id,
        link_id=link.id,
        grade=request["grade"],
        rated_on=work.today,
        device_hash=device_hash,
    )
    work.add(rating)
    if request["text"].strip():
        work.add(_online_opinion(work, link, project_id, request))
    return rating


def _online_opinion(work: UnitOfWork, link: RatingLink, project_id: str, request: dict[str, Any]) -> Opinion:
    """Words given through a deputy's code go to the deputy first (B-073)."""
    to_deputy = link.kind is LinkKind.DEPUTY
    return Opinion(
        id=new_id(),
        cycle_id=link.cycle_id,
        project_id=project_id,
        mode="online",
        text=request["text"],
        given_on=work.today,
        state=OpinionState.AT_DEPUTY if to_deputy else OpinionState.RECEIVED,
        grade=request["grade"],
        holder_code=link.holder_code,
        holder_account=link.holder_account,
    )


def erase_device_traces(work: UnitOfWork, request: dict[str, Any]) -> dict[str, int]:
    """Forget the devices of a cycle once every code has ended; the ratings stay (A10.19)."""
    cycle_id = request["cycle_id"]
    secret = work.get(DeviceSecret, cycle_id)
    last = work.page(RatingLink, page={"limit": 1}, order="-closes_on", cycle_id=cycle_id)["items"]
    secret.erase(work.today, last[0].closes_on if last else None)
    work.save(secret)
    page = {"limit": ERASED_AT_ONCE}
    ratings = work.page(ResidentRating, page=page, cycle_id=cycle_id, device_kept=True)["items"]
    for rating in ratings:
        rating.erase_device()
        work.save(rating)
    remaining = work.count(ResidentRating, cycle_id=cycle_id, device_kept=True)
    return {"erased": len(ratings), "remaining": remaining}


def record_venue_sessions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Type in what was said in halls and at sites; every project one by one."""
    cycle_id = request["cycle_id"]
    rulebook = work.rulebook(cycle_id)
    check_resident_rating(rulebook)
    scale = GradeScale.from_rulebook(rulebook)
    labels = labels_of(projects_of(work, cycle_id, request["track"]))
    sessions = []
    for entry in request["sessions"]:
        check_happened(entry["held_on"], work.today, "众评")
        check_known(labels, [each["project_id"] for each in (*entry["sheets"], *entry["opinions"])])
        session = VenueSession(
            id=new_id(),
            cycle_id=cycle_id,
            venue_code=entry["venue_code"],
            venue_name=entry["venue_name"],
            held_on=entry["held_on"],
            method=Method(entry["method"]),
            respondents=entry["respondents"],
            aware=entry["aware"],
            sheets=[VenueSheet(each["project_id"], each["grades"]) for each in entry["sheets"]],
        )
        check_venue_sheets(session, labels, scale)
        work.add(session)
        work.add_all([_offline_opinion(session, each, scale) for each in entry["opinions"]])
        sessions.append(session)
    return {"items": sessions}


def _offline_opinion(session: VenueSession, entry: dict[str, Any], scale: GradeScale) -> Opinion:
    if entry["grade"]:
        scale.check(entry["grade"])
    return Opinion(
        id=new_id(),
        cycle_id=session.cycle_id,
        project_id=entry["project_id"],
        mode="offline",
        text=entry["text"],
        given_on=session.held_on,
        state=OpinionState.RECEIVED,
        grade=entry["grade"],
        holder_code=session.venue_code,
    )


def list_venue_sessions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The sessions of a cycle, paged."""
    return work.page(VenueSession, page=request, cycle_id=request["cycle_id"])
