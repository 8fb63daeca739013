"""Days that a clerk types in."""

from __future__ import annotations

from datetime import date

from shared.kernel.errors import InvalidInput


class DayInFuture(InvalidInput):
    """What has not happened yet cannot be recorded."""

    code = "evaluation.day-in-future"
    message = "{what}日期{day}晚于今天，请核对。"


def check_happened(day: date, today: date, what: str) -> None:
    """Raises ``DayInFuture`` for a day after today."""
    if day > today:
        raise DayInFuture(what=what, day=day)
