"""Two tellers' independent entries of the same ballots, and how a difference is settled."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.voting.domain.ballots import Batch
from shared.kernel.aggregate import Aggregate

MOST_SHEETS = 3
"""Sheets of one desk in one count: the first, and two to put slips right. Whoever needs more guesses at the other's sheet."""


class DeskName(StrEnum):
    """Which of the two entries."""

    FIRST = "first"
    SECOND = "second"

    @property
    def other(self) -> DeskName:
        """The entry that this one is compared with."""
        return DeskName.SECOND if self is DeskName.FIRST else DeskName.FIRST


@dataclass(kw_only=True)
class EntrySheet(Aggregate):
    """录入单: one teller's (计票人) entry of all returned ballots of a round.

    ``teller`` is the account of the staff member who entered it, never a deputy who voted. A
    superseded sheet stays on record beside the one that replaced it.
    """

    vote_id: str
    round: int
    desk: DeskName
    attempt: int
    teller: str
    batch: Batch
    superseded: bool = False


@dataclass(frozen=True)
class Ruling:
    """How many copies of one differing pattern there are, as the scrutineer found on the paper."""

    pattern: str
    first: int
    second: int
    settled: int


@dataclass(kw_only=True)
class Settlement(Aggregate):
    """差异裁定: a scrutineer's ruling on every difference between the two entries, with the reason.

    ``sheets`` are the ids of the two entries that were compared. The numbers of ballots are all that is told of it beside
    who, when and why: a pattern of marks can be a signature (Y-033).
    """

    vote_id: str
    round: int
    scrutineer: str
    settled_on: date
    reason: str
    rulings: list[Ruling] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)

    @property
    def ballots(self) -> int:
        """How many ballots the two entries read differently; both hold as many ballots in all."""
        return sum(max(each.first - each.second, 0) for each in self.rulings)

    @property
    def first_changed(self) -> int:
        """How many ballots of the first entry the ruling reads otherwise."""
        return sum(max(each.settled - each.first, 0) for each in self.rulings)

    @property
    def second_changed(self) -> int:
        """How many ballots of the second entry the ruling reads otherwise."""
        return sum(max(each.settled - each.second, 0) for each in self.rulings)

    def stands(self, sheets: Collection[str]) -> bool:
        """Whether it is about these entries, those of the present count; a recount takes the ground from it."""
        return not self.sheets or set(self.sheets) == set(sheets)
