"""What several parts of the contract of screening use."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import PageQuery, PlainString, Strict, count, identifier

STATUSES = ("entered", "merged", "transferred", "dropped", "reserved", "shortlisted", "candidate")
TRACK = validate.Regexp(
    r"\A(congress|street:[a-z0-9-]{1,40})\Z", error="应为 congress 或 street:<街道代号>。"
)


def track(**kwargs: object) -> fields.String:
    """Where a candidate project goes: the congress, or a street's assembly."""
    kwargs.setdefault("required", True)
    return PlainString(validate=TRACK, **kwargs)  # type: ignore[arg-type]


class Saved(Strict):
    """How many rows of a sheet were taken."""

    saved = count()


class OfCycle(Strict):
    """Of which cycle."""

    cycle_id = identifier()


class CycleListQuery(PageQuery):
    """Of which cycle."""

    cycle_id = identifier()
