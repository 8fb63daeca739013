"""The implementation ledger: entries are added, never changed (Y-078, B-045)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict


class AlreadySuperseded(Conflict):
    """Only the latest reading of an entry can be corrected."""

    code = "supervision.entry-already-superseded"
    message = "台账第{number}条已被更正，请在最新的更正条目上继续更正。"


class EntryKind(StrEnum):
    """What an entry is about."""

    LISTED = "listed"
    IMPORTED = "imported"
    STARTED = "started"
    PROGRESS = "progress"
    MILESTONE = "milestone"
    VISIT = "visit"
    FINDING = "finding"
    PROBLEM = "problem"
    REMINDER = "reminder"
    ADJUSTMENT = "adjustment"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    ARCHIVED = "archived"
    NOTE = "note"


@dataclass(kw_only=True)
class LedgerEntry(Aggregate):
    """台账条目: one line of the ledger. It has no behaviour that changes it.

    ``number`` counts within the tenant. A correction is a new entry that ``supersedes`` the former
    and says why; both stay readable.
    """

    cycle_id: str
    project_id: str
    ledger: str
    body_name: str
    number: int
    kind: EntryKind
    happened_on: date
    text: str
    unit: str
    supersedes: str | None = None
    reason: str = ""

    def corrected(self, *, id: str, number: int, text: str, reason: str, unit: str) -> LedgerEntry:
        """The entry that takes this one's place in reading."""
        return LedgerEntry(
            id=id,
            cycle_id=self.cycle_id,
            project_id=self.project_id,
            ledger=self.ledger,
            body_name=self.body_name,
            number=number,
            kind=self.kind,
            happened_on=self.happened_on,
            text=text,
            unit=unit,
            supersedes=self.id,
            reason=reason,
        )
