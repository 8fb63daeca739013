"""The session of a body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.voting.domain.candidates import FrozenList
from services.voting.domain.corrections import Correction
from services.voting.domain.errors import (
    AttendanceImpossible,
    CopiesTooFew,
    DelegationsMissing,
    ListOfAnotherBody,
    MembersUnknown,
    OpinionsClosed,
    QuorumNotMet,
    ScrutineersSettled,
    StepAlreadyRecorded,
    StepNotOfThisBody,
    StepOutOfOrder,
    UnknownDelegation,
    WrongDay,
)
from services.voting.domain.hall_errors import (
    AttendanceClosed,
    BriefingNamesNobody,
    ReceiptsMissing,
    SittingUnknown,
)
from services.voting.domain.hands import ShowOfHands, members_needed
from services.voting.domain.policy import BodyKind, VotingPolicy
from services.voting.domain.roll import Delegation, Seat
from services.voting.domain.scrutineers import ScrutineerList
from services.voting.domain.step_records import StepRecord
from services.voting.domain.steps import BALLOT_STEPS, REPEATABLE, STEP_NAMES, Agenda, Step, only_at_need
from shared.kernel.aggregate import Aggregate
from shared.kernel.clock import day_in_words

MOST_SEATS_NAMED = 20
"""How many seats without a receipt one refusal names; the query names all."""


@dataclass(frozen=True)
class Occasion:
    """When something was held, where its minutes are, and the day on which it is put on record."""

    held_on: date
    today: date
    minutes: str = ""


@dataclass(frozen=True)
class Briefing:
    """An explanation of the candidates (说明), at the plenary or to delegations (Y-034, B-031)."""

    held_on: date
    speaker: str
    delegations: list[str] = field(default_factory=list)
    text: str = ""


@dataclass(kw_only=True)
class Session(Aggregate):
    """会议: a session of a congress or a street assembly, with its steps in the order of A10.11.

    ``organ`` is the name in which its result is announced, unless other organs adopt it first. The roll's
    figures are those of the snapshot named at opening; ``body_name`` is the roll's until a list is tabled;
    ``track`` and ``body_name`` are then the list's. ``present_now`` follows the latest sitting's attendance
    by seat, where it is kept.
    """

    cycle_id: str
    body: str
    kind: BodyKind
    title: str
    organ: str
    snapshot_id: str
    legal_number: int
    in_office: int
    presidium_members: int
    delegations: list[Delegation] = field(default_factory=list)
    track: str = ""
    body_name: str = ""
    measure_id: str | None = None
    vote_id: str | None = None
    steps: list[StepRecord] = field(default_factory=list)
    briefings: list[Briefing] = field(default_factory=list)
    scrutineers: ScrutineerList | None = None
    present_now: int | None = None
    corrections: list[Correction] = field(default_factory=list)

    @property
    def opened_on(self) -> date | None:
        """The day of the first recorded step."""
        return min((record.held_on for record in self.steps), default=None)

    def done(self, step: Step) -> StepRecord | None:
        """The last record of a step that carried."""
        return next((each for each in reversed(self.steps) if each.step is step and each.carried), None)

    def possible(self, policy: VotingPolicy, *, signed: bool = False) -> list[Step]:
        """The steps that may be recorded now; those of the ballot itself are the vote's to say.

        ``signed`` says that all scrutineers have signed the round under way.
        """
        agenda = Agenda.of(policy)
        over = {Step.SCRUTINEERS} if signed else set()
        return [
            step
            for step in agenda.steps
            if step not in BALLOT_STEPS | over
            and (not self.done(step) or step in REPEATABLE)
            and all(self.done(each) for each in agenda.before(step))
        ]

    def only_at_need(self, step: Step) -> bool:
        """Whether nothing waits for a step that is possible now."""
        return only_at_need(step, done=self.done(step) is not None)

    def check(self, step: Step, occasion: Occasion, policy: VotingPolicy) -> None:
        """Raises the refusal that the step would meet now (A10.1, A10.11)."""
        agenda = Agenda.of(policy)
        name = STEP_NAMES[step]
        held_on = occasion.held_on
        if step not in agenda.steps:
            raise StepNotOfThisBody(step=name, citation=agenda.clause([step], policy))
        if step not in BALLOT_STEPS:
            self._check_led_to(step, policy)
        earlier = self.done(step)
        if earlier and step not in REPEATABLE | BALLOT_STEPS:
            raise StepAlreadyRecorded(step=name, held_on=earlier.held_on)
        if held_on > occasion.today:
            raise WrongDay(step=name, held_on=held_on, reason="不能晚于今天")
        for each in agenda.before(step):
            record = self.done(each)
            if record and held_on < record.held_on:
                reason = f"不能早于“{STEP_NAMES[each]}”（{day_in_words(record.held_on)}）"
                raise WrongDay(step=name, held_on=held_on, reason=reason)
        last = max((each.held_on for each in self.steps if each.step in BALLOT_STEPS), default=held_on)
        if step in BALLOT_STEPS and held_on < last:
            raise WrongDay(
                step=name, held_on=held_on, reason=f"不能早于已登记的投票计票步骤（{day_in_words(last)}）"
            )

    def record(
        self,
        step: Step,
        occasion: Occasion,
        policy: VotingPolicy,
        *,
        due: int | None = None,
        present: int | None = None,
        hands: ShowOfHands | None = None,
        carried: bool = True,
        round: int | None = None,
        members: int | None = None,
        needed: int | None = None,
    ) -> StepRecord:
        """Put a step on record; raises as ``check``."""
        self.check(step, occasion, policy)
        found = StepRecord(
            step, occasion.held_on, occasion.minutes, due, present, hands, carried, round, members, needed
        )
        self.steps.append(found)
        return found

    def table(self, frozen: FrozenList, occasion: Occasion, policy: VotingPolicy) -> None:
        """Put a frozen list on the agenda (Y-029); its later versions follow by themselves."""
        # A district has many streets and each its own list; a tenant has one congress.
        own = (
            self.kind is BodyKind.CONGRESS or self.body_name == frozen.body_name or self.body == frozen.track
        )
        if frozen.cycle_id != self.cycle_id or frozen.body is not self.kind or not own:
            raise ListOfAnotherBody()
        self.record(Step.TABLING, occasion, policy)
        self.track = frozen.track
        self.body_name = frozen.body_name

    def sit(
        self, step: Step, due: int | None, present: int, occasion: Occasion, policy: VotingPolicy
    ) -> StepRecord:
        """A sitting with its sign-in count; ``due`` is all in office unless said otherwise.

        Raises ``AttendanceImpossible`` or ``QuorumNotMet`` with the clause.
        """
        due = self.in_office if due is None else due
        if due > self.in_office or present > due:
            raise AttendanceImpossible(due=due, in_office=self.in_office, present=present)
        self.check_quorum(present, policy)
        record = self.record(step, occasion, policy, due=due, present=present)
        self.present_now = None
        return record

    def check_quorum(self, present: int, policy: VotingPolicy) -> None:
        """Raises ``QuorumNotMet`` with the clause."""
        needed = policy.quorum(self.legal_number, self.in_office)
        if present < needed:
            raise QuorumNotMet(present=present, needed=needed, citation=policy.cite("quorum"))

    def held(self, sitting: Step) -> int:
        """How many sittings of that kind are on record."""
        return sum(each.step is sitting for each in self.steps)

    def recorded(self, sitting: Step, ordinal: int) -> int | None:
        """The number with which a sitting was opened, ``None`` while it is not."""
        found = [each.present for each in self.steps if each.step is sitting]
        return found[ordinal - 1] if ordinal <= len(found) else None

    def check_attendance(self, sitting: Step, ordinal: int, policy: VotingPolicy) -> None:
        """Whether the attendance of that sitting may be noted now: from when it is due until the next one begins.

        Raises ``StepNotOfThisBody``, ``StepOutOfOrder``, ``SittingUnknown`` or ``AttendanceClosed``.
        """
        agenda, name = Agenda.of(policy), STEP_NAMES[sitting]
        if sitting not in agenda.steps:
            raise StepNotOfThisBody(step=name, citation=agenda.clause([sitting], policy))
        self._check_led_to(sitting, policy)
        held = self.held(sitting)
        most = held + 1 if sitting in REPEATABLE else 1
        if ordinal > most:
            raise SittingUnknown(ordinal=ordinal, sitting=name, most=most)
        if self.done(Step.DECLARATION):
            raise AttendanceClosed(sitting=name, later=STEP_NAMES[Step.DECLARATION])
        latest = self.attendance
        if ordinal <= held and latest and not self.is_latest(sitting, ordinal):
            raise AttendanceClosed(sitting=name, later=STEP_NAMES[latest.step])

    def is_latest(self, sitting: Step, ordinal: int) -> bool:
        """Whether that sitting is the latest on record."""
        latest = self.attendance
        return latest is not None and latest.step is sitting and ordinal == self.held(sitting)

    def follow(self, sitting: Step, ordinal: int, present: int) -> bool:
        """Keep to the attendance by seat of the sitting that is being held; says whether it is that one."""
        if not self.is_latest(sitting, ordinal):
            return False
        self.present_now = present
        return True

    @property
    def attendance(self) -> StepRecord | None:
        """The latest sitting's sign-in."""
        return next((each for each in reversed(self.steps) if each.due is not None), None)

    @property
    def present(self) -> int:
        """How many are present at the latest sitting: now, where attendance is kept by seat, else at its opening."""
        if self.present_now is not None:
            return self.present_now
        sitting = self.attendance
        return sitting.present or 0 if sitting else 0

    def vote_by_hands(
        self, step: Step, votes: tuple[int, int, int], occasion: Occasion, policy: VotingPolicy
    ) -> StepRecord:
        """All present at the latest sitting vote (yes, no, abstain); the record says whether it carried.

        Raises ``QuorumNotMet`` when so many have left that the body can no longer decide.
        """
        self.check(step, occasion, policy)
        self.check_still_quorate(policy)
        shown = ShowOfHands(self.present, *votes)
        carried = policy.adopts(shown.yes, self.legal_number, self.in_office, shown.present)
        needed = policy.adoption_needed(self.legal_number, self.in_office, shown.present)
        return self.record(step, occasion, policy, hands=shown, carried=carried, needed=needed)

    def presidium_meets(
        self, step: Step, hands: ShowOfHands, occasion: Occasion, policy: VotingPolicy
    ) -> StepRecord:
        """A meeting of the presidium (大会主席团), which passes its papers by a majority of its members.

        Raises ``MembersUnknown`` while nobody said how many it has.
        """
        if not self.presidium_members:
            raise MembersUnknown(organ="大会主席团")
        members = self.presidium_members
        carried, needed = hands.carried_by_members(members), members_needed(members)
        return self.record(
            step, occasion, policy, hands=hands, carried=carried, members=members, needed=needed
        )

    def distribute(
        self, copies: int, occasion: Occasion, policy: VotingPolicy, unsigned: Sequence[Seat] = ()
    ) -> StepRecord:
        """Hand the dossiers to every deputy in writing (Y-037).

        ``unsigned`` are the seats that should have signed for them and have not; it matters where the rules want
        receipts. Raises ``CopiesTooFew`` or ``ReceiptsMissing``.
        """
        self.check(Step.DISTRIBUTION, occasion, policy)
        if copies < self.in_office:
            clause = Agenda.of(policy).clause([Step.DISTRIBUTION], policy)
            raise CopiesTooFew(due=self.in_office, copies=copies, citation=clause)
        if unsigned and policy.wants_receipts:
            seats = "、".join(each.code for each in unsigned[:MOST_SEATS_NAMED])
            more = "等" if len(unsigned) > MOST_SEATS_NAMED else ""
            raise ReceiptsMissing(
                number=len(unsigned), seats=seats + more, citation=policy.cite("distribution")
            )
        return self.record(Step.DISTRIBUTION, occasion, policy)

    def check_receipts_open(self, policy: VotingPolicy) -> None:
        """Raises ``StepOutOfOrder`` before there is anything to sign for."""
        self._check_led_to(Step.DISTRIBUTION, policy)

    def briefing_waits(self, policy: VotingPolicy) -> list[Delegation]:
        """The delegations that are still to be given the explanation, where each is to have it (D-09)."""
        if policy.value("briefing") != "delegation":
            return []
        heard = {code for each in self.briefings for code in each.delegations}
        return [each for each in self.delegations if each.code not in heard]

    def brief(self, briefing: Briefing, occasion: Occasion, policy: VotingPolicy) -> bool:
        """The explanation of the candidates; says whether the step is complete.

        Where the rules want it at each delegation, several briefings add up (D-09).
        """
        self.check(Step.BRIEFING, occasion, policy)
        self.check_delegations(briefing.delegations)
        if policy.value("briefing") == "delegation" and self.delegations and not briefing.delegations:
            raise BriefingNamesNobody(citation=policy.cite("briefing"))
        self.briefings.append(briefing)
        if self.briefing_waits(policy):
            return False
        self.record(Step.BRIEFING, occasion, policy)
        return True

    def deliberate(self, units: list[str], occasion: Occasion, policy: VotingPolicy) -> StepRecord:
        """Deliberation is over; by delegation (code or name) it must have reached all, else ``DelegationsMissing``."""
        if policy.value("deliberation") == "delegation":
            codes = {each.name: each.code for each in self.delegations}
            reached = {codes.get(each, each) for each in units}
            self.check_delegations(reached)
            missing = [each.name for each in self.delegations if each.code not in reached]
            if missing:
                raise DelegationsMissing(missing="、".join(missing), citation=policy.cite("deliberation"))
        return self.record(Step.DELIBERATION, occasion, policy)

    def check_opinions_open(self, policy: VotingPolicy) -> None:
        """Raises ``OpinionsClosed`` before the briefing and once the presidium has heard the deliberation."""
        before = Agenda.of(policy).before(Step.DELIBERATION)
        after = (Step.PRESIDIUM_2, Step.SCRUTINEERS)
        if not all(self.done(each) for each in before) or any(self.done(each) for each in after):
            raise OpinionsClosed(citation=policy.cite("deliberation"))

    def check_vote_may_open(self, policy: VotingPolicy) -> None:
        """Raises ``StepOutOfOrder`` before measure and scrutineers are voted on, ``QuorumNotMet`` if too many left."""
        self._check_led_to(Step.BOXES, policy)
        self.check_still_quorate(policy)

    def check_still_quorate(self, policy: VotingPolicy) -> None:
        """Raises ``QuorumNotMet`` when so many have left that the body can no longer vote, also by a further ballot."""
        self.check_quorum(self.present, policy)

    def _check_led_to(self, step: Step, policy: VotingPolicy) -> None:
        agenda = Agenda.of(policy)
        missing = [each for each in agenda.before(step) if not self.done(each)]
        if missing:
            names = "、".join(STEP_NAMES[each] for each in missing)
            raise StepOutOfOrder(
                step=STEP_NAMES[step], missing=names, citation=agenda.clause(missing, policy)
            )

    def elect_scrutineers(
        self,
        people: ScrutineerList,
        votes: tuple[int, int, int],
        occasion: Occasion,
        policy: VotingPolicy,
        *,
        signed: bool = False,
        implementers: Collection[str] = (),
    ) -> StepRecord:
        """The list of scrutineers goes to a show of hands; it may be replaced until the round under way is ``signed``.

        ``implementers`` are the bodies that carry out the candidate projects: their heads watch no count of them.
        """
        people.check(policy, implementers)
        self.check_delegations([each.delegation for each in people.everyone if each.delegation])
        if signed:
            raise ScrutineersSettled(citation=policy.cite("scrutineer_exclusions"))
        record = self.vote_by_hands(Step.SCRUTINEERS, votes, occasion, policy)
        if record.carried:
            self.scrutineers = people
        return record

    def put_right(
        self, step: Step, was: str, now: str, reason: str, occasion: Occasion, round: int | None = None
    ) -> None:
        """Keep what was corrected, beside what holds now (ADR 0013); raises ``WrongDay``."""
        if occasion.held_on > occasion.today:
            raise WrongDay(step=STEP_NAMES[step], held_on=occasion.held_on, reason="不能晚于今天")
        earlier = [each.held_on for each in self.steps if each.step is step and each.round == round]
        if earlier and occasion.held_on < min(earlier):
            reason = f"不能早于登记的日期（{day_in_words(min(earlier))}）"
            raise WrongDay(step=STEP_NAMES[step], held_on=occasion.held_on, reason=reason)
        self.corrections.append(Correction(step, was, now, reason, occasion.held_on, round, occasion.minutes))

    def check_delegations(self, codes: Iterable[str]) -> None:
        """Raises ``UnknownDelegation`` for a code that is not on the roll."""
        known = {each.code for each in self.delegations}
        for code in codes:
            if code not in known:
                raise UnknownDelegation(delegation=code)
