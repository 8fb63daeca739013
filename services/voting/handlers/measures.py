"""The ballot measure: drafting, its text and its vote."""

from __future__ import annotations

from services.voting.domain.candidates import FrozenList
from services.voting.domain.errors import MeasureMissing
from services.voting.domain.measure import BallotMeasure, MeasureSections, parameters_for, title_for
from services.voting.domain.measure_articles import articles_for, unstated_rules
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.session import Session
from services.voting.domain.steps import Step
from services.voting.domain.wording import article_number
from services.voting.handlers.common import (
    Answer,
    Request,
    done,
    occasion_of,
    policy_of,
    tabled_list,
    votes_of,
)
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role

_PLAIN = (
    "id", "version", "session_id", "cycle_id", "title", "drafter", "state", "list_version", "sections",
    "parameters", "hands", "adopted_on",
)  # fmt: skip
_ARTICLE = ("topic", "title", "text", "items", "source", "stated")


def draft_measure(work: UnitOfWork, request: Request) -> Answer:
    """Draft the session's measure, or draft it anew (Y-030, Y-031, Y-038)."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    frozen = tabled_list(work, session, policy)
    sections = MeasureSections(**request["sections"])
    title = request["title"] or title_for(session.title, policy)
    if session.measure_id is not None:
        measure = work.get(BallotMeasure, session.measure_id)
        measure.redraft(frozen, request["quota"], sections, title, policy)
        _write(measure, frozen, policy)
        work.save(measure)
        return _view(work, measure)
    measure = BallotMeasure(
        id=new_id(),
        session_id=session.id,
        cycle_id=session.cycle_id,
        title=title,
        drafter=policy.value("confirmation"),
        list_version=frozen.list_version,
        sections=sections,
        parameters=parameters_for(frozen, request["quota"], policy),
    )
    _write(measure, frozen, policy)
    session.measure_id = measure.id
    work.add(measure)
    work.save(session)
    return _view(work, measure)


def vote_on_measure(work: UnitOfWork, request: Request) -> Answer:
    """All present vote on the measure (Y-032); a measure that is voted down may be drafted anew."""
    measure = work.get(BallotMeasure, request["measure_id"])
    session = work.get(Session, measure.session_id)
    policy = policy_of(work, session)
    frozen = tabled_list(work, session, policy)
    measure.check_ready(frozen, policy)
    if not measure.articles:
        _write(measure, frozen, policy)
    record = session.vote_by_hands(Step.MEASURE, votes_of(request), occasion_of(work, request), policy)
    if record.hands is None:
        raise MeasureMissing(citation=policy.cite("measure_required"))
    measure.voted(record.hands, record.carried, record.held_on)
    work.save(measure)
    work.save(session)
    return done(measure, session, None, policy, record.carried)


def get_measure(work: UnitOfWork, request: Request) -> Answer:
    """One measure with its text; what the rules leave open is shown to the clerk alone."""
    return _view(work, work.get(BallotMeasure, request["measure_id"]))


def _write(measure: BallotMeasure, frozen: FrozenList, policy: VotingPolicy) -> None:
    """The draft's text, from its parameters and the rules of its cycle."""
    articles = articles_for(measure.parameters, policy, frozen, measure.title)
    measure.write(articles, unstated_rules(policy), policy.cite("measure_required"))


def _view(work: UnitOfWork, measure: BallotMeasure) -> Answer:
    clerk = work.actor.has_any({Role.CONGRESS_CLERK})
    return {
        **{key: getattr(measure, key) for key in _PLAIN},
        "articles": [
            {"number": article_number(place), **{key: getattr(each, key) for key in _ARTICLE}}
            for place, each in enumerate(measure.articles, start=1)
        ],
        "unstated": measure.unstated if clerk else None,
    }
