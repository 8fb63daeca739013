"""The script's tables add up, and are those of the demo year as they were written down apart from them."""

from __future__ import annotations

from collections import Counter

import pytest

from services.demo.expected import townships as expected_townships
from services.demo.expected import yuanyang as expected
from services.demo.expected.townships import Township as ExpectedTownship
from services.demo.patterns import ballot_patterns
from services.demo.townships.figures import ALL as TOWNSHIPS
from services.demo.townships.figures import Township
from services.demo.yuanyang import figures, suggestions
from services.demo.yuanyang.session2024 import SITTING

PAIRS = list(zip(TOWNSHIPS, expected_townships.TOWNSHIPS, strict=True))


def test_collection_is_36_and_24_and_18_with_five_nil_returns() -> None:
    channels = Counter(each.channel for each in suggestions.ALL)
    assert dict(channels) == expected.CHANNELS
    assert sum(channels.values()) == expected.SUGGESTIONS == 36 + 24 + 18
    assert sum(expected.LAYERS.values()) == expected.SUGGESTIONS
    by_department = Counter(each.department for each in suggestions.ALL if each.department)
    assert len(by_department) == expected.COVERAGE["with_items"]
    assert len(suggestions.DEPARTMENTS) == expected.COVERAGE["asked"]
    assert set(suggestions.NIL_RETURNS).isdisjoint(by_department)


def test_78_suggestions_make_61_items_of_which_21_are_short_listed_and_13_candidates() -> None:
    titles = [each.title for each in suggestions.ALL]
    assert len(set(titles)) == len(titles) == figures.COLLECTED
    assert len(suggestions.DISTINCT) == figures.MERGED == figures.COLLECTED - expected.MERGED_AWAY
    shortlisted = [each.name for each in (*figures.PROJECTS, *figures.WITHDRAWN)]
    assert titles[: figures.SHORTLISTED] == shortlisted
    assert len(figures.PROJECTS) == figures.CANDIDATES


def test_the_votes_are_the_printed_ones_and_fit_on_250_ballots() -> None:
    valid = expected.TOTALS["valid"]
    for each in figures.PROJECTS:
        approve, against, abstain = expected.VOTES[each.code]
        assert each.votes == (approve, against)
        assert approve + against + abstain == valid
    by_approvals = sorted(figures.PROJECTS, key=lambda each: -each.votes[0])
    assert tuple(each.code for each in by_approvals[:10]) == expected.DETERMINED
    assert all(each.votes[0] * 2 > expected.IN_OFFICE_AT_THE_VOTE for each in by_approvals[:10])
    totals = {each.code: each.votes for each in figures.PROJECTS}
    patterns = ballot_patterns(totals, valid, len(expected.DETERMINED))
    assert sum(each["copies"] for each in patterns) == valid


def test_investments_and_hands_are_the_printed_ones() -> None:
    assert {each.code: each.wan for each in figures.PROJECTS} == expected.INVESTMENTS_WAN
    hands = SITTING.measure
    assert {"present": hands.yes + hands.no + hands.abstain, **hands.data()} == expected.MEASURE


def test_the_roll_falls_from_268_to_265_to_263() -> None:
    assert figures.LEGAL_NUMBER - len(figures.VACANT_2024) == expected.IN_OFFICE_AT_THE_VOTE
    assert (
        figures.LEGAL_NUMBER - len(figures.VACANT_2024) - len(figures.VACANT_2025)
        == expected.ROLL["in_office"]
    )
    codes = [code for code, _reason, _day in (*figures.VACANT_2024, *figures.VACANT_2025)]
    assert len(set(codes)) == expected.ROLL["vacancies"]


@pytest.mark.parametrize(("rows", "valid"), [(figures.RATING_2025, 248), (figures.RATING_2024, 250)])
def test_rating_rows_add_up_to_the_valid_papers(rows: dict[str, tuple[int, ...]], valid: int) -> None:
    assert {code: sum(row) for code, row in rows.items()} == dict.fromkeys(rows, valid)


def test_only_d07_is_at_or_below_half_in_2025_and_none_in_2024() -> None:
    assert figures.RATING_2025 == expected.RATING
    low = [code for code, row in figures.RATING_2025.items() if row[0] * 2 <= sum(row)]
    assert tuple(low) == expected.EXPLAINS
    assert all(row[0] * 2 > sum(row) for row in figures.RATING_2024.values())


@pytest.mark.parametrize(("township", "wanted"), PAIRS, ids=[each.tenant for each in TOWNSHIPS])
def test_a_townships_votes_are_the_printed_ones(township: Township, wanted: ExpectedTownship) -> None:
    assert (township.in_office, township.present, township.quota, township.day) == (
        wanted.in_office,
        wanted.present,
        wanted.quota,
        wanted.day,
    )
    assert tuple(each.approvals for each in township.projects) == wanted.approvals
    assert ballot_patterns(township.first_totals, township.present, township.quota)
    if wanted.second is None:
        assert township.second is None
        return
    _kind, approvals, abstain = wanted.second
    assert tuple((township.second or {}).values()) == approvals
    assert sum(approvals) + abstain == township.present
    assert ballot_patterns(township.second_totals, township.present, 1)
