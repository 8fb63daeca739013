"""Postings and panels: requests and responses."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import (
    PageQuery,
    Strict,
    choice,
    count,
    day,
    identifier,
    listed,
    name,
    optional_identifier,
    text,
)
from shared.contracts.screening.common import STATUSES, OfCycle, track


class RecordPosting(OfCycle):
    """All items were posted in an area, personal data removed."""

    area = name(80)
    places = listed(name(120), most=200, least=1)
    posted_on = day()
    until = day()
    redacted = fields.Boolean(required=True)


class PostingView(Strict):
    """A posting and its proof."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    area = name(80)
    places = fields.List(fields.String(), required=True)
    posted_on = day()
    until = day()
    items = count()


class Opinion(Strict):
    """A panel's view of one item: a score of 0 to 100 for each of the panel's criteria."""

    item_id = identifier()
    scores = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(strict=True, validate=validate.Range(0, 100)),
        required=True,
    )
    view = text(1000)


class RecordOpinions(OfCycle):
    """A panel's opinions, as a sheet. ``group`` is the professional group, department or area."""

    panel = identifier()
    group = name(80)
    held_on = day()
    opinions = listed(Opinion, least=1)


class OpinionQuery(PageQuery):
    """Opinions of a cycle, or of one item."""

    cycle_id = identifier()
    item_id = optional_identifier()


class OpinionView(Strict):
    """One group's view of one item, kept apart from all others (B-021)."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    panel = name(64)
    group = name(80)
    item_id = identifier()
    held_on = day()
    scores = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    view = text(1000)


class ConsensusQuery(OfCycle):
    """The ranking of the items of a track; of all that are screened this year where no track is given."""

    track = track(required=False, load_default=None, allow_none=True)


class ConsensusEntry(Strict):
    """An item's place: each panel's average apart, and the weighted whole, in hundredths of a point.

    ``status`` is what came of it: a candidate, short-listed still, or reserved when it left the list.
    """

    item_id = identifier()
    title = text(200)
    status = choice(*STATUSES)
    rank = count()
    panels = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    weighted = count()
    complete = fields.Boolean(required=True)


class Consensus(Strict):
    """The whole ranking."""

    items = fields.List(fields.Nested(ConsensusEntry), required=True)
