"""Requests and views of plans and projects."""

from __future__ import annotations

from marshmallow import ValidationError, fields, validates_schema

from shared.contracts import schemas as f
from shared.contracts.supervision.common import (
    BODIES,
    PROJECT_STATES,
    Assignment,
    Departments,
    Indicator,
    Overseer,
    Phase,
    ScheduleView,
    channels,
    issuer,
    maybe_identifier,
    percent,
    said,
)


class PlanQuery(f.PageQuery):
    """Plans of a cycle, or all."""

    cycle_id = maybe_identifier()


class PlanRef(f.Strict):
    """One plan."""

    plan_id = f.identifier()


class AdoptPlan(PlanRef):
    """The rulebook's organ adopts the plan, which is then published (A10.3)."""

    body = f.name(80)
    adopted_on = f.day()
    published_on = f.day()
    issuer = issuer()
    channels = channels()


class AdoptionView(f.Strict):
    """What was adopted on one day."""

    body = f.name(80)
    adopted_on = f.day()
    published_on = f.day()
    project_ids = f.listed(f.identifier(), most=1000)
    paper_id = f.identifier()


class PlanView(f.Reference):
    """A year's plan of one deciding body."""

    cycle_id = f.identifier()
    year = f.count()
    track = f.name(60)
    body = f.choice(*BODIES)
    body_name = f.text(80)
    title = f.name(200)
    adopted = fields.Boolean(required=True)
    adoptions = f.listed(AdoptionView, most=100)


class ProjectQuery(f.PageQuery):
    """Projects by cycle, track, deciding body, state, or lag."""

    cycle_id = maybe_identifier()
    plan_id = maybe_identifier()
    track = f.name(60, required=False, load_default=None)
    body_name = f.name(80, required=False, load_default=None)
    state = f.choice(*PROJECT_STATES, required=False, load_default=None)
    lagging = fields.Boolean(load_default=None, allow_none=True)


class ProjectRef(f.Strict):
    """One project."""

    project_id = f.identifier()


class CycleRef(f.Strict):
    """One cycle."""

    cycle_id = f.identifier()


class TraceQuery(f.Strict):
    """By the candidate or by a suggestion that stands behind it (Y-003)."""

    candidate_id = maybe_identifier()
    suggestion_id = maybe_identifier()

    @validates_schema
    def _one_of_them(self, data: dict[str, object], **_: object) -> None:
        if (data.get("candidate_id") is None) == (data.get("suggestion_id") is None):
            raise ValidationError("请填写候选项目编号或建议编号之一。")


class WallChartQuery(CycleRef):
    """Plan against actual on a day, by default today."""

    on = f.optional_day()
    track = f.name(60, required=False, load_default=None)


class ProjectBrief(f.Reference):
    """A project in a list: what, by whom, how far."""

    cycle_id = f.identifier()
    year = f.count()
    track = f.name(60)
    body = f.choice(*BODIES)
    body_name = f.text(80)
    plan_id = maybe_identifier()
    candidate_id = maybe_identifier()
    code = f.identifier()
    name = f.name(200)
    implementer = f.text(200)
    investment_fen = f.fen()
    period = f.text(400)
    imported = fields.Boolean(required=True)
    state = f.choice(*PROJECT_STATES)
    planned = percent()
    actual = percent()
    lagging = fields.Boolean(required=True)
    listed_on = f.optional_day()
    started_on = f.optional_day()
    completed_on = f.optional_day()
    visits = f.count()
    letters = f.count()
    open_letters = f.count()


class PublicProject(ProjectBrief):
    """What everybody sees: what is done, how, how long, and to what effect (B-069)."""

    content = f.text()
    requirements = f.text()
    funding_source = f.text()
    place = f.text(200)
    scale = f.text(200)
    effect = f.text()
    responsible_unit = f.text(200, attribute="departments.responsible_unit")
    suggestion_ids = f.listed(f.identifier(), most=1000)
    phases = f.listed(Phase, most=50)
    indicators = f.listed(Indicator, most=50)
    schedule = fields.Nested(ScheduleView, required=True, allow_none=True)


class ProgressView(f.Strict):
    """A progress report that was filed."""

    reported_on = f.day()
    planned = percent()
    actual = percent()
    progress = said()
    measures = said()
    problems = said()
    unit = f.text(200)


class CompositionView(f.Strict):
    """A former composition of a task force."""

    leader = fields.Nested(Overseer, required=True)
    members = f.listed(Overseer, most=100)
    until = f.day()
    reason = f.text()


class TaskForceView(f.Reference):
    """A project's task force."""

    project_id = f.identifier()
    formed_on = f.day()
    leader = fields.Nested(Overseer, required=True)
    members = f.listed(Overseer, most=100)
    former = f.listed(CompositionView, most=100)


class ProjectFile(PublicProject):
    """All that offices, deputies and task forces see of a project."""

    departments = fields.Nested(Departments, required=True)
    assignments = f.listed(Assignment, most=50)
    watchers = f.listed(Overseer, most=200)
    task_force = fields.Nested(TaskForceView, required=True, allow_none=True)
    reports = f.listed(ProgressView, most=1000)


class ProjectList(f.Strict):
    """Some projects, all at once."""

    items = f.listed(ProjectBrief, most=1000)


class PlanFile(PlanView):
    """A plan and its projects; drafts are shown to offices only."""

    projects = f.listed(ProjectBrief, most=1000)


class BarView(ProjectRef):
    """One bar of the wall chart (B-063)."""

    code = f.identifier()
    name = f.name(200)
    body_name = f.text(80)
    state = f.choice(*PROJECT_STATES)
    planned = percent()
    actual = percent()
    behind = fields.Integer(required=True)
    lagging = fields.Boolean(required=True)
    reported_on = f.optional_day()
    schedule = fields.Nested(ScheduleView, required=True, allow_none=True)
    overdue_milestones = f.listed(f.name(120), most=100)


class WallChart(f.Strict):
    """Plan against actual of all projects on one day; ``lag`` points behind call for a warning."""

    on = f.day()
    lag = f.count()
    bars = f.listed(BarView, most=1000)


class TracedProject(ProjectBrief):
    """Where a suggestion or a candidate went, with the suggestions behind it."""

    suggestion_ids = f.listed(f.identifier(), most=1000)


class Trace(f.Strict):
    """The projects found."""

    items = f.listed(TracedProject, most=1000)
