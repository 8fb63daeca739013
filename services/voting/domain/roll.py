"""The roll as it stood when the session met (A10.15)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.voting.domain.policy import BodyKind
from shared.kernel.aggregate import Aggregate


@dataclass(frozen=True)
class Delegation:
    """A delegation (代表团) and how many deputies it has."""

    code: str
    name: str
    number: int


@dataclass(frozen=True)
class Seat:
    """A deputy in office (代表); ``code`` stands for the person."""

    code: str
    delegation: str


@dataclass(frozen=True)
class Observer:
    """Somebody invited who neither votes nor counts (列席人员); ``code`` stands for the person."""

    code: str
    unit: str
    post: str


@dataclass(kw_only=True)
class RollSnapshot(Aggregate):
    """名册快照: the roll of one body on one day; its id is the congress's snapshot id.

    ``legal_number`` is 法定, ``in_office`` 实有; ``presidium_members`` is 0 where there is no presidium;
    ``seats`` are those in office; ``observers`` never vote and never count for the quorum.
    """

    cycle_id: str
    body: str
    body_name: str
    taken_on: date
    legal_number: int
    in_office: int
    delegations: list[Delegation] = field(default_factory=list)
    presidium_members: int = 0
    seats: list[Seat] = field(default_factory=list)
    observers: list[Observer] = field(default_factory=list)

    @property
    def kind(self) -> BodyKind:
        """A congress, or a street assembly (body ``street:<code>``)."""
        return BodyKind.CONGRESS if self.body == "congress" else BodyKind.STREET_ASSEMBLY
