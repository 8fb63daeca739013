"""What a congress has to do and when, generated from its rulebook (Y-052, B-055, D-18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shared.kernel.clock import add_months
from shared.kernel.rulebook import Rulebook

STEP_MONTHS = {"once": 12, "month": 1, "quarter": 3, "half_year": 6}
"""Months from one occurrence to the next."""


@dataclass(frozen=True, order=True)
class Occurrence:
    """One thing to do, ``due_on`` at the latest; it appears on the first day of its month."""

    due_on: date
    code: str
    name: str
    every: str

    @property
    def appears_on(self) -> date:
        """The day from which it stands in the calendar."""
        return self.due_on.replace(day=1)

    @property
    def period(self) -> str:
        """The month it belongs to; with the code it names the occurrence for good."""
        return f"{self.due_on:%Y-%m}"


@dataclass(frozen=True)
class Recurrence:
    """One line of the rulebook's calendar.

    ``month`` is a month in which it falls (of a quarter or half-year, the others follow at 3 or 6 months;
    by default their last month). Without a ``day``, or where the month is shorter, its last day counts.
    """

    code: str
    name: str
    every: str
    month: int | None = None
    day: int | None = None

    def in_year_from(self, start: date) -> Iterator[Occurrence]:
        """One supervision year of it: 12, 4, 2 or 1, beginning with the first due on or after ``start``."""
        step = STEP_MONTHS[self.every]
        anchor = (self.month or 12) % step
        first = start.replace(day=1)
        while first.month % step != anchor or self._due(first) < start:
            first = add_months(first, 1)
        for index in range(12 // step):
            yield Occurrence(self._due(add_months(first, index * step)), self.code, self.name, self.every)

    def _due(self, first_of_month: date) -> date:
        last = add_months(first_of_month, 1) - timedelta(days=1)
        return last if self.day is None or self.day >= last.day else last.replace(day=self.day)


@dataclass(frozen=True)
class SupervisionCalendar:
    """监督日程: the lines of the rulebook ``supervision.calendar``."""

    lines: Sequence[Recurrence]

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> SupervisionCalendar:
        """As the congress has it."""
        lines: list[dict[str, Any]] = rulebook.value("supervision.calendar")
        return cls(
            tuple(
                Recurrence(each["code"], each["name"], each["every"], each.get("month"), each.get("day"))
                for each in lines
            )
        )

    def year_from(self, start: date) -> list[Occurrence]:
        """All of a supervision year that begins with the adoption of the plan, by due date."""
        return sorted(occurrence for line in self.lines for occurrence in line.in_year_from(start))

    def appeared(self, start: date, today: date, known: set[tuple[str, str]]) -> list[Occurrence]:
        """What should stand in the calendar by ``today`` and is not among the ``known`` (code, period)."""
        return [
            each
            for each in self.year_from(start)
            if each.appears_on <= today and (each.code, each.period) not in known
        ]
