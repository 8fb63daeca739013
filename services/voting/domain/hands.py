"""A show of hands."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from services.voting.domain.errors import HandsDoNotAddUp, TooManyPresent

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class ShowOfHands:
    """举手表决: everybody present votes yes, votes no or abstains."""

    present: int
    yes: int
    no: int
    abstain: int

    def __post_init__(self) -> None:
        total = self.yes + self.no + self.abstain
        if total != self.present:
            raise HandsDoNotAddUp(
                yes=self.yes, no=self.no, abstain=self.abstain, total=total, present=self.present
            )

    def carried_by_members(self, members: int, share: Fraction = HALF) -> bool:
        """Whether more than that share of all members said yes (A10.2); raises ``TooManyPresent``."""
        if self.present > members:
            raise TooManyPresent(present=self.present, members=members)
        return self.yes >= members_needed(members, share)


def members_needed(members: int, share: Fraction = HALF) -> int:
    """The fewest members who carry a motion: more than that share of all (A10.2)."""
    return floor(share * members) + 1
