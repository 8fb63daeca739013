"""The roll and its snapshots."""

from __future__ import annotations

from typing import Any

from services.congress.domain.cycle import Cycle
from services.congress.domain.roll import Delegation, Roll, RollSnapshot, Seat, VacancyReason
from shared.contracts import congress as contract
from shared.kernel.errors import NotFound
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def import_roll(work: UnitOfWork, request: dict[str, Any]) -> Roll:
    """Replace the roll of a body; snapshots that were taken stay as they are."""
    roll = work.find(Roll, body=request["body"])
    fields = {
        "body_name": request["body_name"],
        "legal_number": request["legal_number"],
        "presidium_members": request["presidium_members"],
        "delegations": [Delegation(**each) for each in request["delegations"]],
        "seats": [Seat(each["code"], each["delegation"]) for each in request["members"]],
    }
    if roll is None:
        roll = Roll(id=new_id(), body=request["body"], **fields)
        roll.check()
        work.add(roll)
    else:
        for name, value in fields.items():
            setattr(roll, name, value)
        roll.check()
        work.save(roll)
    return roll


def vacate_seats(work: UnitOfWork, request: dict[str, Any]) -> Roll:
    """Note seats as vacant."""
    roll = _roll(work, request["body"])
    roll.vacate(request["codes"], VacancyReason(request["reason"]), request["on"])
    work.save(roll)
    return roll


def get_roll(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Numbers of a roll and its vacancies."""
    roll = _roll(work, request["body"])
    vacancies = [
        {"code": seat.code, "since": seat.vacant_since.isoformat(), "reason": seat.reason}
        for seat in roll.seats
        if seat.vacant_since is not None
    ]
    return {
        "id": roll.id,
        "version": roll.version,
        "body": roll.body,
        "body_name": roll.body_name,
        "legal_number": roll.legal_number,
        "in_office": roll.in_office,
        "presidium_members": roll.presidium_members,
        "delegations": roll.numbers(),
        "vacancies": vacancies,
    }


def snapshot_roll(work: UnitOfWork, request: dict[str, Any]) -> RollSnapshot:
    """Fix the numbers and seats of a roll for one session of a cycle and make them known."""
    cycle = work.get(Cycle, request["cycle_id"])
    roll = _roll(work, request["body"])
    snapshot = RollSnapshot(
        id=new_id(),
        cycle_id=cycle.id,
        body=roll.body,
        body_name=roll.body_name,
        taken_on=work.today,
        legal_number=roll.legal_number,
        in_office=roll.in_office,
        presidium_members=roll.presidium_members,
        delegations=roll.numbers(),
        seats=roll.filled(),
    )
    work.add(snapshot)
    work.emit(
        contract.ROLL_SNAPSHOTTED,
        {
            "snapshot_id": snapshot.id,
            "cycle_id": snapshot.cycle_id,
            "body": snapshot.body,
            "body_name": snapshot.body_name,
            "taken_on": snapshot.taken_on,
            "legal_number": snapshot.legal_number,
            "in_office": snapshot.in_office,
            "delegations": snapshot.delegations,
            "presidium_members": snapshot.presidium_members,
            "seats": snapshot.seats,
        },
        about=snapshot,
    )
    return snapshot


def _roll(work: UnitOfWork, body: str) -> Roll:
    roll = work.find(Roll, body=body)
    if roll is None:
        raise NotFound(kind="代表名册", id=body)
    return roll
