"""The reminder letter, from draft to struck off (B-066 … B-06A)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from services.supervision.domain.findings import FindingClass
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation
from shared.kernel.errors import Conflict, InvalidInput, Refused
from shared.kernel.rulebook import Rulebook
from shared.kernel.state_machine import StateMachine


class LettersNotProvided(Refused):
    """The congress's rules know no reminder letters (D-20)."""

    code = "supervision.letters-not-provided"
    message = "本级规则未启用监督提醒函，请以询问、审议意见等方式督办。"


class StepTextMissing(InvalidInput):
    """A step that must be explained was not."""

    code = "supervision.step-text-missing"
    message = "办理“{act}”须填写说明（整改证明、未通过原因或复开理由）。"


class StepOutOfOrder(InvalidInput):
    """A step cannot lie before the one it follows."""

    code = "supervision.step-out-of-order"
    message = "办理日期不能早于上一步（{last}），请核对。"


class RecordNumberTaken(Conflict):
    """The register has one letter of each number in a year."""

    code = "supervision.record-number-taken"
    message = "编号为“{number}”的往年提醒函已经导入或在本次重复出现，请核对登记簿。"


class RecordDatesInvalid(InvalidInput):
    """An earlier letter's days contradict one another, or lie in the future."""

    code = "supervision.record-dates-invalid"
    message = "往年提醒函“{number}”的日期有误：签发、整改期限和销号日期应依次在后，且签发和销号不得晚于今天。"


class LetterState(StrEnum):
    """Where a letter stands."""

    DRAFTED = "drafted"
    ISSUED = "issued"
    HANDED_OVER = "handed_over"
    SIGNED_FOR = "signed_for"
    RECTIFIED = "rectified"
    VERIFIED = "verified"
    STRUCK_OFF = "struck_off"
    REOPENED = "reopened"


class LetterAct(StrEnum):
    """What is done with it."""

    ISSUE = "issue"
    HAND_OVER = "hand_over"
    SIGN_FOR = "sign_for"
    RECTIFY = "rectify"
    VERIFY = "verify"
    FAIL_VERIFICATION = "fail_verification"
    STRIKE_OFF = "strike_off"
    REOPEN = "reopen"


LETTER_LIFE: StateMachine[LetterState, LetterAct] = StateMachine(
    {
        (LetterState.DRAFTED, LetterAct.ISSUE): LetterState.ISSUED,
        (LetterState.ISSUED, LetterAct.HAND_OVER): LetterState.HANDED_OVER,
        (LetterState.HANDED_OVER, LetterAct.SIGN_FOR): LetterState.SIGNED_FOR,
        (LetterState.SIGNED_FOR, LetterAct.RECTIFY): LetterState.RECTIFIED,
        (LetterState.RECTIFIED, LetterAct.VERIFY): LetterState.VERIFIED,
        (LetterState.RECTIFIED, LetterAct.FAIL_VERIFICATION): LetterState.REOPENED,
        (LetterState.VERIFIED, LetterAct.STRIKE_OFF): LetterState.STRUCK_OFF,
        (LetterState.STRUCK_OFF, LetterAct.REOPEN): LetterState.REOPENED,
        (LetterState.REOPENED, LetterAct.RECTIFY): LetterState.RECTIFIED,
    },
    {
        LetterState.DRAFTED: "起草",
        LetterState.ISSUED: "签发",
        LetterState.HANDED_OVER: "现场交办",
        LetterState.SIGNED_FOR: "签收",
        LetterState.RECTIFIED: "整改",
        LetterState.VERIFIED: "核验",
        LetterState.STRUCK_OFF: "销号",
        LetterState.REOPENED: "复开",
        LetterAct.ISSUE: "签发",
        LetterAct.HAND_OVER: "现场交办",
        LetterAct.SIGN_FOR: "签收",
        LetterAct.RECTIFY: "报告整改",
        LetterAct.VERIFY: "核验通过",
        LetterAct.FAIL_VERIFICATION: "核验不通过",
        LetterAct.STRIKE_OFF: "销号",
        LetterAct.REOPEN: "复开",
    },
)

EXPLAINED = frozenset({LetterAct.RECTIFY, LetterAct.FAIL_VERIFICATION, LetterAct.REOPEN})
"""Acts that need a text: the evidence of rectification, or the reason."""

BY_ADDRESSEE = frozenset({LetterAct.SIGN_FOR, LetterAct.RECTIFY})
"""Acts of the unit to which the letter is addressed."""


@dataclass(frozen=True)
class LetterPolicy:
    """Whether there are reminder letters, and how many days rectification may take."""

    provided: bool
    days: int
    citation: Citation | None

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> LetterPolicy:
        """As the congress has it."""
        key = "supervision.reminder_letter"
        return cls(rulebook.value(key), rulebook.value("supervision.reminder_days"), rulebook.citation(key))

    def check(self) -> None:
        """Raises ``LettersNotProvided``."""
        if not self.provided:
            raise LettersNotProvided(citation=self.citation)

    def due(self, since: date) -> date:
        """The last day for rectification of a letter issued or reopened on that day."""
        return since + timedelta(days=self.days)


@dataclass
class Step:
    """办理记录: one act on a letter, never changed afterwards."""

    act: LetterAct
    taken_on: date
    unit: str
    text: str = ""


@dataclass(kw_only=True)
class ReminderLetter(Aggregate):
    """监督提醒函: one finding, one named addressee, one day by which to mend it.

    ``serial`` counts within the tenant from the day of issue; the paper has its own official number.
    A letter of an earlier year, brought over from the register, has no serial and no paper of ours but the
    number that the register gives it (``record_number``).
    """

    cycle_id: str
    project_id: str
    finding_class: FindingClass
    finding: str
    demand: str
    addressee_unit: str
    addressee_person: str
    drafted_on: date
    state: LetterState = LetterState.DRAFTED
    visit_id: str | None = None
    event_id: str | None = None
    serial: int | None = None
    record_number: str | None = None
    paper_id: str | None = None
    issued_on: date | None = None
    due_on: date | None = None
    struck_off_on: date | None = None
    times_reopened: int = 0
    steps: list[Step] = field(default_factory=list)

    @property
    def imported(self) -> bool:
        """Whether it was brought over from an earlier year's register."""
        return self.record_number is not None

    @property
    def struck_off(self) -> bool:
        """Whether it is done with."""
        return self.state is LetterState.STRUCK_OFF

    @property
    def resolution(self) -> str:
        """What was done about it: the latest report of rectification, or what the register says (B-06A)."""
        says = (LetterAct.RECTIFY, LetterAct.STRIKE_OFF) if self.imported else (LetterAct.RECTIFY,)
        return next((each.text for each in reversed(self.steps) if each.act in says), "")

    @property
    def open(self) -> bool:
        """Issued and not struck off."""
        return self.state not in (LetterState.DRAFTED, LetterState.STRUCK_OFF)

    def overdue(self, today: date) -> bool:
        """Whether rectification should have been reported by now."""
        waiting = self.state not in (LetterState.RECTIFIED, LetterState.VERIFIED, LetterState.STRUCK_OFF)
        return waiting and self.due_on is not None and self.due_on < today

    def recorded(
        self,
        issued_on: date,
        due_on: date,
        struck_off_on: date | None,
        resolution: str,
        unit: str,
        today: date,
    ) -> None:
        """Stand as the register of an earlier year has it; steps it does not name are not made up (B-067).

        Raises ``RecordDatesInvalid``.
        """
        last = struck_off_on or issued_on
        if not issued_on <= due_on or not issued_on <= last <= today:
            raise RecordDatesInvalid(number=self.record_number)
        self.state, self.issued_on, self.due_on = LetterState.ISSUED, issued_on, due_on
        self.steps = [Step(LetterAct.ISSUE, issued_on, unit)]
        if struck_off_on is not None:
            self.state, self.struck_off_on = LetterState.STRUCK_OFF, struck_off_on
            self.steps.append(Step(LetterAct.STRIKE_OFF, struck_off_on, unit, resolution))

    def take(self, act: LetterAct, on: date, unit: str, text: str, policy: LetterPolicy) -> None:
        """Do one act, or raise ``ActNotPossible``, ``StepTextMissing`` or ``StepOutOfOrder``."""
        following = LETTER_LIFE.after(self.state, act)
        if act in EXPLAINED and not text.strip():
            raise StepTextMissing(act=LETTER_LIFE.name(act))
        last = self.steps[-1].taken_on if self.steps else self.drafted_on
        if on < last:
            raise StepOutOfOrder(last=last)
        self.state = following
        self.steps.append(Step(act, on, unit, text))
        if act is LetterAct.ISSUE:
            self.issued_on, self.due_on = on, policy.due(on)
        elif following is LetterState.REOPENED:
            self.due_on, self.struck_off_on = policy.due(on), None
            self.times_reopened += 1
        elif following is LetterState.STRUCK_OFF:
            self.struck_off_on = on
