"""Reports on a project's progress and the warning when it lags (Y-077, B-064)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.kernel.errors import Conflict, InvalidInput
from shared.kernel.rulebook import Rulebook


class ReportOutOfOrder(Conflict):
    """Reports follow one another in time."""

    code = "supervision.report-out-of-order"
    message = "项目“{project}”已有{last}的进展报告，新报告的日期不能更早；更正旧情况请更正台账。"


class PlannedProgressFixed(InvalidInput):
    """Where a schedule stands, the planned percentage follows from it and is not chosen."""

    code = "supervision.planned-progress-fixed"
    message = "项目“{project}”按进度安排该日应为{planned}%，与填报的计划{given}%不符，请核对或不填。"


class PlannedProgressMissing(InvalidInput):
    """Neither a schedule nor a planned percentage."""

    code = "supervision.planned-progress-missing"
    message = "项目“{project}”尚无进度安排，请先备案进度安排，或在报告中填写计划进度。"


@dataclass
class ProgressReport:
    """进展报告: its three mandatory parts and the two percentages on ``reported_on``."""

    reported_on: date
    planned: int
    actual: int
    progress: str
    measures: str
    problems: str
    unit: str


@dataclass(frozen=True)
class LagPolicy:
    """So many percentage points behind the plan call for a warning (rulebook ``supervision.lag``)."""

    points: int

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> LagPolicy:
        """As the congress has it."""
        return cls(rulebook.value("supervision.lag"))

    def lags(self, planned: int, actual: int) -> bool:
        """Whether it is that far behind."""
        return planned - actual >= self.points
