"""Which ballots two entries may have read in two ways: put together for the eye, decided by nobody but the paper (Y-033)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain.ballots import Batch, Difference, differences
from services.voting.domain.pairing import MOST_PATTERNS, Pair, Pairing, paired


def found(first: dict[str, int], second: dict[str, int]) -> Pairing:
    codes = [f"Y{n}" for n in range(len(next(iter(first))))]
    return paired(differences(Batch(codes, first), Batch(codes, second)))


def test_one_mark_read_wrongly_is_one_ballot_read_in_two_ways() -> None:
    pairing = found({"oox-": 57, "xx--": 3}, {"oox-": 56, "xx--": 3, "oo--": 1})
    assert pairing == Pairing([Pair("oox-", "oo--", 1, [2])], {}, {})


def test_the_nearest_go_together_and_equals_in_their_order() -> None:
    pairing = found({"oooo": 2, "xxxx": 1}, {"ooox": 1, "xxxo": 1, "ooxx": 1})
    assert pairing.pairs == [
        Pair("oooo", "ooox", 1, [3]),
        Pair("xxxx", "xxxo", 1, [3]),
        Pair("oooo", "ooxx", 1, [2, 3]),
    ]


def test_ballots_that_have_nothing_in_common_stand_alone() -> None:
    assert found({"oooo": 1}, {"xxxx": 1}) == Pairing([], {"oooo": 1}, {"xxxx": 1})
    assert found({"oooo": 1}, {"oxxx": 1}).pairs == []
    # With a single project every other reading is one of the same ballot.
    assert found({"o": 1}, {"x": 1}).pairs == [Pair("o", "x", 1, [0])]


def test_entries_that_differ_as_a_whole_are_not_compared_each_with_each() -> None:
    wrong = [
        Difference(f"o{n:09b}".replace("0", "-").replace("1", "x"), 1, 0) for n in range(MOST_PATTERNS + 1)
    ]
    pairing = paired([*wrong, Difference("o--------?", 0, 1)])
    assert (pairing.pairs, len(pairing.first_alone)) == ([], MOST_PATTERNS + 1)


_BATCH = st.dictionaries(st.text("ox-", min_size=4, max_size=4), st.integers(1, 5), max_size=12)


@given(_BATCH, _BATCH)
def test_no_ballot_is_lost_or_doubled_by_putting_them_together(
    first: dict[str, int], second: dict[str, int]
) -> None:
    codes = ["A", "B", "C", "D"]
    apart = differences(Batch(codes, first), Batch(codes, second))
    pairing = paired(apart)
    assert pairing == paired(apart[::-1])
    for each in apart:
        mine = sum(pair.ballots for pair in pairing.pairs if pair.first == each.pattern)
        other = sum(pair.ballots for pair in pairing.pairs if pair.second == each.pattern)
        assert mine + pairing.first_alone.get(each.pattern, 0) == max(each.first - each.second, 0)
        assert other + pairing.second_alone.get(each.pattern, 0) == max(each.second - each.first, 0)
    for pair in pairing.pairs:
        assert pair.apart == [n for n in range(4) if pair.first[n] != pair.second[n]]
