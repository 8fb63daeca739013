"""Locks after wrong passwords, and sessions that end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.congress.domain.account import (
    LOCK,
    LONGEST_LOCK,
    MOST_FAILURES,
    Account,
    ScrutineerAmongStaff,
    Session,
    check_roles,
)
from shared.tenancy.roles import Role

NOW = datetime(2024, 2, 1, 8, tzinfo=UTC)


def an_account(failures: int = 0) -> Account:
    account = Account(
        id="a1", login="clerk", display_name="人大办", roles=["congress_clerk"], password_hash="x"
    )
    for _ in range(failures):
        account.note_failure(NOW)
    return account


def test_four_wrong_passwords_do_not_lock_and_the_fifth_does() -> None:
    assert an_account(MOST_FAILURES - 1).locked_for(NOW) == 0
    assert an_account(MOST_FAILURES).locked_for(NOW) == LOCK.total_seconds()


@given(further=st.integers(0, 300))
def test_each_further_wrong_password_locks_twice_as_long_up_to_an_hour(further: int) -> None:
    seconds = an_account(MOST_FAILURES + further).locked_for(NOW)
    assert seconds == min(LOCK.total_seconds() * 2**further, LONGEST_LOCK.total_seconds())


def test_a_lock_ends_by_itself_and_its_last_moment_still_says_one_second() -> None:
    account = an_account(MOST_FAILURES)
    assert account.locked_for(NOW + LOCK - timedelta(milliseconds=1)) == 1
    assert account.locked_for(NOW + LOCK) == 0


def test_a_right_password_forgets_the_failures() -> None:
    account = an_account(MOST_FAILURES + 3)
    account.note_success()
    assert (account.failures, account.locked_for(NOW)) == (0, 0)


@pytest.mark.parametrize("beside", [Role.TELLER, Role.CONGRESS_CLERK])
def test_no_account_watches_the_count_that_it_makes_or_registers_a10_11(beside: Role) -> None:
    with pytest.raises(ScrutineerAmongStaff, match="账号“li”不能同时是监票人"):
        check_roles("li", [Role.DEPUTY, Role.SCRUTINEER, beside])
    check_roles("li", [Role.DEPUTY, Role.SCRUTINEER])
    check_roles("li", [Role.CONGRESS_CLERK, Role.TELLER])


def test_a_session_lives_until_it_expires_or_is_ended() -> None:
    session = Session(id="s1", account_id="a1", started_at=NOW, expires_at=NOW + timedelta(hours=12))
    assert session.lives_at(NOW)
    assert not session.lives_at(session.expires_at)
    session.ended = True
    assert not session.lives_at(NOW)
