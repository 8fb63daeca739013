"""The papers of a sitting that are read from or filled in by hand: drafted from the data each time, never kept."""

from __future__ import annotations

from services.voting.domain.ballot_paper import ballot_blocks, ballot_title
from services.voting.domain.blocks import Block
from services.voting.domain.count_paper import record_blocks
from services.voting.domain.entries import Settlement
from services.voting.domain.errors import CountStillSecret, MeasureMissing
from services.voting.domain.measure import BallotMeasure, MeasureParameters
from services.voting.domain.opinion_digest import digest_blocks
from services.voting.domain.opinions import DeliberationOpinion
from services.voting.domain.presider_script import Sitting, script_blocks
from services.voting.domain.rounds import Round, RoundKind
from services.voting.domain.scrutineers_report import counted_rounds, report_blocks
from services.voting.domain.session import Session
from services.voting.domain.tally_sheet import tally_blocks
from services.voting.domain.terms import Terms
from services.voting.domain.vote import Vote
from services.voting.handlers.common import Answer, Request, clause_of, policy_of, steps_due, tabled_list
from shared.kernel.aggregate import Aggregate
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role


def get_presider_script(work: UnitOfWork, request: Request) -> Answer:
    """What the presider reads from now on (A10.11)."""
    session = work.get(Session, request["session_id"])
    policy = policy_of(work, session)
    measure = work.get(BallotMeasure, session.measure_id) if session.measure_id else None
    vote = _vote_of(work, session)
    blocks = script_blocks(Sitting(session, policy, measure, vote), steps_due(session, vote, policy))
    return _paper(session, f"{session.title}主持词", blocks)


def get_scrutineers_report(work: UnitOfWork, request: Request) -> Answer:
    """The count as the chief scrutineer reports it: to scrutineers once counted, to the clerk once signed (A10.2)."""
    vote = work.get(Vote, request["vote_id"])
    session = work.get(Session, vote.session_id)
    rounds = _counted(work, session, vote)
    terms = Terms.of(policy_of(work, session))
    blocks = report_blocks(session, vote, rounds, terms, work.all(Settlement, vote_id=vote.id))
    return _paper(vote, "总监票人计票结果报告", blocks)


def get_count_paper(work: UnitOfWork, request: Request) -> Answer:
    """The count record to print and sign: to scrutineers once both entries agree, to the clerk once signed (A10.2)."""
    vote = work.get(Vote, request["vote_id"])
    session = work.get(Session, vote.session_id)
    settlements = work.all(Settlement, vote_id=vote.id)
    blocks = record_blocks(vote, _counted(work, session, vote), session.scrutineers, settlements)
    return _paper(
        vote, f"{session.title}民生实事项目{policy_of(work, session).value('name')}计票记录", blocks
    )


def _counted(work: UnitOfWork, session: Session, vote: Vote) -> list[Round]:
    """The rounds whose count the reader may see; raises ``CountStillSecret`` before there is any."""
    signing = work.actor.has_any({Role.SCRUTINEER})
    rounds = counted_rounds(vote, signed_only=not signing)
    if not rounds:
        clause = clause_of(work, session, "counting")
        raise CountStillSecret(stage="录入核对" if signing else "监票人签字", citation=clause)
    return rounds


def get_tally_sheet(work: UnitOfWork, request: Request) -> Answer:
    """The blank sheet for tellers: of the round under way, or of the first one while no vote is open."""
    session = work.get(Session, request["session_id"])
    ballot, parameters, names = _round_to_print(work, session)
    terms = Terms.of(policy_of(work, session))
    blocks = tally_blocks(ballot.candidates, names, ballot.places, ballot.number, terms, parameters.method)
    return _paper(session, f"{session.title}计票表", blocks)


def get_ballot_paper(work: UnitOfWork, request: Request) -> Answer:
    """The ballot paper to print: of the round under way, or of the first one while no vote is open."""
    session = work.get(Session, request["session_id"])
    ballot, parameters, names = _round_to_print(work, session)
    terms = Terms.of(policy_of(work, session))
    title = ballot_title(session.title, terms.vote, ballot)
    return _paper(session, title, ballot_blocks(ballot, names, parameters, terms))


def _round_to_print(work: UnitOfWork, session: Session) -> tuple[Round, MeasureParameters, dict[str, str]]:
    """The round that papers are printed for, with the rules that it has and the names of its candidates."""
    vote = _vote_of(work, session)
    if vote is not None:
        return vote.current, vote.parameters, {each.code: each.name for each in vote.candidates}
    policy = policy_of(work, session)
    if session.measure_id is None:
        raise MeasureMissing(citation=policy.cite("measure_required"))
    frozen = tabled_list(work, session, policy)
    parameters = work.get(BallotMeasure, session.measure_id).parameters
    first = Round(1, RoundKind.FIRST, frozen.codes, parameters.quota)
    return first, parameters, {each.code: each.name for each in frozen.candidates}


def get_opinion_digest(work: UnitOfWork, request: Request) -> Answer:
    """The deliberation opinions, compiled for the presidium (Y-037, B-032)."""
    session = work.get(Session, request["session_id"])
    opinions = work.all(DeliberationOpinion, session_id=session.id)
    candidates = tabled_list(work, session, policy_of(work, session)).candidates
    units = {each.code: each.name for each in session.delegations}
    return _paper(session, f"{session.title}审议意见汇总", digest_blocks(opinions, candidates, units))


def _vote_of(work: UnitOfWork, session: Session) -> Vote | None:
    return work.get(Vote, session.vote_id) if session.vote_id else None


def _paper(about: Aggregate, title: str, blocks: list[Block]) -> Answer:
    return {"id": about.id, "version": about.version, "title": title, "blocks": blocks}
