"""Ballot patterns that add up to given totals, for the players of demo votes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.demo.patterns import ballot_patterns, over_marked, unreadable
from services.voting.domain.ballots import Batch
from services.voting.domain.counting import count
from tests.unit.voting.builders import BEIGUAN_2024, YUANYANG_2024


@given(st.data())
def test_patterns_give_exactly_the_totals_and_no_ballot_over_the_quota(data: st.DataObject) -> None:
    ballots = data.draw(st.integers(1, 40))
    codes = [f"D{n}" for n in range(data.draw(st.integers(1, 6)))]
    most = data.draw(st.integers(1, len(codes)))
    left = ballots * most
    totals: dict[str, tuple[int, int]] = {}
    for code in codes:
        approve = data.draw(st.integers(0, min(ballots, left)))
        left -= approve
        totals[code] = (approve, data.draw(st.integers(0, ballots - approve)))
    patterns = ballot_patterns(totals, ballots, most)
    tally = count(Batch.of(codes, [(each["marks"], each["copies"]) for each in patterns]), most, "void")
    assert (tally.returned, tally.valid) == (ballots, ballots)
    assert {code: (line.approve, line.against) for code, line in tally.lines.items()} == totals


@pytest.mark.parametrize(("totals", "valid"), [(YUANYANG_2024, 250), (BEIGUAN_2024, 185)])
def test_the_totals_of_the_demo_year_have_ballots(totals: dict[str, tuple[int, int]], valid: int) -> None:
    assert sum(each["copies"] for each in ballot_patterns(totals, valid, 10)) == valid


def test_totals_that_no_ballots_can_have_are_refused() -> None:
    with pytest.raises(ValueError, match="more approvals"):
        ballot_patterns({"A": (5, 0), "B": (5, 0)}, 5, 1)
    with pytest.raises(ValueError, match="more votes"):
        ballot_patterns({"A": (3, 3)}, 5, 1)


def test_bad_ballots_are_bad() -> None:
    codes = ["A", "B", "C"]
    lines = [(each["marks"], each["copies"]) for each in (over_marked(codes, 2), unreadable(codes))]
    tally = count(Batch.of(codes, lines), 2, "void")
    assert (tally.over_marked, tally.unreadable, tally.valid) == (1, 1, 0)
