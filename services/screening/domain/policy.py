"""What a rulebook says of screening."""

from __future__ import annotations

from dataclasses import dataclass

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
    """审定步骤: a meeting of a body; the one that ``freezes`` is the last."""

    code: str
    body: str
    action: str
    freezes: bool


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
            chain=tuple(ChainStep(**each) for each in rulebook.value("screening.chain")),
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
