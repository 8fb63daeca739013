"""The roll: legal number, number in office, delegations, vacancies."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.congress.domain.roll import Delegation, Roll, RollInvalid, Seat, VacancyReason
from shared.kernel.errors import NotFound

DAY = date(2024, 2, 1)


def a_roll(seats: int = 5, legal: int = 6) -> Roll:
    return Roll(
        id="r1",
        body="congress",
        body_name="甲县人民代表大会",
        legal_number=legal,
        presidium_members=2,
        delegations=[Delegation("a", "一团"), Delegation("b", "二团")],
        seats=[Seat(f"d{number}", "ab"[number % 2]) for number in range(seats)],
    )


@given(seats=st.integers(0, 40), legal=st.integers(0, 40))
def test_a_roll_has_no_more_deputies_than_the_legal_number_a10_15(seats: int, legal: int) -> None:
    roll = a_roll(seats, legal)
    if seats > legal:
        with pytest.raises(RollInvalid, match=str(legal)):
            roll.check()
    else:
        roll.check()


def test_a_code_stands_for_one_seat_and_a_delegation_is_a_known_one_a10_15() -> None:
    twice = a_roll()
    twice.seats.append(Seat("d0", "a"))
    with pytest.raises(RollInvalid, match="重复"):
        twice.check()
    stray = a_roll()
    stray.seats[0].delegation = "c"
    with pytest.raises(RollInvalid, match="c"):
        stray.check()


@given(gone=st.sets(st.integers(0, 4)))
def test_in_office_is_what_is_left_after_the_vacancies_and_so_are_the_delegations_a10_15(
    gone: set[int],
) -> None:
    roll = a_roll()
    roll.vacate([f"d{each}" for each in sorted(gone)], VacancyReason.TRANSFER, DAY)
    assert roll.in_office == 5 - len(gone)
    assert sum(int(str(each["number"])) for each in roll.numbers()) == roll.in_office


def test_a_roll_imported_anew_keeps_its_vacancies_with_day_and_reason_a10_15() -> None:
    roll = a_roll(seats=5, legal=5)
    roll.vacate(["d1"], VacancyReason.RESIGNATION, DAY)
    roll.vacate(["d2"], VacancyReason.DEATH, DAY)
    # As it was taken out, without those who left, and with somebody elected since; d1 is listed by mistake.
    roll.take([Seat(code, "a") for code in ("d0", "d1", "d3", "d4", "d5")])
    roll.check()
    assert {each.code: each.reason for each in roll.seats if each.vacant_since == DAY} == {
        "d1": VacancyReason.RESIGNATION,
        "d2": VacancyReason.DEATH,
    }
    assert [each["code"] for each in roll.filled()] == ["d0", "d3", "d4", "d5"]


def test_those_in_office_fill_the_legal_number_not_those_who_left_a10_15() -> None:
    roll = a_roll(seats=5, legal=5)
    roll.vacate(["d0"], VacancyReason.TRANSFER, DAY)
    roll.take([Seat(f"d{number}", "a") for number in range(1, 6)])
    roll.check()
    assert roll.in_office == 5
    with pytest.raises(RollInvalid, match="5"):
        roll.reinstate(["d0"])


def test_a_suspension_ends_and_the_deputy_votes_again_a10_15() -> None:
    roll = a_roll()
    roll.vacate(["d1"], VacancyReason.SUSPENSION, DAY)
    assert roll.in_office == 4
    roll.reinstate(["d1"])
    assert roll.in_office == 5
    assert all(each.reason is None for each in roll.seats)
    with pytest.raises(NotFound):
        roll.reinstate(["d1"])


def test_a_seat_falls_vacant_once_and_must_be_known_a10_15() -> None:
    roll = a_roll()
    roll.vacate(["d1"], VacancyReason.DEATH, DAY)
    for code in ("d1", "d9"):
        with pytest.raises(NotFound):
            roll.vacate([code], VacancyReason.DEATH, DAY)
