"""One round of a vote: its boxes, ballots, entries and count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from services.voting.domain.ballots import Batch
from services.voting.domain.correction_errors import AlreadyCounted, NothingToRecount, ReturnedExceedsIssued
from services.voting.domain.counting import Tally, count
from services.voting.domain.determination import Outcome, determine
from services.voting.domain.electronic.errors import (
    ElectronicNotAllowed,
    ElectronicNotClosed,
    ElectronicNotOpened,
    PaperNotAgreed,
    RankingOnPaperOnly,
)
from services.voting.domain.entries import MOST_SHEETS, DeskName
from services.voting.domain.errors import (
    AssistedExceedsIssued,
    BallotsUnaccounted,
    BoxesIncomplete,
    BoxRepeated,
    EntryAlreadyMade,
    IssuedExceedsPresent,
    SameTeller,
    ScrutineerOwnCount,
    SheetsUsedUp,
    UnknownBox,
)
from services.voting.domain.measure import MeasureParameters
from services.voting.domain.media import ElectronicPart, check_size, drawn_by
from services.voting.domain.methods import Method
from services.voting.domain.policy import approvals_needed
from services.voting.domain.ranking import count_ranking
from services.voting.domain.roll import Delegation
from shared.kernel.citation import Citation


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
    """A ballot on some candidates for some places; ``repeats`` names the void round that it makes good.

    ``issued`` and ``returned`` are of both media together. ``electronic`` is who votes electronically; ``paper_only``
    says that an electronic vote failed and all vote on paper, ``given_up`` that it failed in this very round.
    ``tellers`` are the accounts that entered any sheet of the round, also one that stands no more.
    ``assisted`` deputies had somebody write on the ballot for them: a number, as a name beside a small count would tie.
    ``annulled`` is why the round is void although it was counted. ``paper`` is the agreed paper count while the
    electronic result is still to come. Of those in ``signed_by`` the ones in ``signed_on_paper`` have no account that
    signed: their signature stands on the printed record.
    """

    number: int
    kind: RoundKind
    candidates: list[str]
    places: int
    repeats: int | None = None
    boxes: list[Box] = field(default_factory=list)
    present: int = 0
    issued: int | None = None
    returned: int | None = None
    assisted: int = 0
    void: bool = False
    given_up: bool = False
    annulled: str = ""
    electronic: ElectronicPart | None = None
    paper_only: bool = False
    desks: dict[str, Desk] = field(default_factory=dict)
    tellers: list[str] = field(default_factory=list)
    paper: Tally | None = None
    tally: Tally | None = None
    outcome: Outcome | None = None
    signed_by: list[str] = field(default_factory=list)
    signed_on_paper: list[str] = field(default_factory=list)

    def seal(
        self,
        boxes: Sequence[tuple[str, str]],
        delegations: Sequence[Delegation],
        polling: str,
        citation: Citation | None = None,
    ) -> None:
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
                raise BoxesIncomplete(detail=detail, citation=citation)
        self.boxes = [Box(code, name) for code, name in boxes]

    def issue(
        self,
        by_box: Mapping[str, int],
        present: int,
        delegations: Sequence[Delegation],
        polling: str,
        citation: Citation | None = None,
    ) -> None:
        """Paper ballots issued at each sealed box, with the envelopes drawn in all not more than are present.

        By delegation, at a box not more than its delegation's ``number``: of those who may be issued one there.
        """
        known = {box.code for box in self.boxes}
        wrong = [f"缺少票箱{box.code}的张数" for box in self.boxes if box.code not in by_box]
        wrong += [f"多出未封闭的票箱{code}" for code in by_box if code not in known]
        if wrong:
            raise UnknownBox(detail="；".join(wrong))
        total = sum(by_box.values()) + (self.electronic.issued if self.electronic else 0)
        if total > present:
            raise IssuedExceedsPresent(issued=total, where="会议", present=present, citation=citation)
        if polling == "delegation":
            for each in delegations:
                if by_box[each.code] > each.number:
                    raise IssuedExceedsPresent(
                        issued=by_box[each.code], where=each.name, present=each.number, citation=citation
                    )
        for box in self.boxes:
            box.issued = by_box[box.code]
        self.present = present
        self.issued = total

    def draw(
        self,
        seats: Sequence[str],
        paper: int,
        here: Collection[str],
        parameters: MeasureParameters,
        citation: Citation | None = None,
    ) -> None:
        """These deputies drew an envelope, so many others have a paper ballot; one medium for each (A10.17).

        Raises ``ElectronicNotAllowed``, ``RankingOnPaperOnly``, ``SeatsWrong`` or ``MediumTooSmall``.
        """
        found = drawn_by(seats, here)
        if found is not None:
            if not parameters.electronic or self.paper_only:
                raise ElectronicNotAllowed(citation=citation)
            if parameters.method is Method.RANKING:
                raise RankingOnPaperOnly(citation=citation)
            check_size("电子", found.issued, parameters.least_issued, "发出", citation)
            if paper:
                check_size("纸质", paper, parameters.least_issued, "发出", citation)
        self.electronic = found

    @property
    def paper_issued(self) -> int:
        """Paper ballots issued."""
        return (self.issued or 0) - (self.electronic.issued if self.electronic else 0)

    @property
    def paper_returned(self) -> int:
        """Paper ballots returned."""
        if self.returned is None:
            return 0
        return self.returned - ((self.electronic.returned or 0) if self.electronic else 0)

    @property
    def paper_said(self) -> str:
        """What the ballots on paper are called: simply ballots where there is no other medium."""
        return "纸质选票" if self.electronic else "选票"

    def take_back(
        self,
        paper: int,
        parameters: MeasureParameters,
        again: int | None = None,
        *,
        citation: Citation | None = None,
        validity: Citation | None = None,
    ) -> bool:
        """So many paper ballots came back; says whether the round stands, with no more of them than were issued.

        ``again`` is the number given once more, without which more than were issued are not believed
        (``ReturnedExceedsIssued``). Raises ``ElectronicNotClosed``, or ``MediumTooSmall`` where too few ballots of a
        medium came in to be counted. ``validity`` is the clause on what voids a ballot.
        """
        cast = 0
        if self.electronic is not None:
            if self.electronic.returned is None:
                raise ElectronicNotClosed()
            cast = self.electronic.returned
            check_size("电子", cast, parameters.least_issued, "收到", citation)
            if self.paper_issued:
                check_size("纸质", paper, parameters.least_issued, "收回", citation)
        self._believe(paper, self.paper_issued, again, validity)
        self.returned = paper + cast
        return paper <= self.paper_issued

    def note_assisted(self, number: int) -> None:
        """So many deputies had somebody write on the paper ballot for them (A10.15); raises ``AssistedExceedsIssued``."""
        if number > self.paper_issued:
            raise AssistedExceedsIssued(assisted=number, issued=self.paper_issued)
        self.assisted = number

    def _believe(self, returned: int, issued: int, again: int | None, validity: Citation | None) -> None:
        if returned > issued and again != returned:
            raise ReturnedExceedsIssued(returned=returned, issued=issued, citation=validity)

    def correct_issue(
        self,
        by_box: Mapping[str, int],
        present: int,
        delegations: Sequence[Delegation],
        parameters: MeasureParameters,
        again: int | None = None,
        *,
        citation: Citation | None = None,
        least: Citation | None = None,
        validity: Citation | None = None,
    ) -> bool:
        """Other numbers of paper ballots were issued than was said; says whether the round still stands.

        Envelopes stay with those who drew them. Raises as ``issue`` and ``take_back``, and ``AlreadyCounted``.
        """
        self.check_uncounted(citation)
        total = sum(by_box.values())
        if self.electronic and total:
            check_size("纸质", total, parameters.least_issued, "发出", least)
        if self.returned is not None:
            self._believe(self.paper_returned, total, again, validity)
        there = self.present
        self.issue(by_box, max(there, present), delegations, parameters.polling, citation)
        # Who came or left since was not there when the ballots were issued; whoever was given one late is there now.
        self.present = max(there, self.issued or 0)
        return self.returned is None or self.paper_returned <= self.paper_issued

    def check_uncounted(self, citation: Citation | None = None) -> None:
        """Raises ``AlreadyCounted`` once both entries agree."""
        if self.paper is not None or self.tally is not None:
            raise AlreadyCounted(citation=citation)

    @property
    def sheets(self) -> list[str]:
        """The ids of the entries that stand."""
        return [each.sheet_id for each in self.desks.values()]

    def drop_entries(self) -> list[str]:
        """The tellers enter anew; gives the ids of the sheets that no longer stand."""
        dropped = self.sheets
        self.desks.clear()
        return dropped

    def reopen(self, electronic: Tally | None = None) -> list[str]:
        """The paper is counted again; gives the ids of the sheets that no longer stand.

        ``electronic`` is what the other medium's record says, once it is opened: its own proofs hold it. Raises
        ``NothingToRecount`` before a paper count is agreed.
        """
        if not self.paper_issued or (self.paper is None and self.tally is None):
            raise NothingToRecount()
        self.paper = self.tally = self.outcome = None
        self.signed_by, self.signed_on_paper = [], []
        if self.electronic is not None:
            self.electronic.tally = electronic
        return self.drop_entries()

    def take_entry(
        self,
        desk: DeskName,
        sheet_id: str,
        teller: str,
        batch: Batch,
        differing: bool,
        citation: Citation | None = None,
    ) -> str | None:
        """Note a teller's sheet; gives the id of the sheet that it replaces, if any.

        Raises ``BallotsUnaccounted``, ``SameTeller``, ``EntryAlreadyMade`` or ``SheetsUsedUp``.
        """
        if batch.total != self.paper_returned:
            raise BallotsUnaccounted(entered=batch.total, returned=self.paper_returned)
        beside = self.desks.get(desk.other)
        if beside and beside.teller == teller:
            raise SameTeller(citation=citation)
        before = self.desks.get(desk)
        if before and not differing:
            raise EntryAlreadyMade()
        if before and before.attempt >= MOST_SHEETS:
            raise SheetsUsedUp(most=MOST_SHEETS, citation=citation)
        self.desks[desk] = Desk(sheet_id, teller, before.attempt + 1 if before else 1)
        if teller not in self.tellers:
            self.tellers.append(teller)
        return before.sheet_id if before else None

    def check_apart(self, account: str, citation: Citation | None = None) -> None:
        """Raises ``ScrutineerOwnCount`` for the account of a teller of this round, who is watched and does not watch."""
        if account in self.tellers:
            raise ScrutineerOwnCount(citation=citation)

    def agree(self, batch: Batch, parameters: MeasureParameters) -> None:
        """The paper ballots are agreed: count them, by the kind of ballot that the measure has."""
        counting = count_ranking if parameters.method is Method.RANKING else count
        self.paper = counting(batch, self.places, parameters.over_marked)

    def part_to_decrypt(self) -> ElectronicPart:
        """What scrutineers may open now: never before the paper is counted, so that nobody knows a running total.

        Raises ``ElectronicNotOpened`` or ``PaperNotAgreed``.
        """
        if self.electronic is None or self.electronic.uuid is None:
            raise ElectronicNotOpened()
        if self.paper is None:
            raise PaperNotAgreed()
        return self.electronic

    @property
    def counted(self) -> bool:
        """Whether every medium that was used is counted."""
        return self.paper is not None and (self.electronic is None or self.electronic.tally is not None)

    def shortfall(self, parameters: MeasureParameters) -> str:
        """What follows where too few pass in this round: the rule of the whole list, which is applied once (A10.7)."""
        return parameters.shortfall if self.kind is RoundKind.FIRST else "fewer"

    def close(self, parameters: MeasureParameters, legal_number: int, in_office: int) -> None:
        """Every medium is counted: put them together, forget them apart, and see what they decide."""
        if self.paper is None:
            raise PaperNotAgreed()
        self.tally, self.paper = self.paper, None
        if self.electronic is not None and self.electronic.tally is not None:
            self.tally += self.electronic.tally
            self.electronic.tally = None
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
            needed = approvals_needed(parameters.threshold, numbers[parameters.threshold_base])
        self.outcome = determine(self.tally, self.places, needed, parameters.method)
