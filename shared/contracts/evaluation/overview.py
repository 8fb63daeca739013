"""What the portal, the review and the performance assessment read."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.evaluation.assessment import AverageView
from shared.contracts.evaluation.common import CyclePage, Grade, Share, grade_counts
from shared.contracts.evaluation.letters import LetterItemView
from shared.contracts.evaluation.satisfaction import ResultView, StatementView
from shared.contracts.schemas import Strict, choice, count, day, identifier, listed, name


class ProjectQuery(Strict):
    """Which project."""

    project_id = identifier()


class ProjectPage(CyclePage):
    """Projects of a cycle, or of one of its tracks."""

    track = name(60, required=False, load_default=None, allow_none=True)


class ProjectView(Strict):
    """A project as evaluation knows it."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    year = count()
    track = fields.String(required=True)
    code = fields.String(required=True, attribute="project_code")
    name = fields.String(required=True)
    implementer = fields.String(required=True)
    principal_head = fields.String(required=True)


class ResidentSummary(Strict):
    """Residents' ratings of a project: counts by source and grade, and the best grade's share.

    The share stays null below ten ratings.
    """

    online = grade_counts()
    offline = grade_counts()
    total = count()
    venue_sessions = count()
    satisfied = fields.Nested(Share, required=True, allow_none=True)


class PublicExplanation(Strict):
    """An explanation that is owed, and its text once published."""

    explainers = fields.List(fields.String(), required=True)
    due_on = day()
    state = choice("required", "delivered", "published")
    texts = fields.List(fields.String(), required=True)
    paper_id = fields.String(required=True, allow_none=True)


class RatingSummary(Strict):
    """The deputies' declared rating of a project."""

    rating_id = identifier()
    session_name = fields.String(required=True)
    declared_on = day()
    result = fields.Nested(ResultView, required=True)
    paper_id = fields.String(required=True, allow_none=True)


class ProjectEvaluation(Strict):
    """All that everyone may see of a project's evaluation; the rating only after its declaration."""

    project = fields.Nested(ProjectView, required=True)
    grades = listed(Grade)
    residents = fields.Nested(ResidentSummary, required=True)
    opinions_shown = count()
    letter_items = count()
    letter_items_handled = count()
    rating = fields.Nested(RatingSummary, required=True, allow_none=True)
    explanation = fields.Nested(PublicExplanation, required=True, allow_none=True)


class StageTotal(Strict):
    """A stage's weighted total in thousandths of a point."""

    stage = choice("stage", "midterm", "final")
    submitted_on = day()
    total = count()


class ReviewSheet(Strict):
    """What a reviewing deputy has before him (B-077): letters' handling, scores, assessments, residents."""

    project = fields.Nested(ProjectView, required=True)
    residents = fields.Nested(ResidentSummary, required=True)
    letter_items = listed(LetterItemView)
    onsite = fields.Nested(AverageView, required=True, allow_none=True)
    assessments = listed(StageTotal)
    statements = listed(StatementView)


class PerformanceRow(Strict):
    """One project's row of the export (B-057, B-094); null where there is nothing yet.

    ``assessment`` is the final report's total in thousandths of a point, ``onsite_tenths`` the average
    of the on-site scores in tenths, ``reminder_letters_struck_off`` the share (销号率) of the reminder
    letters issued. Nothing of log-ins, likes or check-ins is in it.
    """

    project_id = identifier()
    code = fields.String(required=True)
    name = fields.String(required=True)
    unit = fields.String(required=True)
    rating = fields.Nested(Share, required=True, allow_none=True)
    explanation_required = fields.Boolean(required=True, allow_none=True)
    onsite_tenths = fields.Integer(required=True, allow_none=True)
    assessment = fields.Integer(required=True, allow_none=True)
    letter_items_handled = fields.Nested(Share, required=True)
    reminder_letters_struck_off = fields.Nested(Share, required=True)


class TrendRow(Strict):
    """A unit's satisfaction in one rated year, over all its projects (Y-075)."""

    year = count()
    unit = fields.String(required=True)
    projects = count()
    share = fields.Nested(Share, required=True)


class AwarenessView(Strict):
    """知晓度: of the residents asked in venues, how many knew of the vote."""

    cycle_id = identifier()
    share = fields.Nested(Share, required=True)


class Trend(Strict):
    """Year by year and unit by unit; and how many of the residents asked knew of the vote (B-099)."""

    units = listed(TrendRow, most=5000)
    awareness = listed(AwarenessView)


class ObligationQuery(Strict):
    """What is owed: all of it, by one unit, or only what is late."""

    owed_by = name(200, required=False, load_default=None, allow_none=True)
    overdue_only = fields.Boolean(load_default=False)


class Obligation(Strict):
    """Something that somebody owes. ``kind`` says which list ``id`` belongs to."""

    kind = choice("explanation", "opinion_letter", "assessment_opinion", "assessment_report")
    id = identifier()
    title = fields.String(required=True)
    owed_by = fields.String(required=True)
    due_on = day()
    overdue = fields.Boolean(required=True)


class Obligations(Strict):
    """In the order of their days."""

    items = listed(Obligation, most=5000)


class TraceStep(Strict):
    """One thing that happened to the project."""

    on = day()
    kind = choice("resident_rating", "opinion_letter", "assessment", "rating", "explanation")
    text = fields.String(required=True)


class Trace(Strict):
    """The project's evaluation in the order of days, and the suggestions it came from (Y-003)."""

    project_id = identifier()
    suggestion_ids = fields.List(fields.String(), required=True)
    steps = listed(TraceStep)
