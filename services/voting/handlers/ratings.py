"""The satisfaction rating as an electronic vote: what evaluation tells, and what it is told (Y-062, B-097)."""

from __future__ import annotations

from services.voting.domain.electronic.rating import Grade, RatedProject, RatingBallot
from services.voting.domain.electronic.vote import ElectronicVote, Totals
from services.voting.handlers.common import Request
from services.voting.persistence.ballot_box import BallotBox
from shared.contracts import voting as contract
from shared.contracts.operation import Event
from shared.kernel.errors import NotYetKnown
from shared.persistence.unit_of_work import UnitOfWork


def note_rating_issued(work: UnitOfWork, fact: Request) -> None:
    """A holding of a rating, for which envelopes were drawn."""
    known = work.find(RatingBallot, id=fact["rating_id"])
    ballot = RatingBallot(
        id=fact["rating_id"],
        cycle_id=fact["cycle_id"],
        session_name=fact["session_name"],
        attempt=fact["attempt"],
        envelopes=fact["envelopes"],
        least_issued=fact["least_issued"],
        clause=fact["clause"],
        grades=[Grade(**each) for each in fact["grades"]],
        projects=[RatedProject(**each) for each in fact["items"]],
    )
    if known is None:
        work.add(ballot)
    elif known.attempt < ballot.attempt:
        ballot.version = known.version
        work.save(ballot)


def note_counted_on_paper(work: UnitOfWork, fact: Request) -> None:
    """The tellers agree: the electronic totals may be opened."""
    ballot = _held(work, fact)
    if ballot is not None:
        ballot.paper_counted = True
        work.save(ballot)


def note_voided(work: UnitOfWork, fact: Request) -> None:
    """The holding is void: what was cast in it stays sealed for ever."""
    ballot = _held(work, fact)
    if ballot is None:
        return
    ballot.void = True
    work.save(ballot)
    if ballot.uuid is not None:
        BallotBox(work, ballot.uuid).hold_alone()
        electronic = work.find(ElectronicVote, uuid=ballot.uuid)
        if electronic is not None and electronic.may_be_cancelled:
            electronic.cancel()
            work.save(electronic)


def note_rating_declared(work: UnitOfWork, fact: Request) -> None:
    """The rating was declared in plenary; its electronic part may be checked from now on."""
    ballot = work.find(RatingBallot, id=fact["rating_id"])
    if ballot is not None:
        ballot.declared = True
        work.save(ballot)


class RatingPurpose:
    """One medium of a satisfaction rating: evaluation is told what it brings."""

    def __init__(self, work: UnitOfWork, electronic: ElectronicVote, ballot: RatingBallot) -> None:
        self._work = work
        self._electronic = electronic
        self._ballot = ballot

    def closed(self) -> None:
        """Tell evaluation how many ballots came in."""
        self._tell(contract.ELECTRONIC_RATING_CLOSED, ballots=self._electronic.ballots)

    def check_decryption_due(self) -> None:
        """Raises ``PaperNotAgreed`` while nobody may know a total."""
        self._ballot.check_decryption_due()

    def counted(self, result: Totals) -> None:
        """Tell evaluation the totals."""
        ballots = self._electronic.ballots
        lines = self._ballot.lines(result, ballots)
        self._tell(contract.ELECTRONIC_RATING_COUNTED, ballots=ballots, lines=lines)

    def failed(self) -> None:
        """Tell evaluation that all rate on paper; of a holding that is over already nothing follows."""
        if self._ballot.uuid != self._electronic.uuid or self._ballot.void:
            return
        self._ballot.void = True
        self._work.save(self._ballot)
        self._tell(contract.ELECTRONIC_RATING_CANCELLED)

    @property
    def may_show_result(self) -> bool:
        """Once the rating was declared in plenary, and never of a holding that is void."""
        held = self._ballot.uuid == self._electronic.uuid and not self._ballot.void
        return held and self._ballot.declared

    def _tell(self, event: Event, **more: object) -> None:
        ballot = self._ballot
        fact = {"rating_id": ballot.id, "attempt": ballot.attempt, "uuid": self._electronic.uuid, **more}
        self._work.emit(event, fact, about=self._electronic)


def _held(work: UnitOfWork, fact: Request) -> RatingBallot | None:
    """The holding that the fact is about, nothing of one that is over; raises ``NotYetKnown``."""
    ballot = work.find(RatingBallot, id=fact["rating_id"])
    if ballot is None or ballot.attempt < fact["attempt"]:
        raise NotYetKnown(detail="这次测评的发票情况")
    return ballot if ballot.attempt == fact["attempt"] else None
