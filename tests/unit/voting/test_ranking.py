"""Ranking ballots, against a plain model that goes through ballots one by one (issue 3, outside-rules [2])."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain.ballots import Batch, differences, settled
from services.voting.domain.counting import Line, Verdict
from services.voting.domain.determination import determine
from services.voting.domain.electronic.errors import RankingOnPaperOnly
from services.voting.domain.errors import MarkOfAnotherMethod, PatternRepeated
from services.voting.domain.marks import LETTER, NUMBER, letter_of, mark_of
from services.voting.domain.measure import MeasureParameters
from services.voting.domain.methods import Method
from services.voting.domain.ranking import count_ranking, judged
from services.voting.domain.result import results
from services.voting.domain.rounds import RoundKind
from services.voting.domain.vote import Vote
from shared.persistence.converter import from_data, to_data
from tests.unit.voting.builders import hold, policy, vote_on

CODES = ["P1", "P2", "P3", "P4", "P5"]
ANY = ["abstain", "unclear", *(str(number) for number in range(7))]

Paper = dict[str, str]


@st.composite
def numbered(draw: st.DrawFn) -> Paper:
    """A ballot that somebody filled in properly: the first so many of some order."""
    order = draw(st.permutations(CODES))
    return {code: str(place) for place, code in enumerate(order[: draw(st.integers(0, 4))], 1)}


@st.composite
def scribbled(draw: st.DrawFn) -> Paper:
    """A ballot with anything on it."""
    return {code: draw(st.sampled_from(ANY)) for code in CODES}


papers = st.lists(st.one_of(numbered(), scribbled()), max_size=25)
proper = st.lists(numbered(), max_size=12)


def batch_of(ballots: list[Paper]) -> Batch:
    """The batch of ballots that were looked at one by one."""
    whole = [tuple(paper.get(code, "abstain") for code in CODES) for paper in ballots]
    lines = [(dict(zip(CODES, each, strict=True)), whole.count(each)) for each in dict.fromkeys(whole)]
    return Batch.of(CODES, lines, Method.RANKING)


def model(ballots: list[Paper], places: int, over_marked: str) -> tuple[dict[str, int], list[dict[str, str]]]:
    """How many ballots of each fate, and those that count with what is left of their marks."""
    fates = {"unreadable": 0, "over_marked": 0, "misnumbered": 0, "valid": 0}
    kept = []
    for paper in ballots:
        marks = {code: paper.get(code, "abstain") for code in CODES}
        if all(mark == "unclear" for mark in marks.values()):
            fates["unreadable"] += 1
            continue
        beyond = [code for code, mark in marks.items() if mark.isdigit() and int(mark) > places]
        if beyond and over_marked == "void":
            fates["over_marked"] += 1
            continue
        for code in beyond:
            marks[code] = "unclear"
        written = [int(mark) for mark in marks.values() if mark.isdigit()]
        if any(written.count(number) != 1 for number in range(1, len(written) + 1)):
            fates["misnumbered"] += 1
            continue
        fates["valid"] += 1
        kept.append(marks)
    return fates, kept


@given(papers, st.integers(1, 4), st.sampled_from(["void", "candidate_void"]))
def test_counting_a_ranking_agrees_with_a_plain_model(
    ballots: list[Paper], places: int, over_marked: str
) -> None:
    tally = count_ranking(batch_of(ballots), places, over_marked)
    fates, kept = model(ballots, places, over_marked)
    assert (tally.unreadable, tally.over_marked, tally.misnumbered, tally.valid) == tuple(fates.values())
    assert tally.returned == len(ballots) == tally.valid + tally.invalid
    for code, line in tally.lines.items():
        said = [marks[code] for marks in kept]
        assert line.approve == sum(each.isdigit() for each in said)
        assert line.points == sum(len(range(int(each), places + 1)) for each in said if each.isdigit())
        assert line.invalid_marks == said.count("unclear")
        assert line.abstain == said.count("abstain")
        assert line.against == 0
        assert line.approve + line.abstain + line.invalid_marks == tally.valid


@given(proper, st.integers(1, 4))
def test_most_points_is_the_lowest_sum_of_numbers_with_a_blank_behind_them_all(
    ballots: list[Paper], places: int
) -> None:
    tally = count_ranking(batch_of(ballots), places, "void")
    within = [paper for paper in ballots if len(paper) <= places]
    sums = {code: sum(int(paper.get(code, places + 1)) for paper in within) for code in CODES}
    by_points = sorted(CODES, key=lambda code: (-tally.lines[code].points, code))
    assert by_points == sorted(CODES, key=lambda code: (sums[code], code))


@given(proper, st.integers(1, 4), st.integers(0, 6))
def test_determination_of_a_ranking_agrees_with_a_brute_force_model(
    ballots: list[Paper], places: int, needed: int
) -> None:
    within = [paper for paper in ballots if len(paper) <= places]
    sums = {code: sum(int(paper.get(code, places + 1)) for paper in within) for code in CODES}
    passed = [code for code in CODES if sum(code in paper for paper in within) >= needed]
    winners = [
        set(order[:places])
        for order in permutations(passed)
        if [sums[code] for code in order] == sorted(sums[code] for code in order)
    ]
    certain, possible = set.intersection(*winners), set.union(*winners)
    outcome = determine(count_ranking(batch_of(ballots), places, "void"), places, needed, Method.RANKING)
    assert set(outcome.determined) == certain
    assert set(outcome.tied) == possible - certain
    assert outcome.tied_places == (places - len(certain) if outcome.tied else 0)
    assert outcome.missing == max(0, places - len(passed))
    assert [sums[code] for code in outcome.determined] == sorted(sums[code] for code in certain)


def test_a_project_behind_in_points_stays_out_though_more_ballots_number_it() -> None:
    ballots = [{"P1": "1", "P3": "2"}, {"P1": "1", "P3": "2"}, {"P2": "1", "P3": "2"}, {"P2": "1"}]
    tally = count_ranking(batch_of(ballots), 2, "void")
    assert {code: line.points for code, line in tally.lines.items() if line.points} == {
        "P1": 4,
        "P2": 4,
        "P3": 3,
    }
    assert tally.lines["P3"] == Line(approve=3, abstain=1, points=3)
    assert determine(tally, 2, 0, Method.RANKING).determined == ["P1", "P2"]
    # The threshold asks how many want the project at all, not how high they place it.
    outcome = determine(tally, 2, 3, Method.RANKING)
    assert (outcome.determined, outcome.missing) == (["P3"], 1)


@pytest.mark.parametrize(
    ("pattern", "verdict"),
    [
        ("12---", Verdict.VALID),
        ("-----", Verdict.VALID),
        ("321--", Verdict.VALID),
        ("12?--", Verdict.VALID),
        ("1?3--", Verdict.MISNUMBERED),
        ("11---", Verdict.MISNUMBERED),
        ("1-3--", Verdict.MISNUMBERED),
        ("-2---", Verdict.MISNUMBERED),
        ("10---", Verdict.MISNUMBERED),
        ("1234-", Verdict.OVER_MARKED),
        ("1A---", Verdict.OVER_MARKED),
        ("?????", Verdict.UNREADABLE),
    ],
)
def test_what_voids_a_ranking_ballot(pattern: str, verdict: Verdict) -> None:
    assert judged(pattern, 3, "void") == (verdict, pattern)


def test_only_the_surplus_number_is_void_where_the_rules_keep_the_ballot() -> None:
    assert judged("1234-", 3, "candidate_void") == (Verdict.VALID, "123?-")
    assert judged("1244-", 3, "candidate_void") == (Verdict.VALID, "12??-")
    assert judged("1144-", 3, "candidate_void")[0] is Verdict.MISNUMBERED


def test_every_number_has_one_letter_of_its_own() -> None:
    letters = [letter_of(str(number)) for number in NUMBER.values()]
    assert len(set(letters)) == len(NUMBER) == 1000
    assert {len(each) for each in letters} == {1}
    assert not set(letters) & set(LETTER.values())
    assert [mark_of(each) for each in letters] == [str(number) for number in range(1000)]
    assert [letter_of(each) for each in ("1", "9", "10", "20", "35")] == ["1", "9", "A", "K", "Z"]


@pytest.mark.parametrize(
    ("method", "mark", "said"),
    [
        (Method.RANKING, "approve", "赞成"),
        (Method.RANKING, "against", "反对"),
        (Method.APPROVAL, "1", "1"),
        (Method.RANKING, "01", "01"),
    ],
)
def test_a_mark_of_the_other_kind_of_ballot_is_refused(method: Method, mark: str, said: str) -> None:
    with pytest.raises(MarkOfAnotherMethod, match=f"“P2”录入的是“{said}”"):
        Batch.of(CODES, [({"P1": "abstain", "P2": mark}, 1)], method)


def test_a_pattern_of_numbers_stands_once_in_an_entry() -> None:
    with pytest.raises(PatternRepeated):
        Batch.of(CODES, [({"P1": "1"}, 1), ({"P1": "1", "P2": "abstain"}, 2)], Method.RANKING)


def test_two_entries_of_rankings_differ_number_by_number_and_are_settled() -> None:
    first = Batch.of(CODES, [({"P1": "1", "P2": "10"}, 3), ({"P3": "1"}, 2)], Method.RANKING)
    second = Batch.of(CODES, [({"P1": "10", "P2": "1"}, 3), ({"P3": "1"}, 2)], Method.RANKING)
    found = differences(first, second)
    assert [(each.first, each.second) for each in found] == [(3, 0), (0, 3)]
    assert first.marks(found[0].pattern)["P2"] == "10"
    agreed = settled(first, second, {first.pattern({"P1": "1", "P2": "10"}, Method.RANKING): 3})
    assert agreed.patterns == first.patterns


def test_tallies_of_rankings_add_up() -> None:
    one = count_ranking(batch_of([{"P1": "1"}, {"P1": "2"}]), 2, "void")
    both = one + one
    assert (both.valid, both.misnumbered, both.lines["P1"].points) == (2, 2, 4)


def ballots(copies: int, *order: str) -> dict[str, Any]:
    """So many ballots that number these candidates in this order."""
    return {"marks": {code: str(number) for number, code in enumerate(order, 1)}, "copies": copies}


def ranking_vote(places: int, **rules: Any) -> Vote:
    """A vote by ranking, open for its first round; no threshold unless ruled."""
    values = {"voting.method": "ranking", "voting.threshold": "none", "voting.quota": {"least": 1, "most": 5}}
    return vote_on(CODES, places, policy({**values, **rules}), in_office=30)


def test_the_kind_of_ballot_is_frozen_into_the_measure_and_old_measures_are_of_approvals_y030() -> None:
    parameters = ranking_vote(2).parameters
    assert parameters.method is Method.RANKING
    stored = to_data(parameters)
    assert from_data(stored, MeasureParameters) == parameters
    del stored["method"]
    assert from_data(stored, MeasureParameters).method is Method.APPROVAL


def test_a_tie_in_points_is_ranked_again_until_it_is_broken_q05() -> None:
    vote = ranking_vote(2)
    opposed = [ballots(10, "P1", "P2"), ballots(10, "P3", "P2")]
    hold(vote, 20, opposed)
    # P1 and P3 have 20 points each, and so has P2 with twenty second places.
    assert (vote.current.kind, sorted(vote.current.candidates), vote.current.places) == (
        RoundKind.TIE,
        ["P1", "P2", "P3"],
        2,
    )
    hold(vote, 20, [ballots(11, "P2", "P1"), ballots(9, "P3", "P1")])
    assert vote.determined == ["P2", "P1"]
    assert [each.candidate.code for each in results(vote)][:2] == ["P2", "P1"]
    assert vote.held[1].tally is not None
    assert vote.held[1].tally.lines["P1"] == Line(approve=20, points=20)


def test_too_few_that_pass_are_made_up_by_a_ranking_of_the_rest_a10_7() -> None:
    rules = {"voting.threshold": "majority", "voting.threshold_base": "valid"}
    vote = ranking_vote(2, **rules, **{"voting.shortfall": "second_ballot"})
    hold(vote, 20, [ballots(11, "P1"), ballots(9, "P2")])
    assert (vote.current.kind, vote.current.places, vote.determined) == (RoundKind.SHORTFALL, 1, ["P1"])
    hold(vote, 20, [ballots(12, "P3"), ballots(8, "P2")])
    assert vote.determined == ["P1", "P3"]


def test_no_envelope_is_drawn_for_a_ranking_a10_17() -> None:
    vote = ranking_vote(2, **{"voting.electronic": "legal"})
    vote.seal_boxes([("main", "会场票箱")], [])
    seats = [f"代表{number:02}" for number in range(15)]
    with pytest.raises(RankingOnPaperOnly, match="排序"):
        vote.issue({"main": 15}, 30, [], seats, seats)
    vote.issue({"main": 30}, 30, [])
    assert vote.current.issued == 30
