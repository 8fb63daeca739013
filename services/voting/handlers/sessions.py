"""A session and its steps up to the ballot."""

from __future__ import annotations

from datetime import date

from services.voting.domain.candidates import FrozenList
from services.voting.domain.errors import HandsMissing, UnknownCandidate
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.opinions import DeliberationOpinion
from services.voting.domain.roll import RollSnapshot
from services.voting.domain.scrutineers import Scrutineer, ScrutineerList
from services.voting.domain.session import Briefing, Session
from services.voting.domain.steps import STEP_NAMES, Step
from services.voting.domain.vote import Vote
from services.voting.handlers.attendance import signed_in
from services.voting.handlers.common import (
    Answer,
    Request,
    done,
    occasion_of,
    policy_of,
    tabled_list,
    votes_of,
)
from services.voting.handlers.receipts import waiting_for_papers
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def open_session(work: UnitOfWork, request: Request) -> Answer:
    """Open a session on a snapshot of the roll (A10.15)."""
    roll = work.get(RollSnapshot, request["snapshot_id"])
    session = Session(
        id=new_id(),
        cycle_id=roll.cycle_id,
        body=roll.body,
        kind=roll.kind,
        title=request["title"],
        organ=request["organ"],
        snapshot_id=roll.id,
        legal_number=roll.legal_number,
        in_office=roll.in_office,
        presidium_members=roll.presidium_members,
        delegations=roll.delegations,
        body_name=roll.body_name,
    )
    policy = policy_of(work, session)
    work.add(session)
    return done(session, session, None, policy)


def table_candidates(work: UnitOfWork, request: Request) -> Answer:
    """Put a frozen list on the agenda (Y-029)."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    session.table(work.get(FrozenList, request["list_id"]), occasion_of(work, request), policy)
    work.save(session)
    return done(session, session, None, policy)


def record_meeting(work: UnitOfWork, request: Request) -> Answer:
    """The credentials check, the preparatory meeting or a presidium meeting (A10.11)."""
    session = work.get(Session, request["session_id"])
    policy, occasion, step = policy_of(work, session), occasion_of(work, request), Step(request["step"])
    hands = request["hands"]
    name = STEP_NAMES[step]
    if request["presidium_members"] is not None:
        session.presidium_members = request["presidium_members"]
    if step is Step.CREDENTIALS:
        if hands is not None:
            raise HandsMissing(step=name, need="不需要")
        record = session.record(step, occasion, policy)
    elif hands is None:
        raise HandsMissing(step=name, need="需要")
    elif step is Step.PREPARATORY:
        record = session.vote_by_hands(step, votes_of(hands), occasion, policy)
    elif hands["present"] is None:
        raise HandsMissing(step=name, need="需要")
    else:
        shown = ShowOfHands(hands["present"], *votes_of(hands))
        record = session.presidium_meets(step, shown, occasion, policy)
    work.save(session)
    return done(session, session, None, policy, record.carried)


def open_sitting(work: UnitOfWork, request: Request) -> Answer:
    """A sitting with its sign-in count and quorum; the count is that of the sheet by seat, where there is one."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    step = Step(request["step"])
    present = signed_in(work, session, step, request["present"])
    session.sit(step, request["due"], present, occasion_of(work, request), policy)
    work.save(session)
    vote = work.get(Vote, session.vote_id) if session.vote_id else None
    return done(session, session, vote, policy)


def distribute_papers(work: UnitOfWork, request: Request) -> Answer:
    """The dossiers in writing to every deputy, with receipts where the rules want them (Y-037)."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    unsigned = waiting_for_papers(work, session) if policy.wants_receipts else []
    session.distribute(request["copies"], occasion_of(work, request), policy, unsigned)
    work.save(session)
    return done(session, session, None, policy)


def record_briefing(work: UnitOfWork, request: Request) -> Answer:
    """The explanation of the candidates; ``carried`` says whether all who must have it have had it."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    briefing = Briefing(request["held_on"], request["speaker"], request["delegations"], request["text"])
    complete = session.brief(briefing, occasion_of(work, request), policy)
    work.save(session)
    return done(session, session, None, policy, complete)


def record_opinions(work: UnitOfWork, request: Request) -> Answer:
    """A sheet of opinions given in deliberation (B-032)."""
    session = work.get(Session, request["session_id"])
    session.check_opinions_open(policy_of(work, session))
    opinions = _keep_opinions(work, session, request, request["given_on"])
    return {
        "id": session.id,
        "version": session.version,
        "saved": len(opinions),
        "total": work.count(DeliberationOpinion, session_id=session.id),
    }


def record_deliberation(work: UnitOfWork, request: Request) -> Answer:
    """Deliberation is over, with the opinions it brought."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    session.deliberate(request["units"], occasion_of(work, request), policy)
    _keep_opinions(work, session, request, request["held_on"])
    work.save(session)
    return done(session, session, None, policy)


def _keep_opinions(
    work: UnitOfWork, session: Session, request: Request, given_on: date
) -> list[DeliberationOpinion]:
    codes = set(tabled_list(work, session, policy_of(work, session)).codes)
    opinions = []
    for each in request["opinions"]:
        if each["candidate"] is not None and each["candidate"] not in codes:
            raise UnknownCandidate(candidate=each["candidate"])
        opinions.append(
            DeliberationOpinion(
                id=new_id(),
                session_id=session.id,
                unit=each["unit"],
                candidate=each["candidate"] or "",
                given_on=given_on,
                text=each["text"],
            )
        )
    work.add_all(opinions)
    return opinions


def elect_scrutineers(work: UnitOfWork, request: Request) -> Answer:
    """The list of scrutineers, by show of hands (A10.15)."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    people = ScrutineerList(
        Scrutineer(**request["chief"]),
        [Scrutineer(**each) for each in request["members"]],
        request["declared"],
    )
    vote = work.get(Vote, session.vote_id) if session.vote_id else None
    record = session.elect_scrutineers(
        people,
        votes_of(request),
        occasion_of(work, request),
        policy,
        signed=vote is not None and vote.signed,
        implementers=tabled_list(work, session, policy).implementers,
    )
    work.save(session)
    return done(session, session, vote, policy, record.carried)
