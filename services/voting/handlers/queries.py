"""Questions about sessions, opinions, lists, votes and results."""

from __future__ import annotations

from collections.abc import Iterator

from services.voting.domain.candidates import FrozenList, latest
from services.voting.domain.opinions import DeliberationOpinion
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.roll import RollSnapshot
from services.voting.domain.session import Session
from services.voting.domain.step_corrections import correctable
from services.voting.domain.steps import STEP_NAMES, Step
from services.voting.domain.vote import Vote
from services.voting.domain.vote_records import AdoptionRecord
from services.voting.domain.vote_states import VoteState
from services.voting.handlers.common import Answer, Request, named, policy_of, step_name, steps_due, versions
from services.voting.handlers.views import public_result, vote_view
from shared.kernel.errors import NotFound
from shared.persistence.unit_of_work import UnitOfWork


def list_rolls(work: UnitOfWork, request: Request) -> Answer:
    """The snapshots of the roll that have arrived."""
    return work.page(RollSnapshot, page=request, cycle_id=request["cycle_id"])


def list_candidate_lists(work: UnitOfWork, request: Request) -> Answer:
    """The frozen lists that have arrived."""
    return work.page(FrozenList, page=request, cycle_id=request["cycle_id"])


def list_sessions(work: UnitOfWork, request: Request) -> Answer:
    """Sessions and the steps they have done, for everyone."""
    found = work.page(Session, page=request, **_of_cycle(request))
    return {"items": [_summary(work, each) for each in found["items"]], "next": found["next"]}


def get_session(work: UnitOfWork, request: Request) -> Answer:
    """A session with its steps and what is possible next (A10.11)."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    vote = work.get(Vote, session.vote_id) if session.vote_id else None
    lists = versions(work, session)
    newest = latest(lists)
    due = steps_due(session, vote, policy)
    adopters = iter(vote.adoptions if vote else ())
    adopting = vote.next_adopter or "" if vote else ""
    return {
        **{key: getattr(session, key) for key in _PLAIN},
        "word": policy.value("name"),
        "measure_required": policy.value("measure_required"),
        "list_version": vote.list_version if vote else newest.list_version if newest else None,
        "list_id": newest.list_id if newest else None,
        "list_versions": sorted(lists, key=lambda each: each.list_version),
        "late_versions": [each.list_version for each in lists if each.late],
        "steps": [
            {
                "step": each.step,
                "name": step_name(each.step, _adopter(each.step, adopters)),
                "held_on": each.held_on,
                "minutes": each.minutes,
                "due": each.due,
                "present": each.present,
                "hands": each.hands,
                "carried": each.carried,
                "round": each.round,
                "members": each.members,
                "needed": each.needed,
            }
            for each in session.steps
        ],
        "scrutineers": session.scrutineers.titles if session.scrutineers else [],
        "scrutineers_on_paper": session.scrutineers.without_account(session.scrutineers.titles)
        if session.scrutineers
        else [],
        "briefing_waits": session.briefing_waits(policy),
        "polling": vote.parameters.polling if vote else policy.value("polling"),
        "electronic": policy.value("electronic"),
        "corrections": [
            {
                "step": each.step,
                "name": STEP_NAMES[each.step],
                "round": each.round,
                "was": each.was,
                "now": each.now,
                "reason": each.reason,
                "corrected_on": each.corrected_on,
                "minutes": each.minutes,
            }
            for each in session.corrections
        ],
        "correctable": named(correctable(session)),
        "next": named(due, adopting),
        "at_need": named([each for each in due if session.only_at_need(each)]),
    }


def _adopter(step: Step, adopters: Iterator[AdoptionRecord]) -> str:
    """Who adopted, of the records in their order."""
    record = next(adopters, None) if step is Step.ADOPTION else None
    return record.organ if record else ""


_PLAIN = (
    "id", "version", "cycle_id", "body", "kind", "title", "organ", "snapshot_id", "legal_number", "in_office",
    "presidium_members", "delegations", "track", "body_name", "measure_id", "vote_id", "briefings",
)  # fmt: skip


def _summary(work: UnitOfWork, session: Session) -> Answer:
    policy = VotingPolicy.from_rulebook(work.rulebook(session.cycle_id), session.kind)
    carried = list(dict.fromkeys(each.step for each in session.steps if each.carried))
    return {
        "id": session.id,
        "cycle_id": session.cycle_id,
        "body": session.body,
        "kind": session.kind,
        "title": session.title,
        "word": policy.value("name"),
        "held_on": session.opened_on,
        "vote_id": session.vote_id,
        "done": named(carried),
    }


def list_opinions(work: UnitOfWork, request: Request) -> Answer:
    """Opinions of a session, by unit or candidate where asked (Y-037)."""
    wanted = {key: request[key] for key in ("unit", "candidate") if request[key] is not None}
    return work.page(DeliberationOpinion, page=request, session_id=request["session_id"], **wanted)


def get_vote(work: UnitOfWork, request: Request) -> Answer:
    """A vote with its status, and after the declaration its results."""
    return vote_view(work.get(Vote, request["vote_id"]))


def get_result(work: UnitOfWork, request: Request) -> Answer:
    """One announced result; to everyone a vote that is not announced does not exist (B-035)."""
    vote = work.find(Vote, id=request["vote_id"], state=VoteState.ANNOUNCED)
    if vote is None:
        raise NotFound(kind="已公布的票决结果", id=request["vote_id"])
    return _public(work, vote)


def list_results(work: UnitOfWork, request: Request) -> Answer:
    """Announced results, for everyone (B-035)."""
    found = work.page(Vote, page=request, state=VoteState.ANNOUNCED, **_of_cycle(request))
    return {"items": [_public(work, each) for each in found["items"]], "next": found["next"]}


def _public(work: UnitOfWork, vote: Vote) -> Answer:
    return public_result(vote, VotingPolicy.from_rulebook(work.rulebook(vote.cycle_id), vote.body))


def _of_cycle(request: Request) -> dict[str, str]:
    return {"cycle_id": request["cycle_id"]} if request["cycle_id"] is not None else {}
