"""Returned paper ballots as anonymous mark patterns.

Only patterns and how often each occurs are kept, in one fixed order: no ballot has a number, a
time or a place in a sequence, and nothing ties one to a deputy (Y-033).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from services.voting.domain.errors import MarkOfAnotherMethod, PatternRepeated, UnknownCandidate
from services.voting.domain.marks import MARK_NAMES, MARKS, Mark, letter_of, mark_of
from services.voting.domain.methods import Method

_WANTED = {
    Method.APPROVAL: "赞成、反对、弃权或无法辨认",
    Method.RANKING: "票上所写的序号、空白或无法辨认",
}


@dataclass(frozen=True)
class Batch:
    """All ballots of one entry: for each pattern, its copies.

    A pattern is one letter for each candidate, in the round's order: ``o`` approve, ``x`` against,
    ``-`` abstain, ``?`` unclear; on a ranking ballot the number, ``1`` to ``9``, then ``A`` for 10 and so on.
    """

    candidates: list[str]
    patterns: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        candidates: Sequence[str],
        lines: Iterable[tuple[Mapping[str, str], int]],
        method: Method = Method.APPROVAL,
    ) -> Batch:
        """From (marks by candidate, copies); a candidate without a mark was left blank.

        Raises ``UnknownCandidate``, ``MarkOfAnotherMethod`` or ``PatternRepeated``.
        """
        known, permitted = set(candidates), MARKS[method]
        patterns: dict[str, int] = {}
        for marks, copies in lines:
            for code, mark in marks.items():
                if code not in known:
                    raise UnknownCandidate(candidate=code)
                if mark not in permitted:
                    raise MarkOfAnotherMethod(
                        candidate=code, mark=MARK_NAMES.get(mark, mark), wanted=_WANTED[method]
                    )
            pattern = "".join(letter_of(marks.get(code, Mark.ABSTAIN)) for code in candidates)
            if pattern in patterns:
                raise PatternRepeated()
            patterns[pattern] = copies
        return cls(list(candidates), dict(sorted(patterns.items())))

    @property
    def total(self) -> int:
        """How many ballots."""
        return sum(self.patterns.values())

    def marks(self, pattern: str) -> dict[str, str]:
        """A pattern as marks by candidate."""
        return {code: mark_of(letter) for code, letter in zip(self.candidates, pattern, strict=True)}

    def pattern(self, marks: Mapping[str, str], method: Method = Method.APPROVAL) -> str:
        """Marks by candidate as a pattern; raises ``UnknownCandidate`` or ``MarkOfAnotherMethod``."""
        return next(iter(Batch.of(self.candidates, [(marks, 1)], method).patterns))


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
