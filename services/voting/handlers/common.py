"""What every use case of voting loads and answers."""

from __future__ import annotations

from typing import Any

from services.voting.domain.candidates import FrozenList, latest
from services.voting.domain.errors import ListNotTabled, NotAScrutineer
from services.voting.domain.measure import BallotMeasure
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.scrutineers import ScrutineerList
from services.voting.domain.session import Occasion, Session
from services.voting.domain.steps import STEP_NAMES, Step
from services.voting.domain.vote import Vote
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation
from shared.persistence.unit_of_work import UnitOfWork

Request = dict[str, Any]
Answer = dict[str, Any]


def policy_of(work: UnitOfWork, session: Session) -> VotingPolicy:
    """The rules of the session's body in its cycle, under the measure that it adopted or before there is one."""
    policy = VotingPolicy.from_rulebook(work.rulebook(session.cycle_id), session.kind)
    measure = work.get(BallotMeasure, session.measure_id) if session.measure_id is not None else None
    if measure is not None and measure.locked:
        return policy.under(measure.clauses)
    return policy.before(measure.title if measure is not None else "", work.today)


def clause_of(work: UnitOfWork, session: Session, key: str) -> Citation | None:
    """Where one of the body's parameters is written: in its documents, or in the measure that it adopted."""
    return policy_of(work, session).cite(key)


def occasion_of(work: UnitOfWork, request: Request) -> Occasion:
    """When the thing requested was held."""
    return Occasion(request["held_on"], work.today, request["minutes"])


def versions(work: UnitOfWork, session: Session) -> list[FrozenList]:
    """Every frozen version of the tabled list, none before one is tabled."""
    if not session.track:
        return []
    return work.all(FrozenList, cycle_id=session.cycle_id, track=session.track, body_name=session.body_name)


def tabled_list(work: UnitOfWork, session: Session, policy: VotingPolicy) -> FrozenList:
    """The version to vote on; raises ``ListNotTabled``."""
    found = latest(versions(work, session))
    if found is None:
        raise ListNotTabled(citation=policy.rulebook.citation("screening.chain"))
    return found


def votes_of(request: Request) -> tuple[int, int, int]:
    """Yes, no and abstain of a show of hands."""
    return request["yes"], request["no"], request["abstain"]


def scrutineers_of(session: Session, citation: Citation | None) -> ScrutineerList:
    """The elected scrutineers; raises ``NotAScrutineer`` while there are none."""
    if session.scrutineers is None:
        raise NotAScrutineer(scrutineer="", citation=citation)
    return session.scrutineers


def named(steps: list[Step], adopter: str = "") -> list[dict[str, str]]:
    """Steps with their Chinese names; ``adopter`` is the organ whose turn it is to adopt a recommendation (A10.13)."""
    return [{"step": step.value, "name": step_name(step, adopter)} for step in steps]


def step_name(step: Step, adopter: str) -> str:
    """A step's Chinese name, with the organ that adopts."""
    return f"{adopter}{STEP_NAMES[step]}" if step is Step.ADOPTION else STEP_NAMES[step]


def steps_due(session: Session, vote: Vote | None, policy: VotingPolicy) -> list[Step]:
    """What is possible now: the session's steps, and the vote's own next one."""
    possible = session.possible(policy, signed=vote is not None and vote.signed)
    if vote is not None and vote.next_step is not None:
        possible.append(vote.next_step)
    elif vote is None and Step.SCRUTINEERS in possible and session.done(Step.SCRUTINEERS):
        possible.append(Step.BOXES)
    return possible


def next_steps(session: Session, vote: Vote | None, policy: VotingPolicy) -> list[dict[str, str]]:
    """The steps due, with their names."""
    return named(steps_due(session, vote, policy), vote.next_adopter or "" if vote else "")


def done(
    about: Aggregate, session: Session, vote: Vote | None, policy: VotingPolicy, carried: bool = True
) -> Answer:
    """The answer after an act."""
    return {
        "id": about.id,
        "version": about.version,
        "carried": carried,
        "next": next_steps(session, vote, policy),
    }
