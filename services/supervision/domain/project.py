"""A determined project under supervision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.supervision.domain.progress import (
    LagPolicy,
    PlannedProgressFixed,
    PlannedProgressMissing,
    ProgressReport,
    ReportOutOfOrder,
)
from services.supervision.domain.project_state import AT_WORK, PROJECT_LIFE, ProjectAct, ProjectState
from services.supervision.domain.responsibility import Assignment, Departments, Overseer
from services.supervision.domain.schedule import Schedule
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation
from shared.kernel.errors import Conflict, InvalidInput, Refused


class ScheduleBinding(Refused):
    """Once progress is measured against it, a schedule changes through an adjustment only (Q-15)."""

    code = "supervision.schedule-binding"
    message = "项目“{project}”已按原进度安排报告进展，变更工期须先办理项目调整。"


class NotAtWork(Conflict):
    """Progress is reported between listing and completion."""

    code = "supervision.not-at-work"
    message = "项目“{project}”现在是“{state}”，不能{act}。"


class HeadNotNamed(Conflict):
    """A project without a responsible unit and its principal head cannot be listed (Y-075)."""

    code = "supervision.head-not-named"
    message = "以下项目尚未明确责任单位和主要负责人：{projects}。请补充后再通过计划。"


class PhaseNotInOrder(InvalidInput):
    """A phase ends before it begins."""

    code = "supervision.phase-not-in-order"
    message = "阶段“{phase}”的结束日期早于开始日期，请改正。"


class EndedBeforeStarted(InvalidInput):
    """A project is finished before it was started."""

    code = "supervision.ended-before-started"
    message = "项目“{project}”的完工日期早于开工日期，请核对。"


@dataclass
class Phase:
    """阶段: a stage of the work, from choosing the design on (B-069)."""

    name: str
    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise PhaseNotInOrder(phase=self.name)


@dataclass
class Indicator:
    """指标: a quantified target (Y-086). Figures are decimals written as text, in ``unit``."""

    name: str
    unit: str
    baseline: str | None = None
    target: str | None = None
    actual: str | None = None


@dataclass(kw_only=True)
class Project(Aggregate):
    """民生实事项目: what deputies determined, from the plan to the archive.

    ``visits`` counts inspections (Y-085), ``letters`` the reminder letters issued (B-06A) and
    ``open_letters`` those of them that are not struck off.
    ``planned`` and ``actual`` are those of the latest report, in per cent.
    """

    cycle_id: str
    year: int
    track: str
    body: str
    body_name: str
    code: str
    name: str
    implementer: str
    investment_fen: int
    departments: Departments
    content: str = ""
    requirements: str = ""
    funding_source: str = ""
    period: str = ""
    place: str = ""
    scale: str = ""
    effect: str = ""
    plan_id: str | None = None
    candidate_id: str | None = None
    vote_id: str | None = None
    imported: bool = False
    suggestion_ids: list[str] = field(default_factory=list)
    state: ProjectState = ProjectState.DETERMINED
    announced_on: date | None = None
    listed_on: date | None = None
    started_on: date | None = None
    completed_on: date | None = None
    assignments: list[Assignment] = field(default_factory=list)
    watchers: list[Overseer] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    schedule: Schedule | None = None
    schedule_binding: bool = False
    reports: list[ProgressReport] = field(default_factory=list)
    planned: int = 0
    actual: int = 0
    lagging: bool = False
    visits: int = 0
    task_force_id: str | None = None
    letters: int = 0
    open_letters: int = 0

    @property
    def last_report(self) -> ProgressReport | None:
        """The latest progress report."""
        return self.reports[-1] if self.reports else None

    @property
    def head_named(self) -> bool:
        """Whether the responsible unit and its principal head are known."""
        return bool(self.departments.responsible_unit.strip() and self.departments.principal_head.strip())

    def check_dates(self) -> None:
        """Raises ``EndedBeforeStarted``."""
        if self.started_on and self.completed_on and self.completed_on < self.started_on:
            raise EndedBeforeStarted(project=self.name)

    def do(self, act: ProjectAct) -> None:
        """Go to the state that follows; raises ``ActNotPossible``."""
        self.state = PROJECT_LIFE.after(self.state, act)

    def enter_ledger(self, on: date) -> None:
        """The plan was adopted: the draft entry becomes a listed project (A10.3)."""
        self.do(ProjectAct.LIST)
        self.listed_on = on

    def set_schedule(self, schedule: Schedule, rule: Citation | None) -> None:
        """File the schedule; refused with ``ScheduleBinding`` once progress is measured against one."""
        if self.schedule_binding:
            raise ScheduleBinding(project=self.name, citation=rule)
        self._must_be(AT_WORK | {ProjectState.DETERMINED}, "变更进度安排")
        self.schedule = schedule

    def planned_on(self, day: date) -> int | None:
        """What the schedule asks for on a day, in per cent; ``None`` without a schedule."""
        return self.schedule.planned(day) if self.schedule else None

    def start(self, on: date) -> None:
        """Work begins."""
        self.do(ProjectAct.START)
        self.started_on = on
        self._rectify_if_letters_are_open()

    def report(
        self,
        *,
        reported_on: date,
        planned: int | None,
        actual: int,
        progress: str,
        measures: str,
        problems: str,
        unit: str,
        lag: LagPolicy,
    ) -> ProgressReport:
        """File a progress report; the first with work done starts the project."""
        self._must_be(AT_WORK, "报告进展")
        last = self.last_report
        if last is not None and reported_on < last.reported_on:
            raise ReportOutOfOrder(project=self.name, last=last.reported_on)
        report = ProgressReport(
            reported_on, self._planned_for(reported_on, planned), actual, progress, measures, problems, unit
        )
        if self.state is ProjectState.LISTED and actual > 0:
            self.start(reported_on)
        self.reports.append(report)
        self.schedule_binding = self.schedule is not None
        self.planned, self.actual = report.planned, actual
        self.lagging = lag.lags(report.planned, actual)
        return report

    def complete(self, on: date, effect: str, measured: dict[str, str]) -> None:
        """The work is finished; ``measured`` gives indicators their actual figures by name."""
        if self.started_on is not None and on < self.started_on:
            raise EndedBeforeStarted(project=self.name)
        self.do(ProjectAct.COMPLETE)
        self.completed_on = on
        self.planned = self.actual = 100
        self.lagging = False
        if effect:
            self.effect = effect
        for each in self.indicators:
            each.actual = measured.get(each.name, each.actual)

    def must_be_under_supervision(self, act: str) -> None:
        """Raises ``NotAtWork`` for a draft entry, and when the project has come to its end."""
        self._must_be(AT_WORK | {ProjectState.COMPLETED}, act)

    def must_be_at_work(self, act: str) -> None:
        """Raises ``NotAtWork`` unless the project stands between listing and completion."""
        self._must_be(AT_WORK, act)

    def letter_issued(self) -> None:
        """One more reminder letter went out."""
        self.letters += 1
        self.letter_opened()

    def letter_opened(self) -> None:
        """A reminder letter was issued or reopened: work in progress goes into rectification."""
        self.open_letters += 1
        self._rectify_if_letters_are_open()

    def letter_recorded(self, struck_off: bool) -> None:
        """A letter of an earlier year was brought over; it changes no state of today."""
        self._must_be(frozenset(ProjectState) - {ProjectState.DETERMINED}, "补录往年监督提醒函")
        self.letters += 1
        self.open_letters += not struck_off

    def letter_closed(self) -> None:
        """A reminder letter was struck off; with the last one rectification ends."""
        self.open_letters -= 1
        if self.open_letters == 0 and self.state is ProjectState.RECTIFYING:
            self.do(ProjectAct.SOLVE_PROBLEM)

    def _rectify_if_letters_are_open(self) -> None:
        if self.open_letters and self.state is ProjectState.UNDER_WAY:
            self.do(ProjectAct.FIND_PROBLEM)

    def _planned_for(self, day: date, given: int | None) -> int:
        expected = self.planned_on(day)
        if expected is None:
            if given is None:
                raise PlannedProgressMissing(project=self.name)
            return given
        if given is not None and given != expected:
            raise PlannedProgressFixed(project=self.name, planned=expected, given=given)
        return expected

    def _must_be(self, states: frozenset[ProjectState], act: str) -> None:
        if self.state not in states:
            raise NotAtWork(project=self.name, state=PROJECT_LIFE.name(self.state), act=act)
