"""The calendar that the rulebook asks for (Y-052, B-055, D-18)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.supervision.domain.calendar import STEP_MONTHS, Recurrence, SupervisionCalendar
from services.supervision.domain.event import EVENT_LIFE, EventState, SupervisionEvent
from shared.kernel.clock import add_months
from tests.unit.supervision.builders import BEIGUAN, YUANYANG, rulebook

starts = st.dates(date(2019, 1, 1), date(2040, 12, 31))
recurrences = st.builds(
    Recurrence,
    code=st.sampled_from(["a", "b", "c"]),
    name=st.just("事项"),
    every=st.sampled_from(sorted(STEP_MONTHS)),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
)


@given(starts)
def test_a_full_year_has_12_monthly_4_quarterly_and_2_half_yearly_events_b055(start: date) -> None:
    calendar = SupervisionCalendar.from_rulebook(rulebook(BEIGUAN))
    counted = Counter(each.code for each in calendar.year_from(start))
    assert counted == {"progress_meeting": 12, "supervision_round": 4, "circular": 2}


@given(recurrences, starts)
def test_events_are_evenly_spaced_and_begin_with_the_first_due_after_the_plan_d18(
    line: Recurrence, start: date
) -> None:
    step = STEP_MONTHS[line.every]
    due = [each.due_on for each in line.in_year_from(start)]
    assert len(due) == 12 // step
    assert due[0] >= start
    assert due[0] < add_months(start, step) + timedelta(days=31)
    months = [day.year * 12 + day.month for day in due]
    assert all(later - former == step for former, later in pairwise(months))
    if line.month is not None:
        assert all((day.month - line.month) % step == 0 for day in due)
    for day in due:
        last = (day + timedelta(days=1)).day == 1
        assert last or day.day == line.day


@given(starts, st.lists(st.integers(0, 500), max_size=12))
def test_any_partition_of_advances_creates_the_same_events_once_b055(start: date, days: list[int]) -> None:
    calendar = SupervisionCalendar.from_rulebook(rulebook(BEIGUAN))
    end = start + timedelta(days=500)
    known: list[tuple[str, str]] = []
    for offset in [*sorted(days), *sorted(days)[-1:], 500]:
        for each in calendar.appeared(start, start + timedelta(days=offset), set(known)):
            known.append((each.code, each.period))
    at_once = [(each.code, each.period) for each in calendar.appeared(start, end, set())]
    assert len(known) == len(set(known))
    assert sorted(known) == sorted(at_once)
    assert len(at_once) == 18


def test_september_and_december_are_checked_in_the_year_of_the_plan_y053_y058() -> None:
    calendar = SupervisionCalendar.from_rulebook(rulebook(YUANYANG))
    assert [(each.code, each.due_on) for each in calendar.year_from(date(2024, 3, 15))] == [
        ("inspection", date(2024, 9, 30)),
        ("review", date(2024, 12, 31)),
    ]


def test_circulars_fall_on_10_july_and_10_january_b055() -> None:
    calendar = SupervisionCalendar.from_rulebook(rulebook(BEIGUAN))
    due = [each.due_on for each in calendar.year_from(date(2024, 3, 26)) if each.code == "circular"]
    assert due == [date(2024, 7, 10), date(2025, 1, 10)]


def test_an_event_appears_with_its_month_and_is_overdue_when_the_day_has_passed_y052() -> None:
    calendar = SupervisionCalendar.from_rulebook(rulebook(YUANYANG))
    start = date(2024, 3, 15)
    assert calendar.appeared(start, date(2024, 8, 31), set()) == []
    (inspection,) = calendar.appeared(start, date(2024, 9, 1), set())
    event = SupervisionEvent(
        id="e",
        cycle_id="c",
        code=inspection.code,
        name=inspection.name,
        every=inspection.every,
        period=inspection.period,
        due_on=inspection.due_on,
    )
    event.miss()
    assert event.state is EventState.OVERDUE
    event.hold(date(2024, 10, 2))
    assert event.late
    assert not list(EVENT_LIFE.acts_from(event.state))
