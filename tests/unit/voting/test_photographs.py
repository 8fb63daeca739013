"""Whose sheets others than scrutineers may see (A10.2)."""

from __future__ import annotations

import pytest

from services.demo.patterns import ballot_patterns
from services.voting.domain.correction_errors import NothingChanged
from services.voting.domain.media import ElectronicPart
from services.voting.domain.photographs import readable_rounds
from services.voting.domain.putting_right import Clauses, correct_issue, correct_return, recount
from services.voting.domain.vote import Vote
from tests.unit.voting.builders import YANGE, hold, policy, to_counting, vote_on

TIED = {"P1": (58, 0), "P2": (55, 0), "P3": (37, 0), "P4": (37, 0)}


def a_vote() -> Vote:
    return vote_on(list(TIED), 3, policy(YANGE), 68)


def test_the_sheets_of_a_signed_round_stay_readable_while_the_next_one_is_counted_q05() -> None:
    vote = a_vote()
    assert readable_rounds(vote) == []
    hold(vote, 64, ballot_patterns(TIED, 64, 3))
    assert readable_rounds(vote) == [1]
    to_counting(vote, 64)
    assert readable_rounds(vote) == [1]
    hold_signed = a_vote()
    hold(hold_signed, 64, ballot_patterns(TIED, 64, 3))
    recount(hold_signed)
    assert readable_rounds(hold_signed) == []


def test_a_round_of_two_media_that_is_given_up_shows_the_total_of_neither_a10_17() -> None:
    vote = a_vote()
    vote.seal_boxes([("main", "会场票箱")], [])
    vote.issue({"main": 40}, 64, [])
    vote.current.electronic = ElectronicPart([f"S{n:02}" for n in range(20)], returned=20)
    vote.current.issued = 60
    vote.take_back(40)
    vote.declare_valid()
    vote.fall_back_to_paper()
    assert readable_rounds(vote) == []
    hold(vote, 64, ballot_patterns(TIED, 64, 3))
    assert readable_rounds(vote) == [2]


def test_a_correction_to_the_same_number_is_none() -> None:
    vote = a_vote()
    to_counting(vote, 64)
    with pytest.raises(NothingChanged, match="收回选票64张"):
        correct_return(vote, 64, Clauses())
    with pytest.raises(NothingChanged, match="发出选票64张"):
        correct_issue(vote, {"main": 64}, 68, [], Clauses())
    assert vote.state == "counting"
    correct_return(vote, 63, Clauses())
    assert vote.state == "returned"
