"""Counting, against a plain oracle that goes through ballots one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain.ballots import Batch, differences, settled
from services.voting.domain.counting import Line, count
from services.voting.domain.errors import PatternRepeated, UnknownCandidate
from services.voting.domain.marks import Mark

CODES = ["D01", "D02", "D03", "D04"]
ballots = st.lists(st.tuples(*[st.sampled_from(list(Mark)) for _ in CODES]), max_size=60)


def batch_of(papers: list[tuple[Mark, ...]]) -> Batch:
    """The batch of ballots that were looked at one by one."""
    lines: dict[tuple[Mark, ...], int] = {}
    for paper in papers:
        lines[paper] = lines.get(paper, 0) + 1
    return Batch.of(CODES, [(dict(zip(CODES, each, strict=True)), n) for each, n in lines.items()])


@given(ballots, st.integers(1, 4), st.sampled_from(["void", "candidate_void"]))
def test_counting_agrees_with_a_plain_oracle_y039(
    papers: list[tuple[Mark, ...]], most: int, over_marked: str
) -> None:
    tally = count(batch_of(papers), most, over_marked)
    readable = [paper for paper in papers if set(paper) != {Mark.UNCLEAR}]
    too_many = [paper for paper in readable if paper.count(Mark.APPROVE) > most]
    valid = [paper for paper in readable if paper not in too_many] if over_marked == "void" else readable
    assert tally.returned == len(papers)
    assert tally.unreadable == len(papers) - len(readable)
    assert tally.valid == len(valid)
    assert tally.over_marked == len(readable) - len(valid)
    for index, code in enumerate(CODES):
        approve = sum(paper[index] is Mark.APPROVE and paper.count(Mark.APPROVE) <= most for paper in valid)
        line = tally.lines[code]
        assert line.approve == approve
        assert line.against == sum(paper[index] is Mark.AGAINST for paper in valid)
        assert line.abstain == sum(paper[index] is Mark.ABSTAIN for paper in valid)
        assert line.approve + line.against + line.abstain + line.invalid_marks == tally.valid
    assert tally.returned == tally.valid + tally.invalid


@given(ballots)
def test_a_batch_keeps_no_order_of_the_ballots_y033(papers: list[tuple[Mark, ...]]) -> None:
    forwards, backwards = batch_of(papers), batch_of(papers[::-1])
    assert list(forwards.patterns.items()) == list(backwards.patterns.items())


def test_an_over_marked_ballot_is_void_as_the_rules_say() -> None:
    marks = {"D01": "approve", "D02": "approve", "D03": "against"}
    batch = Batch.of(CODES, [(marks, 1)])
    assert count(batch, 1, "void").over_marked == 1
    kept = count(batch, 1, "candidate_void")
    assert kept.valid == 1
    assert kept.lines["D01"] == Line(invalid_marks=1)
    assert kept.lines["D03"] == Line(against=1)


def test_a_blank_ballot_is_valid_and_abstains_and_an_unreadable_one_is_invalid() -> None:
    batch = Batch.of(CODES, [({}, 2), (dict.fromkeys(CODES, "unclear"), 1), ({"D01": "unclear"}, 1)])
    tally = count(batch, 2, "void")
    assert (tally.valid, tally.unreadable) == (3, 1)
    assert tally.lines["D01"] == Line(abstain=2, invalid_marks=1)
    assert tally.lines["D02"] == Line(abstain=3)


def test_an_entry_names_each_pattern_once_and_only_candidates_of_the_list() -> None:
    with pytest.raises(PatternRepeated):
        Batch.of(CODES, [({}, 2), ({"D01": "abstain"}, 1)])
    with pytest.raises(UnknownCandidate):
        Batch.of(CODES, [({"D99": "approve"}, 1)])


@given(ballots, ballots)
def test_a_settlement_in_favour_of_one_entry_gives_that_entry(
    one: list[tuple[Mark, ...]], other: list[tuple[Mark, ...]]
) -> None:
    first, second = batch_of(one), batch_of(other)
    found = differences(first, second)
    assert (found == []) == (first.patterns == second.patterns)
    assert settled(first, second, {each.pattern: each.second for each in found}).patterns == second.patterns
