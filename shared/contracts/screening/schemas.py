"""Requests and responses of screening."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import (
    PageQuery,
    PlainString,
    Strict,
    count,
    day,
    fen,
    identifier,
    listed,
    name,
    text,
)

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


class LibraryQuery(PageQuery):
    """Items of the library; of one cycle, one state or one track."""

    cycle_id = identifier(required=False, load_default=None, allow_none=True)
    status = PlainString(load_default=None, allow_none=True, validate=validate.OneOf(STATUSES))
    track = track(required=False, load_default=None, allow_none=True)


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


class CountsQuery(Strict):
    """Of which cycle."""

    cycle_id = identifier()


class TrackCount(Strict):
    """How many items are short-listed or candidates on a track."""

    track = name(60)
    shortlisted = count()
    candidates = count()


class LibraryCounts(Strict):
    """How many items the library holds, by state and by track."""

    total = count()
    by_status = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    by_track = fields.List(fields.Nested(TrackCount), required=True)


class Merge(Strict):
    """Like items that become one; the originals stay and are linked."""

    into = identifier()
    items = listed(identifier(), most=200, least=1)
    reason = name(400)


class MergeItems(CountsQuery):
    """Merge duplicates, as a sheet."""

    merges = listed(Merge, least=1)


class Transfer(Strict):
    """An individual's grievance goes to the hotline or the petitions office, with a slip."""

    item_id = identifier()
    to = name(60)
    slip = name(60)


class TransferGrievances(CountsQuery):
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


class JudgeEligibility(CountsQuery):
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


class SortItems(CountsQuery):
    """Sort items by the screening principle, as a sheet (Y-026)."""

    rulings = listed(Ruling, least=1)


class RecordPosting(CountsQuery):
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


class CycleListQuery(PageQuery):
    """Of which cycle."""

    cycle_id = identifier()


class Opinion(Strict):
    """A panel's view of one item: a score of 0 to 100 for each of the panel's criteria."""

    item_id = identifier()
    scores = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(strict=True, validate=validate.Range(0, 100)),
        required=True,
    )
    view = text(1000)


class RecordOpinions(CountsQuery):
    """A panel's opinions, as a sheet. ``group`` is the professional group, department or area."""

    panel = identifier()
    group = name(80)
    held_on = day()
    opinions = listed(Opinion, least=1)


class ConsensusQuery(CountsQuery):
    """The ranking of the short-listed items of a track."""

    track = track()


class ConsensusEntry(Strict):
    """An item's place: each panel's average apart, and the weighted whole, in hundredths of a point."""

    item_id = identifier()
    title = text(200)
    rank = count()
    panels = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    weighted = count()
    complete = fields.Boolean(required=True)


class Consensus(Strict):
    """The whole ranking."""

    items = fields.List(fields.Nested(ConsensusEntry), required=True)


class Dossier(Strict):
    """A candidate project's particulars; which of them must be there, the rulebook says."""

    code = identifier()
    name = text(120)
    content = text(4000)
    implementer = text(120)
    investment_fen = fen(required=False, load_default=0)
    funding_source = text(400)
    period = text(120)
    requirements = text(2000)
    item_ids = listed(identifier(), most=200, required=False, load_default=list)


class DraftList(CountsQuery):
    """A first list of candidate projects for one track."""

    track = track()
    candidates = listed(Dossier, most=300, least=1)


class Withdrawal(Strict):
    """A candidate that a step takes off the list, and why."""

    code = identifier()
    reason = name(400)


class Hands(Strict):
    """A vote of the organ's members."""

    present = count(1000)
    yes = count(1000)
    no = count(1000)
    abstain = count(1000)


class ListOutcome(Strict):
    """What a meeting did to one list."""

    list_id = identifier()
    withdrawn = listed(Withdrawal, most=300, required=False, load_default=list)


class RecordStep(CountsQuery):
    """One meeting of the approval chain, over one or several lists. ``minutes`` stay internal (A10.18)."""

    step = identifier()
    met_on = day()
    lists = listed(ListOutcome, most=60, least=1)
    hands = fields.Nested(Hands, load_default=None, allow_none=True)
    minutes = text(80)


class StepRecorded(Strict):
    """The lists after the meeting."""

    lists = fields.List(fields.Nested(lambda: CandidateListView()), required=True)


class ReviseList(Strict):
    """A change after deliberation: the list is frozen anew, with the reason (A10.4)."""

    list_id = identifier()
    changes = listed(Dossier, most=100, least=1)
    reason = name(400)
    on = day()


class ListQuery(Strict):
    """Which list."""

    list_id = identifier()


class CandidateView(Dossier):
    """A candidate project on a list."""

    candidate_id = identifier()
    suggestion_ids = fields.List(fields.String(), required=True)


class StepView(Strict):
    """A step of the chain as it was taken."""

    code = identifier()
    body = name(80)
    action = name(80)
    met_on = day()
    before = count()
    after = count()
    hands = fields.Nested(Hands, required=True, allow_none=True)


class FrozenView(Strict):
    """A frozen version."""

    number = count()
    digest = name(80)
    frozen_on = day()
    reason = text(400)
    candidates = count()


class CandidateListView(Strict):
    """A list of candidate projects."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    track = name(60)
    body_name = name(80)
    state = name(20)
    candidates = fields.List(fields.Nested(CandidateView), required=True)
    steps = fields.List(fields.Nested(StepView), required=True)
    versions = fields.List(fields.Nested(FrozenView), required=True)


class Statement(Strict):
    """How the list was determined (Y-036), paragraph by paragraph."""

    list_id = identifier()
    paragraphs = fields.List(fields.String(), required=True)


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
