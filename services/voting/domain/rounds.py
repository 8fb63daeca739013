"""One round of a vote: its boxes, ballots, entries and count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.voting.domain.ballots import Batch
from services.voting.domain.counting import Tally, count
from services.voting.domain.determination import Outcome, determine
from services.voting.domain.entries import DeskName
from services.voting.domain.errors import (
    BallotsUnaccounted,
    BoxesIncomplete,
    BoxRepeated,
    EntryAlreadyMade,
    IssuedExceedsPresent,
    SameTeller,
    UnknownBox,
)
from services.voting.domain.measure import MeasureParameters
from services.voting.domain.policy import approvals_needed, base_number
from services.voting.domain.roll import Delegation


class RoundKind(StrEnum):
    """Why a round is held."""

    FIRST = "first"
    """On the whole list."""
    TIE = "tie"
    """Among those tied at the cut (Q-05)."""
    SHORTFALL = "shortfall"
    """Among the rest, when too few passed (A10.7)."""


@dataclass
class Box:
    """A ballot box (票箱): of the plenary, or of one delegation (票点)."""

    code: str
    name: str
    issued: int | None = None


@dataclass
class Desk:
    """The sheet that stands for one of the two entries, and who entered it."""

    sheet_id: str
    teller: str
    attempt: int


@dataclass
class Round:
    """A ballot on some candidates for some places; ``repeats`` names the void round that it makes good."""

    number: int
    kind: RoundKind
    candidates: list[str]
    places: int
    repeats: int | None = None
    boxes: list[Box] = field(default_factory=list)
    present: int = 0
    issued: int | None = None
    returned: int | None = None
    void: bool = False
    desks: dict[str, Desk] = field(default_factory=dict)
    tally: Tally | None = None
    outcome: Outcome | None = None
    signed_by: list[str] = field(default_factory=list)

    def seal(self, boxes: Sequence[tuple[str, str]], delegations: Sequence[Delegation], polling: str) -> None:
        """The boxes (code, name) were checked and sealed; by delegation, one for each (B-033)."""
        codes = [code for code, _ in boxes]
        for code in codes:
            if codes.count(code) > 1:
                raise BoxRepeated(box=code)
        if polling == "delegation":
            wanted = {each.code: each.name for each in delegations}
            missing = [name for code, name in wanted.items() if code not in codes]
            surplus = [code for code in codes if code not in wanted]
            if missing or surplus:
                detail = "；".join(
                    [f"缺少{name}" for name in missing] + [f"“{code}”不是代表团" for code in surplus]
                )
                raise BoxesIncomplete(detail=detail)
        self.boxes = [Box(code, name) for code, name in boxes]

    def issue(
        self, by_box: Mapping[str, int], present: int, delegations: Sequence[Delegation], polling: str
    ) -> None:
        """Ballots issued at each sealed box, in all not more than are present."""
        known = {box.code for box in self.boxes}
        for code in known ^ set(by_box):
            raise UnknownBox(box=code)
        total = sum(by_box.values())
        if total > present:
            raise IssuedExceedsPresent(issued=total, where="会议", present=present)
        if polling == "delegation":
            for each in delegations:
                if by_box[each.code] > each.number:
                    raise IssuedExceedsPresent(issued=by_box[each.code], where=each.name, present=each.number)
        for box in self.boxes:
            box.issued = by_box[box.code]
        self.present = present
        self.issued = total

    def take_entry(
        self, desk: DeskName, sheet_id: str, teller: str, batch: Batch, differing: bool
    ) -> str | None:
        """Note a teller's sheet; gives the id of the sheet that it replaces, if any.

        Raises ``BallotsUnaccounted``, ``SameTeller`` or ``EntryAlreadyMade``.
        """
        if batch.total != self.returned:
            raise BallotsUnaccounted(entered=batch.total, returned=self.returned)
        beside = self.desks.get(desk.other)
        if beside and beside.teller == teller:
            raise SameTeller()
        before = self.desks.get(desk)
        if before and not differing:
            raise EntryAlreadyMade()
        self.desks[desk] = Desk(sheet_id, teller, before.attempt + 1 if before else 1)
        return before.sheet_id if before else None

    def close(self, batch: Batch, parameters: MeasureParameters, legal_number: int, in_office: int) -> None:
        """The ballots are agreed: count them and see what they decide."""
        self.tally = count(batch, self.places, parameters.over_marked)
        needed = 0
        # A tie is broken by the larger number alone: the tied have passed the threshold already.
        if self.kind is not RoundKind.TIE and parameters.threshold != "none":
            numbers = {
                "legal": legal_number,
                "in_office": in_office,
                "present": self.present,
                "issued": self.issued or 0,
                "returned": self.tally.returned,
                "valid": self.tally.valid,
            }
            needed = approvals_needed(parameters.threshold, base_number(parameters.threshold_base, numbers))
        self.outcome = determine(self.tally, self.places, needed)
