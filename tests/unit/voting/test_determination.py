"""Determination, against a model that tries every order of those who passed."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain.counting import Line, Tally
from services.voting.domain.determination import determine
from services.voting.domain.policy import approvals_needed

approvals = st.lists(st.integers(0, 6), min_size=1, max_size=6)


def tally_of(numbers: list[int]) -> Tally:
    """A tally with those approvals."""
    return Tally(6, 6, 0, 0, {f"D{index:02}": Line(approve=each) for index, each in enumerate(numbers)})


@given(approvals, st.integers(1, 6), st.integers(0, 6))
def test_determination_agrees_with_a_brute_force_model_y039(
    numbers: list[int], places: int, needed: int
) -> None:
    tally = tally_of(numbers)
    votes = {code: line.approve for code, line in tally.lines.items()}
    passed = [code for code in votes if votes[code] >= needed]
    winners = [
        set(order[:places])
        for order in permutations(passed)
        if all(votes[one] >= votes[next] for one, next in pairwise(order))
    ]
    certain = set.intersection(*winners)
    undecided = set.union(*winners) - certain
    outcome = determine(tally, places, needed)
    assert set(outcome.determined) == certain
    assert set(outcome.tied) == undecided
    assert outcome.missing == max(0, places - len(passed))
    assert outcome.tied_places == (places - len(certain) if undecided else 0)
    assert [votes[code] for code in outcome.determined] == sorted(
        (votes[code] for code in certain), reverse=True
    )


def test_a_tie_above_the_cut_needs_no_second_ballot_q05() -> None:
    outcome = determine(tally_of([5, 5, 3, 1]), 3, 0)
    assert (outcome.determined, outcome.tied) == (["D00", "D01", "D02"], [])


def test_a_majority_is_more_than_half_of_the_base_q04() -> None:
    assert approvals_needed("majority", 265) == 133
    assert approvals_needed("majority", 54) == 28
    assert approvals_needed("majority", 68) == 35
    assert approvals_needed("none", 68) == 0
