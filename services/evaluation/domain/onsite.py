"""On-site scoring by an inspection group, with its average at once (B-092, B-093)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from services.evaluation.domain.shares import rounded
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput

MOST_TENTHS = 1000
"""A hundred points, in tenths."""


class ScoredTwice(Conflict):
    """A member scores a project once."""

    code = "evaluation.scored-twice"
    message = "“{scorer}”已为“{project}”打分，不能重复。"


class ScoreOutOfWindow(InvalidInput):
    """A score of a day on which the group was not inspecting."""

    code = "evaluation.score-outside-inspection"
    message = "视察时间为{from_day}至{to_day}，打分日期{day}不在其中，请核对。"


class ScoringClosed(Conflict):
    """The group has ended its work."""

    code = "evaluation.scoring-closed"
    message = "现场打分已结束，不能再录入。"


class InspectionPeriodInvalid(InvalidInput):
    """The last day lies before the first."""

    code = "evaluation.inspection-period-invalid"
    message = "视察结束日不能早于开始日，请核对。"


@dataclass
class Score:
    """One member's score of one project, in tenths of a point; ``scorer`` is a code, never a name."""

    project_id: str
    scorer: str
    tenths: int
    scored_on: date


@dataclass
class Average:
    """The average of a project: the exact sum in tenths over ``scorers``, and rounded to a tenth."""

    project_id: str
    sum_tenths: int
    scorers: int
    tenths: int


@dataclass(kw_only=True)
class OnSiteScoring(Aggregate):
    """现场打分: an inspection group's scores; entered one by one or, from paper, in bulk."""

    cycle_id: str
    group: str
    from_day: date
    to_day: date
    scores: list[Score] = field(default_factory=list)
    closed_on: date | None = None

    def __post_init__(self) -> None:
        if self.to_day < self.from_day:
            raise InspectionPeriodInvalid()

    def add(self, score: Score, label: str) -> None:
        """Take a score; raises ``ScoringClosed``, ``ScoreOutOfWindow`` or ``ScoredTwice``."""
        if self.closed_on is not None:
            raise ScoringClosed()
        if not self.from_day <= score.scored_on <= self.to_day:
            raise ScoreOutOfWindow(from_day=self.from_day, to_day=self.to_day, day=score.scored_on)
        for each in self.scores:
            if (each.project_id, each.scorer) == (score.project_id, score.scorer):
                raise ScoredTwice(scorer=score.scorer, project=label)
        self.scores.append(score)

    def close(self, day: date) -> None:
        """The group's work is done; raises ``ScoringClosed`` the second time."""
        if self.closed_on is not None:
            raise ScoringClosed()
        self.closed_on = day

    def averages(self) -> list[Average]:
        """Each scored project's average, in the order in which projects were first scored."""
        return averages(self.scores)


def averages(scores: list[Score]) -> list[Average]:
    """The averages over all these scores, by project."""
    by_project: dict[str, list[int]] = {}
    for each in scores:
        by_project.setdefault(each.project_id, []).append(each.tenths)
    return [
        Average(id, sum(tenths), len(tenths), rounded(Fraction(sum(tenths), len(tenths))))
        for id, tenths in by_project.items()
    ]
