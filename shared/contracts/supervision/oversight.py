"""Requests and views of visits, problems and adjustments."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts import schemas as f
from shared.contracts.supervision.common import (
    FINDING_CLASSES,
    Schedule,
    channels,
    issuer,
    maybe_identifier,
    said,
)
from shared.contracts.supervision.projects import ProjectRef

PROBLEM_KINDS = ("filing", "procedure", "funding", "coordination", "other")
ADJUSTMENT_KINDS = ("content", "investment", "period", "termination")
ADJUSTMENT_STATES = ("in_chain", "approved", "rejected", "announced")


class Observation(f.Strict):
    """One thing seen during a visit."""

    finding_class = f.choice(*FINDING_CLASSES)
    text = said()


class VisitOf(ProjectRef):
    """A visit on the spot (B-054)."""

    visited_on = f.day()
    visitors = f.name(200)
    progress = said()
    quality = f.text()
    observations = f.listed(Observation, most=50, required=False, load_default=list)


class RecordVisits(f.Strict):
    """Visits to many projects."""

    visits = f.listed(VisitOf, most=200, least=1)


class OfProjectQuery(f.PageQuery):
    """What belongs to a cycle or to one project, newest first."""

    cycle_id = maybe_identifier()
    project_id = maybe_identifier()


class VisitView(f.Reference, VisitOf):
    """A visit that was recorded."""

    event_id = maybe_identifier()


class VisitDays(ProjectRef):
    """How often a project was inspected, and on which days the records have it (Y-085).

    An imported project's ``visits`` may be more than its days: the register gave the number alone.
    """

    visits = f.count()
    days = f.listed(f.day(), most=5000)


class ObligationQuery(f.Strict):
    """What is owed: by one unit, of one cycle, or only what is late."""

    cycle_id = maybe_identifier()
    owed_by = f.name(200, required=False, load_default=None, allow_none=True)
    overdue_only = fields.Boolean(load_default=False)


class Obligation(f.Strict):
    """Something that a unit owes; ``id`` is that of the letter, problem, opinion or inquiry."""

    kind = f.choice("reminder_letter", "problem", "deliberation_opinion", "inquiry")
    id = f.identifier()
    title = f.text()
    owed_by = f.name(200)
    due_on = f.optional_day()
    project_id = maybe_identifier()
    overdue = fields.Boolean(required=True)


class Obligations(f.Strict):
    """In the order of their days; what has no day comes last."""

    items = f.listed(Obligation, most=20_000)


class RaiseProblem(ProjectRef):
    """A problem between departments, with an owner and a day (B-056, Y-076)."""

    kind = f.choice(*PROBLEM_KINDS)
    owner = f.name(200)
    departments = f.listed(f.name(200), most=50, required=False, load_default=list)
    raised_on = f.day()
    due_on = f.day()
    text = said()


class SolveProblem(f.Strict):
    """A problem was solved."""

    problem_id = f.identifier()
    solved_on = f.day()
    resolution = said()


class ProblemQuery(OfProjectQuery):
    """Problems, all or only the open ones."""

    open = fields.Boolean(load_default=None, allow_none=True)


class ProblemView(f.Reference, RaiseProblem):
    """A problem and its resolution."""

    open = fields.Boolean(required=True)
    solved_on = f.optional_day()
    resolution = f.text()


class Change(f.Strict):
    """The new values; what is left out stays."""

    content = f.name(4000, required=False, allow_none=True, load_default=None)
    investment_fen = f.fen(required=False, allow_none=True, load_default=None)
    period = f.name(400, required=False, allow_none=True, load_default=None)
    schedule = fields.Nested(Schedule, allow_none=True, load_default=None)


class RequestAdjustment(ProjectRef):
    """A project is to be changed (B-088)."""

    kind = f.choice(*ADJUSTMENT_KINDS)
    reason = said()
    requested_on = f.day()
    change = fields.Nested(Change, required=True)


class DecideAdjustment(f.Strict):
    """The next organ of the chain decides (Q-15)."""

    adjustment_id = f.identifier()
    body = f.name(80)
    met_on = f.day()
    approved = fields.Boolean(required=True)
    note = f.text()


class AnnounceAdjustment(f.Strict):
    """An approved adjustment is announced."""

    adjustment_id = f.identifier()
    announced_on = f.day()
    issuer = issuer()
    channels = channels()


class ApprovalView(f.Strict):
    """One organ's decision."""

    body = f.name(80)
    action = f.name(80)
    met_on = f.day()
    approved = fields.Boolean(required=True)
    note = f.text()


class AdjustmentView(f.Reference, RequestAdjustment):
    """An adjustment and its way through the chain."""

    cycle_id = f.identifier()
    state = f.choice(*ADJUSTMENT_STATES)
    approvals = f.listed(ApprovalView, most=20)
    announced_on = f.optional_day()
    paper_id = maybe_identifier()
