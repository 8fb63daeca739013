"""From the signed count to society: confirmation, declaration, adoption, announcement."""

from __future__ import annotations

from dataclasses import asdict

from services.voting.domain.announcement import announcement_blocks, announcement_title, issuer
from services.voting.domain.errors import MembersUnknown
from services.voting.domain.hands import ShowOfHands, members_needed
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.result import results
from services.voting.domain.session import Session
from services.voting.domain.steps import Step
from services.voting.domain.vote import Vote
from services.voting.domain.vote_records import AdoptionRecord, Confirmation
from services.voting.handlers.common import Answer, Request, done, occasion_of, policy_of, votes_of
from shared.contracts.voting import PAPER_REQUESTED, RESULT_ANNOUNCED
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def confirm_result(work: UnitOfWork, request: Request) -> Answer:
    """The presidium, or the organ of the rules, votes on the result (Y-040, A10.2)."""
    vote, session, policy = _load(work, request)
    organ = policy.value("confirmation")
    members = session.presidium_members or request["members"]
    if not members:
        raise MembersUnknown(organ=organ)
    hands = ShowOfHands(request["present"], *votes_of(request))
    share = policy.ratio("confirmation_share")
    carried = hands.carried_by_members(members, share)
    vote.confirm(Confirmation(request["held_on"], organ, members, hands, carried))
    session.record(
        Step.CONFIRMATION,
        occasion_of(work, request),
        policy,
        hands=hands,
        carried=carried,
        round=vote.current.number,
        members=members,
        needed=members_needed(members, share),
    )
    return _save(work, vote, session, policy, carried)


def declare_result(work: UnitOfWork, request: Request) -> Answer:
    """The result is declared before the whole body."""
    vote, session, policy = _load(work, request)
    vote.declare(request["held_on"])
    session.record(Step.DECLARATION, occasion_of(work, request), policy)
    return _save(work, vote, session, policy)


def adopt_result(work: UnitOfWork, request: Request) -> Answer:
    """An organ adopts a recommendation, in its turn (A10.13)."""
    vote, session, policy = _load(work, request)
    record = AdoptionRecord(request["organ"], request["held_on"], request["declined"], request["reason"])
    vote.adopt(record, policy.cite("adopters"))
    session.record(Step.ADOPTION, occasion_of(work, request), policy)
    return _save(work, vote, session, policy)


def announce_result(work: UnitOfWork, request: Request) -> Answer:
    """The result goes to society, and to the services that build on it (Y-041, B-035)."""
    vote, session, policy = _load(work, request)
    vote.announce(request["held_on"], new_id(), policy.cite("adopters"))
    session.record(Step.ANNOUNCEMENT, occasion_of(work, request), policy)
    answer = _save(work, vote, session, policy)
    year = work.cycle(vote.cycle_id).year
    work.emit(
        PAPER_REQUESTED,
        {
            "paper_id": vote.paper_id,
            "cycle_id": vote.cycle_id,
            "kind": "announcement" if vote.effect == "decision" else "result",
            "title": announcement_title(session, policy.value("paper")),
            "issuer": issuer(session, vote),
            "addressee": "",
            "issued_on": vote.announced_on,
            "blocks": announcement_blocks(session, vote, year, policy.value("name")),
            "public": True,
            "channels": policy.value("channels"),
            "about": {"kind": "vote", "id": vote.id},
        },
        about=vote,
    )
    work.emit(RESULT_ANNOUNCED, _announced(vote), about=vote)
    return answer


def _announced(vote: Vote) -> Answer:
    candidates = [
        {
            **asdict(each.candidate),
            "approve": each.line.approve,
            "against": each.line.against,
            "abstain": each.line.abstain,
            "points": each.line.points,
            "rank": each.rank,
            "determined": each.determined,
            "second_ballot": each.second_ballot,
        }
        for each in results(vote)
    ]
    return {
        "vote_id": vote.id,
        "cycle_id": vote.cycle_id,
        "track": vote.track,
        "body": vote.body,
        "body_name": vote.body_name,
        "effect": vote.effect,
        "list_id": vote.list_id,
        "announced_on": vote.announced_on,
        "candidates": candidates,
    }


def _load(work: UnitOfWork, request: Request) -> tuple[Vote, Session, VotingPolicy]:
    vote = work.get(Vote, request["vote_id"])
    session = work.get(Session, vote.session_id)
    return vote, session, policy_of(work, session)


def _save(
    work: UnitOfWork, vote: Vote, session: Session, policy: VotingPolicy, carried: bool = True
) -> Answer:
    work.save(vote)
    work.save(session)
    return done(vote, session, vote, policy, carried)
