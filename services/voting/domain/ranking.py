"""Counting ranking ballots: candidates numbered in order of preference, 1 being the first choice.

Number ``n`` on a ballot of a round with ``places`` places is worth ``places + 1 - n`` points, a blank none. Most points
first is the same order as the lowest sum of numbers first where a blank counts as ``places + 1``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from services.voting.domain.ballots import Batch
from services.voting.domain.counting import Line, Tally, Verdict
from services.voting.domain.marks import LETTER, NUMBER, Mark

UNCLEAR = LETTER[Mark.UNCLEAR]


class RankingCounting:
    """A count of ranking ballots that goes on ballot by ballot."""

    def __init__(self, candidates: Sequence[str], places: int, over_marked: str) -> None:
        self._candidates = list(candidates)
        self._places = places
        self._over_marked = over_marked
        self._ballots = dict.fromkeys(Verdict, 0)
        self._columns: list[Counter[str]] = [Counter() for _ in candidates]

    def add(self, pattern: str, copies: int = 1) -> Verdict:
        """Count so many ballots of a pattern (``ballots.Batch``); says what each of them is worth."""
        verdict, pattern = judged(pattern, self._places, self._over_marked)
        self._ballots[verdict] += copies
        if verdict is Verdict.VALID:
            for column, letter in zip(self._columns, pattern, strict=True):
                column[letter] += copies
        return verdict

    def tally(self) -> Tally:
        """The totals so far."""
        return Tally(
            returned=sum(self._ballots.values()),
            valid=self._ballots[Verdict.VALID],
            over_marked=self._ballots[Verdict.OVER_MARKED],
            unreadable=self._ballots[Verdict.UNREADABLE],
            lines={
                code: self._line(column) for code, column in zip(self._candidates, self._columns, strict=True)
            },
            misnumbered=self._ballots[Verdict.MISNUMBERED],
        )

    def _line(self, column: Counter[str]) -> Line:
        line = Line()
        for letter, copies in column.items():
            line += _worth(letter, self._places, copies)
        return line


def count_ranking(batch: Batch, places: int, over_marked: str) -> Tally:
    """Count a batch of ranking ballots."""
    counting = RankingCounting(batch.candidates, places, over_marked)
    for pattern, copies in batch.patterns.items():
        counting.add(pattern, copies)
    return counting.tally()


def judged(pattern: str, places: int, over_marked: str) -> tuple[Verdict, str]:
    """What a ballot is worth, and the pattern that counts.

    A ballot that cannot be read on any line is invalid; so is one with a number beyond the places (``over_marked`` =
    "void"), unless the rules keep the rest of it: then that number alone is an invalid mark ("candidate_void").
    The numbers that stand must be 1, 2, 3 … without repetition or gap, however far they go; a blank ballot is valid.
    """
    if pattern.count(UNCLEAR) == len(pattern):
        return Verdict.UNREADABLE, pattern
    surplus = [letter for letter in pattern if NUMBER.get(letter, 0) > places]
    if surplus and over_marked == "void":
        return Verdict.OVER_MARKED, pattern
    for letter in surplus:
        pattern = pattern.replace(letter, UNCLEAR)
    numbers = sorted(NUMBER[letter] for letter in pattern if letter in NUMBER)
    stands = numbers == list(range(1, len(numbers) + 1))
    return Verdict.VALID if stands else Verdict.MISNUMBERED, pattern


def _worth(letter: str, places: int, copies: int) -> Line:
    if letter in NUMBER:
        return Line(approve=copies, points=copies * (places + 1 - NUMBER[letter]))
    return Line(invalid_marks=copies) if letter == UNCLEAR else Line(abstain=copies)
