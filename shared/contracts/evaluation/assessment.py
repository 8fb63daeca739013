"""Assessment by an agency, on-site scoring, advanced units."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import PageQuery, Strict, choice, count, day, identifier, listed, name, text

STAGES = ("stage", "midterm", "final")


class IndicatorEntry(Strict):
    """An indicator and its weight in per cent."""

    code = identifier()
    name = name(60)
    weight = count(most=100, least=1)


class ScheduleEntry(Strict):
    """A stage and the day its report is due."""

    stage = choice(*STAGES)
    due_on = day()


class DraftPlan(Strict):
    """Process, method, indicators and timetable of a year's assessment."""

    cycle_id = identifier()
    agency = name(120)
    process = name(4000)
    method = name(4000)
    team_leader = name(80)
    indicators = listed(IndicatorEntry, most=50, least=1)
    schedule = listed(ScheduleEntry, most=12, least=1)


class PlanRef(Strict):
    """Which plan."""

    plan_id = identifier()


class AmendPlan(PlanRef):
    """Indicators and timetable anew, before the plan is locked."""

    indicators = listed(IndicatorEntry, most=50, least=1)
    schedule = listed(ScheduleEntry, most=12, least=1)


class PlanView(Strict):
    """A plan."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    agency = fields.String(required=True)
    process = fields.String(required=True)
    method = fields.String(required=True)
    team_leader = fields.String(required=True)
    indicators = listed(IndicatorEntry)
    schedule = listed(ScheduleEntry)
    state = choice("draft", "locked")
    locked_on = day(allow_none=True)


class ScoreEntry(Strict):
    """A project's scores by indicator, in tenths of a point (0 … 1000)."""

    project_id = identifier()
    scores = fields.Dict(
        keys=identifier(), values=count(most=1000), required=True, validate=validate.Length(1, 50)
    )


class AssessmentOpinionEntry(Strict):
    """An opinion handed over with the report."""

    project_id = identifier()
    text = name(2000)
    addressee = name(120)
    due_on = day()


class SubmitReport(PlanRef):
    """One stage's report."""

    stage = choice(*STAGES)
    summary = name(8000)
    scores = listed(ScoreEntry, most=200, least=1)
    opinions = listed(AssessmentOpinionEntry, most=200, required=False, load_default=list)


class ScoreView(ScoreEntry):
    """With the weighted total in thousandths of a point."""

    total = count()


class AssessmentOpinionView(AssessmentOpinionEntry):
    """With its answer."""

    no = count()
    answer = fields.String(required=True)
    answered_on = day(allow_none=True)


class ReportView(Strict):
    """A report of the agency."""

    id = identifier()
    version = fields.Integer(required=True)
    plan_id = identifier()
    cycle_id = identifier()
    stage = choice(*STAGES)
    submitted_on = day()
    summary = fields.String(required=True)
    scores = listed(ScoreView)
    opinions = listed(AssessmentOpinionView)


class AssessmentAnswer(Strict):
    """The answer to one opinion."""

    no = count(most=1000, least=1)
    answer = name(2000)


class AnswerAssessment(Strict):
    """Answers to a report's opinions."""

    report_id = identifier()
    answers = listed(AssessmentAnswer, least=1)


class OpenScoring(Strict):
    """An inspection group begins; first and last day of its work."""

    cycle_id = identifier()
    group = name(80)
    from_day = day()
    to_day = day()


class ScoringRef(Strict):
    """Which group's scoring."""

    scoring_id = identifier()


class OnSiteScore(Strict):
    """One member's score of one project in tenths of a point; ``scorer`` is a code."""

    project_id = identifier()
    scorer = name(40)
    tenths = count(most=1000)
    scored_on = day()


class RecordScores(ScoringRef):
    """Scores, one or a sheet of them."""

    scores = listed(OnSiteScore, least=1)


class AverageView(Strict):
    """A project's average: exact sum in tenths over scorers, and rounded to a tenth."""

    project_id = identifier()
    sum_tenths = count()
    scorers = count()
    tenths = count()


class ScoringView(Strict):
    """A group's scoring with the averages at this moment."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    group = fields.String(required=True)
    from_day = day()
    to_day = day()
    closed_on = day(allow_none=True)
    averages = listed(AverageView)


class ChooseUnit(Strict):
    """A unit is chosen as advanced, by whom and on which grounds."""

    cycle_id = identifier()
    unit = name(120)
    basis = name(2000)
    decided_by = name(80)
    decided_on = day()


class GroundView(Strict):
    """A declared result on which the choice rests."""

    project_id = identifier()
    code = fields.String(required=True)
    satisfied = count()
    base = count()


class UnitView(Strict):
    """An advanced unit of a year."""

    id = identifier()
    version = fields.Integer(required=True)
    cycle_id = identifier()
    year = count()
    unit = fields.String(required=True)
    basis = text()
    decided_by = fields.String(required=True)
    decided_on = day()
    grounds = listed(GroundView)


class UnitQuery(PageQuery):
    """Advanced units: all, or of one cycle."""

    cycle_id = identifier(required=False, load_default=None, allow_none=True)
