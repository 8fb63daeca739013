"""Fields and small schemas that several parts of evaluation's contract share."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from shared.contracts.schemas import PageQuery, Reference, Strict, count, identifier, listed


def grade_counts(**kwargs: Any) -> fields.Dict:
    """Counts by the code of the grade."""
    kwargs.setdefault("required", True)
    return fields.Dict(
        keys=identifier(), values=count(most=1_000_000), validate=validate.Length(1, 20), **kwargs
    )


class CycleQuery(Strict):
    """Of which cycle."""

    cycle_id = identifier()


class CyclePage(PageQuery):
    """A page of one cycle's things."""

    cycle_id = identifier()


class Saved(Strict):
    """What a sheet left behind, in the order of its lines."""

    items = listed(Reference)


class Share(Strict):
    """An exact share, and in tenths of a per cent as a reader sees it (null of nothing)."""

    part = count()
    whole = count()
    percent_tenths = fields.Integer(required=True, allow_none=True)


class Grade(Strict):
    """A grade of the rulebook."""

    code = identifier()
    name = fields.String(required=True)
