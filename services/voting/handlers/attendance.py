"""Who is at a sitting (A10.11, A10.15)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from services.voting.domain.attendance import HERE, Attendance, Presence, SheetLine, voters
from services.voting.domain.hall_errors import AttendanceDiffers, AttendanceMissing
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.roll import Delegation, RollSnapshot
from services.voting.domain.session import Session
from services.voting.domain.steps import STEP_NAMES, Step
from services.voting.handlers.common import Answer, Request, policy_of
from shared.kernel.errors import DomainError
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role

HALL_STAFF = {Role.CONGRESS_CLERK, Role.SCRUTINEER}


def note_attendance(work: UnitOfWork, request: Request) -> Answer:
    """Take a sheet; the sitting that is being held follows it."""
    session = work.get(Session, request["session_id"])
    policy, sitting, ordinal = policy_of(work, session), Step(request["sitting"]), request["ordinal"]
    session.check_attendance(sitting, ordinal, policy)
    roll = work.get(RollSnapshot, session.snapshot_id)
    found = _sheet(work, session, sitting, ordinal)
    sheet = found or Attendance(id=new_id(), session_id=session.id, sitting=sitting, ordinal=ordinal)
    sheet.note(
        [SheetLine(each["seat"], Presence(each["presence"]), each["reason"]) for each in request["lines"]],
        [SheetLine(each["code"], Presence(each["presence"])) for each in request["observers"]],
        roll.seats,
        roll.observers,
    )
    (work.save if found else work.add)(sheet)
    present = sheet.numbers(roll.seats).present
    if session.follow(sitting, ordinal, present):
        work.save(session)
    return {
        "id": sheet.id,
        "version": sheet.version,
        "numbers": sheet.numbers(roll.seats),
        "quorum": _quorum(session, policy, present),
    }


def get_attendance(work: UnitOfWork, request: Request) -> Answer:
    """The numbers of a sitting now, and for the hall's staff the seats."""
    session = work.get(Session, request["session_id"])
    policy, sitting, ordinal = policy_of(work, session), Step(request["sitting"]), request["ordinal"]
    roll = work.get(RollSnapshot, session.snapshot_id)
    sheet = _sheet(work, session, sitting, ordinal) or Attendance(
        id=new_id(), session_id=session.id, sitting=sitting, ordinal=ordinal
    )
    numbers = sheet.numbers(roll.seats)
    staff = work.actor.has_any(HALL_STAFF)
    return {
        "session_id": session.id,
        "sitting": sitting,
        "name": STEP_NAMES[sitting],
        "ordinal": ordinal,
        "open": _is_open(session, sitting, ordinal, policy),
        "recorded": session.recorded(sitting, ordinal),
        "numbers": numbers,
        "observers_present": len(sheet.observers),
        "delegations": [
            {"code": each.code, "name": each.name, **asdict(found)}
            for each, found in sheet.by_delegation(roll.delegations, roll.seats)
        ],
        "quorum": _quorum(session, policy, numbers.present),
        "seats": _seats(sheet, roll, with_reasons=Role.CONGRESS_CLERK in work.actor.roles) if staff else None,
        "observers": _observers(sheet, roll) if staff else None,
    }


def signed_in(work: UnitOfWork, session: Session, sitting: Step, given: int | None) -> int:
    """The number present with which a sitting is opened.

    Raises ``AttendanceDiffers`` when the number given is not that of the sheet, ``AttendanceMissing`` without either.
    """
    sheet = _sheet(work, session, sitting, session.held(sitting) + 1)
    if sheet is None or not sheet.marks:
        if given is None:
            raise AttendanceMissing(sitting=STEP_NAMES[sitting])
        return given
    noted = sheet.numbers(work.get(RollSnapshot, session.snapshot_id).seats).present
    if given is not None and given != noted:
        raise AttendanceDiffers(given=given, noted=noted)
    return noted


def seats_here(work: UnitOfWork, session: Session) -> set[str]:
    """Who is at the latest sitting by its sheet; all of the roll where no sheet was kept."""
    seats = work.get(RollSnapshot, session.snapshot_id).seats
    sheet = _latest_sheet(work, session)
    everybody = {each.code for each in seats}
    return (
        {code for code in everybody if sheet.presence(code) in HERE} if sheet and sheet.marks else everybody
    )


def voters_here(work: UnitOfWork, session: Session, drawn: Collection[str]) -> list[Delegation]:
    """The delegations with how many of each may be issued a paper ballot now, beside those who drew an envelope."""
    seats = work.get(RollSnapshot, session.snapshot_id).seats
    return voters(session.delegations, seats, _latest_sheet(work, session), drawn)


def _latest_sheet(work: UnitOfWork, session: Session) -> Attendance | None:
    sitting = session.attendance.step if session.attendance else None
    return _sheet(work, session, sitting, session.held(sitting)) if sitting else None


def _sheet(work: UnitOfWork, session: Session, sitting: Step, ordinal: int) -> Attendance | None:
    return work.find(Attendance, session_id=session.id, sitting=sitting.value, ordinal=ordinal)


def _is_open(session: Session, sitting: Step, ordinal: int, policy: VotingPolicy) -> bool:
    try:
        session.check_attendance(sitting, ordinal, policy)
    except DomainError:
        return False
    return True


def _quorum(session: Session, policy: VotingPolicy, present: int) -> Answer:
    needed = policy.quorum(session.legal_number, session.in_office)
    clause = policy.cite("quorum")
    return {"needed": needed, "met": present >= needed, "clause": str(clause) if clause else None}


def _seats(sheet: Attendance, roll: RollSnapshot, *, with_reasons: bool) -> list[Answer]:
    marks = sheet.marks
    return [
        {
            "seat": each.code,
            "delegation": each.delegation,
            "presence": sheet.presence(each.code),
            "reason": marks[each.code].reason if with_reasons and each.code in marks else "",
        }
        for each in sorted(roll.seats, key=lambda seat: seat.code)
    ]


def _observers(sheet: Attendance, roll: RollSnapshot) -> list[Answer]:
    here = set(sheet.observers)
    return [
        {
            "code": each.code,
            "unit": each.unit,
            "post": each.post,
            "presence": Presence.PRESENT if each.code in here else Presence.ABSENT,
        }
        for each in roll.observers
    ]
