"""What is shown of a vote, and when (A10.7): no figure of a count before its time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from services.voting.domain.entries import Settlement
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.result import CandidateResult, results
from services.voting.domain.rounds import Round
from services.voting.domain.scrutineers_report import counted_rounds
from services.voting.domain.vote import Vote
from services.voting.domain.vote_states import MACHINE
from services.voting.domain.wording import voided
from services.voting.handlers.common import named

View = dict[str, Any]


def vote_view(vote: Vote) -> View:
    """A vote; counts and results only once they were declared before the whole body."""
    declared = vote.declared_on is not None
    return {
        **{key: getattr(vote, key) for key in _PLAIN},
        "state": vote.state,
        "state_name": MACHINE.name(vote.state),
        "quota": vote.parameters.quota,
        "method": vote.parameters.method,
        "rounds": [_round(each) for each in vote.rounds],
        "next": named([vote.next_step] if vote.next_step else [], vote.next_adopter or ""),
        "counts": count_records(vote, signed_only=True) if declared else None,
        "results": [_result(each, votes=True) for each in results(vote)] if declared else None,
    }


_PLAIN = (
    "id", "version", "session_id", "cycle_id", "body", "body_name", "track", "effect", "measure_id", "list_id",
    "list_version", "list_digest", "confirmations", "adoptions", "declared_on", "announced_on", "paper_id",
    "refused", "exports",
)  # fmt: skip


def public_result(vote: Vote, policy: VotingPolicy) -> View:
    """An announced result, with votes and the other candidates only as the rules say (A10.7)."""
    shown = vote.parameters
    standing = [each for each in results(vote) if each.determined or each.declined or shown.publish_losers]
    first, *further = vote.held
    return {
        **{key: getattr(vote, key) for key in _PLAIN[:8]},
        "announced_on": vote.announced_on,
        "paper_id": vote.paper_id,
        "word": policy.value("name"),
        "paper": policy.value("paper"),
        "quota": shown.quota,
        "method": shown.method,
        "totals": totals(first) if shown.publish_counts else None,
        "further": [{"kind": each.kind, "totals": totals(each)} for each in further if shown.publish_counts],
        "candidates": [_result(each, votes=shown.publish_counts) for each in standing],
    }


def count_records(vote: Vote, *, signed_only: bool) -> list[View]:
    """The count of each round that has one; of the current one only once it is signed, where asked."""
    return [_count_record(each) for each in counted_rounds(vote, signed_only=signed_only)]


def _count_record(ballot: Round) -> View:
    outcome, tally = ballot.outcome, ballot.tally
    if outcome is None or tally is None:
        raise ValueError("a round without a count has no count record")
    return {
        "round": ballot.number,
        "kind": ballot.kind,
        "places": ballot.places,
        "needed": outcome.needed,
        "totals": totals(ballot),
        "lines": [{"code": code, **asdict(line)} for code, line in tally.lines.items()],
        "determined": outcome.determined,
        "tied": outcome.tied,
        "missing": outcome.missing,
        "signed_by": ballot.signed_by,
        "signed_on_paper": ballot.signed_on_paper,
    }


def signing_records(vote: Vote, settlements: Iterable[Settlement], *, signed_only: bool) -> list[View]:
    """The count records as scrutineers sign them: with the rulings, and how many were assisted in writing (A10.15)."""
    known = list(settlements)
    return [
        {**_count_record(each), "assisted": each.assisted, "settlements": _settlements(each, known)}
        for each in counted_rounds(vote, signed_only=signed_only)
    ]


def _settlements(ballot: Round, settlements: Iterable[Settlement]) -> list[View]:
    """The rulings on record of a round, in numbers of ballots and without any pattern (Y-033)."""
    return [
        {
            "scrutineer": each.scrutineer,
            "settled_on": each.settled_on,
            "reason": each.reason,
            "ballots": each.ballots,
            "first_changed": each.first_changed,
            "second_changed": each.second_changed,
            "stands": each.stands(ballot.sheets),
        }
        for each in settlements
        if each.round == ballot.number
    ]


def totals(ballot: Round) -> View:
    """Issued = returned + not returned; returned = valid + invalid."""
    tally = ballot.tally
    if tally is None:
        raise ValueError("a round without a count has no totals")
    issued = ballot.issued or 0
    return {
        "issued": issued,
        "returned": tally.returned,
        "not_returned": issued - tally.returned,
        "valid": tally.valid,
        "invalid": tally.invalid,
        "over_marked": tally.over_marked,
        "unreadable": tally.unreadable,
        "misnumbered": tally.misnumbered,
    }


def _round(ballot: Round) -> View:
    return {
        "number": ballot.number,
        "kind": ballot.kind,
        "repeats": ballot.repeats,
        "candidates": ballot.candidates,
        "places": ballot.places,
        "boxes": len(ballot.boxes),
        "ballot_boxes": [
            {"code": each.code, "name": each.name, "issued": each.issued} for each in ballot.boxes
        ],
        "present": ballot.present,
        "issued": ballot.issued,
        "envelopes": ballot.electronic.issued if ballot.electronic else 0,
        "election": ballot.electronic.uuid if ballot.electronic else None,
        "returned": ballot.returned,
        "paper_returned": None if ballot.returned is None else ballot.paper_returned,
        "void": ballot.void,
        "void_reason": voided(ballot) if ballot.void else "",
        "entries": len(ballot.desks),
        "signed_by": ballot.signed_by,
        "signed_on_paper": ballot.signed_on_paper,
    }


def _result(each: CandidateResult, *, votes: bool) -> View:
    return {
        **asdict(each.candidate),
        "rank": each.rank,
        "determined": each.determined,
        "declined": each.declined,
        "votes": each.line if votes else None,
        "second_ballot": each.second_ballot if votes else None,
    }
