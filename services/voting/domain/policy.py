"""What the rulebook says about one deciding body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Any

from shared.kernel.citation import Citation
from shared.kernel.rulebook import PARAMETERS, Rulebook


class BodyKind(StrEnum):
    """The kind of body that decides."""

    CONGRESS = "congress"
    """人民代表大会 (a township's included)."""
    STREET_ASSEMBLY = "street_assembly"
    """街道议事代表会 (A10.13)."""


_PREFIX = {BodyKind.CONGRESS: "voting", BodyKind.STREET_ASSEMBLY: "street_voting"}


@dataclass(frozen=True)
class VotingPolicy:
    """The rules of one body, read from its rulebook; every value comes with its clause.

    ``adopted`` are the articles of the ballot measure that the body adopted, by the parameter that each settles: what
    deputies adopted this year is the rule, and what the rulebook cites from an earlier measure was its model.
    ``pending`` is the title of a draft that nobody has adopted yet, ``today`` the day of the act: a measure that is not
    in force is no ground for anything.
    """

    rulebook: Rulebook
    kind: BodyKind
    adopted: Mapping[str, Citation] = field(default_factory=dict)
    pending: str = ""
    today: date | None = None

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook, kind: BodyKind) -> VotingPolicy:
        """The rules of a congress (``voting.*``) or of a street assembly (``street_voting.*``)."""
        return cls(rulebook, kind)

    def value(self, key: str) -> Any:
        """The plain value of one of the body's parameters."""
        return self.rulebook.value(self.full_key(key))

    def ratio(self, key: str) -> Fraction:
        """The value of a parameter that is written as a fraction."""
        return self.rulebook.ratio(self.full_key(key))

    def under(self, adopted: Mapping[str, Citation]) -> VotingPolicy:
        """The same rules once a measure with these articles is adopted."""
        return replace(self, adopted=adopted, pending="")

    def before(self, pending: str, today: date) -> VotingPolicy:
        """The same rules on a day on which the measure of that title, if there is a draft, is not adopted."""
        return replace(self, pending=pending, today=today)

    def cite(self, key: str) -> Citation | None:
        """Where the parameter is written: in a document that stands above the measure, or in the adopted measure itself."""
        full = self.full_key(key)
        stated, article = self.rulebook.citation(full), self.adopted.get(full)
        if article is not None and (stated is None or self.is_of_measure(stated)):
            return article
        return None if stated is not None and self._not_in_force(stated) else stated

    def _not_in_force(self, citation: Citation) -> bool:
        """Whether it is of a measure that has still to be adopted (A10.5)."""
        if not self.is_of_measure(citation) or self.adopted:
            return False
        early = self.today is not None and not citation.holds_on(self.today)
        return early or citation.document == self.pending

    def is_of_measure(self, citation: Citation) -> bool:
        """Whether a citation is of a ballot measure, this year's or the one that the rulebook was written from."""
        title = self.value("measure_title")
        return bool(self.value("measure_required") and title) and citation.document.endswith(title)

    def full_key(self, key: str) -> str:
        """The rulebook's key of one of the body's parameters; a key of another chapter stands as it is."""
        return key if "." in key else f"{_PREFIX[self.kind]}.{key}"

    @property
    def keys(self) -> list[str]:
        """The rulebook's keys of all the body's own parameters."""
        return [key for key in PARAMETERS if key.startswith(f"{_PREFIX[self.kind]}.")]

    def quorum(self, legal_number: int, in_office: int) -> int:
        """How many must be present at least."""
        numbers = {"legal": legal_number, "in_office": in_office}
        return ceil(self.ratio("quorum") * numbers[self.value("quorum_base")])

    @property
    def wants_receipts(self) -> bool:
        """Whether each deputy signs for the papers (Y-037)."""
        return bool(self.value("distribution") == "receipts")

    def adopts(self, yes: int, legal_number: int, in_office: int, present: int) -> bool:
        """Whether a show of hands carries: more than the ruled share of the ruled base."""
        return yes >= self.adoption_needed(legal_number, in_office, present)

    def adoption_needed(self, legal_number: int, in_office: int, present: int) -> int:
        """The fewest hands that carry a motion."""
        numbers = {"legal": legal_number, "in_office": in_office, "present": present}
        return floor(self.ratio("adoption") * numbers[self.value("adoption_base")]) + 1

    def candidates_needed(self, quota: int) -> int:
        """The fewest candidates that a differential vote for so many places allows (Y-038)."""
        ratio = self.ratio("differential")
        if self.value("differential_base") == "quota":
            return max(ceil(quota * (1 + ratio)), quota + 1)
        # candidates - quota >= ratio * candidates; the rulebook refuses a ratio of 1.
        return max(ceil(quota / (1 - ratio)), quota + 1)


def approvals_needed(threshold: str, base: int) -> int:
    """The fewest approvals that pass: over half of the base, or none where there is no threshold (Q-04)."""
    return floor(Fraction(base, 2)) + 1 if threshold == "majority" else 0
