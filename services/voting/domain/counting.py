"""Counting: from mark patterns to totals. A pure function; every medium is counted by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.voting.domain.ballots import Batch
from services.voting.domain.marks import LETTER, Mark

APPROVE, UNCLEAR = LETTER[Mark.APPROVE], LETTER[Mark.UNCLEAR]
_LETTERS = (APPROVE, LETTER[Mark.AGAINST], LETTER[Mark.ABSTAIN], UNCLEAR)
"""In the order of a ``Line``."""


@dataclass(frozen=True)
class Line:
    """The votes on one candidate; the first four numbers add up to the valid ballots.

    Of ranking ballots ``approve`` counts those that number the candidate, ``abstain`` those that leave it blank, and
    ``points`` is what its numbers are worth (``ranking``).
    """

    approve: int = 0
    against: int = 0
    abstain: int = 0
    invalid_marks: int = 0
    points: int = 0

    def __add__(self, other: Line) -> Line:
        return Line(
            self.approve + other.approve,
            self.against + other.against,
            self.abstain + other.abstain,
            self.invalid_marks + other.invalid_marks,
            self.points + other.points,
        )


@dataclass(frozen=True)
class Tally:
    """The totals of one round: returned = valid + over_marked + unreadable + misnumbered (of ranking ballots)."""

    returned: int
    valid: int
    over_marked: int
    unreadable: int
    lines: dict[str, Line] = field(default_factory=dict)
    misnumbered: int = 0

    @property
    def invalid(self) -> int:
        """Ballots that count for nothing."""
        return self.over_marked + self.unreadable + self.misnumbered

    def __add__(self, other: Tally) -> Tally:
        """Both media of one round together: nothing of either can be told any more."""
        return Tally(
            returned=self.returned + other.returned,
            valid=self.valid + other.valid,
            over_marked=self.over_marked + other.over_marked,
            unreadable=self.unreadable + other.unreadable,
            lines={code: line + other.lines[code] for code, line in self.lines.items()},
            misnumbered=self.misnumbered + other.misnumbered,
        )


class Verdict(StrEnum):
    """What one ballot is worth."""

    VALID = "valid"
    OVER_MARKED = "over_marked"
    UNREADABLE = "unreadable"
    MISNUMBERED = "misnumbered"


class Counting:
    """A count that goes on ballot by ballot.

    A ballot that cannot be read on any line is invalid; one with more approvals than
    ``most`` is invalid too (``over_marked`` = "void") or stays valid without its approvals,
    which become invalid marks ("candidate_void"). An unreadable line of a readable ballot is an
    invalid mark; a blank ballot is valid and abstains on everything.
    """

    def __init__(self, candidates: Sequence[str], most: int, over_marked: str) -> None:
        self._candidates = list(candidates)
        self._most = most
        self._over_marked = over_marked
        self._ballots = dict.fromkeys(Verdict, 0)
        self._columns: list[dict[str, int]] = [defaultdict(int) for _ in candidates]

    def add(self, pattern: str, copies: int = 1) -> Verdict:
        """Count so many ballots of a pattern (``ballots.Batch``); says what each of them is worth."""
        verdict, pattern = self._judged(pattern)
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

    def _judged(self, pattern: str) -> tuple[Verdict, str]:
        """What a ballot is worth, and the pattern that counts."""
        if pattern.count(UNCLEAR) == len(pattern):
            return Verdict.UNREADABLE, pattern
        if pattern.count(APPROVE) > self._most:
            if self._over_marked == "void":
                return Verdict.OVER_MARKED, pattern
            pattern = pattern.replace(APPROVE, UNCLEAR)
        return Verdict.VALID, pattern

    def _line(self, column: Mapping[str, int]) -> Line:
        """The votes on a candidate, from its marks by letter."""
        return Line(*(column.get(letter, 0) for letter in _LETTERS))


def count(batch: Batch, most_approvals: int, over_marked: str) -> Tally:
    """Count a batch."""
    counting = Counting(batch.candidates, most_approvals, over_marked)
    for pattern, copies in batch.patterns.items():
        counting.add(pattern, copies)
    return counting.tally()
