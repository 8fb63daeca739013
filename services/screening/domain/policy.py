"""What a rulebook says of screening."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from services.screening.domain.meetings import Majority, MajorityBase
from shared.kernel.citation import Citation
from shared.kernel.rulebook import Rulebook


@dataclass(frozen=True)
class Criterion:
    """A named criterion."""

    code: str
    name: str


@dataclass(frozen=True)
class Panel:
    """论证小组: its criteria and its weight in the whole."""

    code: str
    name: str
    criteria: tuple[Criterion, ...]
    weight: int


@dataclass(frozen=True)
class ChainStep:
    """审定步骤: a meeting of a body; the one that ``freezes`` is the last. Where it votes, ``majority`` decides."""

    code: str
    body: str
    action: str
    freezes: bool
    majority: Majority


@dataclass(frozen=True)
class Track:
    """去向: the congress, or a street's assembly."""

    code: str
    name: str
    body: str


@dataclass(frozen=True)
class ScreeningPolicy:
    """筛选规则 of one congress."""

    principle: str
    criteria: tuple[Criterion, ...]
    eligibility: tuple[Criterion, ...]
    panels: tuple[Panel, ...]
    tracks: tuple[Track, ...]
    chain: tuple[ChainStep, ...]
    dossier: tuple[Criterion, ...]
    posting_days: int
    categories: tuple[Criterion, ...]
    rulebook: Rulebook

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> ScreeningPolicy:
        """Read the parameters ``screening.*``, and the categories that suggestions are collected by."""
        return cls(
            principle=rulebook.value("screening.principle"),
            criteria=_criteria(rulebook.value("screening.criteria")),
            eligibility=_criteria(rulebook.value("screening.eligibility")),
            panels=tuple(
                Panel(each["code"], each["name"], _criteria(each["criteria"]), each["weight"])
                for each in rulebook.value("screening.panels")
            ),
            tracks=tuple(Track(**each) for each in rulebook.value("screening.tracks")),
            chain=tuple(_step(each, rulebook) for each in rulebook.value("screening.chain")),
            dossier=_criteria(rulebook.value("screening.dossier")),
            posting_days=rulebook.value("screening.posting_days"),
            categories=_criteria(rulebook.value("collection.categories")),
            rulebook=rulebook,
        )

    def track(self, code: str) -> Track | None:
        """The track of a code."""
        return next((each for each in self.tracks if each.code == code), None)

    def citation(self, parameter: str) -> Citation | None:
        """Where ``screening.<parameter>`` is written."""
        return self.rulebook.citation(f"screening.{parameter}")


def _criteria(written: list[dict[str, str]]) -> tuple[Criterion, ...]:
    return tuple(Criterion(each["code"], each["name"]) for each in written)


def _step(written: dict[str, Any], rulebook: Rulebook) -> ChainStep:
    """A step; its own majority where the chain states one, else that of all organs of the chain."""
    own = written.get("majority")
    key = "screening.majority" if own is None else "screening.chain"
    stated = rulebook.value(key) if own is None else own
    majority = Majority(Fraction(stated["over"]), MajorityBase(stated["base"]), rulebook.citation(key))
    return ChainStep(written["code"], written["body"], written["action"], written["freezes"], majority)
