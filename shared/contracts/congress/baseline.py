"""Facilities and figures as they were printed, before the first year is run here."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.schemas import Strict, count, fen, listed, name, text


class Facility(Strict):
    """A place or installation of the congress's work, or several of one kind."""

    kind = name(40)
    label = name(80)
    number = count(100_000)
    unit = text(60)
    invested_fen = fen(required=False, load_default=None, allow_none=True)
    as_printed = text(60)


class RegisterFacilities(Strict):
    """Facilities, entered as a sheet."""

    facilities = listed(Facility, most=500, least=1)


class Figure(Strict):
    """A cumulative figure, typed in as printed and never derived (Y-082, Q-14)."""

    metric = name(60)
    value = count(10**12)
    qualifier = text(20)
    as_printed = name(80)
    window = text(120)


class RecordFigures(Strict):
    """Figures, entered as a sheet."""

    figures = listed(Figure, most=200, least=1)


class SheetSaved(Strict):
    """How many rows of a sheet were kept."""

    saved = count()


class FacilityPage(Strict):
    """All facilities."""

    items = fields.List(fields.Nested(Facility), required=True)


class FigurePage(Strict):
    """All figures as printed."""

    items = fields.List(fields.Nested(Figure), required=True)
