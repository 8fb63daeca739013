"""Requests and views of the ledger."""

from __future__ import annotations

from shared.contracts import schemas as f
from shared.contracts.supervision.common import (
    maybe_identifier,
    said,
)
from shared.contracts.supervision.projects import ProjectRef

ENTRY_KINDS = (
    "listed",
    "imported",
    "started",
    "progress",
    "milestone",
    "visit",
    "finding",
    "problem",
    "reminder",
    "adjustment",
    "completed",
    "terminated",
    "archived",
    "note",
)


class LedgerQuery(f.PageQuery):
    """The ledger of a cycle or of one project, newest first."""

    cycle_id = maybe_identifier()
    project_id = maybe_identifier()
    kind = f.choice(*ENTRY_KINDS, required=False, load_default=None)


class AddLedgerEntry(ProjectRef):
    """A note for the ledger."""

    happened_on = f.day()
    text = said()


class CorrectLedgerEntry(f.Strict):
    """Another reading of an entry; the former one stays."""

    entry_id = f.identifier()
    reason = said(400)
    text = said()


class LedgerEntryView(f.Reference):
    """One line of the ledger; ``superseded_by`` names its correction."""

    number = f.count()
    cycle_id = f.identifier()
    project_id = f.identifier()
    ledger = f.name(120)
    body_name = f.text(80)
    kind = f.choice(*ENTRY_KINDS)
    happened_on = f.day()
    unit = f.text(200)
    supersedes = maybe_identifier()
    superseded_by = maybe_identifier()
    reason = f.text()
    text = f.text(20_000)
