"""Counting: from mark patterns to totals. A pure function; every medium is counted by it."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.voting.domain.ballots import Batch, Mark


@dataclass(frozen=True)
class Line:
    """The votes on one candidate; the four numbers add up to the valid ballots."""

    approve: int = 0
    against: int = 0
    abstain: int = 0
    invalid_marks: int = 0


@dataclass(frozen=True)
class Tally:
    """The totals of one round: returned = valid + over_marked + unreadable."""

    returned: int
    valid: int
    over_marked: int
    unreadable: int
    lines: dict[str, Line] = field(default_factory=dict)

    @property
    def invalid(self) -> int:
        """Ballots that count for nothing."""
        return self.over_marked + self.unreadable


def count(batch: Batch, most_approvals: int, over_marked: str) -> Tally:
    """Count a batch.

    A ballot that cannot be read on any line is invalid; one with more approvals than
    ``most_approvals`` is invalid too (``over_marked`` = "void") or stays valid without its approvals,
    which become invalid marks ("candidate_void"). An unreadable line of a readable ballot is an
    invalid mark; a blank ballot is valid and abstains on everything.
    """
    numbers = {code: dict.fromkeys(Mark, 0) for code in batch.candidates}
    valid = over = unreadable = 0
    for pattern, copies in batch.patterns.items():
        marks = batch.marks(pattern)
        if all(mark is Mark.UNCLEAR for mark in marks.values()):
            unreadable += copies
            continue
        too_many = sum(mark is Mark.APPROVE for mark in marks.values()) > most_approvals
        if too_many and over_marked == "void":
            over += copies
            continue
        valid += copies
        for code, mark in marks.items():
            counted = Mark.UNCLEAR if too_many and mark is Mark.APPROVE else mark
            numbers[code][counted] += copies
    lines = {
        code: Line(found[Mark.APPROVE], found[Mark.AGAINST], found[Mark.ABSTAIN], found[Mark.UNCLEAR])
        for code, found in numbers.items()
    }
    return Tally(returned=batch.total, valid=valid, over_marked=over, unreadable=unreadable, lines=lines)
