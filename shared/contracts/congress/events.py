"""Facts that congress publishes."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.congress.contract import CONTRACT
from shared.contracts.schemas import Strict, count, day, identifier, name


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


class RollSnapshotted(Strict):
    """The roll was fixed for a session."""

    snapshot_id = identifier()
    cycle_id = identifier()
    body = name(60)
    body_name = name(80)
    taken_on = day()
    legal_number = count()
    in_office = count()
    delegations = fields.List(fields.Dict(), required=True)
    presidium_members = count()


CYCLE_OPENED = CONTRACT.event("cycle_opened", CycleOpened, "周期已开启")
CYCLE_CLOSED = CONTRACT.event("cycle_closed", CycleClosed, "周期已关闭")
ROLL_SNAPSHOTTED = CONTRACT.event("roll_snapshotted", RollSnapshotted, "代表名册已定格")
