"""The reminder letter (B-066 … B-06A)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.supervision.domain.findings import FindingClass
from services.supervision.domain.letter import (
    EXPLAINED,
    LETTER_LIFE,
    LetterAct,
    LetterPolicy,
    LettersNotProvided,
    LetterState,
    RecordDatesInvalid,
    ReminderLetter,
    StepOutOfOrder,
    StepTextMissing,
)
from shared.kernel.state_machine import ActNotPossible
from tests.unit.supervision.builders import BEIGUAN, YUANYANG, rulebook

POLICY = LetterPolicy.from_rulebook(rulebook(BEIGUAN))
DAY = date(2024, 6, 3)
ROUND = (
    LetterAct.ISSUE,
    LetterAct.HAND_OVER,
    LetterAct.SIGN_FOR,
    LetterAct.RECTIFY,
    LetterAct.VERIFY,
    LetterAct.STRIKE_OFF,
)


def letter() -> ReminderLetter:
    return ReminderLetter(
        id="l",
        cycle_id="c",
        project_id="p",
        finding_class=FindingClass.QUALITY,
        finding="管网质量差",
        demand="返工",
        addressee_unit="彰东街道办事处",
        addressee_person="责任人01",
        drafted_on=DAY,
    )


def take(one: ReminderLetter, *acts: LetterAct, on: date = DAY) -> ReminderLetter:
    for act in acts:
        one.take(act, on, "区人大", "已整改，见照片", POLICY)
    return one


def test_a_letter_goes_through_seven_states_to_struck_off_b066() -> None:
    one = letter()
    seen = [one.state]
    for act in ROUND:
        seen.append(take(one, act).state)
    assert seen == [
        LetterState.DRAFTED,
        LetterState.ISSUED,
        LetterState.HANDED_OVER,
        LetterState.SIGNED_FOR,
        LetterState.RECTIFIED,
        LetterState.VERIFIED,
        LetterState.STRUCK_OFF,
    ]
    assert not one.open
    assert one.resolution == "已整改，见照片"
    assert one.struck_off_on == DAY


def test_the_rulebook_gives_the_days_for_rectification_b066() -> None:
    one = take(letter(), LetterAct.ISSUE)
    assert one.due_on == DAY + timedelta(days=15)
    assert not one.overdue(DAY + timedelta(days=15))
    assert one.overdue(DAY + timedelta(days=16))


@pytest.mark.parametrize("before", [ROUND, (*ROUND[:4],)])
def test_a_letter_is_reopened_with_a_new_due_date_b066(before: tuple[LetterAct, ...]) -> None:
    one = take(letter(), *before)
    again = DAY + timedelta(days=30)
    take(one, LetterAct.REOPEN if len(before) == 6 else LetterAct.FAIL_VERIFICATION, on=again)
    assert one.state is LetterState.REOPENED
    assert one.open
    assert one.struck_off_on is None
    assert one.due_on == again + timedelta(days=15)
    take(one, LetterAct.RECTIFY, LetterAct.VERIFY, LetterAct.STRIKE_OFF, on=again)
    assert one.state is LetterState.STRUCK_OFF
    assert one.times_reopened == 1


@given(st.lists(st.sampled_from(sorted(LetterAct)), max_size=14))
def test_only_declared_acts_move_a_letter_and_each_leaves_a_record_b066(acts: list[LetterAct]) -> None:
    one = letter()
    taken = []
    for act in acts:
        possible = set(LETTER_LIFE.acts_from(one.state))
        if act in possible:
            take(one, act)
            taken.append(act)
        else:
            before = one.state
            with pytest.raises(ActNotPossible):
                take(one, act)
            assert one.state is before
    assert [step.act for step in one.steps] == taken
    assert one.times_reopened == taken.count(LetterAct.REOPEN) + taken.count(LetterAct.FAIL_VERIFICATION)


def test_every_state_is_reachable_and_every_state_leads_to_struck_off_b066() -> None:
    reached, frontier = {LetterState.DRAFTED}, [LetterState.DRAFTED]
    while frontier:
        state = frontier.pop()
        for act in LETTER_LIFE.acts_from(state):
            following = LETTER_LIFE.after(state, act)
            if following not in reached:
                reached.add(following)
                frontier.append(following)
    assert reached == set(LetterState)
    backwards = {LetterState.STRUCK_OFF}
    for _ in LetterState:
        backwards |= {source for (source, _), goal in LETTER_LIFE.transitions.items() if goal in backwards}
    assert backwards == set(LetterState)


@pytest.mark.parametrize("act", sorted(EXPLAINED))
def test_rectifying_failing_and_reopening_need_a_text_b066(act: LetterAct) -> None:
    reach = {
        LetterAct.RECTIFY: ROUND[:3],
        LetterAct.FAIL_VERIFICATION: ROUND[:4],
        LetterAct.REOPEN: ROUND,
    }
    one = take(letter(), *reach[act])
    with pytest.raises(StepTextMissing):
        one.take(act, DAY, "区人大", " ", POLICY)


def test_a_step_does_not_lie_before_the_last_one_b066() -> None:
    one = take(letter(), LetterAct.ISSUE)
    with pytest.raises(StepOutOfOrder):
        take(one, LetterAct.HAND_OVER, on=DAY - timedelta(days=1))


def test_a_congress_without_letters_refuses_them_and_says_where_it_stands_d20() -> None:
    rules = {**YUANYANG, "supervision.reminder_letter": False}
    with pytest.raises(LettersNotProvided, match="演示办法"):
        LetterPolicy.from_rulebook(rulebook(rules)).check()


def from_register() -> ReminderLetter:
    one = letter()
    one.record_number = "提醒函〔2023〕5号"
    return one


def test_a_letter_of_an_earlier_year_stands_as_the_register_has_it_and_no_step_is_made_up_b067() -> None:
    one = from_register()
    one.recorded(date(2023, 6, 1), date(2023, 6, 16), date(2023, 6, 12), "已返工", "区人大", DAY)
    assert (one.state, one.struck_off_on, one.resolution) == (
        LetterState.STRUCK_OFF,
        date(2023, 6, 12),
        "已返工",
    )
    assert [each.act for each in one.steps] == [LetterAct.ISSUE, LetterAct.STRIKE_OFF]


def test_an_open_letter_of_an_earlier_year_goes_on_like_any_other_b066() -> None:
    one = from_register()
    one.recorded(date(2023, 12, 20), date(2024, 1, 4), None, "", "区人大", DAY)
    assert one.open and one.overdue(DAY)
    take(one, *ROUND[1:])
    assert (one.state, one.resolution) == (LetterState.STRUCK_OFF, "已整改，见照片")


@pytest.mark.parametrize(
    ("issued", "due", "struck_off"),
    [
        (date(2023, 6, 2), date(2023, 6, 1), None),
        (date(2023, 6, 2), date(2023, 6, 17), date(2023, 6, 1)),
        (DAY + timedelta(days=1), DAY + timedelta(days=16), None),
        (date(2023, 6, 2), date(2023, 6, 17), DAY + timedelta(days=1)),
    ],
)
def test_a_register_whose_days_contradict_one_another_is_refused_b067(
    issued: date, due: date, struck_off: date | None
) -> None:
    one = from_register()
    with pytest.raises(RecordDatesInvalid):
        one.recorded(issued, due, struck_off, "", "区人大", DAY)
    assert (one.state, one.steps) == (LetterState.DRAFTED, [])
