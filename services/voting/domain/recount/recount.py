"""From ballots and measure to the result of a recount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from services.voting.domain.counting import Counting, Tally, Verdict
from services.voting.domain.determination import Outcome, determine, score
from services.voting.domain.methods import Method
from services.voting.domain.ranking import RankingCounting
from services.voting.domain.recount.ballot_file import BallotFile
from services.voting.domain.recount.measure import RecountMeasure
from services.voting.domain.recount.problems import Problem, RecountRefused


class VoidBallots:
    """(ballot, why it counts for nothing) in the order of the file.

    A ballot takes nine bytes: its name is the one that the reader keeps anyway, its reason a number.
    """

    _REASONS = tuple(Verdict)

    def __init__(self) -> None:
        self._ballots: list[str] = []
        self._reasons = bytearray()

    def add(self, ballot: str, reason: Verdict) -> None:
        """One more."""
        self._ballots.append(ballot)
        self._reasons.append(self._REASONS.index(reason))

    def __iter__(self) -> Iterator[tuple[str, Verdict]]:
        return zip(self._ballots, (self._REASONS[each] for each in self._reasons), strict=True)


@dataclass(frozen=True)
class Recount:
    """What the ballots come to under the measure."""

    measure: RecountMeasure
    tally: Tally
    invalid: VoidBallots
    outcome: Outcome

    @property
    def stands(self) -> bool:
        """Whether no second ballot is needed, neither among the tied (Q-05) nor among the rest (A10.7)."""
        return not self.outcome.tied and not self.standing_again

    @property
    def standing_again(self) -> list[str]:
        """Who goes to a second ballot because too few passed, for the ``missing`` places of the outcome (A10.7)."""
        return self.outcome.standing_again(self.measure.candidates, self.measure.shortfall)

    def rank(self, candidate: str) -> int:
        """By approvals, or the points of a ranking; equal numbers share a rank."""
        lines, method = self.tally.lines, self.measure.method
        own = score(lines[candidate], method)
        return 1 + sum(score(other, method) > own for other in lines.values())

    def as_record(self) -> dict[str, Any]:
        """For ``--json``; candidates in the order of the measure.

        ``invalid`` is an iterator: there may be a million of them, which are written one by one.
        """
        outcome, lines = self.outcome, self.tally.lines
        return {
            "issued": self.measure.issued,
            "returned": self.tally.returned,
            "valid": self.tally.valid,
            "invalid": ({"ballot": ballot, "reason": str(reason)} for ballot, reason in self.invalid),
            "candidates": [
                {
                    "id": code,
                    "approve": line.approve,
                    "against": line.against,
                    "abstain": line.abstain,
                    "invalid_marks": line.invalid_marks,
                    "rank": self.rank(code),
                    "determined": code in outcome.determined,
                    **({"points": line.points} if self.measure.method is Method.RANKING else {}),
                }
                for code, line in lines.items()
            ],
            "determined": outcome.determined,
            "tie": {
                "at": score(lines[outcome.tied[0]], self.measure.method),
                "candidates": outcome.tied,
                "places_left": outcome.tied_places,
            }
            if outcome.tied
            else None,
            "shortfall": {"candidates": self.standing_again, "places_left": outcome.missing}
            if self.standing_again
            else None,
            "clauses": dict(self.measure.clauses),
        }


def recount(measure: RecountMeasure, file: TextIO) -> Recount:
    """Count a file of ballots; raises ``RecountRefused``."""
    kind = RankingCounting if measure.method is Method.RANKING else Counting
    counting = kind(measure.candidates, measure.quota, measure.over_marked)
    ballots = BallotFile(file, measure.candidates, measure.method)
    invalid = VoidBallots()
    for returned, paper in enumerate(ballots.papers(), 1):
        if returned > measure.issued:
            raise RecountRefused(*ballots.problems, _too_many(measure.issued))
        verdict = counting.add(paper.pattern)
        if verdict is not Verdict.VALID:
            invalid.add(paper.ballot, verdict)
    if ballots.problems:
        raise RecountRefused(*ballots.problems)
    tally = counting.tally()
    outcome = determine(tally, measure.quota, measure.approvals_needed(tally), measure.method)
    return Recount(measure, tally, invalid, outcome)


def _too_many(issued: int) -> Problem:
    return Problem(
        "recount.more-returned", f"收回的选票多于发出的 {issued} 张：按规定本次投票无效，应当重新投票。"
    )
