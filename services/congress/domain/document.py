"""The document library: drafting, submission, approval and issue (Y-010 … Y-013, Y-073, Q-01, Q-02)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.state_machine import StateMachine


class DocumentState(StrEnum):
    """How far a document has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    IN_FORCE = "in_force"


class DocumentAct(StrEnum):
    """What can be done with it."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    ISSUE = "issue"


LIFE = StateMachine(
    {
        (DocumentState.DRAFT, DocumentAct.SUBMIT): DocumentState.SUBMITTED,
        (DocumentState.SUBMITTED, DocumentAct.APPROVE): DocumentState.APPROVED,
        (DocumentState.SUBMITTED, DocumentAct.RETURN): DocumentState.DRAFT,
        (DocumentState.APPROVED, DocumentAct.ISSUE): DocumentState.IN_FORCE,
    },
    {
        DocumentState.DRAFT: "起草",
        DocumentState.SUBMITTED: "已呈报",
        DocumentState.APPROVED: "已审定",
        DocumentState.IN_FORCE: "施行中",
        DocumentAct.SUBMIT: "呈报",
        DocumentAct.APPROVE: "审定",
        DocumentAct.RETURN: "退回",
        DocumentAct.ISSUE: "印发",
    },
)


@dataclass
class Happening:
    """One step in a document's history."""

    act: str
    body: str
    on: date | None
    note: str = ""


@dataclass(kw_only=True)
class GoverningDocument(Aggregate):
    """制度文件: title and issuer are free fields, as printed (Q-01, Q-02). ``internal`` papers are never public (A10.18)."""

    title: str
    kind: str
    issuer: str
    drafter: str
    number: str = ""
    drafted_on: date | None = None
    internal: bool = False
    parent_id: str | None = None
    revision_note: str = ""
    state: DocumentState = DocumentState.DRAFT
    issued_on: date | None = None
    effective_from_year: int | None = None
    history: list[Happening] = field(default_factory=list)

    def submit(self, to: str, on: date) -> None:
        """Hand it to the organ that decides."""
        self.state = LIFE.after(self.state, DocumentAct.SUBMIT)
        self.history.append(Happening("submitted", to, on))

    def decide(self, body: str, on: date, approved: bool, note: str) -> None:
        """An organ studied it at a meeting; not approved means back to drafting."""
        self.state = LIFE.after(self.state, DocumentAct.APPROVE if approved else DocumentAct.RETURN)
        self.history.append(Happening("approved" if approved else "returned", body, on, note))

    def issue(self, on: date | None, effective_from_year: int) -> None:
        """Issue it; the day may be unknown for an old paper."""
        self.state = LIFE.after(self.state, DocumentAct.ISSUE)
        self.issued_on, self.effective_from_year = on, effective_from_year
        self.history.append(Happening("issued", self.issuer, on))

    def governs(self, year: int, day: date) -> bool:
        """Whether a cycle of that year can rest on it on that day: issued by then, and effective for the year."""
        if self.state is not DocumentState.IN_FORCE or self.effective_from_year is None:
            return False
        return self.effective_from_year <= year and (self.issued_on is None or self.issued_on <= day)
