"""Counting ranking ballots: candidates numbered in order of preference, 1 being the first choice.

Number ``n`` on a ballot of a round with ``places`` places is worth ``places + 1 - n`` points, a blank none. Most points
first is the same order as the lowest sum of numbers first where a blank counts as ``places + 1``.
"""

from __future__ import annotations

from services.voting.domain.ballots import Batch
from services.voting.domain.counting import Line, Tally, Verdict
from services.voting.domain.marks import LETTER, NUMBER, Mark

UNCLEAR = LETTER[Mark.UNCLEAR]


def count_ranking(batch: Batch, places: int, over_marked: str) -> Tally:
    """Count a batch of ranking ballots."""
    ballots = dict.fromkeys(Verdict, 0)
    lines = {code: Line() for code in batch.candidates}
    for found, copies in batch.patterns.items():
        verdict, pattern = judged(found, places, over_marked)
        ballots[verdict] += copies
        if verdict is Verdict.VALID:
            for code, letter in zip(batch.candidates, pattern, strict=True):
                lines[code] += _worth(letter, places, copies)
    return Tally(
        returned=batch.total,
        valid=ballots[Verdict.VALID],
        over_marked=ballots[Verdict.OVER_MARKED],
        unreadable=ballots[Verdict.UNREADABLE],
        lines=lines,
        misnumbered=ballots[Verdict.MISNUMBERED],
    )


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
