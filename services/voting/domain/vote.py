"""The vote of a session on its candidate list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.voting.domain.ballots import Batch, Difference, differences, settled
from services.voting.domain.candidates import Candidate
from services.voting.domain.correction_errors import NoSuchRound, PaperCountedApart
from services.voting.domain.electronic.errors import (
    ElectronicNotIssued,
    ElectronicNotOpened,
    EnvelopesDiffer,
)
from services.voting.domain.entries import DeskName, EntrySheet
from services.voting.domain.errors import (
    AdopterOutOfTurn,
    AdoptersMissing,
    BallotsUnaccounted,
    CountStillSecret,
    DeclinedWithoutReason,
    NotRecommended,
    SettlementIncomplete,
)
from services.voting.domain.measure import MeasureParameters
from services.voting.domain.media import ElectronicPart, tally_of
from services.voting.domain.policy import BodyKind
from services.voting.domain.roll import Delegation
from services.voting.domain.rounds import Round, RoundKind
from services.voting.domain.scrutineers import ScrutineerList
from services.voting.domain.steps import Step
from services.voting.domain.vote_records import AdoptionRecord, BallotExport, Confirmation
from services.voting.domain.vote_states import MACHINE, NEXT_STEP, SIGNED, VoteAct, VoteState
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation


@dataclass(kw_only=True)
class Vote(Aggregate):
    """票决: the vote on candidate projects, of a congress or (票选) of a street assembly.

    It is held in rounds: the first on the whole list, further ones among the tied or the rest, and
    again where more ballots came back than were issued. ``refused`` says that the confirming organ voted on the present
    result and did not confirm it. ``order`` is where each step of the vote is written, as it was when it opened.
    """

    session_id: str
    cycle_id: str
    body: BodyKind
    body_name: str
    track: str
    effect: str
    measure_id: str
    list_id: str
    list_version: int
    list_digest: str
    candidates: list[Candidate]
    parameters: MeasureParameters
    legal_number: int
    in_office: int
    adopters: list[str] = field(default_factory=list)
    state: VoteState = VoteState.OPEN
    rounds: list[Round] = field(default_factory=list)
    confirmations: list[Confirmation] = field(default_factory=list)
    adoptions: list[AdoptionRecord] = field(default_factory=list)
    declared_on: date | None = None
    announced_on: date | None = None
    paper_id: str | None = None
    refused: bool = False
    exports: list[BallotExport] = field(default_factory=list)
    order: dict[str, Citation] = field(default_factory=dict)

    def after(self, act: VoteAct) -> VoteState:
        """The state that follows; raises ``ActNotPossible`` with the clause on the step that is due instead (A10.1)."""
        return MACHINE.after(self.state, act, self.order.get(self.next_step or Step.ANNOUNCEMENT))

    def start(self) -> None:
        """The first round, on the whole list for the measure's quota."""
        codes = [each.code for each in self.candidates]
        self.rounds = [Round(1, RoundKind.FIRST, codes, self.parameters.quota)]

    @property
    def current(self) -> Round:
        """The round being held, or the last one held."""
        return self.rounds[-1]

    @property
    def signed(self) -> bool:
        """Whether the count of the round under way is signed by all scrutineers."""
        return self.state in SIGNED

    @property
    def held(self) -> list[Round]:
        """The rounds that counted."""
        return [each for each in self.rounds if not each.void]

    @property
    def next_step(self) -> Step | None:
        """What comes next, or nothing once announced."""
        if self.state is VoteState.DECLARED:
            return Step.ADOPTION if self.next_adopter else Step.ANNOUNCEMENT
        return NEXT_STEP.get(self.state)

    def seal_boxes(
        self,
        boxes: Sequence[tuple[str, str]],
        delegations: Sequence[Delegation],
        citation: Citation | None = None,
    ) -> None:
        """Boxes (code, name) checked and sealed, before everybody's eyes."""
        following = self.after(VoteAct.SEAL)
        self.current.seal(boxes, delegations, self.parameters.polling, citation)
        self.state = following

    def issue(
        self,
        by_box: Mapping[str, int],
        present: int,
        delegations: Sequence[Delegation],
        drawn: Sequence[str] = (),
        here: Collection[str] = (),
        *,
        citation: Citation | None = None,
        electronic: Citation | None = None,
    ) -> None:
        """Ballots issued, by box; never more than deputies present, no proxies.

        ``drawn`` are the seats, of those who are ``here``, that drew an envelope instead. An envelope serves the whole
        sitting: a later round is electronic for the same deputies, or for none (``EnvelopesDiffer``). ``citation`` is
        the clause on polling, ``electronic`` the one on the electronic ballot.
        """
        following = self.after(VoteAct.ISSUE)
        self.current.draw(drawn, sum(by_box.values()), here, self.parameters, electronic)
        before = next((each.electronic for each in self.rounds[:-1] if each.electronic), None)
        if before and self.current.electronic and before.seats != self.current.electronic.seats:
            raise EnvelopesDiffer(
                drawn=before.issued, now=self.current.electronic.issued, citation=electronic
            )
        self.current.issue(by_box, present, delegations, self.parameters.polling, citation)
        self.state = following

    def take_back(
        self,
        returned: int,
        again: int | None = None,
        *,
        citation: Citation | None = None,
        validity: Citation | None = None,
    ) -> bool:
        """Paper ballots returned; more than issued voids the round, which is held again. Says whether it stands.

        Raises ``ReturnedExceedsIssued`` unless such a number was given twice (``again``).
        """
        self.after(VoteAct.RETURN)
        stands = self.current.take_back(
            returned, self.parameters, again, citation=citation, validity=validity
        )
        self.stand(stands, self.after(VoteAct.RETURN))
        return stands

    def stand(self, stands: bool, following: VoteState) -> None:
        """On with the round, or the next one where it does not stand."""
        self.state = following if stands else self.after(VoteAct.FIND_VOID)
        if not stands:
            self.hold_again(self.current, paper_only=self.current.paper_only)

    def fall_back_to_paper(self) -> None:
        """The electronic vote failed: the round is void as a whole, and all vote on paper (A10.17).

        Raises ``ElectronicNotOpened`` for a round that is on paper anyway.
        """
        following = self.after(VoteAct.FALL_BACK)
        if self.current.electronic is None:
            raise ElectronicNotOpened()
        self.current.given_up = True
        self.hold_again(self.current, paper_only=True)
        self.state = following

    def hold_again(self, ballot: Round, *, paper_only: bool) -> None:
        """The round is void, and one on the same candidates for the same places makes it good."""
        ballot.void = True
        ballot.paper = None
        self.rounds.append(
            Round(
                len(self.rounds) + 1,
                ballot.kind,
                ballot.candidates,
                ballot.places,
                ballot.number,
                paper_only=paper_only,
            )
        )

    def electronic_opens(self, uuid: str) -> ElectronicPart:
        """The electronic part of the round opens as the vote ``uuid``; raises ``ElectronicNotIssued``."""
        part = self.current.electronic
        if self.state is not VoteState.ISSUED or part is None or part.uuid is not None:
            raise ElectronicNotIssued()
        part.uuid = uuid
        return part

    def electronic_closed(self, uuid: str, ballots: int) -> None:
        """The electronic part takes no more ballots; raises ``ElectronicNotOpened`` for another round's."""
        self._electronic(uuid).returned = ballots

    def check_decryption_due(self, uuid: str) -> None:
        """Raises ``ActNotPossible``, ``ElectronicNotOpened`` or ``PaperNotAgreed`` before the tally may be opened."""
        self.after(VoteAct.AGREE)
        if self.current.part_to_decrypt().uuid != uuid:
            raise ElectronicNotOpened()

    def electronic_counted(self, uuid: str, result: Sequence[Sequence[int]]) -> bool:
        """The scrutineers have opened the tally of the electronic part; says whether the round is counted now."""
        part = self._electronic(uuid)
        part.tally = tally_of(result, self.current.candidates, part.returned or 0)
        return self._advance_count()

    def _electronic(self, uuid: str) -> ElectronicPart:
        part = self.current.electronic
        if part is None or part.uuid != uuid:
            raise ElectronicNotOpened()
        return part

    def declare_valid(self) -> None:
        """The chair declares the ballot valid; counting begins."""
        self.state = self.after(VoteAct.DECLARE_VALID)
        if self.current.electronic is not None and not self.current.paper_issued:
            self.current.agree(Batch(self.current.candidates), self.parameters)

    def take_entry(self, sheet: EntrySheet, citation: Citation | None = None) -> str | None:
        """Note a teller's sheet for the current round; gives the id of the sheet that it replaces, if any."""
        self.after(VoteAct.AGREE)
        differing = self.state is VoteState.DIFFERING
        replaced = self.current.take_entry(
            sheet.desk, sheet.id, sheet.teller, sheet.batch, differing, citation
        )
        sheet.attempt = self.current.desks[sheet.desk].attempt
        return replaced

    @property
    def both_entered(self) -> bool:
        """Whether both entries of the current round are in."""
        return all(desk in self.current.desks for desk in DeskName)

    def compare(self, first: Batch, second: Batch) -> list[Difference]:
        """Compare the two entries: count when they agree, otherwise say where they differ."""
        found = differences(first, second)
        if found:
            self.state = self.after(VoteAct.DIFFER)
        else:
            self._agree(first)
        return found

    def settle(self, first: Batch, second: Batch, rulings: Mapping[str, int]) -> list[Difference]:
        """A scrutineer rules on the copies of each differing pattern; gives the differences settled.

        Raises ``SettlementIncomplete``, or ``BallotsUnaccounted`` when the total is not what was returned.
        """
        self.after(VoteAct.AGREE)
        found = differences(first, second)
        if {each.pattern for each in found} != set(rulings):
            raise SettlementIncomplete()
        batch = settled(first, second, rulings)
        if batch.total != self.current.paper_returned:
            raise BallotsUnaccounted(entered=batch.total, returned=self.current.paper_returned)
        self._agree(batch)
        return found

    def _agree(self, batch: Batch) -> None:
        self.after(VoteAct.AGREE)
        self.current.agree(batch, self.parameters)
        self._advance_count()

    def _advance_count(self) -> bool:
        """To the signatures once every medium is counted; says whether it is."""
        if not self.current.counted:
            self.state = self.after(VoteAct.AGREE_ON_PAPER)
            return False
        self.state = self.after(VoteAct.AGREE)
        self.current.close(self.parameters, self.legal_number, self.in_office)
        return True

    def sign(
        self,
        titles: Iterable[str],
        account: str,
        scrutineers: ScrutineerList,
        citation: Citation | None = None,
    ) -> bool:
        """Scrutineers sign the count record (A10.2); says whether all have signed.

        With the last signature the result goes to confirmation, or to a second ballot where one is due. Raises
        ``NotAScrutineer``, or ``ScrutineerOwnCount`` for a teller of the round.
        """
        signing = list(titles)
        self.after(VoteAct.SIGN)
        scrutineers.check_signatures(signing, account, citation)
        ballot = self.current
        ballot.check_apart(account, citation)
        signing = [each for each in signing if each not in ballot.signed_by]
        ballot.signed_by += signing
        ballot.signed_on_paper += scrutineers.without_account(signing)
        if any(title not in ballot.signed_by for title in scrutineers.titles):
            return False
        following = self._second_ballot()
        self.state = self.after(VoteAct.BALLOT_AGAIN if following else VoteAct.SIGN)
        if following:
            self.rounds.append(following)
        return True

    def _second_ballot(self) -> Round | None:
        """The round now due: among the tied as often as needed, among the rest once."""
        number, outcome = len(self.rounds) + 1, self.current.outcome
        if outcome is None:
            return None
        paper_only = any(each.paper_only for each in self.rounds)
        if outcome.tied:
            return Round(number, RoundKind.TIE, outcome.tied, outcome.tied_places, paper_only=paper_only)
        rest = outcome.standing_again(self.current.candidates, self.current.shortfall(self.parameters))
        if not rest:
            return None
        return Round(number, RoundKind.SHORTFALL, rest, outcome.missing, paper_only=paper_only)

    def export(
        self, number: int, scrutineer: str, exported_on: date, citation: Citation | None = None
    ) -> Round:
        """A scrutineer takes the ballots of a round that all have signed, to count them again offline (Y-039).

        Raises ``CountStillSecret`` or, for a round of two media, ``PaperCountedApart``: no total of one exists.
        """
        ballot = next((each for each in self.held if each.number == number), None)
        if ballot is None:
            raise NoSuchRound(round=number)
        if ballot.tally is None or (ballot is self.current and not self.signed):
            raise CountStillSecret(stage="监票人签字", citation=citation)
        if ballot.electronic is not None:
            raise PaperCountedApart(citation=citation)
        self.exports.append(BallotExport(number, scrutineer, exported_on))
        return ballot

    @property
    def determined(self) -> list[str]:
        """The candidates with a place so far, in the order in which they won it."""
        return [code for each in self.held if each.outcome for code in each.outcome.determined]

    def confirm(self, confirmation: Confirmation) -> None:
        """The confirming organ votes on the result, which stays unconfirmed until one vote carries."""
        following = self.after(VoteAct.CONFIRM)
        self.confirmations.append(confirmation)
        self.refused = not confirmation.carried
        if confirmation.carried:
            self.state = following

    def declare(self, held_on: date) -> None:
        """The result is declared before the whole body."""
        self.state = self.after(VoteAct.DECLARE)
        self.declared_on = held_on

    @property
    def next_adopter(self) -> str | None:
        """The organ whose turn it is to adopt a recommendation."""
        waiting = self.adopters[len(self.adoptions) :]
        return waiting[0] if waiting else None

    @property
    def declined(self) -> list[str]:
        """The recommended projects that an organ did not adopt."""
        return [code for each in self.adoptions for code in each.declined]

    def adopt(self, record: AdoptionRecord, citation: Citation | None) -> None:
        """An organ adopts the recommendation in its turn, the whole of it or a part (A10.13).

        Raises ``AdopterOutOfTurn``, ``NotRecommended`` or ``DeclinedWithoutReason``.
        """
        following = self.after(VoteAct.ADOPT)
        if record.organ != self.next_adopter:
            raise AdopterOutOfTurn(organ=record.organ, expected=self.next_adopter or "无", citation=citation)
        for code in record.declined:
            if code not in self.determined or code in self.declined:
                raise NotRecommended(candidate=code)
        if record.declined and not record.reason:
            raise DeclinedWithoutReason()
        self.adoptions.append(record)
        self.state = following

    def announce(self, announced_on: date, paper_id: str, citation: Citation | None) -> None:
        """To society (Y-041); a recommendation only once adopted, else ``AdoptersMissing``."""
        following = self.after(VoteAct.ANNOUNCE)
        if self.next_adopter:
            raise AdoptersMissing(missing="、".join(self.adopters[len(self.adoptions) :]), citation=citation)
        self.announced_on = announced_on
        self.paper_id = paper_id
        self.state = following
