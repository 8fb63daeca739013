"""Looking at a project on the spot, and what is to be solved there (B-054, B-056, Y-076, Y-080, Y-085)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.supervision.domain.findings import FindingClass, ProblemKind
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict


class ProblemAlreadySolved(Conflict):
    """A problem is solved once."""

    code = "supervision.problem-already-solved"
    message = "该问题已于{solved_on}解决，不能重复登记。"


@dataclass
class Observation:
    """察看记录: one thing seen during a visit."""

    finding_class: FindingClass
    text: str


@dataclass(kw_only=True)
class SiteVisit(Aggregate):
    """实地查看: a visit to one project, on its own or as part of a supervision event."""

    cycle_id: str
    project_id: str
    visited_on: date
    visitors: str
    progress: str
    quality: str = ""
    event_id: str | None = None
    observations: list[Observation] = field(default_factory=list)


@dataclass(kw_only=True)
class Problem(Aggregate):
    """协调事项: a problem between departments, with an owner and a day by which to solve it."""

    cycle_id: str
    project_id: str
    kind: ProblemKind
    text: str
    owner: str
    raised_on: date
    due_on: date
    departments: list[str] = field(default_factory=list)
    solved_on: date | None = None
    resolution: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be solved."""
        return self.solved_on is None

    def solve(self, on: date, resolution: str) -> None:
        """Note the resolution; raises ``ProblemAlreadySolved``."""
        if self.solved_on is not None:
            raise ProblemAlreadySolved(solved_on=self.solved_on)
        self.solved_on, self.resolution = on, resolution
