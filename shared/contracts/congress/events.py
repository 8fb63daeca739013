"""Facts that congress publishes."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.congress.contract import CONTRACT
from shared.contracts.congress.oversight import TellingSheet
from shared.contracts.congress.rolls import Observer
from shared.contracts.schemas import Strict, count, day, delegation_code, identifier, listed, name


class CycleOpened(Strict):
    """A cycle was opened; ``rulebook`` is its snapshot as plain data."""

    cycle_id = identifier()
    year = count()
    tenant_name = name(60)
    opened_on = day()
    demo = fields.Boolean(required=True)
    rulebook = fields.Dict(required=True)


class CycleClosed(Strict):
    """A cycle was closed."""

    cycle_id = identifier()
    year = count()
    closed_on = day()


class DayBegun(Strict):
    """A business day of the tenant has begun, in a year that is open: what falls due by the clock alone is due."""

    cycle_id = identifier()
    year = count()
    on = day()


class SeatInOffice(Strict):
    """A deputy's seat by its code, which stands for the person."""

    code = name(20)
    delegation = delegation_code()


class RollSnapshotted(Strict):
    """The roll was fixed for a session; ``seats`` are those in office.

    An older congress tells neither seats nor observers.
    """

    snapshot_id = identifier()
    cycle_id = identifier()
    body = name(60)
    body_name = name(80)
    taken_on = day()
    legal_number = count()
    in_office = count()
    delegations = fields.List(fields.Dict(), required=True)
    presidium_members = count()
    seats = listed(SeatInOffice, most=5000, required=False, load_default=list)
    observers = listed(Observer, most=500, required=False, load_default=list)


class YearTold(Strict):
    """How a congress's year stands, told to ``parent`` as far as its own rulebook lets; the highest ``number`` holds."""

    parent = identifier()
    child = identifier()
    year = count()
    number = count(10**15, least=1)
    telling = fields.Nested(TellingSheet, required=True)


CYCLE_OPENED = CONTRACT.event("cycle_opened", CycleOpened, "周期已开启")
CYCLE_CLOSED = CONTRACT.event("cycle_closed", CycleClosed, "周期已关闭")
DAY_BEGUN = CONTRACT.event("day_begun", DayBegun, "新的一天开始")
ROLL_SNAPSHOTTED = CONTRACT.event("roll_snapshotted", RollSnapshotted, "代表名册已定格")
YEAR_TOLD = CONTRACT.event("year_told", YearTold, "向上一级人大报告年度进度", heard_in="parent")
