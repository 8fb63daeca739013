"""Counting ranking ballots: candidates numbered in order of preference, 1 being the first choice.

Number ``n`` on a ballot of a round with ``places`` places is worth ``places + 1 - n`` points, a blank none. Most points
first is the same order as the lowest sum of numbers first where a blank counts as ``places + 1``.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.voting.domain.ballots import Batch
from services.voting.domain.counting import Counting, Line, Tally, Verdict
from services.voting.domain.marks import LETTER, NUMBER, Mark

UNCLEAR = LETTER[Mark.UNCLEAR]


class RankingCounting(Counting):
    """A count of ranking ballots that goes on ballot by ballot; ``most`` is the number of places."""

    def _judged(self, pattern: str) -> tuple[Verdict, str]:
        return judged(pattern, self._most, self._over_marked)

    def _line(self, column: Mapping[str, int]) -> Line:
        line = Line()
        for letter, copies in column.items():
            line += _worth(letter, self._most, copies)
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
