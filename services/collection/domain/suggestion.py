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
    """A step of the way, for the one who tracks it."""

    on: date
    outcome: Outcome
    reason: str = ""

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

    def settle(self, outcome: Outcome, item_id: str, reason: str, on: date) -> bool:
        """Note what screening decided. Returns whether that was news.

        Facts may come in any order and more than once: entering the library is always the first of
        them, so it never takes back what is known to have followed.
        """
        if outcome is self.outcome and item_id == self.item_id:
            return False
        if outcome is Outcome.ENTERED and self.outcome is not Outcome.RECEIVED:
            if any(each.outcome is Outcome.ENTERED for each in self.steps):
                return False
            self.steps.insert(1, Step(on, outcome, reason))
            return True
        self.outcome, self.item_id = outcome, item_id
        self.steps.append(Step(on, outcome, reason))
        return True


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
