"""The roll of a body: legal number, number in office, delegations (A10.15)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import InvalidInput, NotFound


class VacancyReason(StrEnum):
    """Why a seat is vacant."""

    DEATH = "death"
    RESIGNATION = "resignation"
    TRANSFER = "transfer"
    TERMINATION = "termination"
    SUSPENSION = "suspension"
    """暂停执行代表职务: no vote until it ends."""
    OTHER = "other"


class RollInvalid(InvalidInput):
    """The roll contradicts itself."""

    code = "congress.roll-invalid"
    message = "代表名册有误：{detail}"


class RollOfTheFuture(InvalidInput):
    """A roll shows how things stand on a day that has come."""

    code = "congress.roll-of-the-future"
    message = "名册所示情况的日期{as_of}晚于今天（{today}），请填写今天或者以前的日期。"


class WorkbookRefused(InvalidInput):
    """A workbook that is not the roll's; every problem is named and nothing was imported."""

    code = "congress.workbook-refused"
    message = "名册文件没有导入，请改正后重新上传：{problems}。"


@dataclass
class Delegation:
    """代表团."""

    code: str
    name: str


@dataclass
class Seat:
    """A deputy's seat; ``code`` stands for the person."""

    code: str
    delegation: str
    vacant_since: date | None = None
    reason: VacancyReason | None = None


@dataclass
class Observer:
    """列席人员: invited by office and post; never votes, never counts for a quorum."""

    code: str
    unit: str
    post: str


@dataclass(kw_only=True)
class Roll(Aggregate):
    """代表名册: the seats of one body (the congress, or a street's assembly), and who is invited to sit in."""

    body: str
    body_name: str
    legal_number: int
    presidium_members: int
    delegations: list[Delegation]
    seats: list[Seat] = field(default_factory=list)
    observers: list[Observer] = field(default_factory=list)

    def check(self) -> None:
        """Raise ``RollInvalid`` for the first contradiction."""
        codes = [seat.code for seat in self.seats]
        filled = [seat for seat in self.seats if seat.vacant_since is None]
        if len(set(codes)) != len(codes):
            raise RollInvalid(detail="有重复的代表编号")
        known = {each.code for each in self.delegations}
        for seat in filled:
            if seat.delegation not in known:
                raise RollInvalid(detail=f"代表团“{seat.delegation}”未登记")
        invited = [each.code for each in self.observers]
        if len(set(invited)) != len(invited) or set(invited) & {seat.code for seat in filled}:
            raise RollInvalid(detail="列席人员编号有重复，或与代表编号相同")
        if len(filled) > self.legal_number:
            raise RollInvalid(detail=f"代表{len(filled)}名，多于法定名额{self.legal_number}名")

    @property
    def in_office(self) -> int:
        """实有代表: seats that are filled."""
        return sum(seat.vacant_since is None for seat in self.seats)

    def take(self, seats: list[Seat]) -> None:
        """Other seats than before; a vacancy stays on record with its day and reason, whether or not it is listed."""
        vacant = {each.code: each for each in self.seats if each.vacant_since is not None}
        listed = {each.code for each in seats}
        for each in seats:
            before = vacant.get(each.code)
            if before is not None:
                each.vacant_since, each.reason = before.vacant_since, before.reason
        self.seats = [*seats, *(each for code, each in vacant.items() if code not in listed)]

    def reinstate(self, codes: list[str]) -> None:
        """The deputies are in office again: a suspension ended, or the vacancy was noted wrongly; raises ``NotFound``."""
        vacant = {seat.code: seat for seat in self.seats if seat.vacant_since is not None}
        for code in codes:
            if code not in vacant:
                raise NotFound(kind="出缺代表", id=code)
            vacant[code].vacant_since = vacant[code].reason = None
        self.check()

    def vacate(self, codes: list[str], reason: VacancyReason, on: date) -> None:
        """Note seats as vacant; raises ``NotFound`` for a code that holds no seat."""
        seats = {seat.code: seat for seat in self.seats}
        for code in codes:
            seat = seats.get(code)
            if seat is None or seat.vacant_since is not None:
                raise NotFound(kind="在任代表", id=code)
            seat.vacant_since, seat.reason = on, reason

    def filled(self) -> list[dict[str, str]]:
        """The seats in office, each with its delegation."""
        return [
            {"code": seat.code, "delegation": seat.delegation}
            for seat in self.seats
            if seat.vacant_since is None
        ]

    def invited(self) -> list[dict[str, str]]:
        """The observers."""
        return [{"code": each.code, "unit": each.unit, "post": each.post} for each in self.observers]

    def numbers(self) -> list[dict[str, object]]:
        """Each delegation with the number of its deputies in office."""
        return [
            {
                "code": each.code,
                "name": each.name,
                "number": sum(s.delegation == each.code and s.vacant_since is None for s in self.seats),
            }
            for each in self.delegations
        ]


@dataclass(kw_only=True)
class RollSnapshot(Aggregate):
    """名册定格: the numbers of a roll and its seats in office as they stood for one session."""

    cycle_id: str
    body: str
    body_name: str
    taken_on: date
    legal_number: int
    in_office: int
    presidium_members: int
    delegations: list[dict[str, object]]
    seats: list[dict[str, str]] = field(default_factory=list)
    observers: list[dict[str, str]] = field(default_factory=list)
