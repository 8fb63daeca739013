"""What was said wrongly in a vote is put right, and what is doubted is done again (ADR 0013).

Each of these acts goes on record with its reason; the caller keeps it there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.voting.domain.correction_errors import NoSuchRound, NothingChanged, NothingToRecount, NotRefused
from services.voting.domain.counting import Tally
from services.voting.domain.roll import Delegation
from services.voting.domain.rounds import Round
from services.voting.domain.vote import Vote
from services.voting.domain.vote_states import VoteAct, VoteState
from shared.kernel.citation import Citation


@dataclass(frozen=True)
class Clauses:
    """The clauses that the figures of a ballot rest on: where ballots are issued, how few a medium may have, what voids."""

    polling: Citation | None = None
    least: Citation | None = None
    validity: Citation | None = None


def correct_boxes(
    vote: Vote, boxes: Sequence[tuple[str, str]], delegations: Sequence[Delegation], clauses: Clauses
) -> None:
    """Other boxes were sealed than was said, before any ballot is issued."""
    following = vote.after(VoteAct.CORRECT_BOXES)
    vote.current.seal(boxes, delegations, vote.parameters.polling, clauses.polling)
    vote.state = following


def correct_issue(
    vote: Vote,
    by_box: Mapping[str, int],
    present: int,
    delegations: Sequence[Delegation],
    clauses: Clauses,
    again: int | None = None,
) -> bool:
    """Other numbers of paper ballots were issued than was said, or more since; says whether the round still stands.

    ``again`` is the number of ballots returned, given once more where it is larger than what was issued. Raises
    ``NothingChanged``, and as ``Round.correct_issue``.
    """
    following = vote.after(VoteAct.CORRECT_ISSUE)
    if by_box == {each.code: each.issued for each in vote.current.boxes}:
        raise NothingChanged(figure=f"发出{vote.current.paper_said}{vote.current.paper_issued}张")
    stands = vote.current.correct_issue(
        by_box,
        present,
        delegations,
        vote.parameters,
        again,
        citation=clauses.polling,
        least=clauses.least,
        validity=clauses.validity,
    )
    vote.stand(stands, following)
    return stands


def correct_return(
    vote: Vote, returned: int, clauses: Clauses, again: int | None = None
) -> tuple[bool, list[str]]:
    """Another number of ballots came back than was said: the ballot is declared valid anew.

    Gives whether the round still stands, and the ids of the sheets that no longer do: they are of another number of
    ballots. Raises as ``Round.take_back``, and ``AlreadyCounted`` or ``NothingChanged``.
    """
    following = vote.after(VoteAct.CORRECT_RETURN)
    ballot = vote.current
    if returned == ballot.paper_returned:
        raise NothingChanged(figure=f"收回{ballot.paper_said}{returned}张")
    ballot.check_uncounted(clauses.validity)
    stands = ballot.take_back(
        returned, vote.parameters, again, citation=clauses.least, validity=clauses.validity
    )
    dropped = ballot.drop_entries()
    vote.stand(stands, following)
    return stands, dropped


def to_recount(vote: Vote) -> Round:
    """The round whose paper may be counted again: the present one, or the one before until this one's boxes are sealed."""
    if vote.state is VoteState.OPEN and len(vote.rounds) > 1 and vote.current.repeats is None:
        return vote.rounds[-2]
    return vote.current


def recount(vote: Vote, electronic: Tally | None = None) -> list[str]:
    """Scrutineers want the paper counted again, before the result is confirmed (A10.2).

    The signatures fall, and with them a further round that the count led to and that has not begun. ``electronic`` is
    what the record of the other medium says. Gives the ids of the sheets that no longer stand; raises
    ``NothingToRecount``.
    """
    ballot = to_recount(vote)
    following = VoteState.COUNTING
    if ballot is vote.current:
        if vote.state is VoteState.OPEN:
            raise NothingToRecount()
        following = vote.after(VoteAct.RECOUNT)
    dropped = ballot.reopen(electronic)
    if ballot is not vote.current:
        vote.rounds.pop()
    vote.refused = False
    vote.state = following
    return dropped


def vote_again(vote: Vote, number: int, reason: str, citation: Citation | None = None) -> None:
    """The organ refused the result: from that round on all is void, and that round is held again.

    Raises ``NotRefused`` or ``NoSuchRound``.
    """
    following = vote.after(VoteAct.VOTE_AGAIN)
    if not vote.refused:
        organ = vote.confirmations[-1].organ if vote.confirmations else "确认结果的机构"
        raise NotRefused(organ=organ, citation=citation)
    doubted = [each for each in vote.held if each.number >= number]
    if not doubted or doubted[0].number != number:
        raise NoSuchRound(round=number)
    for each in doubted:
        each.annulled, each.void = reason, True
    vote.hold_again(doubted[0], paper_only=doubted[0].paper_only)
    vote.refused = False
    vote.state = following
