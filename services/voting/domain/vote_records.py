"""What is on record of a vote beside its rounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.voting.domain.hands import ShowOfHands


@dataclass(frozen=True)
class Confirmation:
    """The confirming organ's own vote on the result (Y-040, A10.2)."""

    held_on: date
    organ: str
    members: int
    hands: ShowOfHands
    carried: bool


@dataclass(frozen=True)
class AdoptionRecord:
    """An organ adopted the recommendation (A10.13), but for the projects that it ``declined``, with its reason."""

    organ: str
    adopted_on: date
    declined: list[str] = field(default_factory=list)
    reason: str = ""


@dataclass(frozen=True)
class BallotExport:
    """A scrutineer took the mark patterns of a round away to count them again; on record, since they are sealed."""

    round: int
    scrutineer: str
    exported_on: date
