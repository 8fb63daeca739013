"""The ballot measure of a session."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.voting.domain.article import Article, UnstatedRule
from services.voting.domain.candidates import FrozenList
from services.voting.domain.correction_errors import MeasureRedrafted
from services.voting.domain.errors import (
    DifferentialTooSmall,
    ElectronicClauseMissing,
    MeasureLocked,
    MeasureNotAdopted,
    MeasureOutdated,
    QuotaOutsideRange,
    SectionEmpty,
)
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.methods import Method
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.wording import article_number
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation


class MeasureState(StrEnum):
    """Where a measure stands."""

    DRAFT = "draft"
    REJECTED = "rejected"
    ADOPTED = "adopted"
    LOCKED = "locked"


@dataclass(frozen=True)
class MeasureSections:
    """The three parts a measure must hold (Y-031): 酝酿讨论, 差额票决, 全面公开."""

    deliberation: str
    differential: str
    publicity: str


_BODY_WORDS = ("人民代表大会", "议事代表会")

_SECTION_NAMES = {"deliberation": "酝酿讨论", "differential": "差额票决", "publicity": "全面公开"}


@dataclass(frozen=True)
class MeasureParameters:
    """What the measure settles for the count, taken from the rulebook and the list (Y-030).

    ``electronic`` says that an electronic ballot is the legal act beside paper, by a clause of the rules (A10.17);
    each medium then has ``least_issued`` ballots at least, so that none is a small number of deputies. ``method`` is the
    kind of ballot; measures from before there was a choice are of approvals.
    """

    quota: int
    candidates: int
    polling: str
    over_marked: str
    threshold: str
    threshold_base: str
    tie: str
    shortfall: str
    publish_counts: bool
    publish_losers: bool
    electronic: bool = False
    least_issued: int = 10
    method: Method = Method.APPROVAL


@dataclass(kw_only=True)
class BallotMeasure(Aggregate):
    """票决办法: the ballot measure.

    Its parameters come from the rulebook and the candidate list; the clerk chooses the number of
    projects within the ruled range. It locks when all deputies adopt it (Y-032), or, where
    the rules stand from year to year (D-11), when the vote opens. ``articles`` is its text and ``unstated``
    what no document of the body states; both are written with the draft and stay with the measure.
    """

    session_id: str
    cycle_id: str
    title: str
    drafter: str
    list_version: int
    sections: MeasureSections
    parameters: MeasureParameters
    state: MeasureState = MeasureState.DRAFT
    hands: list[ShowOfHands] = field(default_factory=list)
    adopted_on: date | None = None
    articles: list[Article] = field(default_factory=list)
    unstated: list[UnstatedRule] = field(default_factory=list)

    def redraft(
        self, frozen: FrozenList, quota: int, sections: MeasureSections, title: str, policy: VotingPolicy
    ) -> None:
        """Write the draft anew, also after it was voted down; raises ``MeasureLocked`` once adopted."""
        if self.locked:
            raise MeasureLocked(citation=policy.cite("measure_required"))
        self.parameters = parameters_for(frozen, quota, policy)
        self.list_version = frozen.list_version
        self.sections = sections
        self.title = title
        self.state = MeasureState.DRAFT

    def write(self, articles: list[Article], unstated: list[UnstatedRule], citation: Citation | None) -> None:
        """The text that deputies vote on; raises ``MeasureLocked`` once adopted, so that it never changes then."""
        if self.locked:
            raise MeasureLocked(citation=citation)
        self.articles, self.unstated = articles, unstated

    @property
    def clauses(self) -> dict[str, Citation]:
        """The article, once adopted, that settles each parameter of the rulebook: what deputies adopt is a rule too."""
        found: dict[str, Citation] = {}
        for place, each in enumerate(self.articles if self.locked else [], start=1):
            for key in each.keys:
                found.setdefault(
                    key, Citation(self.title, f"{article_number(place)}“{each.title}”", self.adopted_on)
                )
        return found

    @property
    def locked(self) -> bool:
        """Whether it can change no more."""
        return self.state in (MeasureState.ADOPTED, MeasureState.LOCKED)

    def check_ready(self, frozen: FrozenList, policy: VotingPolicy) -> None:
        """Raises what stands between the draft and the deputies: an empty part, an outdated list, a lock."""
        clause = policy.cite("measure_required")
        if self.locked:
            raise MeasureLocked(citation=clause)
        if self.list_version != frozen.list_version:
            raise MeasureOutdated(latest=frozen.list_version, drafted=self.list_version, citation=clause)
        for section, name in _SECTION_NAMES.items():
            if not getattr(self.sections, section).strip():
                raise SectionEmpty(section=name, citation=clause)

    def voted(self, hands: ShowOfHands, carried: bool, held_on: date) -> None:
        """All deputies voted on it."""
        self.hands.append(hands)
        self.state = MeasureState.ADOPTED if carried else MeasureState.REJECTED
        self.adopted_on = held_on if carried else None

    def hands_corrected(
        self, hands: ShowOfHands, carried: bool, held_on: date, citation: Citation | None
    ) -> None:
        """The last vote on it was put on record wrongly; raises ``MeasureRedrafted`` when that draft is no more."""
        if not self.hands or self.state not in (MeasureState.ADOPTED, MeasureState.REJECTED):
            raise MeasureRedrafted(citation=citation)
        self.hands[-1] = hands
        self.state = MeasureState.ADOPTED if carried else MeasureState.REJECTED
        self.adopted_on = held_on if carried else None

    def govern(self, frozen: FrozenList, policy: VotingPolicy) -> None:
        """The vote opens under it; raises ``MeasureNotAdopted`` with the clause (Y-032)."""
        if policy.value("measure_required"):
            if self.state is not MeasureState.ADOPTED:
                raise MeasureNotAdopted(citation=policy.cite("measure_required"))
            return
        self.check_ready(frozen, policy)
        self.state = MeasureState.LOCKED


def title_for(session: str, policy: VotingPolicy) -> str:
    """What a measure is called where the clerk gives no other title.

    One that its session adopts bears the session's name, unless the rules already call a body by name; a standing
    one is called as the rules call it.
    """
    title: str = policy.value("measure_title")
    named = any(word in title for word in _BODY_WORDS) or not policy.value("measure_required")
    return title if named else f"{session}{title}"


def parameters_for(frozen: FrozenList, quota: int, policy: VotingPolicy) -> MeasureParameters:
    """The measure's parameters.

    Raises ``QuotaOutsideRange`` (Y-071), ``DifferentialTooSmall`` (Y-038) or ``ElectronicClauseMissing`` (A10.17).
    """
    limits = policy.value("quota")
    least, most = limits["least"], limits["most"]
    if not least <= quota <= most:
        raise QuotaOutsideRange(quota=quota, least=least, most=most, citation=policy.cite("quota"))
    needed = policy.candidates_needed(quota)
    if len(frozen.candidates) < needed:
        raise DifferentialTooSmall(
            candidates=len(frozen.candidates),
            quota=quota,
            needed=needed,
            citation=policy.cite("differential"),
        )
    return MeasureParameters(
        quota=quota,
        candidates=len(frozen.candidates),
        polling=policy.value("polling"),
        over_marked=policy.value("over_marked"),
        threshold=policy.value("threshold"),
        threshold_base=policy.value("threshold_base"),
        tie=policy.value("tie"),
        shortfall=policy.value("shortfall"),
        publish_counts=policy.value("publish_counts"),
        publish_losers=policy.value("publish_losers"),
        electronic=_electronic(policy),
        least_issued=policy.value("least_issued"),
        method=Method(policy.value("method")),
    )


def _electronic(policy: VotingPolicy) -> bool:
    legal: bool = policy.value("electronic") == "legal"
    if legal and policy.cite("electronic") is None:
        raise ElectronicClauseMissing()
    return legal
