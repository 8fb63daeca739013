"""The project library: requests and responses."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import (
    PageQuery,
    PlainString,
    Strict,
    count,
    day,
    identifier,
    listed,
    name,
    text,
)
from shared.contracts.screening.common import STATUSES, OfCycle, track


class LibraryQuery(PageQuery):
    """Items of the library; of one cycle, one state or one track."""

    cycle_id = identifier(required=False, load_default=None, allow_none=True)
    status = PlainString(load_default=None, allow_none=True, validate=validate.OneOf(STATUSES))
    track = track(required=False, load_default=None, allow_none=True)


class FindingView(Strict):
    """How an item stands to one criterion."""

    criterion = name(64)
    met = fields.Boolean(required=True)
    reason = text(400)


class LibraryItemView(Strict):
    """One item of the project library."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    receipt = text(60)
    title = text(200)
    category = text(60)
    content = text(4000)
    place = text(200)
    channel = text(60)
    status = name(20)
    track = fields.String(required=True, allow_none=True)
    merged_into = fields.String(required=True, allow_none=True)
    suggestion_ids = fields.List(fields.String(), required=True)
    reason = text(1000)
    eligibility = fields.List(fields.Nested(FindingView), required=True)
    marks = fields.List(fields.Nested(FindingView), required=True)
    transfer_slip = fields.String(required=True, allow_none=True)


class ItemQuery(Strict):
    """Which item."""

    item_id = identifier()


class DecisionView(Strict):
    """One act on an item."""

    act = name(20)
    on = day()
    cycle_id = identifier()
    reason = text(8000)


class LibraryItemDetail(LibraryItemView):
    """One item with every decision on it and every original that was merged into it."""

    decisions = fields.List(fields.Nested(DecisionView), required=True)
    originals = fields.List(fields.Nested(LibraryItemView), required=True)


class CountsQuery(OfCycle):
    """Of which cycle."""


class TrackCount(Strict):
    """How many items are short-listed or candidates on a track."""

    track = name(60)
    shortlisted = count()
    candidates = count()


class LibraryCounts(Strict):
    """How many items the library holds, by state and by track; ``carried_over`` counts those of this year
    that stand in a later year's library now."""

    total = count()
    by_status = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    by_track = fields.List(fields.Nested(TrackCount), required=True)


class Classification(Strict):
    """The category of one item, as the rulebook names it."""

    item_id = identifier()
    category = identifier()


class ClassifyItems(OfCycle):
    """Put items under categories, as a sheet (B-018)."""

    rows = listed(Classification, least=1)


class Rewording(Strict):
    """An item's words without personal data; what is left out stays as it is."""

    item_id = identifier()
    title = name(200, required=False, load_default=None, allow_none=True)
    content = PlainString(load_default=None, allow_none=True, validate=validate.Length(0, 4000))
    place = PlainString(load_default=None, allow_none=True, validate=validate.Length(0, 200))


class RedactItems(OfCycle):
    """Take personal data off, as a sheet (A10.19)."""

    rows = listed(Rewording, least=1)


class Merge(Strict):
    """Like items that become one; the originals stay and are linked."""

    into = identifier()
    items = listed(identifier(), most=200, least=1)
    reason = name(400)


class MergeItems(OfCycle):
    """Merge duplicates, as a sheet."""

    merges = listed(Merge, least=1)


class Split(Strict):
    """Items that were merged by mistake and stand for themselves again."""

    out_of = identifier()
    items = listed(identifier(), most=200, least=1)
    reason = name(400)


class SplitItems(OfCycle):
    """Undo mergings, as a sheet."""

    splits = listed(Split, least=1)


class Transfer(Strict):
    """An individual's grievance goes to the hotline or the petitions office, with a slip."""

    item_id = identifier()
    to = name(60)
    slip = name(60)


class TransferGrievances(OfCycle):
    """Transfer individual grievances, as a sheet."""

    transfers = listed(Transfer, least=1)


class Failure(Strict):
    """A criterion of eligibility that an item does not meet."""

    criterion = identifier()
    reason = name(400)


class Judgement(Strict):
    """The eligibility of one item; a criterion that is not named is met."""

    item_id = identifier()
    failed = listed(Failure, most=20)


class JudgeEligibility(OfCycle):
    """Check eligibility, as a sheet (A10.16)."""

    judgements = listed(Judgement, least=1)


class Mark(Strict):
    """How an item stands to one criterion of the screening principle."""

    criterion = identifier()
    met = fields.Boolean(required=True)


class Ruling(Strict):
    """Whether an item is short-listed, with a mark for every criterion and a reason either way."""

    item_id = identifier()
    keep = fields.Boolean(required=True)
    marks = listed(Mark, most=20)
    reason = name(400)
    track = track(required=False, load_default="congress")


class SortItems(OfCycle):
    """Sort items by the screening principle, as a sheet (Y-026)."""

    rulings = listed(Ruling, least=1)


class CarryOverItems(OfCycle):
    """Let items of earlier years stand for selection in this cycle's year (B-018)."""

    item_ids = listed(identifier(), least=1)
    reason = name(400)


class TraceQuery(Strict):
    """Of which suggestion."""

    suggestion_id = identifier()


class Trace(Strict):
    """What became of a suggestion in screening."""

    item_id = fields.String(required=True, allow_none=True)
    status = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    merged_into = fields.String(required=True, allow_none=True)
    candidate_id = fields.String(required=True, allow_none=True)
    candidate_name = fields.String(required=True, allow_none=True)
    list_id = fields.String(required=True, allow_none=True)
    frozen = fields.Boolean(required=True)
