"""Yearly cycles and the rulebooks under which they run (Y-002, Y-011 … Y-014, Y-073)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from services.congress.domain.document import GoverningDocument
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, Refused
from shared.kernel.rulebook import Rulebook


class RulebookNotInForce(Refused):
    """A cycle cannot open before its governing document is in force (Y-011)."""

    code = "congress.rulebook-not-in-force"
    message = "规则手册“{title}”所依据的《{document}》尚未印发施行（或不适用于{year}年度），周期不能开启；请先完成呈报、审定、印发。"


class CitationExpired(Refused):
    """A rule cites a text that ended before, or begins after, the cycle's year (A10.5)."""

    code = "congress.citation-expired"
    message = "以下规则引用的条款不适用于{year}年度周期，请先修订规则手册：{rules}。"


class RulebookTooLate(Refused):
    """A changed rulebook applies from a later cycle on (Y-073)."""

    code = "congress.rulebook-too-late"
    message = "规则手册“{title}”自{from_year}年度起适用，不能用于{year}年度。"


class YearTaken(Conflict):
    """A year has one cycle."""

    code = "congress.year-taken"
    message = "{year}年度的周期已经存在。"


class CycleNotOpen(Conflict):
    """The cycle is closed already."""

    code = "congress.cycle-not-open"
    message = "{year}年度的周期已经关闭。"


@dataclass(kw_only=True)
class RulebookRecord(Aggregate):
    """规则手册: one version of a congress's rules; old cycles keep the version they were opened with."""

    code: str
    number: int
    title: str
    effective_from_year: int
    governing_document_id: str
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def rulebook(self) -> Rulebook:
        """The rules themselves."""
        return Rulebook.from_data(self.data)


class CycleState(StrEnum):
    """Whether a year runs."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(kw_only=True)
class Cycle(Aggregate):
    """年度周期: one year from collection to evaluation."""

    year: int
    rulebook_id: str
    opened_on: date
    state: CycleState = CycleState.OPEN
    imported: bool = False
    closed_on: date | None = None
    note: str = ""

    def close(self, on: date) -> None:
        """The year is done; raises ``CycleNotOpen``."""
        if self.state is CycleState.CLOSED:
            raise CycleNotOpen(year=self.year)
        self.state, self.closed_on = CycleState.CLOSED, on


def check_may_open(record: RulebookRecord, document: GoverningDocument, year: int, day: date) -> None:
    """Whether a year's cycle may open under a rulebook; raises the refusal that stands in the way."""
    if not document.governs(year, day):
        raise RulebookNotInForce(title=record.title, document=document.title, year=year)
    if record.effective_from_year > year:
        raise RulebookTooLate(title=record.title, from_year=record.effective_from_year, year=year)
    uncitable = record.rulebook.uncitable(day, year)
    if uncitable:
        names = "、".join(f"{rule.key}（{rule.citation}）" for rule in uncitable)
        raise CitationExpired(year=year, rules=names)
