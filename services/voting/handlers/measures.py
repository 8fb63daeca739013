"""The ballot measure: drafting and its vote."""

from __future__ import annotations

from services.voting.domain.errors import MeasureMissing
from services.voting.domain.measure import BallotMeasure, MeasureSections, parameters_for
from services.voting.domain.session import Session
from services.voting.domain.steps import Step
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


def draft_measure(work: UnitOfWork, request: Request) -> BallotMeasure:
    """Draft the session's measure, or draft it anew (Y-030, Y-031, Y-038)."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    frozen = tabled_list(work, session, policy)
    sections = MeasureSections(**request["sections"])
    title = request["title"] or policy.value("measure_title")
    if session.measure_id is not None:
        measure = work.get(BallotMeasure, session.measure_id)
        measure.redraft(frozen, request["quota"], sections, title, policy)
        work.save(measure)
        return measure
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
    session.measure_id = measure.id
    work.add(measure)
    work.save(session)
    return measure


def vote_on_measure(work: UnitOfWork, request: Request) -> Answer:
    """All present vote on the measure (Y-032); a measure that is voted down may be drafted anew."""
    measure = work.get(BallotMeasure, request["measure_id"])
    session = work.get(Session, measure.session_id)
    policy = policy_of(work, session)
    measure.check_ready(tabled_list(work, session, policy), policy)
    record = session.vote_by_hands(Step.MEASURE, votes_of(request), occasion_of(work, request), policy)
    if record.hands is None:
        raise MeasureMissing(citation=policy.cite("measure_required"))
    measure.voted(record.hands, record.carried, record.held_on)
    work.save(measure)
    work.save(session)
    return done(measure, session, None, policy, record.carried)


def get_measure(work: UnitOfWork, request: Request) -> BallotMeasure:
    """One measure."""
    return work.get(BallotMeasure, request["measure_id"])
