"""Requests about projects: import, departments, people, schedules, progress, completion."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts import schemas as f
from shared.contracts.supervision.common import (
    BODIES,
    Assignment,
    Departments,
    Indicator,
    Overseer,
    Phase,
    Schedule,
    figure,
    percent,
    said,
)
from shared.contracts.supervision.projects import CycleRef, ProjectRef


class ImportedProject(f.Strict):
    """A project of a closed cycle with its figures as recorded (Y-012, Y-085, Y-086)."""

    track = f.name(60, required=False, load_default="congress")
    body = f.choice(*BODIES, required=False, load_default="congress")
    body_name = f.text(80)
    code = f.identifier()
    name = f.name(200)
    content = f.text()
    requirements = f.text()
    implementer = f.name(200)
    cooperating = f.listed(f.name(200), most=50, required=False, load_default=list)
    responsible_unit = f.text(200)
    principal_head = f.name(120)
    investment_fen = f.fen()
    funding_source = f.text()
    period = f.text(400)
    place = f.text(200)
    scale = f.text(200)
    effect = f.text()
    started_on = f.optional_day()
    completed_on = f.day()
    visits = f.count(most=10_000, required=False, load_default=0)
    indicators = f.listed(Indicator, most=50, required=False, load_default=list)
    suggestion_ids = f.listed(f.identifier(), most=1000, required=False, load_default=list)


class ImportProjects(CycleRef):
    """Finished projects of a cycle that was closed before."""

    projects = f.listed(ImportedProject, most=1000, least=1)


class DepartmentsOf(ProjectRef, Departments):
    """A project's departments."""


class AssignDepartments(f.Strict):
    """Name responsible units and heads for many projects."""

    projects = f.listed(DepartmentsOf, most=200, least=1)


class AssignmentsOf(ProjectRef):
    """All sides of a project's assignment at once."""

    assignments = f.listed(Assignment, most=20)


class AssignSupervision(f.Strict):
    """The supervision assignment of many projects (Y-079)."""

    projects = f.listed(AssignmentsOf, most=200, least=1)


class WatchersOf(ProjectRef):
    """All watchers of a project at once."""

    watchers = f.listed(Overseer, most=100)


class AssignWatchers(f.Strict):
    """The watchers of many projects (B-060, B-061)."""

    projects = f.listed(WatchersOf, most=200, least=1)


class TaskForceOf(ProjectRef):
    """The task force of a project."""

    leader = fields.Nested(Overseer, required=True)
    members = f.listed(Overseer, most=50)


class FormTaskForces(f.Strict):
    """Form the task forces of many projects (B-051)."""

    formed_on = f.day()
    task_forces = f.listed(TaskForceOf, most=200, least=1)


class ChangeTaskForce(f.Strict):
    """Another composition; the former one is kept."""

    task_force_id = f.identifier()
    leader = fields.Nested(Overseer, required=True)
    members = f.listed(Overseer, most=50)
    changed_on = f.day()
    reason = said(400)


class DetailsOf(ProjectRef):
    """Place, scale, phases and indicators of a project."""

    place = f.text(200)
    scale = f.text(200)
    phases = f.listed(Phase, most=50, required=False, load_default=list)
    indicators = f.listed(Indicator, most=50, required=False, load_default=list)


class DescribeProjects(f.Strict):
    """The facts of many projects (B-068, B-069)."""

    projects = f.listed(DetailsOf, most=200, least=1)


class ScheduleOf(ProjectRef, Schedule):
    """A project's schedule."""


class SetSchedules(f.Strict):
    """File the schedules of many projects (B-063, B-064)."""

    schedules = f.listed(ScheduleOf, most=200, least=1)


class StartOf(ProjectRef):
    """When a project was started."""

    started_on = f.day()


class StartProjects(f.Strict):
    """Work begins on many projects."""

    projects = f.listed(StartOf, most=200, least=1)


class ReachMilestone(ProjectRef):
    """A milestone was reached."""

    name = f.name(120)
    done_on = f.day()


class ReportOf(ProjectRef):
    """A progress report with its three mandatory parts (Y-077); ``planned`` only without a schedule."""

    reported_on = f.day()
    planned = percent(required=False, allow_none=True, load_default=None)
    actual = percent()
    progress = said()
    measures = said()
    problems = said()


class ReportProgress(f.Strict):
    """Progress reports on many projects."""

    reports = f.listed(ReportOf, most=200, least=1)


class Measured(f.Strict):
    """What an indicator came to."""

    name = f.name(80)
    actual = figure(required=True)


class CompletionOf(ProjectRef):
    """A project is finished."""

    completed_on = f.day()
    effect = f.text()
    indicators = f.listed(Measured, most=50, required=False, load_default=list)


class CompleteProjects(f.Strict):
    """Many projects are finished."""

    projects = f.listed(CompletionOf, most=200, least=1)


class ArchiveProjects(f.Strict):
    """Finished or terminated projects go to the archive."""

    archived_on = f.day()
    project_ids = f.listed(f.identifier(), most=200, least=1)
