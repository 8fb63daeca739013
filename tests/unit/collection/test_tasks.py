"""Departments' tasks, nil returns, coverage."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.collection.domain.campaign import Campaign, CampaignOutsideRound
from services.collection.domain.task import (
    AlreadyReplied,
    Coverage,
    NilNotDeclared,
    NilWithItems,
    NotYourTask,
)
from tests.unit.collection.builders import a_round, a_task

DAY = date(2023, 9, 20)


def test_a_nil_return_is_an_answer_y020() -> None:
    task = a_task()
    task.reply(nil=True, items=0, on=DAY)
    assert (task.replied, task.nil, task.items) == (True, True, 0)


def test_nothing_without_saying_so_is_no_answer_y020() -> None:
    with pytest.raises(NilNotDeclared, match="零报告"):
        a_task().reply(nil=False, items=0, on=DAY)


def test_a_nil_return_with_items_is_refused_y020() -> None:
    task = a_task()
    with pytest.raises(NilWithItems):
        task.reply(nil=True, items=2, on=DAY)
    assert not task.replied


def test_a_department_may_add_items_but_not_take_them_back_y020() -> None:
    task = a_task()
    task.reply(nil=True, items=0, on=DAY)
    task.reply(nil=False, items=2, on=date(2023, 10, 11))
    task.reply(nil=False, items=1, on=date(2023, 10, 12))
    assert (task.nil, task.items, task.replied_on, task.late) == (False, 3, DAY, False)
    with pytest.raises(AlreadyReplied):
        task.reply(nil=True, items=0, on=DAY)


def test_an_answer_after_the_due_day_is_marked_late_y020() -> None:
    task = a_task()
    task.reply(nil=True, items=0, on=date(2023, 10, 11))
    assert task.late


def test_a_department_answers_only_for_itself_y020() -> None:
    task = a_task("县教体局")
    task.check_answerable_by("县教体局")
    for other in ("县民政局", None):
        with pytest.raises(NotYourTask):
            task.check_answerable_by(other)


@given(st.lists(st.integers(-1, 5), max_size=60))
def test_coverage_adds_up_y020(answers: list[int]) -> None:
    tasks = [a_task(f"部门{number}") for number, _ in enumerate(answers)]
    for task, answer in zip(tasks, answers, strict=True):
        if answer >= 0:
            task.reply(nil=answer == 0, items=answer, on=DAY)
    coverage = Coverage.of(tasks)
    assert coverage.asked == len(answers)
    assert coverage.replied == coverage.nil + coverage.with_items
    assert coverage.replied + len(coverage.missing) == coverage.asked
    assert coverage.items == sum(each for each in answers if each > 0)
    assert coverage.complete == (-1 not in answers)


def test_a_research_week_lies_within_its_round_y024() -> None:
    week = Campaign(
        id="w", round_id="round-1", title="调研周", starts_on=date(2023, 10, 16), ends_on=date(2023, 10, 20)
    )
    week.check(a_round())
    week.ends_on = date(2023, 10, 21)
    with pytest.raises(CampaignOutsideRound):
        week.check(a_round())
