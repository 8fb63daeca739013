"""The two media of one round: paper, and where the measure allows it the electronic ballot (A10.17).

Each deputy has one medium. Both are counted apart, by different means, and are then one tally; what either of them
brought is not kept. No medium is so small that its totals would give its voters away (ballot-format.md).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from services.voting.domain.counting import Line, Tally
from services.voting.domain.electronic.errors import MediumTooSmall, SeatsWrong
from shared.kernel.citation import Citation


@dataclass
class ElectronicPart:
    """What of a round is voted electronically.

    ``seats`` are the deputies who drew an envelope, in the order of their codes: nothing says when, and nothing which
    envelope. ``uuid`` names the electronic vote once it is open, ``returned`` is how many ballots its board holds
    when it was closed, ``tally`` what its result says until both media are one.
    """

    seats: list[str]
    uuid: str | None = None
    returned: int | None = None
    tally: Tally | None = None

    @property
    def issued(self) -> int:
        """How many envelopes were drawn."""
        return len(self.seats)


def drawn_by(seats: Sequence[str], here: Collection[str]) -> ElectronicPart | None:
    """Who of those present votes electronically, nothing where nobody does; raises ``SeatsWrong``."""
    if not seats:
        return None
    repeated = sorted({each for each in seats if seats.count(each) > 1})
    if repeated:
        raise SeatsWrong(detail=f"{'、'.join(repeated)}重复")
    strange = sorted(set(seats) - set(here))
    if strange:
        raise SeatsWrong(detail=f"{'、'.join(strange)}不在名册中，或者没有到会")
    return ElectronicPart(sorted(seats))


def check_size(medium: str, number: int, least: int, act: str, citation: Citation | None) -> None:
    """Raises ``MediumTooSmall`` for a medium that is used and has too few ballots to be counted apart."""
    if number < least:
        raise MediumTooSmall(medium=medium, act=act, number=number, least=least, citation=citation)


def tally_of(result: Sequence[Sequence[int]], candidates: Sequence[str], ballots: int) -> Tally:
    """An electronic result as a tally: every ballot on the board is proved to be valid.

    ``result`` holds for each question (赞成, 反对) the totals by candidate.
    """
    approvals, objections = result
    lines = {
        code: Line(approve=yes, against=no, abstain=ballots - yes - no)
        for code, yes, no in zip(candidates, approvals, objections, strict=True)
    }
    return Tally(returned=ballots, valid=ballots, over_marked=0, unreadable=0, lines=lines)
