"""A paper that was issued: it never changes again (Y-041, C-03)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput


class KeptElsewhere(Conflict):
    """A paper that was issued outside the suite has a number here and its text elsewhere."""

    code = "publication.kept-elsewhere"
    message = "“{number}”在本系统外印发，这里只登记文号，请向印发单位查阅原件。"


class DistributedBeforeIssue(InvalidInput):
    """A paper is sent out on the day of issue or later."""

    code = "publication.distributed-before-issue"
    message = "分送日期{on}早于印发日期{issued_on}，请核对。"


class Origin(StrEnum):
    """Where a paper was made."""

    SUITE = "suite"
    OUTSIDE = "outside"


class DistributionKind(StrEnum):
    """送 or 发 (C-03)."""

    REPORT_TO = "report_to"
    ISSUE_TO = "issue_to"


@dataclass
class AboutWhat:
    """The aggregate of another service that the paper is about."""

    kind: str
    id: str


@dataclass(kw_only=True)
class Paper(Aggregate):
    """公文: numbered once; ``digest`` and ``pdf_digest`` are the SHA-256 under which its bytes are kept.

    A paper of outside the suite (``origin``) has a number in the same series and no bytes.
    """

    cycle_id: str
    kind: str
    series: str
    sequence: int
    number: str
    title: str
    issuer: str
    addressee: str
    issued_on: date
    public: bool
    demo: bool
    origin: Origin
    channels: list[str] = field(default_factory=list)
    about: AboutWhat | None = None
    digest: str | None = None
    pdf_digest: str | None = None

    @property
    def about_kind(self) -> str | None:
        """What kind of thing it is about, for searching."""
        return self.about.kind if self.about else None

    @property
    def about_id(self) -> str | None:
        """The id of what it is about, for searching."""
        return self.about.id if self.about else None

    def readable_by(self, staff: bool) -> bool:
        """Whether the reader may know of it: the public ones everyone, the others staff."""
        return self.public or staff

    def kept_digest(self, form: str) -> str:
        """The digest of the bytes kept in that form (``html`` or ``pdf``); raises ``KeptElsewhere``."""
        found = self.digest if form == "html" else self.pdf_digest
        if found is None:
            raise KeptElsewhere(number=self.number)
        return found


@dataclass
class Recipient:
    """收文单位: who gets the paper, and in which of the two ways."""

    kind: DistributionKind
    name: str


@dataclass(kw_only=True)
class Distribution(Aggregate):
    """分送记录: to whom a paper was sent on a day."""

    paper_id: str
    on: date
    recipients: list[Recipient] = field(default_factory=list)

    def check(self, paper: Paper) -> None:
        """Raises ``DistributedBeforeIssue``."""
        if self.on < paper.issued_on:
            raise DistributedBeforeIssue(on=self.on, issued_on=paper.issued_on)
