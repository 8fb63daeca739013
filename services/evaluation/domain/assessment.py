"""Assessment by an outside agency: a plan locked before the start, reports scored by it (B-080 … B-087)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.evaluation.domain.residents import check_once_each
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput
from shared.kernel.state_machine import StateMachine

FULL_WEIGHT = 100
"""The weights of the indicators are per cent of the whole."""


class WeightsNotWhole(InvalidInput):
    """The weights do not add up to 100."""

    code = "evaluation.weights-not-100"
    message = "评估指标权重合计{total}，应为100，请调整后再锁定。"


class IndicatorTwice(InvalidInput):
    """Two indicators have one code."""

    code = "evaluation.indicator-twice"
    message = "评估指标“{indicator}”重复，请合并。"


class ScoresIncomplete(InvalidInput):
    """A project's scores are not those of the plan's indicators."""

    code = "evaluation.scores-do-not-fit-plan"
    message = "“{project}”的打分应恰好包含方案中的指标：{indicators}。"


class ReportAlreadySubmitted(Conflict):
    """One report a stage."""

    code = "evaluation.report-already-submitted"
    message = "该阶段的评估报告已提交。"


class AssessmentOpinionUnknown(InvalidInput):
    """No such opinion in this report."""

    code = "evaluation.assessment-opinion-unknown"
    message = "评估报告没有第{item}条评估意见，请核对。"


class Stage(StrEnum):
    """阶段性, 中期 and 结项 (B-081)."""

    STAGE = "stage"
    MIDTERM = "midterm"
    FINAL = "final"


STAGE_NAMES = {Stage.STAGE: "阶段性评估", Stage.MIDTERM: "中期评估", Stage.FINAL: "结项评估"}


class PlanState(StrEnum):
    """Where a plan is."""

    DRAFT = "draft"
    LOCKED = "locked"


class PlanAct(StrEnum):
    """What may be done with a plan."""

    AMEND = "amend"
    LOCK = "lock"
    REPORT = "report"


PLAN_STATES: StateMachine[PlanState, PlanAct] = StateMachine(
    {
        (PlanState.DRAFT, PlanAct.AMEND): PlanState.DRAFT,
        (PlanState.DRAFT, PlanAct.LOCK): PlanState.LOCKED,
        (PlanState.LOCKED, PlanAct.REPORT): PlanState.LOCKED,
    },
    {
        PlanState.DRAFT: "草案",
        PlanState.LOCKED: "已锁定",
        PlanAct.AMEND: "修改方案",
        PlanAct.LOCK: "锁定方案",
        PlanAct.REPORT: "提交评估报告",
    },
)


@dataclass
class Indicator:
    """评估指标: ``weight`` in per cent of the whole."""

    code: str
    name: str
    weight: int


@dataclass
class ScheduledReport:
    """评估时间计划表: a stage and the day its report is due (B-084)."""

    stage: Stage
    due_on: date


@dataclass(kw_only=True)
class AssessmentPlan(Aggregate):
    """评估方案: process, method and indicators, settled before the start (B-082, B-083)."""

    cycle_id: str
    agency: str
    process: str
    method: str
    team_leader: str
    indicators: list[Indicator] = field(default_factory=list)
    schedule: list[ScheduledReport] = field(default_factory=list)
    state: PlanState = PlanState.DRAFT
    locked_on: date | None = None

    def amend(self, indicators: list[Indicator], schedule: list[ScheduledReport]) -> None:
        """Write indicators and timetable anew while the plan is a draft; raises ``IndicatorTwice``."""
        self.state = PLAN_STATES.after(self.state, PlanAct.AMEND)
        seen: set[str] = set()
        for each in indicators:
            if each.code in seen:
                raise IndicatorTwice(indicator=each.name)
            seen.add(each.code)
        self.indicators, self.schedule = indicators, schedule

    def lock(self, day: date) -> None:
        """From now on nothing changes; raises ``WeightsNotWhole`` unless the weights are 100."""
        following = PLAN_STATES.after(self.state, PlanAct.LOCK)
        total = sum(each.weight for each in self.indicators)
        if total != FULL_WEIGHT:
            raise WeightsNotWhole(total=total)
        self.state, self.locked_on = following, day

    def check_ready(self) -> None:
        """Raises ``ActNotPossible`` unless the plan is locked: no report before its yardstick."""
        PLAN_STATES.after(self.state, PlanAct.REPORT)

    def weighted(self, scores: Mapping[str, int], project: str) -> int:
        """The weighted total in thousandths of a point, exact, of scores in tenths of a point.

        Raises ``ScoresIncomplete`` when the scores are not exactly those of the indicators.
        """
        if set(scores) != {each.code for each in self.indicators}:
            names = "、".join(each.name for each in self.indicators)
            raise ScoresIncomplete(project=project, indicators=names)
        return sum(scores[each.code] * each.weight for each in self.indicators)


@dataclass
class ProjectScore:
    """One project's scores by indicator in tenths of a point, and the total in thousandths."""

    project_id: str
    scores: dict[str, int]
    total: int


@dataclass
class AssessmentOpinion:
    """评估意见: handed over as a task with an answer (B-087); ``no`` counts from 1."""

    no: int
    project_id: str
    text: str
    addressee: str
    due_on: date
    answer: str = ""
    answered_on: date | None = None


@dataclass(kw_only=True)
class AssessmentReport(Aggregate):
    """评估报告: one stage's report of the agency (B-081, B-086)."""

    plan_id: str
    cycle_id: str
    stage: Stage
    submitted_on: date
    summary: str
    scores: list[ProjectScore] = field(default_factory=list)
    opinions: list[AssessmentOpinion] = field(default_factory=list)

    def score(
        self, plan: AssessmentPlan, entries: Mapping[str, Mapping[str, int]], labels: Mapping[str, str]
    ) -> None:
        """Weigh the scores by the locked plan; raises what ``weighted`` and ``check_ready`` raise."""
        plan.check_ready()
        check_once_each(entries, labels)
        self.scores = [
            ProjectScore(id, dict(scores), plan.weighted(scores, labels[id]))
            for id, scores in entries.items()
        ]

    def answer(self, no: int, text: str, day: date) -> None:
        """The addressee answers one opinion; raises ``AssessmentOpinionUnknown``."""
        for each in self.opinions:
            if each.no == no:
                each.answer, each.answered_on = text, day
                return
        raise AssessmentOpinionUnknown(item=no)
