"""What the congress above is told: cut down to what the lower rulebook lets, whatever the order of the facts."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.congress.domain.oversight import (
    ChildYear,
    Stage,
    Subject,
    Telling,
    YearNote,
    matters,
    readable,
    telling,
)
from shared.kernel.rulebook import Rule, Rulebook

DAY = date(2024, 1, 2)
FIGURES = {
    "reached": Subject.STAGE,
    "candidates": Subject.CANDIDATES,
    "determined": Subject.RESULTS,
    "projects": Subject.PROGRESS,
    "completed": Subject.PROGRESS,
    "explanations": Subject.RATING,
}


def a_note(
    subject: Subject, about: str, number: int = 1, *, count: int = 1, completed: bool = False
) -> YearNote:
    return YearNote(
        id=f"{subject}-{about}-{number}",
        cycle_id="c1",
        subject=subject,
        about=about,
        number=number,
        on=DAY + timedelta(days=number),
        count=count,
        completed=completed,
    )


WHOLE_YEAR = [
    a_note(Subject.STAGE, Stage.OPENED, count=0),
    a_note(Subject.CANDIDATES, "list", count=12),
    a_note(Subject.RESULTS, "vote", count=10),
    a_note(Subject.PROGRESS, "p1", completed=True),
    a_note(Subject.PROGRESS, "p2"),
    a_note(Subject.RATING, "rating", count=0),
    a_note(Subject.STAGE, Stage.CLOSED, 90, count=0),
]


def test_a_whole_year_is_told_with_its_figures_y072() -> None:
    told = telling(WHOLE_YEAR, frozenset(Subject))
    assert [each.stage for each in told.reached] == list(Stage)
    assert told.stage is Stage.CLOSED
    assert (told.candidates, told.determined, told.explanations) == (12, 10, 0)
    assert (told.projects, told.completed) == (2, 1)


@given(subjects=st.frozensets(st.sampled_from(Subject)))
def test_nothing_is_told_that_the_lower_rulebook_keeps_to_itself_y001(subjects: frozenset[Subject]) -> None:
    told, silent = telling(WHOLE_YEAR, subjects), Telling()
    for each in fields(Telling):
        is_told = getattr(told, each.name) != getattr(silent, each.name)
        assert is_told == (FIGURES[each.name] in subjects), each.name


@given(order=st.permutations(WHOLE_YEAR[:-1]), last=st.integers(0, 5))
def test_the_furthest_stage_does_not_depend_on_the_order_of_the_facts(
    order: list[YearNote], last: int
) -> None:
    known = order[: last + 1]
    told = telling(known, frozenset(Subject))
    subjects = {each.subject for each in known}
    expected = [Stage.OPENED] * (Subject.STAGE in subjects)
    expected += [Stage.LISTED] * (Subject.CANDIDATES in subjects)
    expected += [Stage.DECIDED] * (Subject.RESULTS in subjects)
    expected += [Stage.RATED] * (Subject.RATING in subjects)
    assert [each.stage for each in told.reached] == expected
    assert told.stage == (expected[-1] if expected else None)
    for stage in Stage:
        assert told.has_reached(stage) == (stage in expected or any(_later(each, stage) for each in expected))


def _later(one: Stage, other: Stage) -> bool:
    return list(Stage).index(one) > list(Stage).index(other)


@given(numbers=st.permutations(range(1, 6)))
def test_of_several_notes_and_tellings_the_one_with_the_highest_number_holds(numbers: list[int]) -> None:
    note = a_note(Subject.CANDIDATES, "list", numbers[0], count=numbers[0])
    year = ChildYear(id="y1", child="zhen", year=2024, number=0, telling=Telling())
    for number in numbers:
        note.gives_way_to(a_note(Subject.CANDIDATES, "list", number, count=number))
        year.hear(number, Telling(candidates=number))
    assert (note.number, note.count) == (5, 5)
    assert (year.number, year.telling.candidates) == (5, 5)


def test_a_rulebook_that_says_nothing_lets_only_the_stage_be_read_y001() -> None:
    assert readable(Rulebook("jia", "甲县规则手册", 1, 2024)) == {Subject.STAGE}
    rule = Rule("oversight.parent_reads", ["results", "rating"])
    assert readable(Rulebook("jia", "甲县规则手册", 1, 2024, {rule.key: rule})) == {
        Subject.RESULTS,
        Subject.RATING,
    }


@given(subject=st.sampled_from(Subject), subjects=st.frozensets(st.sampled_from(Subject)))
def test_a_note_is_told_of_exactly_when_it_changes_what_is_told(
    subject: Subject, subjects: frozenset[Subject]
) -> None:
    before = [each for each in WHOLE_YEAR if each.subject is not subject]
    assert matters(subject, subjects) == (telling(before, subjects) != telling(WHOLE_YEAR, subjects))
