"""The candidate list that screening froze."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from services.voting.domain.policy import BodyKind
from shared.kernel.aggregate import Aggregate


@dataclass(frozen=True)
class Candidate:
    """A candidate project (候选项目) with its dossier (Y-035, B-031); ``investment_fen`` is money in fen."""

    candidate_id: str
    code: str
    name: str
    content: str = ""
    implementer: str = ""
    investment_fen: int = 0
    funding_source: str = ""
    period: str = ""
    requirements: str = ""
    suggestion_ids: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class FrozenList(Aggregate):
    """候选项目名单: one frozen version of it (Y-029, A10.4).

    Versions of one list share cycle, track and body name. ``late`` marks a version that came
    after the vote's rules were settled: it is kept on record and not voted on.
    """

    list_id: str
    cycle_id: str
    track: str
    body: BodyKind
    body_name: str
    list_version: int
    digest: str
    frozen_on: date
    reason: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    late: bool = False

    @property
    def implementers(self) -> set[str]:
        """The bodies that carry the projects out, each by itself where a project names several."""
        return {
            unit.strip()
            for each in self.candidates
            for unit in re.split("[、，；,;]", each.implementer)
            if unit.strip()
        }

    @property
    def codes(self) -> list[str]:
        """The candidates' codes in the order of the list."""
        return [each.code for each in self.candidates]


def latest(versions: Iterable[FrozenList]) -> FrozenList | None:
    """The version to vote on: the highest one that did not come too late."""
    return max((each for each in versions if not each.late), key=lambda each: each.list_version, default=None)
