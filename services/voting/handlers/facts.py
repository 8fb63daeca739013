"""Facts of other services that voting keeps."""

from __future__ import annotations

from dataclasses import fields

from services.voting.domain.candidates import Candidate, FrozenList
from services.voting.domain.measure import BallotMeasure
from services.voting.domain.policy import BodyKind
from services.voting.domain.roll import Delegation, Observer, RollSnapshot, Seat
from services.voting.domain.session import Session
from services.voting.handlers.common import Request
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork

_DOSSIER = tuple(each.name for each in fields(Candidate))


def note_roll_snapshotted(work: UnitOfWork, fact: Request) -> None:
    """Keep a snapshot of the roll (A10.15)."""
    work.add(
        RollSnapshot(
            id=fact["snapshot_id"],
            cycle_id=fact["cycle_id"],
            body=fact["body"],
            body_name=fact["body_name"],
            taken_on=fact["taken_on"],
            legal_number=fact["legal_number"],
            in_office=fact["in_office"],
            delegations=[
                Delegation(each["code"], each["name"], each["number"]) for each in fact["delegations"]
            ],
            presidium_members=fact["presidium_members"],
            seats=[Seat(each["code"], each["delegation"]) for each in fact["seats"]],
            observers=[Observer(each["code"], each["unit"], each["post"]) for each in fact["observers"]],
        )
    )


def note_list_frozen(work: UnitOfWork, fact: Request) -> None:
    """Keep a frozen list; one that comes after the measure was settled is kept as late (A10.4)."""
    series = {"cycle_id": fact["cycle_id"], "track": fact["track"], "body_name": fact["body_name"]}
    work.add(
        FrozenList(
            id=new_id(),
            list_id=fact["list_id"],
            body=BodyKind(fact["body"]),
            list_version=fact["list_version"],
            digest=fact["digest"],
            frozen_on=fact["frozen_on"],
            reason=fact["reason"],
            candidates=[Candidate(**{key: each[key] for key in _DOSSIER}) for each in fact["candidates"]],
            late=_settled(work, series),
            **series,
        )
    )


def _settled(work: UnitOfWork, series: dict[str, str]) -> bool:
    """Whether a session has already settled its measure on an earlier version of the list."""
    for session in work.all(Session, **series):
        if session.measure_id is not None and work.get(BallotMeasure, session.measure_id).locked:
            return True
    return False
