"""A suggestion, where it came from and what became of it (B-018, Y-003, Y-021 … Y-025, Y-084)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import InvalidInput


class ProposerNotNamed(InvalidInput):
    """An office, station or deputy stands by its name."""

    code = "collection.proposer-not-named"
    message = "提出者是部门、站点或代表的，须填写名称或代号。"


class ResidentNamed(InvalidInput):
    """A resident's name is personal data and belongs in the contact."""

    code = "collection.resident-named"
    message = "群众姓名请填在联系方式中，不要填在提出者一栏。"


class ProposerKind(StrEnum):
    """Who proposes."""

    RESIDENT = "resident"
    DEPARTMENT = "department"
    STATION = "station"
    DEPUTY = "deputy"


class Outcome(StrEnum):
    """Where a suggestion is; every one of them stays in the library."""

    RECEIVED = "received"
    ENTERED = "entered"
    MERGED = "merged"
    TRANSFERRED = "transferred"
    DROPPED = "dropped"
    RESERVED = "reserved"
    SHORTLISTED = "shortlisted"
    CANDIDATE = "candidate"


OUTCOME_SENTENCES = {
    Outcome.RECEIVED: "已收到您的建议。",
    Outcome.ENTERED: "已纳入民生实事项目库。",
    Outcome.MERGED: "已与同类建议合并研究，原建议保留在项目库。",
    Outcome.TRANSFERRED: "属于个人诉求，已转有关部门办理，项目库留存记录。",
    Outcome.DROPPED: "经研究未采用，项目库留存记录。",
    Outcome.RESERVED: "本年度未列入候选项目，留在项目库备选。",
    Outcome.SHORTLISTED: "已列入初选名单，正在论证。",
    Outcome.CANDIDATE: "已列入候选项目。",
}


@dataclass
class Provenance:
    """来源: who proposed it, on whose behalf, by which group, box or venue, and which office typed it in.

    ``entered_by`` is an account id or ``anonymous``. ``proposer_level`` and ``constituency`` say which
    congress and which voters a deputy comes from (Y-025).
    """

    proposer_kind: ProposerKind
    proposer_name: str = ""
    proposer_level: str = ""
    constituency: str = ""
    on_behalf_of: str = ""
    source: str = ""
    campaign_id: str | None = None
    task_id: str | None = None
    entered_by: str = "anonymous"
    entered_unit: str = ""

    def check(self) -> None:
        """Raises ``ProposerNotNamed`` or ``ResidentNamed``."""
        if self.proposer_kind is ProposerKind.RESIDENT:
            if self.proposer_name:
                raise ResidentNamed()
        elif not self.proposer_name.strip():
            raise ProposerNotNamed()


@dataclass
class Benefit:
    """受益情况: what is wrong, and how many townships and people suffer from it (Y-084)."""

    problem: str = ""
    townships_affected: int | None = None
    people_affected: int | None = None


@dataclass
class Step:
    """A step of the way, for the one who tracks it.

    ``number`` is screening's: it orders what was decided, whatever the order in which it is heard of.
    ``item_id`` is the library's item that then stood for the suggestion.
    """

    on: date
    outcome: Outcome
    reason: str = ""
    number: int = 0
    item_id: str | None = None

    @property
    def sentence(self) -> str:
        """The step in plain Chinese."""
        return OUTCOME_SENTENCES[self.outcome]


@dataclass(kw_only=True)
class Suggestion(Aggregate):
    """建议: as it was received, never rewritten. Who the resident is stands elsewhere (``Contact``)."""

    cycle_id: str
    round_id: str
    receipt: str
    channel: str
    category: str
    title: str
    content: str
    place: str
    received_on: date
    provenance: Provenance
    benefit: Benefit = field(default_factory=Benefit)
    outcome: Outcome = Outcome.RECEIVED
    item_id: str | None = None
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.steps:
            self.steps.append(Step(self.received_on, Outcome.RECEIVED))

    @property
    def proposer_kind(self) -> str:
        """Who proposes, for counting."""
        return self.provenance.proposer_kind.value

    def settle(self, outcome: Outcome, item_id: str, reason: str, on: date, number: int) -> bool:
        """Note what screening decided. Returns whether that was news.

        Facts may come in any order and more than once: each is kept in its place by its number, and the
        one with the highest number says where the suggestion is (Y-003).
        """
        if any(each.number == number for each in self.steps):
            return False
        self.steps.append(Step(on, outcome, reason, number, item_id))
        self.steps.sort(key=lambda each: each.number)
        last = self.steps[-1]
        self.outcome, self.item_id = last.outcome, last.item_id
        return True

    @property
    def way(self) -> list[Step]:
        """The steps that changed something, for readers: the same decision taken again is left out."""
        shown: list[Step] = []
        for each in self.steps:
            before = shown[-1] if shown else None
            if before is None or (before.outcome, before.item_id, before.reason) != (
                each.outcome,
                each.item_id,
                each.reason,
            ):
                shown.append(each)
        return shown


@dataclass(kw_only=True)
class Contact(Aggregate):
    """联系方式: personal data, kept apart under the suggestion's id and erasable (A10.19)."""

    name: str
    phone: str
    erased_on: date | None = None

    def erase(self, on: date) -> None:
        """Forget the person; that there was a contact stays known."""
        self.name, self.phone = "", ""
        self.erased_on = self.erased_on or on
