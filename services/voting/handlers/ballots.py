"""The paper ballot: boxes, issue, return, validity."""

from __future__ import annotations

from services.voting.domain.candidates import FrozenList
from services.voting.domain.errors import BoxRepeated, ListVotedAlready, MeasureMissing, MeasureNotAdopted
from services.voting.domain.measure import BallotMeasure
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.session import Occasion, Session
from services.voting.domain.steps import Agenda, Step
from services.voting.domain.vote import Vote
from services.voting.domain.vote_states import MACHINE
from services.voting.handlers import media
from services.voting.handlers.attendance import seats_here, voters_here
from services.voting.handlers.common import (
    Answer,
    Request,
    clause_of,
    done,
    occasion_of,
    policy_of,
    versions,
)
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def seal_boxes(work: UnitOfWork, request: Request) -> Answer:
    """Boxes checked and sealed: the vote, or its next round, begins (Y-032, B-033)."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    opened = session.vote_id
    vote = work.get(Vote, opened) if opened else _open_vote(work, session, policy)
    session.check_still_quorate(policy)
    boxes = [(each["code"], each["name"]) for each in request["boxes"]]
    vote.seal_boxes(boxes, session.delegations, clause_of(work, session, "polling"))
    session.record(Step.BOXES, occasion_of(work, request), policy, round=vote.current.number)
    if opened:
        work.save(vote)
    else:
        session.vote_id = vote.id
        work.add(vote)
    work.save(session)
    return done(vote, session, vote, policy)


def _open_vote(work: UnitOfWork, session: Session, policy: VotingPolicy) -> Vote:
    if session.measure_id is None:
        if policy.value("measure_required"):
            raise MeasureNotAdopted(citation=policy.cite("measure_required"))
        raise MeasureMissing(citation=policy.cite("measure_required"))
    measure = work.get(BallotMeasure, session.measure_id)
    frozen = _list_of(work, session, measure)
    held = work.find(Vote, list_id=frozen.list_id)
    if held is not None:
        elsewhere = work.get(Session, held.session_id)
        raise ListVotedAlready(session=elsewhere.title, state=MACHINE.name(held.state))
    measure.govern(frozen, policy)
    session.check_vote_may_open(policy)
    work.save(measure)
    vote = Vote(
        id=new_id(),
        session_id=session.id,
        cycle_id=session.cycle_id,
        body=session.kind,
        body_name=session.body_name,
        track=session.track,
        effect=policy.value("effect"),
        measure_id=measure.id,
        list_id=frozen.list_id,
        list_version=frozen.list_version,
        list_digest=frozen.digest,
        candidates=frozen.candidates,
        parameters=measure.parameters,
        legal_number=session.legal_number,
        in_office=session.in_office,
        order=Agenda.of(policy).clauses(policy),
        adopters=policy.value("adopters") if policy.value("effect") == "recommendation" else [],
    )
    vote.start()
    return vote


def _list_of(work: UnitOfWork, session: Session, measure: BallotMeasure) -> FrozenList:
    """The latest list while the measure may still change; afterwards the version that it was adopted on."""
    found = [each for each in versions(work, session) if not each.late]
    if measure.locked:
        found = [each for each in found if each.list_version == measure.list_version]
    return max(found, key=lambda each: each.list_version)


def issue_ballots(work: UnitOfWork, request: Request) -> Answer:
    """Ballots issued, by box; in all not more than are present."""
    vote, session, policy = _load(work, request)
    session.check_still_quorate(policy)
    by_box = issued_by_box(request)
    here = seats_here(work, session) if request["envelopes"] else set()
    vote.issue(
        by_box,
        session.present,
        voters_here(work, session, request["envelopes"]),
        request["envelopes"],
        here,
        citation=clause_of(work, session, "polling"),
        electronic=clause_of(work, session, "electronic"),
    )
    return _record(work, request, Step.ISSUE, vote, session, policy)


def issued_by_box(request: Request) -> dict[str, int]:
    """Paper ballots issued, by the code of the box; raises ``BoxRepeated``."""
    by_box: dict[str, int] = {}
    for each in request["boxes"]:
        if each["code"] in by_box:
            raise BoxRepeated(box=each["code"])
        by_box[each["code"]] = each["issued"]
    return by_box


def fall_back_to_paper(work: UnitOfWork, request: Request) -> Answer:
    """The electronic vote failed: it is given up as a whole, and all vote on paper (A10.17)."""
    vote, _, policy = _load(work, request)
    media.check_unopened(work, vote.current)
    media.cancel_part(work, vote.current)
    minutes = "；".join(each for each in (media.FAILED, request["reason"], request["minutes"]) if each)
    session = media.fall_back(work, vote, Occasion(request["held_on"], work.today, minutes))
    return done(vote, session, vote, policy)


def record_return(work: UnitOfWork, request: Request) -> Answer:
    """Paper ballots returned; more than were issued, said twice, voids the round, which is held again."""
    vote, session, policy = _load(work, request)
    number, held = vote.current.number, vote.current
    held.note_assisted(request["assisted"])
    stands = vote.take_back(
        request["returned"],
        request["returned_again"],
        citation=clause_of(work, session, "least_issued"),
        validity=clause_of(work, session, "validity"),
    )
    if not stands:
        media.cancel_part(work, held)
    session.record(Step.RETURN, occasion_of(work, request), policy, carried=stands, round=number)
    work.save(vote)
    work.save(session)
    return {**done(vote, session, vote, policy, stands), "stands": stands}


def declare_valid(work: UnitOfWork, request: Request) -> Answer:
    """The ballot is declared valid, and counting begins."""
    vote, session, policy = _load(work, request)
    vote.declare_valid()
    return _record(work, request, Step.VALIDITY, vote, session, policy)


def _load(work: UnitOfWork, request: Request) -> tuple[Vote, Session, VotingPolicy]:
    vote = work.get(Vote, request["vote_id"])
    session = work.get(Session, vote.session_id)
    return vote, session, policy_of(work, session)


def _record(
    work: UnitOfWork, request: Request, step: Step, vote: Vote, session: Session, policy: VotingPolicy
) -> Answer:
    session.record(step, occasion_of(work, request), policy, round=vote.current.number)
    work.save(vote)
    work.save(session)
    return done(vote, session, vote, policy)
