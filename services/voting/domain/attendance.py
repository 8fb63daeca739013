"""Who is at a sitting, by seat (A10.11, A10.15)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from services.voting.domain.hall_errors import AttendanceSheetWrong, SeatsUnknown
from services.voting.domain.roll import Delegation, Observer, Seat
from services.voting.domain.steps import Step
from shared.kernel.aggregate import Aggregate


class Presence(StrEnum):
    """How a deputy stands to a sitting (出席情况)."""

    PRESENT = "present"
    """已到."""
    LATE = "late"
    """迟到: came once the sitting had begun, and is present from then on."""
    ON_LEAVE = "on_leave"
    """请假."""
    LEFT = "left"
    """早退: was present and is so no more."""
    ABSENT = "absent"
    """未到: nothing was noted, or what was noted was a mistake."""


HERE = frozenset({Presence.PRESENT, Presence.LATE})

MOST_NAMED = 20
"""How many wrong lines of a sheet one refusal names."""


@dataclass(frozen=True)
class Mark:
    """What is noted of one seat; ``reason`` only of leave: short, for the clerk, never published."""

    presence: Presence
    reason: str = ""


@dataclass(frozen=True)
class SheetLine:
    """A line of a sheet that the hall's staff hands in: a seat (or an observer) and how it stands."""

    code: str
    presence: Presence
    reason: str = ""


@dataclass(frozen=True)
class Numbers:
    """Numbers of a sitting: due (应到) = present + on leave + absent + left; ``late`` are part of ``present``."""

    due: int
    present: int
    on_leave: int
    absent: int
    left: int
    late: int


@dataclass(kw_only=True)
class Attendance(Aggregate):
    """签到册: the attendance of one sitting of a session, by seat.

    Seats stand in the order of their codes and nothing says when a deputy came or went: the sitting needs to know
    who is there, and a track of anybody's movements is not wanted (A10.19). ``ordinal`` is 1 but for plenaries that
    go on, of which a session may hold several. ``observers`` are those present who neither vote nor count (列席).
    """

    session_id: str
    sitting: Step
    ordinal: int = 1
    marks: dict[str, Mark] = field(default_factory=dict)
    observers: list[str] = field(default_factory=list)

    def presence(self, seat: str) -> Presence:
        """How a seat stands."""
        mark = self.marks.get(seat)
        return mark.presence if mark else Presence.ABSENT

    @property
    def attended(self) -> set[str]:
        """The seats that signed in to this sitting, whether or not they stayed."""
        return {code for code, mark in self.marks.items() if mark.presence in HERE | {Presence.LEFT}}

    def note(
        self,
        lines: Sequence[SheetLine],
        observers: Sequence[SheetLine],
        seats: Sequence[Seat],
        invited: Sequence[Observer],
    ) -> None:
        """Take a sheet whole, or refuse it whole.

        Raises ``SeatsUnknown`` where the roll has no seats, ``AttendanceSheetWrong`` naming every wrong line.
        """
        if not seats:
            raise SeatsUnknown()
        problems = [
            *_problems("", [each.code for each in lines], {each.code for each in seats}),
            *_problems("列席", [each.code for each in observers], {each.code for each in invited}),
        ]
        problems += [
            found for number, line in enumerate(lines, 1) if (found := self._contradiction(number, line))
        ]
        problems += [
            f"列席第{number}行：列席人员只登记已到或未到"
            for number, line in enumerate(observers, 1)
            if line.presence not in (Presence.PRESENT, Presence.ABSENT) or line.reason
        ]
        if problems:
            raise AttendanceSheetWrong(lines=told(problems))
        marks = dict(self.marks)
        for line in lines:
            marks[line.code] = Mark(line.presence, line.reason.strip())
        self.marks = {
            code: marks[code] for code in sorted(marks) if marks[code].presence is not Presence.ABSENT
        }
        gone = {each.code for each in observers if each.presence is Presence.ABSENT}
        here = {each.code for each in observers} | set(self.observers)
        self.observers = sorted(here - gone)

    def _contradiction(self, number: int, line: SheetLine) -> str | None:
        if line.reason.strip() and line.presence is not Presence.ON_LEAVE:
            return f"第{number}行：席位“{line.code}”不是请假，不填事由"
        if line.presence is Presence.LEFT and self.presence(line.code) not in HERE | {Presence.LEFT}:
            return f"第{number}行：席位“{line.code}”尚未签到，不能登记早退"
        return None

    def numbers(self, seats: Iterable[Seat]) -> Numbers:
        """The numbers of these seats."""
        found = [self.presence(each.code) for each in seats]
        late = found.count(Presence.LATE)
        return Numbers(
            due=len(found),
            present=found.count(Presence.PRESENT) + late,
            on_leave=found.count(Presence.ON_LEAVE),
            absent=found.count(Presence.ABSENT),
            left=found.count(Presence.LEFT),
            late=late,
        )

    def by_delegation(
        self, delegations: Sequence[Delegation], seats: Sequence[Seat]
    ) -> list[tuple[Delegation, Numbers]]:
        """Each delegation's numbers, in the order of the roll."""
        return [
            (each, self.numbers([seat for seat in seats if seat.delegation == each.code]))
            for each in delegations
        ]


def voters(
    delegations: Sequence[Delegation], seats: Sequence[Seat], sheet: Attendance | None, drawn: Collection[str]
) -> list[Delegation]:
    """The delegations with the number of those who may be issued a paper ballot at their box (A10.15, B-033).

    They are those present by the sheet, or all of the roll where none is kept, without who drew an envelope.
    """
    of = {each.code: each.delegation for each in seats}
    apart = Counter(of[code] for code in drawn if code in of)
    if sheet is None or not sheet.marks:
        return [replace(each, number=max(each.number - apart[each.code], 0)) for each in delegations]
    here = {code for code, mark in sheet.marks.items() if mark.presence in HERE}
    staying = Counter(of[code] for code in here - {*drawn} if code in of)
    return [replace(each, number=staying[each.code]) for each in delegations]


def _problems(kind: str, codes: Sequence[str], known: set[str]) -> list[str]:
    problems, first = [], dict[str, int]()
    for number, code in enumerate(codes, 1):
        if code not in known:
            problems.append(f"{kind}第{number}行：名册中没有“{code}”")
        elif code in first:
            problems.append(f"{kind}第{number}行：“{code}”与第{first[code]}行重复")
        first.setdefault(code, number)
    return problems


def told(problems: Sequence[str]) -> str:
    """The problems as one sentence, the first ``MOST_NAMED`` of them by their lines."""
    shown = "；".join(problems[:MOST_NAMED])
    rest = len(problems) - MOST_NAMED
    return f"{shown}；另有{rest}处" if rest > 0 else shown


def check_seats(codes: Sequence[str], seats: Sequence[Seat]) -> None:
    """Raise ``SeatsUnknown`` or ``AttendanceSheetWrong`` for a list of seats that the roll does not bear out."""
    if not seats:
        raise SeatsUnknown()
    problems = _problems("", codes, {each.code for each in seats})
    if problems:
        raise AttendanceSheetWrong(lines=told(problems))
