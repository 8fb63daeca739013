"""What was put on record wrongly is put right; what is doubted is counted, or voted on, again (ADR 0013)."""

from __future__ import annotations

from services.voting.domain import putting_right
from services.voting.domain.counting import Tally
from services.voting.domain.electronic.vote import ElectronicVote
from services.voting.domain.entries import EntrySheet
from services.voting.domain.measure import BallotMeasure
from services.voting.domain.media import tally_of
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.putting_right import Clauses
from services.voting.domain.rounds import Round
from services.voting.domain.session import Session
from services.voting.domain.step_corrections import Figures, correct_step
from services.voting.domain.steps import Step
from services.voting.domain.vote import Vote
from services.voting.handlers import media
from services.voting.handlers.attendance import voters_here
from services.voting.handlers.ballots import issued_by_box
from services.voting.handlers.common import (
    Answer,
    Request,
    clause_of,
    done,
    occasion_of,
    policy_of,
    scrutineers_of,
    votes_of,
)
from shared.persistence.unit_of_work import UnitOfWork


def correct_boxes(work: UnitOfWork, request: Request) -> Answer:
    """Other boxes were checked and sealed than was registered."""
    vote, session, policy = _load(work, request)
    was = _boxes(vote.current)
    boxes = [(each["code"], each["name"]) for each in request["boxes"]]
    putting_right.correct_boxes(vote, boxes, session.delegations, _clauses(work, session))
    return _put_right(work, request, Step.BOXES, was, _boxes(vote.current), vote, session, policy)


def correct_issue(work: UnitOfWork, request: Request) -> Answer:
    """Other numbers of ballots were issued than was registered, or more since to deputies who came late."""
    vote, session, policy = _load(work, request)
    ballot, was = vote.current, f"发出{vote.current.issued}张"
    drawn = ballot.electronic.seats if ballot.electronic else []
    stands = putting_right.correct_issue(
        vote,
        issued_by_box(request),
        session.present,
        voters_here(work, session, drawn),
        _clauses(work, session),
        request["returned_again"],
    )
    if not stands:
        media.cancel_part(work, ballot)
    now = f"发出{ballot.issued}张"
    return _put_right(work, request, Step.ISSUE, was, now, vote, session, policy, ballot, stands)


def correct_return(work: UnitOfWork, request: Request) -> Answer:
    """Another number of ballots came back than was registered; both tellers then enter anew."""
    vote, session, policy = _load(work, request)
    ballot, was = vote.current, f"收回{vote.current.paper_said}{vote.current.paper_returned}张"
    stands, dropped = putting_right.correct_return(
        vote, request["returned"], _clauses(work, session), request["returned_again"]
    )
    _supersede(work, dropped)
    if not stands:
        media.cancel_part(work, ballot)
    now = f"收回{ballot.paper_said}{ballot.paper_returned}张"
    return _put_right(work, request, Step.RETURN, was, now, vote, session, policy, ballot, stands)


def order_recount(work: UnitOfWork, request: Request) -> Answer:
    """A scrutineer wants the paper counted again (A10.2); the old sheets are kept beside the new ones."""
    vote, session, policy = _load(work, request)
    clause = clause_of(work, session, "counting")
    scrutineers_of(session, clause).check_signatures([request["scrutineer"]], work.actor.id, clause)
    ballot = putting_right.to_recount(vote)
    was = "计票记录已签字" if vote.signed or ballot is not vote.current else "两份录入已核对一致"
    _supersede(work, putting_right.recount(vote, _electronic_tally(work, ballot)))
    now = f"{request['scrutineer']}要求重新计票"
    return _put_right(work, request, Step.COUNT, was, now, vote, session, policy, ballot)


def vote_again(work: UnitOfWork, request: Request) -> Answer:
    """The result was refused, and the ballot is held again from a round on (Y-040)."""
    vote, session, policy = _load(work, request)
    clause = clause_of(work, session, "confirmation")
    ballot = next((each for each in vote.rounds if each.number == request["round"]), vote.current)
    putting_right.vote_again(vote, request["round"], request["reason"], clause)
    return _put_right(
        work, request, Step.CONFIRMATION, "表决未予确认", "重新投票", vote, session, policy, ballot
    )


def correct_meeting(work: UnitOfWork, request: Request) -> Answer:
    """The figures of a meeting, a show of hands or a sitting; with those on the measure goes the measure."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    vote = work.get(Vote, session.vote_id) if session.vote_id else None
    step, hands = Step(request["step"]), request["hands"]
    present = hands["present"] if hands else request["present"]
    figures = Figures(request["due"], present, votes_of(hands) if hands else None)
    issued = vote.current.issued or 0 if vote is not None else 0
    occasion = occasion_of(work, request)
    record = correct_step(session, step, figures, request["reason"], occasion, policy, issued)
    if step is Step.MEASURE and session.measure_id and record.hands:
        measure = work.get(BallotMeasure, session.measure_id)
        clause = policy.cite("measure_required")
        measure.hands_corrected(record.hands, record.carried, record.held_on, clause)
        work.save(measure)
    work.save(session)
    return done(session, session, vote, policy, record.carried)


def _boxes(ballot: Round) -> str:
    return "、".join(f"{each.code}（{each.name}）" for each in ballot.boxes)


def _electronic_tally(work: UnitOfWork, ballot: Round) -> Tally | None:
    """What the record of the electronic medium says, once it is opened."""
    part = ballot.electronic
    if part is None or part.uuid is None:
        return None
    electronic = work.find(ElectronicVote, uuid=part.uuid)
    if electronic is None or electronic.result is None:
        return None
    return tally_of(electronic.result, ballot.candidates, part.returned or 0)


def _clauses(work: UnitOfWork, session: Session) -> Clauses:
    return Clauses(*(clause_of(work, session, key) for key in ("polling", "least_issued", "validity")))


def _supersede(work: UnitOfWork, sheets: list[str]) -> None:
    for sheet_id in sheets:
        sheet = work.get(EntrySheet, sheet_id)
        sheet.superseded = True
        work.save(sheet)


def _load(work: UnitOfWork, request: Request) -> tuple[Vote, Session, VotingPolicy]:
    vote = work.get(Vote, request["vote_id"])
    session = work.get(Session, vote.session_id)
    return vote, session, policy_of(work, session)


def _put_right(
    work: UnitOfWork,
    request: Request,
    step: Step,
    was: str,
    now: str,
    vote: Vote,
    session: Session,
    policy: VotingPolicy,
    ballot: Round | None = None,
    stands: bool = True,
) -> Answer:
    """Keep the correction, and say what is possible next; ``ballot`` is the round that it was about."""
    number = (ballot or vote.current).number
    now += "" if stands else "，多于发出的，本次投票作废"
    session.put_right(step, was, now, request["reason"], occasion_of(work, request), number)
    work.save(vote)
    work.save(session)
    return done(vote, session, vote, policy, stands)
