"""The deputies' satisfaction rating and the explanation that follows from it."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.evaluation.common import CyclePage, Grade, Share, grade_counts
from shared.contracts.schemas import (
    PageQuery,
    Strict,
    choice,
    count,
    day,
    identifier,
    listed,
    moment,
    name,
    text,
)

RATING_STATES = ("prepared", "open", "issued", "counting", "void", "counted", "declared", "published")
STATEMENT_STATES = ("required", "delivered", "published")


class PrepareRating(Strict):
    """A rating of the projects of ``cycle_id`` at a later session.

    ``rules_cycle_id`` is the cycle whose rulebook holds there (the rated one unless given);
    ``project_ids`` or ``track`` limit the projects, which are otherwise all of the cycle.
    """

    cycle_id = identifier()
    rules_cycle_id = identifier(required=False, load_default=None, allow_none=True)
    track = name(60, required=False, load_default=None, allow_none=True)
    project_ids = listed(identifier(), most=200, required=False, load_default=list)
    session_name = name(120)
    session_closes_on = day()
    measure_title = text(120)


class RatingRef(Strict):
    """Which rating."""

    rating_id = identifier()


class RecordReport(RatingRef):
    """The session heard the report on completion."""

    title = name(200)
    heard_on = day()


class RecordDeliberation(RatingRef):
    """Delegations that have deliberated the report, of ``total``."""

    total = count(most=200, least=1)
    delegations = listed(name(60), most=200, least=1)


class RecordIssue(RatingRef):
    """The roll of the session, the papers handed out, and so many envelopes of the electronic ballot drawn instead."""

    legal_number = count(most=10_000, required=False, load_default=None, allow_none=True)
    in_office = count(most=10_000)
    present = count(most=10_000)
    issued = count(most=10_000)
    envelopes = count(most=1000, required=False, load_default=0)


class RecordReturn(RatingRef):
    """The papers that came back."""

    returned = count(most=10_000)


class SheetLineEntry(Strict):
    """One project's totals on a teller's sheet."""

    project_id = identifier()
    grades = grade_counts()
    abstain = count(most=10_000)


class EnterSheet(RatingRef):
    """A teller's own count, entered without seeing the other's."""

    valid = count(most=10_000)
    invalid = count(most=10_000)
    lines = listed(SheetLineEntry, most=200, least=1)


class DeclareRating(RatingRef):
    """The result is declared; where (a plenary's name)."""

    declared_in = name(120)


class PublishRating(RatingRef):
    """The result is published. ``issuer`` is the organ that the paper names."""

    issuer = name(120)


class RatedItemView(Strict):
    """A project on the rating paper."""

    project_id = identifier()
    code = fields.String(required=True)
    name = fields.String(required=True)
    unit = fields.String(required=True)


class CountsView(Strict):
    """The session's numbers; null until known."""

    legal_number = count(allow_none=True)
    in_office = count()
    present = count()
    issued = count()
    returned = count(allow_none=True)
    valid = count(allow_none=True)
    invalid = count(allow_none=True)


class ResultView(Strict):
    """One project's result; ``share`` is the best grade's share of the base."""

    project_id = identifier()
    code = fields.String(required=True)
    name = fields.String(required=True)
    unit = fields.String(required=True)
    grades = grade_counts()
    abstain = count()
    share = fields.Nested(Share, required=True)
    explanation_required = fields.Boolean(required=True)


class RatingView(Strict):
    """A rating. Results are empty before the declaration, except for the congress's staff.

    ``differing``, for the congress's staff and tellers, says that the two sheets differ; ``differences``, for staff who
    entered neither, names the projects on which they do (``*``: the numbers of ballots).
    """

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    rules_cycle_id = identifier()
    year = count()
    track = fields.String(required=True)
    session_name = fields.String(required=True)
    session_closes_on = day()
    measure_title = fields.String(required=True)
    state = choice(*RATING_STATES)
    secret = fields.Boolean(required=True)
    grades = listed(Grade)
    base = fields.String(required=True)
    items = listed(RatedItemView)
    report_title = fields.String(required=True)
    report_heard_on = day(allow_none=True)
    delegations_total = count()
    delegations_done = listed(name(60))
    counts = fields.Nested(CountsView, required=True, allow_none=True)
    envelopes = count()
    void_times = count()
    sheets_entered = count()
    differing = fields.Boolean(required=True)
    differences = fields.List(fields.String(), required=True)
    results = listed(ResultView)
    declared_at = moment(allow_none=True)
    declared_in = fields.String(required=True)
    published_on = day(allow_none=True)
    paper_id = fields.String(required=True, allow_none=True)


class RatingQuery(PageQuery):
    """Which ratings: all, or those of one rated cycle."""

    cycle_id = identifier(required=False, load_default=None, allow_none=True)


class StatementRef(Strict):
    """Which explanatory statement."""

    statement_id = identifier()


class DeliverExplanation(StatementRef):
    """One of those who have to explain does so; ``speaker`` is an office."""

    explainer = name(80)
    speaker = name(80)
    form = choice("spoken", "written")
    text = name(4000)


class PublishExplanation(StatementRef):
    """The statement is published. ``issuer`` is the organ that the paper names."""

    issuer = name(120)


class DeliveryView(Strict):
    """An explanation as it was given."""

    explainer = fields.String(required=True)
    speaker = fields.String(required=True)
    form = choice("spoken", "written")
    text = text()
    delivered_on = day()


class StatementView(Strict):
    """What is owed for a project, by whom and until when, and what was said."""

    id = identifier()
    version = fields.Integer(required=True)
    rating_id = identifier()
    cycle_id = identifier()
    project_id = identifier()
    project_code = fields.String(required=True)
    project_name = fields.String(required=True)
    unit = fields.String(required=True)
    principal_head = fields.String(required=True)
    satisfied = count()
    base = count()
    explainers = listed(name(80))
    outstanding = listed(name(80))
    when = choice("before_session_closes", "after_session")
    due_on = day()
    late = fields.Boolean(required=True)
    to_publish = fields.Boolean(required=True)
    state = choice(*STATEMENT_STATES)
    deliveries = listed(DeliveryView)
    published_on = day(allow_none=True)
    paper_id = fields.String(required=True, allow_none=True)


class StatementQuery(CyclePage):
    """Which statements."""

    state = choice(*STATEMENT_STATES, required=False, load_default=None, allow_none=True)
