"""Photographs of the paper from which a count was entered (计票表照片)."""

from __future__ import annotations

from dataclasses import dataclass

from services.voting.domain.vote import Vote
from shared.kernel.aggregate import Aggregate


@dataclass(kw_only=True)
class SheetPhotograph(Aggregate):
    """计票表照片: a picture of a tally sheet or of ballots of one round, kept under its SHA-256 (``digest``).

    It is kept as it was drawn anew, without what the camera had written into it.

    What is on it is as secret as the count: a pattern of marks can be a signature.
    """

    vote_id: str
    round: int
    page: int
    media_type: str
    digest: str
    taken_by: str


def readable_rounds(vote: Vote) -> list[int]:
    """The rounds of which others than scrutineers may see the sheets: signed by all, and not void (A10.2).

    What a void round had on its sheets is nobody's count: of two media it would be the total of one.
    """
    return [
        each.number
        for each in vote.held
        if each.tally is not None and (each is not vote.current or vote.signed)
    ]
