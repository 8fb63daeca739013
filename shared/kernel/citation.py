"""Where a rule stands: a document, a clause and the dates between which it holds (Y-013, A10.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Citation:
    """A place in a governing document.

    ``valid_from`` and ``valid_until`` are the first and the last day on which it may be cited;
    ``None`` leaves that side open.
    """

    document: str
    clause: str
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the cited text was in force on that day (a vote of 2024 cannot cite a law of 2025)."""
        if self.valid_from is not None and day < self.valid_from:
            return False
        return self.valid_until is None or day <= self.valid_until

    def __str__(self) -> str:
        return f"《{self.document}》{self.clause}"
