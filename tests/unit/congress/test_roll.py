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


def test_a_seat_falls_vacant_once_and_must_be_known_a10_15() -> None:
    roll = a_roll()
    roll.vacate(["d1"], VacancyReason.DEATH, DAY)
    for code in ("d1", "d9"):
        with pytest.raises(NotFound):
            roll.vacate([code], VacancyReason.DEATH, DAY)
