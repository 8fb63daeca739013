"""Returned paper ballots as anonymous mark patterns.

Only patterns and how often each occurs are kept, in one fixed order: no ballot has a number, a
time or a place in a sequence, and nothing ties one to a deputy (Y-033).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.voting.domain.errors import PatternRepeated, UnknownCandidate


class Mark(StrEnum):
    """What a ballot says of one candidate."""

    APPROVE = "approve"
    """○"""
    AGAINST = "against"
    """×"""
    ABSTAIN = "abstain"
    """Left blank."""
    UNCLEAR = "unclear"
    """Cannot be read."""


LETTER = {Mark.APPROVE: "o", Mark.AGAINST: "x", Mark.ABSTAIN: "-", Mark.UNCLEAR: "?"}
"""Each mark as it stands in a pattern."""

_MARK = {letter: mark for mark, letter in LETTER.items()}


@dataclass(frozen=True)
class Batch:
    """All ballots of one entry: for each pattern, its copies.

    A pattern is one letter for each candidate, in the round's order: ``o`` approve, ``x`` against,
    ``-`` abstain, ``?`` unclear.
    """

    candidates: list[str]
    patterns: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, candidates: Sequence[str], lines: Iterable[tuple[Mapping[str, str], int]]) -> Batch:
        """From (marks by candidate, copies); a candidate without a mark was left blank.

        Raises ``UnknownCandidate`` or ``PatternRepeated``.
        """
        known = set(candidates)
        patterns: dict[str, int] = {}
        for marks, copies in lines:
            for code in marks:
                if code not in known:
                    raise UnknownCandidate(candidate=code)
            pattern = "".join(LETTER[Mark(marks.get(code, Mark.ABSTAIN))] for code in candidates)
            if pattern in patterns:
                raise PatternRepeated()
            patterns[pattern] = copies
        return cls(list(candidates), dict(sorted(patterns.items())))

    @property
    def total(self) -> int:
        """How many ballots."""
        return sum(self.patterns.values())

    def marks(self, pattern: str) -> dict[str, Mark]:
        """A pattern as marks by candidate."""
        return {code: _MARK[letter] for code, letter in zip(self.candidates, pattern, strict=True)}

    def pattern(self, marks: Mapping[str, str]) -> str:
        """Marks by candidate as a pattern; raises ``UnknownCandidate``."""
        return next(iter(Batch.of(self.candidates, [(marks, 1)]).patterns))


@dataclass(frozen=True)
class Difference:
    """A pattern of which the two entries hold different numbers of copies."""

    pattern: str
    first: int
    second: int


def differences(first: Batch, second: Batch) -> list[Difference]:
    """Where two entries differ, pattern by pattern; empty when they agree."""
    patterns = sorted(first.patterns.keys() | second.patterns.keys())
    found = (Difference(each, first.patterns.get(each, 0), second.patterns.get(each, 0)) for each in patterns)
    return [each for each in found if each.first != each.second]


def settled(first: Batch, second: Batch, rulings: Mapping[str, int]) -> Batch:
    """What both agree on, and for each differing pattern the ruled number of copies."""
    agreed = first.patterns.items() & second.patterns.items()
    patterns = dict(agreed)
    patterns.update({each: copies for each, copies in rulings.items() if copies})
    return Batch(first.candidates, dict(sorted(patterns.items())))
