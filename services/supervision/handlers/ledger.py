"""Reading, noting and correcting in the ledger (Y-078, B-045, D-19)."""

from __future__ import annotations

from typing import Any

from services.supervision.domain.ledger import AlreadySuperseded, EntryKind, LedgerEntry
from services.supervision.domain.project import Project
from services.supervision.handlers.desk_work import LedgerBook, Rules, unit_of
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork


def list_ledger(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The ledger, newest first; an entry that was corrected names its correction."""
    equals = {key: request[key] for key in ("cycle_id", "project_id", "kind") if request[key] is not None}
    page = work.page(LedgerEntry, page=request, order="-number", **equals)
    shown: list[LedgerEntry] = page["items"]
    corrections = work.all(LedgerEntry, supersedes=[each.id for each in shown]) if shown else []
    by_former = {each.supersedes: each.id for each in corrections}
    items = [{**vars(each), "superseded_by": by_former.get(each.id)} for each in shown]
    return {"items": items, "next": page["next"]}


def add_ledger_entry(work: UnitOfWork, request: dict[str, Any]) -> LedgerEntry:
    """Note something that no other act records."""
    project = work.get(Project, request["project_id"])
    project.must_be_under_supervision("登记台账")
    book = LedgerBook(work, Rules(work))
    entry = book.write(project, EntryKind.NOTE, request["happened_on"], request["text"])
    book.close()
    return entry


def correct_ledger_entry(work: UnitOfWork, request: dict[str, Any]) -> LedgerEntry:
    """Add the correction; the former entry stays as it is, and is corrected once."""
    former = work.get(LedgerEntry, request["entry_id"])
    if work.find(LedgerEntry, supersedes=former.id) is not None:
        raise AlreadySuperseded(number=former.number)
    entry = former.corrected(
        id=new_id(),
        number=work.next_number("ledger"),
        text=request["text"],
        reason=request["reason"],
        unit=unit_of(work.actor),
    )
    work.add(entry)
    return entry
