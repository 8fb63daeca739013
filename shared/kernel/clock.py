"""Time, injected. Aware UTC inside, Asia/Shanghai at the edges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """The business time of one tenant."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...


class WallClock:
    """The machine's time: log-ins, leases, outbox and signatures always use it."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still, for tests and for a demo tenant within one request."""

    at: datetime

    def now(self) -> datetime:
        return self.at.astimezone(UTC)


@dataclass(frozen=True)
class OffsetClock:
    """Another clock, moved: a demo tenant's year is played with it."""

    base: Clock
    offset: timedelta

    def now(self) -> datetime:
        return self.base.now() + self.offset


def local_day(moment: datetime) -> date:
    """The calendar day in Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def day_in_words(day: date) -> str:
    """A day as papers and sentences write it: 2024年2月29日."""
    return f"{day.year}年{day.month}月{day.day}日"


def at_local(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of that Shanghai day, in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def today(clock: Clock) -> date:
    """The clock's calendar day in Shanghai."""
    return local_day(clock.now())


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
