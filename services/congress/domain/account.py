"""Accounts and sessions; people stand in them by login and role, never by identity papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict

MOST_FAILURES = 5
LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(hours=1)
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
