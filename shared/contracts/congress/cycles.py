"""The years of a body."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.schemas import Strict, count, day, identifier, name, text


class OpenCycle(Strict):
    """Open a year's cycle under a rulebook that is in force."""

    year = count(2200, 2000)
    rulebook_id = identifier()


class CycleQuery(Strict):
    """Which cycle."""

    cycle_id = identifier()


class CloseCycle(CycleQuery):
    """The year is done."""


class ImportCycle(Strict):
    """A cycle that was closed before this software was used (Y-012)."""

    year = count(2200, 2000)
    rulebook_id = identifier()
    note = text(400)


class CycleView(Strict):
    """A cycle."""

    id = identifier()
    version = fields.Integer(required=True)
    year = count()
    state = name(20)
    imported = fields.Boolean(required=True)
    rulebook_id = identifier()
    opened_on = day()
    closed_on = day(allow_none=True)
    note = text(400)
