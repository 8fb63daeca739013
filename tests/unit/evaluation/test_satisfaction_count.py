"""Totals that add up or are refused, entered twice, and the consequence."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.domain.counting import (
    BallotsDoNotAddUp,
    ProjectMissing,
    ProjectNotRated,
    TotalsDoNotAddUp,
)
from services.evaluation.domain.grades import GradesIncomplete, GradeUnknown
from services.evaluation.domain.rating_states import RatingState
from services.evaluation.domain.residents import ProjectTwice
from services.evaluation.domain.rules import Trigger
from services.evaluation.domain.satisfaction import ThirdTeller
from services.evaluation.domain.shares import percent_tenths, tenths_text
from tests.unit.evaluation.builders import NOW, counting, rules, sheet

YUANYANG = {
    "D01": (219, 24, 3, 2),
    "D02": (223, 20, 3, 2),
    "D03": (210, 31, 5, 2),
    "D04": (204, 36, 6, 2),
    "D05": (198, 41, 7, 2),
    "D06": (131, 97, 17, 3),
    "D07": (124, 88, 30, 6),
    "D08": (169, 66, 10, 3),
    "D09": (176, 60, 9, 3),
    "D10": (187, 49, 9, 3),
}
BEIGUAN = {
    "B01": (171, 11, 2, 0),
    "B02": (166, 15, 2, 1),
    "B03": (158, 22, 3, 1),
    "B04": (149, 29, 5, 1),
    "B05": (152, 27, 4, 1),
    "B06": (161, 20, 2, 1),
    "B07": (144, 33, 6, 1),
    "B08": (139, 37, 7, 1),
    "B09": (102, 61, 19, 2),
    "B10": (147, 31, 5, 1),
}
HALF = {"at_most": "1/2", "below": None}
SIXTY = {"at_most": None, "below": "3/5"}


def _lines(table: dict[str, tuple[int, int, int, int]]) -> dict[str, tuple[int, int, int, int]]:
    return {f"p{n}": row for n, row in enumerate(table.values(), start=1)}


def _required(
    table: dict[str, tuple[int, int, int, int]], valid: int, trigger: dict[str, str | None]
) -> list[str]:
    rating = counting(10, valid=valid, trigger=trigger)
    for teller in ("a", "b"):
        rating.enter(sheet(teller, _lines(table), valid=valid), rules(trigger=trigger))
    codes = list(table)
    return [codes[int(each.project_id[1:]) - 1] for each in rating.declare(NOW, "闭幕会")]


def test_exactly_half_calls_for_an_explanation_and_a_vote_more_does_not_y074() -> None:
    assert _required(YUANYANG, 248, HALF) == ["D07"]


def test_under_sixty_per_cent_calls_for_an_explanation_b098_q09() -> None:
    assert _required(BEIGUAN, 184, SIXTY) == ["B09"]
    assert tenths_text(percent_tenths(102, 184) or 0) == "55.4"


@given(base=st.integers(1, 2000), satisfied=st.integers(0, 2000))
def test_at_most_half_includes_half_itself_y074(base: int, satisfied: int) -> None:
    satisfied = min(satisfied, base)
    assert Trigger(Fraction(1, 2), None).pulled(satisfied, base) == (satisfied * 2 <= base)


@given(half=st.integers(1, 1000))
def test_the_trigger_at_half_and_on_both_sides_y074(half: int) -> None:
    trigger = Trigger(Fraction(1, 2), None)
    base = half * 2
    assert [trigger.pulled(half + step, base) for step in (-1, 0, 1)] == [True, True, False]


@given(fifth=st.integers(1, 500))
def test_below_excludes_the_bound_itself_b098(fifth: int) -> None:
    trigger = Trigger(None, Fraction(3, 5))
    assert [trigger.pulled(fifth * 3 + step, fifth * 5) for step in (-1, 0, 1)] == [True, False, False]


def test_neither_bound_never_calls_for_an_explanation_d23() -> None:
    assert not Trigger(None, None).pulled(0, 100)


@given(grades=st.tuples(*[st.integers(0, 300)] * 4), valid=st.integers(1, 300), invalid=st.integers(0, 20))
def test_totals_add_up_or_are_refused_with_the_difference_y062(
    grades: tuple[int, int, int, int], valid: int, invalid: int
) -> None:
    rating = counting(1, valid=valid, invalid=invalid)
    entered = sheet("a", {"p1": grades}, valid=valid, invalid=invalid)
    if sum(grades) == valid:
        rating.enter(entered, rules())
        assert len(rating.sheets) == 1
    else:
        with pytest.raises(TotalsDoNotAddUp) as refused:
            rating.enter(entered, rules())
        assert refused.value.params["difference"] == abs(sum(grades) - valid)
        assert refused.value.params["project"] == "P1 项目1"
        assert rating.sheets == []


def test_valid_and_invalid_are_what_came_back_y062() -> None:
    rating = counting(1, valid=248, invalid=1)
    with pytest.raises(BallotsDoNotAddUp) as refused:
        rating.enter(sheet("a", {"p1": (248, 0, 0, 0)}, valid=248, invalid=0), rules())
    assert refused.value.params["difference"] == 1


def test_a_sheet_has_every_project_once_and_no_other_y062() -> None:
    rating = counting(2)
    row = (248, 0, 0, 0)
    with pytest.raises(ProjectMissing) as refused:
        rating.enter(sheet("a", {"p1": row}), rules())
    assert "P2" in refused.value.text
    with pytest.raises(ProjectNotRated):
        rating.enter(sheet("a", {"p1": row, "p2": row, "p3": row}), rules())
    doubled = sheet("a", {"p1": row, "p2": row})
    doubled.lines.append(doubled.lines[0])
    with pytest.raises(ProjectTwice):
        rating.enter(doubled, rules())


def test_grades_are_those_of_the_rulebook_d22() -> None:
    own = rules(grades=[{"code": "good", "name": "好"}, {"code": "bad", "name": "差"}])
    rating = counting(1)
    with pytest.raises(GradeUnknown):
        rating.enter(sheet("a", {"p1": (248, 0, 0, 0)}), own)
    short = sheet("a", {"p1": (248, 0, 0, 0)})
    del short.lines[0].grades["fair"]
    with pytest.raises(GradesIncomplete):
        rating.enter(short, rules())


def test_two_tellers_have_to_agree_y062() -> None:
    rating = counting(2)
    rating.enter(sheet("a", {"p1": (200, 40, 8, 0), "p2": (248, 0, 0, 0)}), rules())
    assert rating.state is RatingState.COUNTING
    rating.enter(sheet("b", {"p1": (201, 39, 8, 0), "p2": (248, 0, 0, 0)}), rules())
    assert (rating.state, rating.differences) == (RatingState.COUNTING, ["p1"])
    with pytest.raises(ThirdTeller):
        rating.enter(sheet("c", {"p1": (200, 40, 8, 0), "p2": (248, 0, 0, 0)}), rules())
    rating.enter(sheet("b", {"p1": (200, 40, 8, 0), "p2": (248, 0, 0, 0)}), rules())
    assert (rating.state, rating.differences) == (RatingState.COUNTED, [])
    assert [each.teller for each in rating.superseded_sheets] == ["b"]


def test_one_teller_twice_is_not_two_tellers_y062() -> None:
    rating = counting(1)
    for _ in range(2):
        rating.enter(sheet("a", {"p1": (248, 0, 0, 0)}), rules())
    assert rating.state is RatingState.COUNTING


def test_tellers_who_differ_on_the_ballots_are_told_so_y062() -> None:
    rating = counting(1)
    rating.enter(sheet("a", {"p1": (248, 0, 0, 0)}, valid=248, invalid=1), rules())
    rating.enter(sheet("b", {"p1": (249, 0, 0, 0)}, valid=249, invalid=0), rules())
    assert rating.differences == ["*", "p1"]


def test_no_valid_ballot_at_all_voids_the_rating_y062() -> None:
    rating = counting(1, valid=0, invalid=3)
    for teller in ("a", "b"):
        rating.enter(sheet(teller, {"p1": (0, 0, 0, 0)}, valid=0, invalid=3), rules())
    assert rating.state is RatingState.VOID
    rating.repeat()
    assert (rating.state, rating.sheets) == (RatingState.OPEN, [])


@pytest.mark.parametrize(
    ("base", "number"), [("valid", 248), ("returned", 249), ("present", 249), ("in_office", 263)]
)
def test_the_base_is_what_the_rulebook_says_q07(base: str, number: int) -> None:
    rating = counting(1, base=base)
    for teller in ("a", "b"):
        rating.enter(sheet(teller, {"p1": (125, 123, 0, 0)}), rules(base=base))
    assert rating.results[0].base == number
    assert rating.results[0].explanation_required == (number >= 125 * 2)


def test_the_explanation_is_due_when_the_rulebook_says_q08() -> None:
    closes = date(2025, 2, 27)
    assert rules(explain_when="before_session_closes").explanation_due(closes) == closes
    assert rules(explain_when="after_session", explain_days=30).explanation_due(closes) == date(2025, 3, 29)
