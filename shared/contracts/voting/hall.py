"""Attendance and receipts by seat: requests and views. A seat's code stands for the person."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import Strict, choice, count, delegation_code, identifier, listed, name, text
from shared.contracts.voting.requests import SessionRef

MOST_SEATS = 5000
MOST_REASON = 60
PRESENCES = ("present", "late", "on_leave", "left", "absent")
SITTINGS = ("sign_in", "first_plenary", "second_plenary", "further_plenary")


class SittingRef(SessionRef):
    """One sitting; ``ordinal`` says which, of the plenaries that go on."""

    sitting = choice(*SITTINGS)
    ordinal = count(100, least=1, required=False, load_default=1)


class AttendanceLine(Strict):
    """How one seat stands; ``absent`` takes back what was noted. ``reason`` is for leave alone."""

    seat = name(20)
    presence = choice(*PRESENCES)
    reason = text(MOST_REASON)


class ObserverLine(Strict):
    """Whether somebody invited is there."""

    code = name(20)
    presence = choice("present", "absent")


class NoteAttendance(SittingRef):
    """A sheet of many seats at once: taken whole, or refused whole."""

    lines = listed(AttendanceLine, most=MOST_SEATS)
    observers = listed(ObserverLine, most=MOST_SEATS, required=False, load_default=list)


class AttendanceQuery(SittingRef):
    """The attendance of one sitting."""

    ordinal = fields.Integer(load_default=1, validate=validate.Range(1, 100))


class AttendanceNumbers(Strict):
    """Due (应到) = present + on leave + absent + left; ``late`` are part of ``present``."""

    due = count()
    present = count()
    on_leave = count()
    absent = count()
    left = count()
    late = count()


class DelegationNumbers(AttendanceNumbers):
    """The numbers of one delegation."""

    code = delegation_code()
    name = name(80)


class QuorumView(Strict):
    """Whether those present now can sit, and the clause that says so (null where the rules state none)."""

    needed = count()
    met = fields.Boolean(required=True)
    clause = fields.String(required=True, allow_none=True)


class SeatPresence(Strict):
    """A seat as the hall's staff see it; the reason of leave is for the clerk alone."""

    seat = name(20)
    delegation = delegation_code()
    presence = choice(*PRESENCES)
    reason = text(MOST_REASON)


class ObserverPresence(Strict):
    """Somebody invited, and whether they are there."""

    code = name(20)
    unit = text(80)
    post = text(80)
    presence = choice("present", "absent")


class AttendanceTaken(Strict):
    """After a sheet: the numbers, and no seat."""

    id = identifier()
    version = fields.Integer(required=True)
    numbers = fields.Nested(AttendanceNumbers, required=True)
    quorum = fields.Nested(QuorumView, required=True)


class AttendanceView(Strict):
    """The attendance of a sitting now.

    ``recorded`` is the number with which the sitting was opened; ``open`` says whether the sheet may be changed.
    ``seats`` and ``observers`` are null for whoever is not of the hall's staff.
    """

    session_id = identifier()
    sitting = choice(*SITTINGS)
    name = name(60)
    ordinal = count()
    open = fields.Boolean(required=True)
    recorded = count(allow_none=True)
    numbers = fields.Nested(AttendanceNumbers, required=True)
    observers_present = count()
    delegations = listed(DelegationNumbers, most=400)
    quorum = fields.Nested(QuorumView, required=True)
    seats = listed(SeatPresence, most=MOST_SEATS, allow_none=True)
    observers = listed(ObserverPresence, most=MOST_SEATS, allow_none=True)


class ReceiptLine(Strict):
    """A seat whose deputy signed for the papers; ``signed`` false takes a mistaken receipt back."""

    seat = name(20)
    signed = fields.Boolean(load_default=True)


class NoteReceipts(SessionRef):
    """A sheet of receipts: taken whole, or refused whole."""

    lines = listed(ReceiptLine, most=MOST_SEATS, least=1)


class ReceiptsTaken(Strict):
    """After a sheet: the numbers, and no seat."""

    id = identifier()
    version = fields.Integer(required=True)
    signed = count()
    waiting = count()


class WaitingSeat(Strict):
    """A seat whose deputy has not signed."""

    seat = name(20)
    delegation = delegation_code()


class ReceiptsView(Strict):
    """Who has not signed for the papers; ``required`` says whether the rules make the step wait for them.

    ``waiting_seats`` is null for whoever is not of the hall's staff.
    """

    session_id = identifier()
    required = fields.Boolean(required=True)
    clause = fields.String(required=True, allow_none=True)
    signed = count()
    waiting = count()
    waiting_seats = listed(WaitingSeat, most=MOST_SEATS, allow_none=True)
