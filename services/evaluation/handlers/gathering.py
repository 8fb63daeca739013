"""What evaluation knows about projects, gathered for the pages and exports that show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from services.evaluation.domain.assessment import AssessmentReport
from services.evaluation.domain.grades import GradeScale
from services.evaluation.domain.letters import LetterItem, LetterState, OpinionLetter
from services.evaluation.domain.onsite import Average, OnSiteScoring, averages
from services.evaluation.domain.projects import RatedProject
from services.evaluation.domain.rating_states import DECLARED
from services.evaluation.domain.residents import LEAST_FOR_PERCENT, ResidentRating, VenueSession
from services.evaluation.domain.satisfaction import ProjectResult, SatisfactionRating
from services.evaluation.handlers.support import share
from shared.persistence.snapshots import CycleSnapshot
from shared.persistence.unit_of_work import UnitOfWork

SENT = [LetterState.ISSUED, LetterState.CLOSED]


@dataclass
class CycleFile:
    """评议材料: one cycle's letters, scores, reports and declared ratings, loaded once for many projects."""

    letters: list[OpinionLetter]
    onsite: dict[str, Average]
    reports: list[AssessmentReport]
    ratings: list[SatisfactionRating]

    @classmethod
    def load(cls, work: UnitOfWork, cycle_id: str) -> CycleFile:
        """Everything of the cycle."""
        scorings = work.all(OnSiteScoring, cycle_id=cycle_id)
        scores = [score for scoring in scorings for score in scoring.scores]
        return cls(
            letters=work.all(OpinionLetter, cycle_id=cycle_id, state=SENT, order="no"),
            onsite={each.project_id: each for each in averages(scores)},
            reports=work.all(AssessmentReport, cycle_id=cycle_id, order="submitted_on"),
            ratings=work.all(SatisfactionRating, cycle_id=cycle_id, state=list(DECLARED)),
        )

    def letter_items(self, project_id: str) -> list[LetterItem]:
        """The items of sent letters that concern the project."""
        return [item for letter in self.letters for item in letter.items if item.project_id == project_id]

    def result(self, project_id: str) -> tuple[SatisfactionRating, ProjectResult] | None:
        """The declared rating that has the project, with the project's result."""
        for rating in self.ratings:
            for each in rating.results:
                if each.project_id == project_id:
                    return rating, each
        return None

    def stage_totals(self, project_id: str) -> list[dict[str, Any]]:
        """The weighted totals by stage, in the order of submission."""
        return [
            {"stage": report.stage, "submitted_on": report.submitted_on, "total": score.total}
            for report in self.reports
            for score in report.scores
            if score.project_id == project_id
        ]


def scale_of(
    work: UnitOfWork, project: RatedProject, ratings: Iterable[SatisfactionRating]
) -> GradeScale | None:
    """The grades of the project's cycle; of an imported one, those of the rating that was held later."""
    for cycle_id in (project.cycle_id, *(each.rules_cycle_id for each in ratings)):
        cycle = work.find(CycleSnapshot, id=cycle_id)
        if cycle is not None:
            return GradeScale.from_rulebook(cycle.rulebook)
    return None


def resident_summary(work: UnitOfWork, project: RatedProject, scale: GradeScale | None) -> dict[str, Any]:
    """Residents' ratings by source and grade; no share of fewer than ten (A10.19)."""
    codes = list(scale.names) if scale else []
    online = {code: work.count(ResidentRating, project_id=project.id, grade=code) for code in codes}
    offline = dict.fromkeys(codes, 0)
    sessions = 0
    for session in work.all(VenueSession, cycle_id=project.cycle_id):
        for sheet in session.sheets:
            if sheet.project_id == project.id:
                sessions += 1
                for code in codes:
                    offline[code] += sheet.grades[code]
    total = sum(online.values()) + sum(offline.values())
    shown = scale is not None and total >= LEAST_FOR_PERCENT
    best = scale.best if scale else ""
    return {
        "online": online,
        "offline": offline,
        "total": total,
        "venue_sessions": sessions,
        "satisfied": share(online[best] + offline[best], total) if shown else None,
    }
