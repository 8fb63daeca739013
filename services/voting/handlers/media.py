"""An electronic vote that is one medium of the vote itself: what each tells the other (A10.17)."""

from __future__ import annotations

from services.voting.domain.electronic.errors import ElectronicNotIssued, UndrawnWrong
from services.voting.domain.electronic.vote import ElectronicVote, Totals
from services.voting.domain.rounds import Round
from services.voting.domain.session import Occasion, Session
from services.voting.domain.steps import Step
from services.voting.domain.vote import Vote
from services.voting.domain.vote_states import VoteState
from services.voting.handlers.common import policy_of
from services.voting.persistence.ballot_box import BallotBox
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import STAFF, Role

DECLARED = (VoteState.DECLARED, VoteState.ANNOUNCED)
IN_THE_HALL = STAFF | {Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE, Role.TELLER, Role.SCRUTINEER}
FAILED = "电子投票未能完成，全部改用纸质选票"


def vote_to_open(work: UnitOfWork, session: Session, issued: int, uuid: str) -> Vote:
    """The vote whose present round opens electronically; raises ``ElectronicNotIssued`` or ``UndrawnWrong``."""
    if session.vote_id is None:
        raise ElectronicNotIssued()
    vote = work.get(Vote, session.vote_id)
    part = vote.electronic_opens(uuid)
    if part.issued != issued:
        raise UndrawnWrong(detail=f"登记领取信封的代表{part.issued}名，与发出{issued}个不符")
    return vote


class VotePurpose:
    """One medium of the vote itself: the round takes what it brings."""

    def __init__(self, work: UnitOfWork, electronic: ElectronicVote, vote: Vote) -> None:
        self._work = work
        self._electronic = electronic
        self._vote = vote

    def closed(self) -> None:
        """The round knows how many ballots came in."""
        self._vote.electronic_closed(self._electronic.uuid, self._electronic.ballots)
        self._work.save(self._vote)

    def check_decryption_due(self) -> None:
        """Raises ``ElectronicNotOpened`` or ``PaperNotAgreed`` while nobody may know a total."""
        self._vote.check_decryption_due(self._electronic.uuid)

    def counted(self, result: Totals) -> None:
        """With the totals of this medium the round is counted, once its paper is."""
        number = self._vote.current.number
        if self._vote.electronic_counted(self._electronic.uuid, result):
            session = self._work.get(Session, self._vote.session_id)
            session.record(Step.COUNT, _today(self._work), policy_of(self._work, session), round=number)
            self._work.save(session)
        self._work.save(self._vote)

    def failed(self) -> None:
        """The round is held again on paper; of a round that is over already nothing follows."""
        part = self._vote.current.electronic
        if part is not None and part.uuid == self._electronic.uuid:
            fall_back(self._work, self._vote, _today(self._work, FAILED))

    @property
    def may_show_result(self) -> bool:
        """Once the whole result is declared (A10.7), and never of a round that is void: its totals decide nothing.

        Where the rules keep counts, or the projects that lost, out of the announcement, only those who were in the hall
        may check (A10.17).
        """
        parameters = self._vote.parameters
        public = parameters.publish_counts and parameters.publish_losers
        counted = [each.electronic.uuid for each in self._vote.held if each.electronic]
        allowed = public or self._work.actor.has_any(IN_THE_HALL)
        return allowed and self._vote.state in DECLARED and self._electronic.uuid in counted


def fall_back(work: UnitOfWork, vote: Vote, occasion: Occasion) -> Session:
    """All vote on paper; the session has it on record."""
    session = work.get(Session, vote.session_id)
    number = vote.current.number
    vote.fall_back_to_paper()
    session.record(Step.RETURN, occasion, policy_of(work, session), carried=False, round=number)
    work.save(vote)
    work.save(session)
    return session


def check_unopened(work: UnitOfWork, ballot: Round) -> None:
    """Raises ``ElectronicOver`` where the tally was opened: nobody gives up a vote whose totals are known."""
    electronic = _part(work, ballot)
    if electronic is not None:
        electronic.check_unopened()


def cancel_part(work: UnitOfWork, ballot: Round) -> None:
    """The round is void: what was cast in it stays sealed for ever, and what was opened already decides nothing."""
    electronic = _part(work, ballot)
    if electronic is not None and electronic.may_be_cancelled:
        electronic.cancel()
        work.save(electronic)


def _part(work: UnitOfWork, ballot: Round) -> ElectronicVote | None:
    """The electronic vote of a round, while nobody else casts or closes."""
    part = ballot.electronic
    if part is None or part.uuid is None:
        return None
    BallotBox(work, part.uuid).hold_alone()
    return work.find(ElectronicVote, uuid=part.uuid)


def _today(work: UnitOfWork, minutes: str = "") -> Occasion:
    return Occasion(work.today, work.today, minutes)
