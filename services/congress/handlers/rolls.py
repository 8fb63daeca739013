"""The roll and its snapshots."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from services.congress.domain.cycle import Cycle
from services.congress.domain.roll import (
    Delegation,
    Observer,
    Roll,
    RollOfTheFuture,
    RollSnapshot,
    Seat,
    VacancyReason,
    WorkbookRefused,
)
from services.congress.roll_workbook.layout import BASICS, DELEGATIONS, MEDIA_TYPE, OBSERVERS, SEATS
from services.congress.roll_workbook.reading import read
from services.congress.roll_workbook.writing import write
from shared.contracts import congress as contract
from shared.kernel.errors import NotFound
from shared.kernel.identity import new_id
from shared.offload import off_the_hub
from shared.persistence.unit_of_work import UnitOfWork


def import_roll(work: UnitOfWork, request: dict[str, Any]) -> Roll:
    """Replace the roll of a body but for its vacancies; snapshots that were taken stay as they are.

    Raises ``RollOfTheFuture``.
    """
    if request["as_of"] > work.today:
        raise RollOfTheFuture(as_of=request["as_of"], today=work.today)
    roll = work.find(Roll, body=request["body"])
    fields = {
        "body_name": request["body_name"],
        "legal_number": request["legal_number"],
        "presidium_members": request["presidium_members"],
        "delegations": [Delegation(**each) for each in request["delegations"]],
        "observers": [Observer(**each) for each in request["observers"]],
    }
    seats = [Seat(each["code"], each["delegation"]) for each in request["members"]]
    if roll is None:
        roll = Roll(id=new_id(), body=request["body"], seats=seats, **fields)
        roll.check()
        work.add(roll)
    else:
        for name, value in fields.items():
            setattr(roll, name, value)
        roll.take(seats)
        roll.check()
        work.save(roll)
    return roll


def import_roll_workbook(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Replace the roll of a body by what a workbook says; raises ``WorkbookRefused`` and changes nothing."""
    try:
        data = b64decode(request["workbook"], validate=True)
    except ValueError as garbled:
        raise WorkbookRefused(problems="文件内容不是 base64 编码") from garbled
    found = off_the_hub(read, data)
    roll = import_roll(work, {"body": request["body"], "as_of": request["as_of"], **found})
    return {
        "id": roll.id,
        "version": roll.version,
        "in_office": roll.in_office,
        "delegations": len(roll.delegations),
        "observers": len(roll.observers),
    }


def get_roll_workbook(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The roll of a body as a workbook, those in office; or the template to fill in."""
    if request["template"]:
        return _file("代表名册模板.xlsx", write({}))
    roll = _roll(work, request["body"])
    rows: dict[str, Any] = {
        BASICS.name: [
            {
                "legal_number": roll.legal_number,
                "presidium_members": roll.presidium_members,
                "body_name": roll.body_name,
            }
        ],
        DELEGATIONS.name: [{"code": each.code, "name": each.name} for each in roll.delegations],
        SEATS.name: roll.filled(),
        OBSERVERS.name: roll.invited(),
    }
    return _file("代表名册.xlsx", off_the_hub(write, rows))


def _file(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "media_type": MEDIA_TYPE, "content": b64encode(data).decode()}


def vacate_seats(work: UnitOfWork, request: dict[str, Any]) -> Roll:
    """Note seats as vacant."""
    roll = _roll(work, request["body"])
    roll.vacate(request["codes"], VacancyReason(request["reason"]), request["on"])
    work.save(roll)
    return roll


def reinstate_seats(work: UnitOfWork, request: dict[str, Any]) -> Roll:
    """Note deputies as in office again."""
    roll = _roll(work, request["body"])
    roll.reinstate(request["codes"])
    work.save(roll)
    return roll


def get_roll(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Numbers of a roll and its vacancies."""
    roll = _roll(work, request["body"])
    vacancies = [
        {"code": seat.code, "since": seat.vacant_since, "reason": seat.reason}
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
        "observers": roll.invited(),
    }


def list_rolls(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The bodies of which there is a roll: the congress, and each street's assembly that has one."""
    return work.page(Roll, page=request, order="body")


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
        observers=roll.invited(),
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
            "observers": snapshot.observers,
        },
        about=snapshot,
    )
    return snapshot


def _roll(work: UnitOfWork, body: str) -> Roll:
    roll = work.find(Roll, body=body)
    if roll is None:
        raise NotFound(kind="代表名册", id=body)
    return roll
