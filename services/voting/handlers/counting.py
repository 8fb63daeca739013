"""The tellers' entries, their differences, and the scrutineers' signatures."""

from __future__ import annotations

from services.voting.domain.ballots import Batch, differences
from services.voting.domain.entries import DeskName, EntrySheet, Ruling, Settlement
from services.voting.domain.errors import (
    CountStillSecret,
    NothingToSettle,
    PatternRepeated,
)
from services.voting.domain.pairing import paired
from services.voting.domain.session import Session
from services.voting.domain.steps import Step
from services.voting.domain.vote import Vote
from services.voting.domain.vote_states import VoteState
from services.voting.handlers.common import (
    Answer,
    Request,
    clause_of,
    done,
    occasion_of,
    policy_of,
    scrutineers_of,
)
from services.voting.handlers.views import signing_records
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import Role


def enter_ballots(work: UnitOfWork, request: Request) -> Answer:
    """One teller's entry of all returned ballots; the second one is compared with the first.

    The vote is saved with each entry, so that of two entries at one moment the later is compared too.
    """
    vote = work.get(Vote, request["vote_id"])
    lines = [(each["marks"], each["copies"]) for each in request["patterns"]]
    sheet = EntrySheet(
        id=new_id(),
        vote_id=vote.id,
        round=vote.current.number,
        desk=DeskName(request["desk"]),
        attempt=1,
        teller=work.actor.id,
        batch=Batch.of(vote.current.candidates, lines, vote.parameters.method),
    )
    session = work.get(Session, vote.session_id)
    replaced = vote.take_entry(sheet, clause_of(work, session, "counting"))
    if replaced is not None:
        before = work.get(EntrySheet, replaced)
        before.superseded = True
        work.save(before)
    work.add(sheet)
    if vote.both_entered and not vote.compare(*_entries(work, vote)):
        _record_count(work, request, vote)
    work.save(vote)
    return _entry_taken(vote)


def settle_differences(work: UnitOfWork, request: Request) -> Answer:
    """A scrutineer rules, on record, how many copies of each differing pattern the paper shows."""
    vote = work.get(Vote, request["vote_id"])
    session = work.get(Session, vote.session_id)
    clause = clause_of(work, session, "counting")
    scrutineers_of(session, clause).check_signatures([request["scrutineer"]], work.actor.id, clause)
    vote.current.check_apart(work.actor.id, clause)
    first, second = _differing(work, vote)
    rulings: dict[str, int] = {}
    for each in request["rulings"]:
        pattern = first.pattern(each["marks"], vote.parameters.method)
        if pattern in rulings:
            raise PatternRepeated()
        rulings[pattern] = each["copies"]
    number = vote.current.number
    found = vote.settle(first, second, rulings)
    work.add(
        Settlement(
            id=new_id(),
            vote_id=vote.id,
            round=number,
            scrutineer=request["scrutineer"],
            settled_on=request["held_on"],
            reason=request["reason"],
            rulings=[Ruling(each.pattern, each.first, each.second, rulings[each.pattern]) for each in found],
            sheets=vote.current.sheets,
        )
    )
    _record_count(work, request, vote)
    work.save(vote)
    return _entry_taken(vote)


def get_differences(work: UnitOfWork, request: Request) -> Answer:
    """Where the two entries of the current round differ, pattern by pattern, and which may be one ballot read twice."""
    vote = work.get(Vote, request["vote_id"])
    first, second = _differing(work, vote)
    found = differences(first, second)
    pairing = paired(found)
    return {
        "id": vote.id,
        "version": vote.version,
        "differences": [
            {"marks": first.marks(each.pattern), "first": each.first, "second": each.second} for each in found
        ],
        "pairs": [
            {
                "first": first.marks(each.first),
                "second": first.marks(each.second),
                "apart": [first.candidates[place] for place in each.apart],
                "ballots": each.ballots,
            }
            for each in pairing.pairs
        ],
        "alone": [
            {"desk": desk, "marks": first.marks(pattern), "ballots": ballots}
            for desk, patterns in (
                (DeskName.FIRST, pairing.first_alone),
                (DeskName.SECOND, pairing.second_alone),
            )
            for pattern, ballots in patterns.items()
        ],
    }


def sign_count(work: UnitOfWork, request: Request) -> Answer:
    """Scrutineers sign the count record (A10.2); ``carried`` says whether all have signed."""
    vote = work.get(Vote, request["vote_id"])
    session = work.get(Session, vote.session_id)
    policy = policy_of(work, session)
    number = vote.current.number
    clause = clause_of(work, session, "counting")
    complete = vote.sign(request["scrutineers"], work.actor.id, scrutineers_of(session, clause), clause)
    if complete:
        session.record(Step.SIGNATURES, occasion_of(work, request), policy, round=number)
        work.save(session)
    work.save(vote)
    return done(vote, session, vote, policy, complete)


def get_count_record(work: UnitOfWork, request: Request) -> Answer:
    """The counts that both entries agree on: to the scrutineers before, to the clerk after they have signed."""
    vote = work.get(Vote, request["vote_id"])
    signing = work.actor.has_any({Role.SCRUTINEER})
    records = signing_records(vote, work.all(Settlement, vote_id=vote.id), signed_only=not signing)
    if not records:
        clause = clause_of(work, work.get(Session, vote.session_id), "counting")
        raise CountStillSecret(stage="录入核对" if signing else "监票人签字", citation=clause)
    return {"id": vote.id, "version": vote.version, "rounds": records}


def _entries(work: UnitOfWork, vote: Vote) -> tuple[Batch, Batch]:
    desks = vote.current.desks
    first = work.get(EntrySheet, desks[DeskName.FIRST].sheet_id)
    second = work.get(EntrySheet, desks[DeskName.SECOND].sheet_id)
    return first.batch, second.batch


def _differing(work: UnitOfWork, vote: Vote) -> tuple[Batch, Batch]:
    if vote.state is not VoteState.DIFFERING:
        raise NothingToSettle()
    return _entries(work, vote)


def _record_count(work: UnitOfWork, request: Request, vote: Vote) -> None:
    session = work.get(Session, vote.session_id)
    session.record(
        Step.COUNT, occasion_of(work, request), policy_of(work, session), round=vote.current.number
    )
    work.save(session)


def _entry_taken(vote: Vote) -> Answer:
    """No number of differences: with it a teller could try out how many ballots of a pattern the other has."""
    return {
        "id": vote.id,
        "version": vote.version,
        "both_entered": vote.both_entered,
        "agreed": vote.current.tally is not None,
    }
