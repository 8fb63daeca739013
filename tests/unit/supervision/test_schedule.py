"""Planned against actual (B-063, B-064, Y-077)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.supervision.domain.progress import (
    LagPolicy,
    PlannedProgressFixed,
    PlannedProgressMissing,
    ReportOutOfOrder,
)
from services.supervision.domain.project import NotAtWork, Project, ScheduleBinding
from services.supervision.domain.project_state import ProjectAct, ProjectState
from services.supervision.domain.schedule import (
    Milestone,
    MilestoneAlreadyDone,
    MilestoneUnknown,
    Schedule,
    ScheduleNotInOrder,
)
from tests.unit.supervision.builders import project, rulebook

START = date(2024, 5, 1)
END = date(2024, 12, 31)
JUNE, JULY = date(2024, 6, 1), date(2024, 7, 1)
LAG = LagPolicy.from_rulebook(rulebook({"supervision.lag": 10}))


def d07_schedule() -> Schedule:
    return Schedule(
        START, date(2024, 12, 31), [Milestone("主管网完工", date(2024, 9, 20), 70, critical=True)]
    )


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    length = draw(st.integers(1, 400))
    offsets = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    percents = sorted(draw(st.lists(st.integers(0, 100), min_size=len(offsets), max_size=len(offsets))))
    milestones = [
        Milestone(f"节点{index}", START + timedelta(days=offset), percent)
        for index, (offset, percent) in enumerate(zip(offsets, percents, strict=True))
    ]
    return Schedule(START, START + timedelta(days=length), milestones)


@given(schedules(), st.integers(-30, 430))
def test_planned_progress_never_falls_or_leaves_0_to_100_b063(schedule: Schedule, offset: int) -> None:
    day = START + timedelta(days=offset)
    today, tomorrow = schedule.planned(day), schedule.planned(day + timedelta(days=1))
    assert 0 <= today <= tomorrow <= 100
    assert day >= START or today == 0
    assert day < schedule.ends_on or today == 100


@given(schedules())
def test_planned_progress_meets_each_milestone_b064(schedule: Schedule) -> None:
    for each in schedule.milestones:
        if each.due_on < schedule.ends_on:
            same_day = [other.percent for other in schedule.milestones if other.due_on == each.due_on]
            assert schedule.planned(each.due_on) == max(same_day)


def test_half_way_between_two_milestones_half_the_difference_is_planned_b063() -> None:
    schedule = Schedule(date(2024, 1, 1), date(2024, 1, 21), [Milestone("主体", date(2024, 1, 11), 80)])
    assert [schedule.planned(date(2024, 1, day)) for day in (1, 6, 11, 16, 21)] == [0, 40, 80, 90, 100]


@pytest.mark.parametrize(
    ("start", "end", "milestones"),
    [
        (START, START, []),
        (START, END, [Milestone("早", date(2024, 4, 1), 10)]),
        (START, END, [Milestone("一", JUNE, 50), Milestone("二", JULY, 40)]),
        (START, END, [Milestone("同", JUNE, 5), Milestone("同", JULY, 40)]),
    ],
)
def test_a_schedule_that_contradicts_itself_is_not_taken_b064(
    start: date, end: date, milestones: list[Milestone]
) -> None:
    with pytest.raises(ScheduleNotInOrder):
        Schedule(start, end, milestones)


def test_a_milestone_is_reached_once_b064() -> None:
    schedule = d07_schedule()
    assert schedule.milestones[0].overdue(date(2024, 9, 21))
    schedule.reach("主管网完工", date(2024, 9, 25))
    assert not schedule.milestones[0].overdue(date(2024, 10, 1))
    with pytest.raises(MilestoneAlreadyDone):
        schedule.reach("主管网完工", date(2024, 9, 26))
    with pytest.raises(MilestoneUnknown):
        schedule.reach("没有", date(2024, 9, 26))


def report(one: Project, on: date, actual: int, planned: int | None = None) -> None:
    one.report(
        reported_on=on,
        planned=planned,
        actual=actual,
        progress="管沟开挖",
        measures="增派队伍",
        problems="拆迁受阻",
        unit="县政府办",
        lag=LAG,
    )


def test_d07_at_48_of_70_per_cent_is_warned_of_b064() -> None:
    one = project()
    one.set_schedule(d07_schedule(), None)
    report(one, date(2024, 9, 20), 48)
    assert (one.planned, one.actual, one.lagging) == (70, 48, True)
    assert one.state is ProjectState.UNDER_WAY
    assert one.started_on == date(2024, 9, 20)


@given(st.integers(0, 100), st.integers(0, 100))
def test_the_warning_comes_exactly_at_the_rulebooks_points_b064(planned: int, actual: int) -> None:
    one = project()
    report(one, date(2024, 9, 20), actual, planned)
    assert one.lagging == (planned - actual >= 10)


def test_a_report_cannot_choose_another_plan_than_the_schedule_y077() -> None:
    one = project()
    with pytest.raises(PlannedProgressMissing):
        report(one, date(2024, 9, 20), 48)
    one.set_schedule(d07_schedule(), None)
    with pytest.raises(PlannedProgressFixed, match="70%"):
        report(one, date(2024, 9, 20), 48, planned=50)
    report(one, date(2024, 9, 20), 48, planned=70)
    with pytest.raises(ReportOutOfOrder):
        report(one, date(2024, 9, 1), 40)


def test_once_measured_a_schedule_changes_by_adjustment_only_q15() -> None:
    one = project()
    one.set_schedule(d07_schedule(), None)
    one.set_schedule(d07_schedule(), None)
    report(one, date(2024, 9, 20), 48)
    with pytest.raises(ScheduleBinding):
        one.set_schedule(d07_schedule(), None)


def test_a_draft_and_a_finished_project_report_nothing_a5() -> None:
    for state in (ProjectState.DETERMINED, ProjectState.COMPLETED, ProjectState.TERMINATED):
        with pytest.raises(NotAtWork):
            report(project(state=state), date(2024, 9, 20), 48, 70)


def test_rectification_lasts_until_the_last_letter_is_struck_off_a5() -> None:
    one = project()
    one.letter_opened()
    assert one.state is ProjectState.LISTED
    one.start(date(2024, 5, 1))
    assert one.state is ProjectState.RECTIFYING
    one.letter_opened()
    one.letter_closed()
    assert one.state is ProjectState.RECTIFYING
    one.letter_closed()
    assert one.state is ProjectState.UNDER_WAY
    one.complete(date(2024, 12, 20), "", {})
    one.do(ProjectAct.ARCHIVE)
    assert one.state is ProjectState.ARCHIVED
