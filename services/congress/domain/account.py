"""Accounts and sessions; people stand in them by login and role, never by identity papers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput

MOST_FAILURES = 5
LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(hours=1)
WATCHED = ("congress_clerk", "teller")
"""The roles whose work a scrutineer watches: clerks register a ballot and tellers count it, both of them staff (A10.11)."""

SESSION_LIFETIME = timedelta(hours=12)


class LoginTaken(Conflict):
    """Two accounts cannot have one login name."""

    code = "congress.login-taken"
    message = "登录名“{login}”已被使用，请换一个。"


class PasswordWrong(Conflict):
    """The old password does not match."""

    code = "congress.password-wrong"
    message = "原口令不正确，口令未修改。"
    http_status = 422


class ScrutineerAmongStaff(InvalidInput):
    """Nobody watches their own work: a scrutineer is a deputy, tellers and clerks are staff (A10.11, A10.15)."""

    code = "congress.scrutineer-among-staff"
    message = (
        "账号“{login}”不能同时是监票人和计票人、人大工作人员：监票人从代表中产生，监督计票；计票人是工作人员。"
        "请分别开设账号。"
    )


def check_roles(login: str, roles: Collection[str]) -> None:
    """Raises ``ScrutineerAmongStaff`` for an account that would watch itself."""
    if "scrutineer" in roles and any(each in roles for each in WATCHED):
        raise ScrutineerAmongStaff(login=login)


@dataclass(kw_only=True)
class Account(Aggregate):
    """账号: a login with roles in one tenant. ``password_hash`` is argon2id."""

    login: str
    display_name: str
    roles: list[str]
    password_hash: str
    unit: str | None = None
    failures: int = 0
    locked_until: datetime | None = None

    def locked_for(self, now: datetime) -> int:
        """Seconds until log-in is possible again; 0 when it is."""
        if self.locked_until is None or self.locked_until <= now:
            return 0
        return max(int((self.locked_until - now).total_seconds()), 1)

    def note_failure(self, now: datetime) -> None:
        """Count a wrong password; from the fifth on each one locks, twice as long as the one before."""
        self.failures += 1
        if self.failures >= MOST_FAILURES:
            doublings = min(self.failures - MOST_FAILURES, (LONGEST_LOCK // LOCK).bit_length())
            self.locked_until = now + min(LOCK * 2**doublings, LONGEST_LOCK)

    def note_success(self) -> None:
        """Forget the failures."""
        self.failures = 0
        self.locked_until = None


@dataclass(kw_only=True)
class Session(Aggregate):
    """会话: ``id`` is the SHA-256 of the token, which is stored nowhere."""

    account_id: str
    started_at: datetime
    expires_at: datetime
    ended: bool = field(default=False)

    def lives_at(self, now: datetime) -> bool:
        """Whether the session can still be used."""
        return not self.ended and now < self.expires_at
