"""A governing document's way into force, as a script plays it (Y-010, Y-011, A10.18)."""

from __future__ import annotations

from services.demo.player import Player
from shared.contracts import congress


def issue_document(
    player: Player,
    title: str,
    *,
    kind: str,
    issuer: str,
    year: int,
    decided_by: str,
    decided_on: str,
    issued_on: str | None,
    drafter: str = "县人大常委会",
    drafted_on: str | None = None,
    internal: bool = False,
    parent: str | None = None,
    note: str = "",
) -> str:
    """Draft, submit, decide and issue; in force for cycles from ``year`` on. Returns the document's id.

    ``issued_on`` is ``None`` where the day was not printed (Q-01); the number is then left open too.
    """
    document = str(
        player.act(
            congress.ADMIT_DOCUMENT,
            title=title,
            kind=kind,
            issuer=issuer,
            drafter=drafter,
            drafted_on=drafted_on,
            internal=internal,
            parent_id=parent,
            revision_note=note,
        )["id"]
    )
    player.act(congress.SUBMIT_DOCUMENT, document_id=document, to=decided_by, on=decided_on)
    player.act(congress.RECORD_APPROVAL, document_id=document, body=decided_by, on=decided_on, approved=True)
    player.act(congress.ISSUE_DOCUMENT, document_id=document, on=issued_on, effective_from_year=year)
    return document
