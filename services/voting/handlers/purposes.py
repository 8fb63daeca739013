"""What an electronic vote is held for: a rehearsal, the vote itself, or a satisfaction rating (A10.17, Y-062)."""

from __future__ import annotations

from typing import Protocol

from services.voting.domain.electronic.rating import RatingBallot
from services.voting.domain.electronic.vote import ElectronicState, ElectronicVote, Totals
from services.voting.domain.vote import Vote
from services.voting.handlers.media import VotePurpose
from services.voting.handlers.ratings import RatingPurpose
from shared.persistence.unit_of_work import UnitOfWork


class Purpose(Protocol):
    """Whoever is told what becomes of an electronic vote, and says what may be known of it."""

    def closed(self) -> None:
        """No more ballots are cast."""

    def check_decryption_due(self) -> None:
        """Raises while nobody may know a total."""

    def counted(self, result: Totals) -> None:
        """The totals are known."""

    def failed(self) -> None:
        """It was cancelled as a whole."""

    @property
    def may_show_result(self) -> bool:
        """Whether the caller may see the totals."""


class Rehearsal:
    """Nobody waits for a rehearsal, and everybody may see what came of it."""

    may_show_result = True

    def closed(self) -> None:
        """Nothing follows."""

    def check_decryption_due(self) -> None:
        """At any time after the close."""

    def counted(self, result: Totals) -> None:
        """Nothing follows."""

    def failed(self) -> None:
        """Nothing follows."""


def purpose_of(work: UnitOfWork, electronic: ElectronicVote) -> Purpose:
    """The purpose by what the electronic vote was opened for."""
    if electronic.vote_id is not None:
        return VotePurpose(work, electronic, work.get(Vote, electronic.vote_id))
    if electronic.rating_id is not None:
        return RatingPurpose(work, electronic, work.get(RatingBallot, electronic.rating_id))
    return Rehearsal()


def may_show_result(work: UnitOfWork, electronic: ElectronicVote) -> bool:
    """No total before the electronic vote has its result, nor before its purpose allows it."""
    known = electronic.state is ElectronicState.DECLARED
    return known and purpose_of(work, electronic).may_show_result
