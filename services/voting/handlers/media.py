"""Where an electronic vote is one medium of the vote itself: what each tells the other (A10.17)."""

from __future__ import annotations

from services.voting.domain.electronic.errors import ElectronicNotIssued, UndrawnWrong
from services.voting.domain.electronic.rating import RatingBallot
from services.voting.domain.electronic.vote import ElectronicState, ElectronicVote
from services.voting.domain.rounds import Round
from services.voting.domain.session import Occasion, Session
from services.voting.domain.steps import Step
from services.voting.domain.vote import Vote
from services.voting.domain.vote_states import VoteState
from services.voting.handlers import ratings
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


def closed(work: UnitOfWork, electronic: ElectronicVote) -> None:
    """No more ballots are cast in this medium."""
    if electronic.rating_id is not None:
        ratings.closed(work, electronic, work.get(RatingBallot, electronic.rating_id))
    if electronic.vote_id is not None:
        vote = work.get(Vote, electronic.vote_id)
        vote.electronic_closed(electronic.uuid, electronic.ballots)
        work.save(vote)


def check_decryption_due(work: UnitOfWork, electronic: ElectronicVote) -> None:
    """Raises ``ElectronicNotOpened`` or ``PaperNotAgreed`` while nobody may know a total."""
    if electronic.rating_id is not None:
        work.get(RatingBallot, electronic.rating_id).check_decryption_due()
    if electronic.vote_id is not None:
        work.get(Vote, electronic.vote_id).check_decryption_due(electronic.uuid)


def counted(work: UnitOfWork, electronic: ElectronicVote) -> None:
    """The result of this medium is known: with it the round is counted."""
    if electronic.rating_id is not None:
        ratings.counted(work, electronic, work.get(RatingBallot, electronic.rating_id))
    if electronic.vote_id is None or electronic.result is None:
        return
    vote = work.get(Vote, electronic.vote_id)
    number = vote.current.number
    if vote.electronic_counted(electronic.uuid, electronic.result):
        session = work.get(Session, vote.session_id)
        session.record(Step.COUNT, _today(work), policy_of(work, session), round=number)
        work.save(session)
    work.save(vote)


def failed(work: UnitOfWork, electronic: ElectronicVote) -> None:
    """The electronic vote was cancelled: the round is held again on paper."""
    if electronic.rating_id is not None:
        ratings.cancelled(work, electronic, work.get(RatingBallot, electronic.rating_id))
    if electronic.vote_id is not None:
        fall_back(work, work.get(Vote, electronic.vote_id), _today(work, FAILED))


def fall_back(work: UnitOfWork, vote: Vote, occasion: Occasion) -> Session:
    """All vote on paper; the session has it on record."""
    session = work.get(Session, vote.session_id)
    number = vote.current.number
    vote.fall_back_to_paper()
    session.record(Step.RETURN, occasion, policy_of(work, session), carried=False, round=number)
    work.save(vote)
    work.save(session)
    return session


def cancel_part(work: UnitOfWork, ballot: Round) -> None:
    """What was cast in the round stays sealed for ever."""
    part = ballot.electronic
    if part is None or part.uuid is None:
        return
    BallotBox(work, part.uuid).hold_alone()
    electronic = work.find(ElectronicVote, uuid=part.uuid)
    if electronic is not None:
        electronic.cancel()
        work.save(electronic)


def may_show_result(work: UnitOfWork, electronic: ElectronicVote) -> bool:
    """Of a rehearsal once it is known; of a medium of the vote once the whole result is declared (A10.7).

    Where the rules keep the counts out of the announcement, only those who were in the hall may check (A10.17).
    """
    if electronic.state is not ElectronicState.DECLARED or electronic.rehearsal:
        return electronic.state is ElectronicState.DECLARED
    if electronic.vote_id is None:
        return work.get(RatingBallot, str(electronic.rating_id)).declared
    vote = work.get(Vote, electronic.vote_id)
    allowed = vote.parameters.publish_counts or work.actor.has_any(IN_THE_HALL)
    return allowed and vote.state in DECLARED


def _today(work: UnitOfWork, minutes: str = "") -> Occasion:
    return Occasion(work.today, work.today, minutes)
