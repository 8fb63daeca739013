"""Rounds: opening by a notice, entering, closing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.collection.domain.intake import ChannelUnknown
from services.collection.domain.round import (
    ChannelNotOpen,
    DepartmentsNotComplete,
    NoDepartmentAsked,
    NoticeTooShort,
    NotRolling,
    OutsidePeriod,
    PeriodBackwards,
    Round,
    RoundState,
    RoundStillRunning,
)
from shared.kernel.state_machine import ActNotPossible
from tests.unit.collection.builders import a_round, a_task, rules

FIRST, LAST = date(2023, 9, 11), date(2023, 10, 20)


def test_a_notice_of_the_required_days_opens_a_round_y022() -> None:
    a_round("2023-09-11", "2023-10-10").check_opening(rules(notice_days=30), [])


def test_a_notice_one_day_short_is_refused_with_the_clause_y022() -> None:
    with pytest.raises(NoticeTooShort) as refused:
        a_round("2023-09-11", "2023-10-09").check_opening(rules(notice_days=30), [])
    assert "《甲县实施办法》第六条" in refused.value.text
    assert refused.value.params["earliest"] == date(2023, 10, 10)


def test_days_before_publication_do_not_count_y022() -> None:
    late = a_round("2023-09-11", "2023-10-20", published_on="2023-09-25")
    with pytest.raises(NoticeTooShort) as refused:
        late.check_opening(rules(notice_days=30), [])
    assert refused.value.params["days"] == 26


@given(st.integers(0, 120), st.integers(0, 60), st.integers(-30, 30))
def test_the_public_always_has_the_promised_days_y022(least: int, length: int, published: int) -> None:
    round_ = a_round()
    round_.ends_on = round_.starts_on + timedelta(days=length)
    round_.notice.published_on = round_.starts_on + timedelta(days=published)
    usable = [
        day
        for day in (round_.starts_on + timedelta(days=n) for n in range(length + 1))
        if day >= round_.notice.published_on
    ]
    try:
        round_.check_opening(rules(notice_days=least), [])
    except (NoticeTooShort, PeriodBackwards):
        assert len(usable) < max(least, 1)
    else:
        assert len(usable) >= max(least, 1)


def test_a_period_that_ends_before_it_begins_is_refused_b012() -> None:
    with pytest.raises(PeriodBackwards):
        a_round("2023-09-11", "2023-09-01", "2023-08-01").check_opening(rules(), [])


def test_rolling_rules_allow_several_rounds_a_year_b017() -> None:
    a_round("2024-05-06", "2024-05-31", "2024-05-06").check_opening(rules(rolling=True), [a_round()])


def test_without_rolling_a_second_round_is_refused_b017() -> None:
    with pytest.raises(NotRolling, match=r"第1轮.*第六条"):
        a_round().check_opening(rules(rolling=False), [a_round()])


def test_a_notice_names_only_channels_of_the_rulebook_d03() -> None:
    round_ = a_round()
    round_.notice.channels[0].code = "pigeon"
    with pytest.raises(ChannelUnknown, match="县政府网站（web）"):
        round_.check_opening(rules(), [])


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_residents_enter_only_within_the_period_b012(day: date) -> None:
    with pytest.raises(OutsidePeriod):
        a_round().check_public_entry("web", day)


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_first_and_last_day_count_b012(day: date) -> None:
    a_round().check_public_entry("web", day)


def test_residents_enter_only_where_the_notice_says_so_y022() -> None:
    with pytest.raises(ChannelNotOpen, match="web"):
        a_round().check_public_entry("station", FIRST)


def test_a_round_is_not_closed_before_the_promised_last_day_b012() -> None:
    with pytest.raises(RoundStillRunning):
        a_round().close(rules(), [], LAST - timedelta(days=1))


def test_closing_is_refused_while_a_department_has_not_replied_y020() -> None:
    replied = a_task("县民政局")
    replied.reply(nil=True, items=0, on=FIRST)
    with pytest.raises(DepartmentsNotComplete, match="县教体局") as refused:
        a_round().close(rules(departments_must_reply=True), [replied, a_task()], LAST)
    assert refused.value.params["missing"] == 1
    assert refused.value.citation is not None


def test_closing_is_refused_when_no_department_was_asked_y020() -> None:
    with pytest.raises(NoDepartmentAsked):
        a_round().close(rules(departments_must_reply=True), [], LAST)


def test_a_round_closes_when_all_departments_replied_and_takes_nothing_more_y020() -> None:
    task, round_ = a_task(), a_round()
    task.reply(nil=True, items=0, on=FIRST)
    round_.close(rules(departments_must_reply=True), [task], LAST)
    assert (round_.state, round_.closed_on) == (RoundState.CLOSED, LAST)
    for act in (round_.check_may_enter, round_.check_may_ask, lambda: round_.close(rules(), [], LAST)):
        with pytest.raises(ActNotPossible):
            act()


def test_departments_may_stay_silent_where_the_rules_do_not_ask_them_d03() -> None:
    round_ = a_round()
    round_.close(rules(departments_must_reply=False), [a_task()], LAST)
    assert round_.state is RoundState.CLOSED


def test_tasks_of_another_round_do_not_hold_this_one_b017() -> None:
    other = a_task(round_id="round-9")
    round_ = a_round()
    round_.close(rules(departments_must_reply=True), [other], LAST)
    assert round_.state is RoundState.CLOSED


def test_residents_read_where_a_round_stands_b012() -> None:
    round_: Round = a_round()
    days = (FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1))
    assert [round_.stage(day) for day in days] == ["announced", "collecting", "collecting", "ended"]
    round_.close(rules(), [], LAST)
    assert round_.stage(LAST) == "closed"
