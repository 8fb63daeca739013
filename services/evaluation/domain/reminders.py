"""What evaluation knows of reminder letters, from ``supervision``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.kernel.aggregate import Aggregate


@dataclass(kw_only=True)
class ReminderStanding(Aggregate):
    """提醒函销号情况: whether an issued reminder letter is struck off; ``id`` is the letter's id there."""

    cycle_id: str
    project_id: str
    issued_on: date
    struck_off: bool
    letter_version: int

    def note(self, letter_version: int, struck_off: bool) -> bool:
        """Take the newer of two facts, in whatever order they arrive; says whether anything changed."""
        if letter_version <= self.letter_version:
            return False
        self.letter_version, self.struck_off = letter_version, struck_off
        return True
