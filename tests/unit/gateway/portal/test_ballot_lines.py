"""Ballots as they are keyed: what is written is read back, and what is wrong is named by its line (Y-033)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.portal.ballot_lines import APPROVAL, MOST_NAMED, RANKING, read_lines, write_line
from services.gateway.portal.text import t

CODES = ["D1", "D2", "D3"]
APPROVAL_MARKS = st.sampled_from(["approve", "against", "abstain", "unclear"])
RANKING_MARKS = st.one_of(st.sampled_from(["abstain", "unclear"]), st.integers(0, 999).map(str))


def written(marks: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[dict[str, str], int]]]:
    ballot = st.fixed_dictionaries(dict.fromkeys(CODES, marks))
    return st.lists(st.tuples(ballot, st.integers(1, 500)), max_size=30)


def told(patterns: list[tuple[dict[str, str], int]]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for marks, copies in patterns:
        pattern = tuple(marks[each] for each in CODES)
        found[pattern] = found.get(pattern, 0) + copies
    return found


def read_back(patterns: list[tuple[dict[str, str], int]], method: str, spaced: bool) -> None:
    lines = [
        f"{write_line(marks, CODES, method)}{' * ' if spaced else '*'}{copies}" if copies > 1 else
        write_line(marks, CODES, method)
        for marks, copies in patterns
    ]  # fmt: skip
    keyed = read_lines("\n\n".join(lines), CODES, method)
    assert keyed.problems == ()
    assert told(list(keyed.patterns)) == told(patterns)
    assert keyed.ballots == sum(copies for _, copies in patterns)
    assert len({tuple(marks.items()) for marks, _ in keyed.patterns}) == len(keyed.patterns)


@given(written(APPROVAL_MARKS), st.booleans())
def test_approval_ballots_are_read_as_they_were_written(
    patterns: list[tuple[dict[str, str], int]], spaced: bool
) -> None:
    read_back(patterns, APPROVAL, spaced)


@given(written(RANKING_MARKS), st.booleans())
def test_ranking_ballots_are_read_as_they_were_written(
    patterns: list[tuple[dict[str, str], int]], spaced: bool
) -> None:
    read_back(patterns, RANKING, spaced)


def test_each_wrong_line_is_named() -> None:
    keyed = read_lines("113\n114\n\n11\n1139\n1 1 3 *2\n113*0", CODES, APPROVAL)
    assert keyed.problems == (
        t("tally.wrong_sign.approval", line=2),
        t("tally.wrong_length", line=4, now=2, wanted=3),
        t("tally.wrong_length", line=5, now=4, wanted=3),
        t("tally.wrong_sign.approval", line=7),
    )
    assert keyed.ballots == 3


def test_a_ranking_takes_numbers_and_no_marks() -> None:
    keyed = read_lines("1 2 3\n1 01 2\n1 x 2\n- ? 0\n1000 1 2", CODES, RANKING)
    assert [each.split("行")[0] for each in keyed.problems] == ["第2", "第3", "第5"]
    assert keyed.ballots == 2


def test_whoever_wrote_all_lines_wrong_is_told_of_some_and_of_their_number() -> None:
    keyed = read_lines("\n".join(["5"] * 30), CODES, APPROVAL)
    assert len(keyed.problems) == MOST_NAMED + 1
    assert keyed.problems[-1] == t("tally.more_wrong", number=30 - MOST_NAMED)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    for method in (APPROVAL, RANKING):
        keyed = read_lines(text, CODES, method)
        assert keyed.ballots or keyed.problems or not text.strip()
