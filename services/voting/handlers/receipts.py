"""Receipts for the papers (Y-037)."""

from __future__ import annotations

from services.voting.domain.attendance import Attendance
from services.voting.domain.receipts import PaperReceipts, ReceiptLine
from services.voting.domain.roll import RollSnapshot, Seat
from services.voting.domain.session import Session
from services.voting.handlers.attendance import HALL_STAFF
from services.voting.handlers.common import Answer, Request, policy_of
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def note_receipts(work: UnitOfWork, request: Request) -> Answer:
    """Take a sheet of receipts."""
    session = work.get(Session, request["session_id"])
    session.check_receipts_open(policy_of(work, session))
    found = work.find(PaperReceipts, session_id=session.id)
    receipts = found or PaperReceipts(id=new_id(), session_id=session.id)
    roll = work.get(RollSnapshot, session.snapshot_id)
    receipts.note([ReceiptLine(each["seat"], each["signed"]) for each in request["lines"]], roll.seats)
    (work.save if found else work.add)(receipts)
    return {
        "id": receipts.id,
        "version": receipts.version,
        "signed": len(receipts.signed),
        "waiting": len(waiting_for_papers(work, session)),
    }


def get_receipts(work: UnitOfWork, request: Request) -> Answer:
    """How many have signed, and for the hall's staff who has not."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    receipts = work.find(PaperReceipts, session_id=session.id)
    waiting = waiting_for_papers(work, session)
    clause = policy.cite("distribution")
    return {
        "session_id": session.id,
        "required": policy.wants_receipts,
        "clause": str(clause) if clause else None,
        "signed": len(receipts.signed) if receipts else 0,
        "waiting": len(waiting),
        "waiting_seats": [{"seat": each.code, "delegation": each.delegation} for each in waiting]
        if work.actor.has_any(HALL_STAFF)
        else None,
    }


def waiting_for_papers(work: UnitOfWork, session: Session) -> list[Seat]:
    """The seats that should have signed and have not, in the order of their codes."""
    receipts = work.find(PaperReceipts, session_id=session.id)
    roll = work.get(RollSnapshot, session.snapshot_id)
    kept = receipts or PaperReceipts(id="", session_id=session.id)
    waiting = kept.waiting(roll.seats, work.all(Attendance, session_id=session.id))
    return sorted(waiting, key=lambda each: each.code)
