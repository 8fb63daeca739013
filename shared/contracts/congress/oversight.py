"""What a congress is told by the congresses below it (Y-001, Y-072)."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import PageQuery, Strict, choice, count, day, identifier, listed, name

STAGES = ("opened", "listed", "decided", "rated", "closed")
"""How far a year has come, in order."""


class ReachedStage(Strict):
    """The day on which a stage was first reached."""

    stage = choice(*STAGES)
    on = day()


class TellingSheet(Strict):
    """Null: the lower rulebook keeps it to itself, or it is not yet there."""

    reached = listed(ReachedStage, most=len(STAGES))
    candidates = count(required=True, allow_none=True)
    determined = count(required=True, allow_none=True)
    projects = count(required=True, allow_none=True)
    completed = count(required=True, allow_none=True)
    explanations = count(required=True, allow_none=True)


class ChildQuery(PageQuery):
    """The congresses below, and how a year stands with them; without a year, the newest that any has told of."""

    year = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(0, 9999))


class ChildView(Strict):
    """A congress below; ``stage`` and ``telling`` are null when it told nothing of the year."""

    id = identifier()
    display_name = name(60)
    kind = name(20)
    stage = choice(*STAGES, allow_none=True)
    telling = fields.Nested(TellingSheet, required=True, allow_none=True)


class StageCount(Strict):
    """How many have come as far as this stage, or further."""

    stage = choice(*STAGES)
    children = count()


class KindCoverage(Strict):
    """Of the congresses of one kind below: how many there are, and how many reached each stage of the year."""

    kind = name(20)
    children = count()
    reached = listed(StageCount, most=len(STAGES))


class ChildPage(Strict):
    """A page of the congresses below, with the coverage of all of them."""

    year = count(allow_none=True)
    years = listed(fields.Integer(), most=200)
    coverage = listed(KindCoverage, most=10)
    items = listed(ChildView, most=200)
    next = fields.String(required=True, allow_none=True)
