"""A satisfaction rating that deputies hold with the electronic ballot (Y-062, B-097)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.voting.domain.crypto.election import Question, rating_questions
from services.voting.domain.electronic.errors import (
    ElectronicNotIssued,
    PaperNotAgreed,
    UndrawnWrong,
)
from shared.kernel.aggregate import Aggregate


@dataclass(frozen=True)
class Grade:
    """A grade (等次) of the scale."""

    code: str
    name: str


@dataclass(frozen=True)
class RatedProject:
    """A project on the rating ballot."""

    project_id: str
    code: str
    name: str


@dataclass(kw_only=True)
class RatingBallot(Aggregate):
    """电子测评票: one holding (``attempt``) of a rating, its id being the rating's.

    ``envelopes`` deputies rate electronically; ``uuid`` is the electronic vote, once it is open. The totals may be opened
    when the paper beside it is counted, and are shown when the rating was declared.
    """

    cycle_id: str
    session_name: str
    attempt: int
    envelopes: int
    least_issued: int
    clause: str
    grades: list[Grade]
    projects: list[RatedProject]
    uuid: str | None = None
    paper_counted: bool = False
    void: bool = False
    declared: bool = False

    @property
    def questions(self) -> tuple[Question, ...]:
        """One question for each project: one grade, or none."""
        names = tuple(f"{each.code} {each.name}".strip() for each in self.projects)
        return rating_questions(names, tuple(each.name for each in self.grades))

    def open(self, uuid: str, issued: int) -> None:
        """It opens as the electronic vote ``uuid``; raises ``ElectronicNotIssued`` or ``UndrawnWrong``."""
        if self.void or self.uuid is not None:
            raise ElectronicNotIssued()
        if issued != self.envelopes:
            raise UndrawnWrong(detail=f"登记领取信封的代表{self.envelopes}名，与发出{issued}个不符")
        self.uuid = uuid

    def check_decryption_due(self) -> None:
        """Raises ``PaperNotAgreed``: nobody is to know a running total."""
        if not self.paper_counted:
            raise PaperNotAgreed()

    def lines(self, result: Sequence[Sequence[int]], ballots: int) -> list[dict[str, object]]:
        """Totals by project and grade; what is in none abstained."""
        return [
            {
                "project_id": project.project_id,
                "grades": {grade.code: number for grade, number in zip(self.grades, totals, strict=True)},
                "abstain": ballots - sum(totals),
            }
            for project, totals in zip(self.projects, result, strict=True)
        ]
