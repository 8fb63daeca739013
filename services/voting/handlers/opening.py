"""Opening an electronic vote: a rehearsal, a medium of the vote itself, or of a satisfaction rating (A10.17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.voting.domain.candidates import Candidate
from services.voting.domain.crypto.election import Question, project_questions
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.electronic.ceremony import KeyCeremony
from services.voting.domain.electronic.envelopes import EnvelopeSet
from services.voting.domain.electronic.errors import (
    CeremonyOfAnotherSession,
    ElectionUsed,
    NoSuchElection,
    QuotaMissing,
    UndrawnWrong,
)
from services.voting.domain.electronic.rating import RatingBallot
from services.voting.domain.electronic.vote import REHEARSAL, STATE_NAMES, ElectronicVote
from services.voting.domain.rounds import RoundKind
from services.voting.domain.session import Session
from services.voting.handlers import media
from services.voting.handlers.common import Answer, Request, clause_of, policy_of, tabled_list
from services.voting.handlers.electronic import board_of, post, view
from services.voting.persistence.ballot_box import BallotBox
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork

LEAST_ISSUED = 1
"""A rehearsal may be held by anybody; the vote itself takes its number from the measure."""


@dataclass(frozen=True)
class _Opening:
    """What an electronic vote is opened for, beside its keys and envelopes."""

    name: str
    description: str
    candidates: list[str]
    questions: list[Question]
    least_issued: int
    rehearsal: bool = False
    vote_id: str | None = None
    rating_id: str | None = None


def open_electronic_vote(work: UnitOfWork, request: Request) -> Answer:
    """Issuing is over: Setup is written with the drawn credentials alone, and ballots may be cast."""
    session = work.get(Session, request["session_id"])
    ceremony = work.get(KeyCeremony, request["ceremony_id"])
    if ceremony.session_id != session.id:
        raise CeremonyOfAnotherSession()
    counts = bool(request["legal"] or request["rating_id"])
    if counts:
        ceremony.check_holders(session.scrutineers, clause_of(work, session, "electronic"))
    envelopes = _drawn(work, session, request, counts)
    opens = _rating if request["rating_id"] else _medium if request["legal"] else _rehearsal
    opening = opens(work, session, request)
    vote = ElectronicVote(
        id=new_id(),
        session_id=session.id,
        uuid=request["uuid"],
        ceremony_id=ceremony.id,
        envelopes_id=envelopes.id,
        name=opening.name,
        description=opening.description,
        public_key=str(ceremony.key),
        candidates=opening.candidates,
        questions=opening.questions,
        rehearsal=opening.rehearsal,
        issued=request["issued"],
        least_issued=opening.least_issued,
        vote_id=opening.vote_id,
        rating_id=opening.rating_id,
    )
    vote.check_opening(clause_of(work, session, "least_issued"))
    board = board_of(vote)
    credentials = envelopes.drawn(vote.uuid)
    if len(credentials) != vote.issued:
        raise UndrawnWrong(detail=f"领走的信封{len(credentials)}个，与发出{vote.issued}个不符")
    board.set_up(vote.election.text, ceremony.record, compact(credentials))
    work.add(vote)
    post(work, vote, board)
    work.save(vote)
    BallotBox(work, vote.uuid).open_board()
    return view(work, vote)


def _drawn(work: UnitOfWork, session: Session, request: Request, counts: bool) -> EnvelopeSet:
    """The envelopes of the planned vote, of which it is known which were drawn."""
    used = work.find(ElectronicVote, uuid=request["uuid"])
    if used is not None:
        raise ElectionUsed(state=STATE_NAMES[used.state])
    printed = work.all(EnvelopeSet, session_id=session.id)
    envelopes = next((each for each in printed if request["uuid"] in each.credentials), None)
    if envelopes is None:
        raise NoSuchElection(uuid=request["uuid"])
    envelopes.check_use(rehearsal=not counts)
    if not envelopes.drawn_settled:
        undrawn = {each["uuid"]: each["credentials"] for each in request["undrawn"]}
        envelopes.settle(undrawn, request["issued"])
        work.save(envelopes)
    return envelopes


def _rehearsal(work: UnitOfWork, session: Session, request: Request) -> _Opening:
    """On the whole list, for training: its name and every page say so."""
    frozen = tabled_list(work, session, policy_of(work, session))
    if request["quota"] is None:
        raise QuotaMissing()
    return _Opening(
        name=f"{session.title}民生实事项目电子票决{REHEARSAL}",
        description="演练：不是正式票决，结果不产生法律效力。",
        candidates=frozen.codes,
        questions=list(project_questions(_names(frozen.candidates), request["quota"])),
        rehearsal=True,
        least_issued=LEAST_ISSUED,
    )


def _medium(work: UnitOfWork, session: Session, request: Request) -> _Opening:
    """A medium of the vote itself, by the clause of the measure (A10.17)."""
    vote = media.vote_to_open(work, session, request["issued"], request["uuid"])
    work.save(vote)
    policy = policy_of(work, session)
    codes = vote.current.candidates
    named = {each.code: each for each in vote.candidates}
    again = "" if vote.current.kind is RoundKind.FIRST else "（再次投票）"
    return _Opening(
        name=f"{session.title}民生实事项目{policy.value('name')}{again}",
        description=f"电子投票部分，与纸质选票合并计票。依据：{policy.cite('electronic')}",
        candidates=codes,
        questions=list(project_questions(_names([named[code] for code in codes]), vote.current.places)),
        least_issued=vote.parameters.least_issued,
        vote_id=vote.id,
    )


def _rating(work: UnitOfWork, session: Session, request: Request) -> _Opening:
    """The electronic part of a satisfaction rating, by the clause of its own rules (Y-062)."""
    ballot = work.get(RatingBallot, request["rating_id"])
    ballot.open(request["uuid"], request["issued"])
    work.save(ballot)
    return _Opening(
        name=f"{session.title}民生实事项目满意度测评",
        description=f"电子测评部分，与纸质测评票合并计票。依据：{ballot.clause}",
        candidates=[each.project_id for each in ballot.projects],
        questions=list(ballot.questions),
        least_issued=ballot.least_issued,
        rating_id=ballot.id,
    )


def _names(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    return tuple(f"{each.code} {each.name}" for each in candidates)
