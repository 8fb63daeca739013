"""A meeting of the approval chain and how it voted (Y-028, B-028, A10.18)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from shared.kernel.citation import Citation
from shared.kernel.clock import day_in_words
from shared.kernel.errors import InvalidInput, Refused


class StepResult(StrEnum):
    """What a meeting came to: the list went on, or back to those who drafted it."""

    APPROVED = "approved"
    RETURNED = "returned"


class HandsDoNotAddUp(InvalidInput):
    """Votes and those present differ."""

    code = "screening.hands-do-not-add-up"
    message = "赞成、反对、弃权合计{sum}，与到会{present}人不符。"


class MorePresentThanMembers(InvalidInput):
    """More were present than there are members."""

    code = "screening.more-present-than-members"
    message = "到会{present}人，多于组成人员{members}人，请核对。"


class NotCarried(Refused):
    """The organ did not pass it."""

    code = "screening.not-carried"
    message = "赞成{yes}票，未超过{base}{number}人的{over}，决定未通过；请按“退回”登记。"


class MembersNotTold(InvalidInput):
    """The rule counts on the whole membership, which was not given."""

    code = "screening.members-not-told"
    message = "本级规则以全体组成人员计算是否通过，请填写组成人员总数。"


class MeetingNotHeld(InvalidInput):
    """The day has not come."""

    code = "screening.meeting-not-held"
    message = "{day}还没有到，请在会议召开后登记。"


class MeetingTooEarly(InvalidInput):
    """It would have been before the step that precedes it."""

    code = "screening.meeting-too-early"
    message = "日期{day}早于上一步的{before}，请核对。"


@dataclass
class Hands:
    """表决情况. ``members`` is the organ's whole membership, where it is told."""

    present: int
    yes: int
    no: int
    abstain: int
    members: int | None = None

    def check(self) -> None:
        """Raise when the numbers contradict one another."""
        total = self.yes + self.no + self.abstain
        if total != self.present:
            raise HandsDoNotAddUp(sum=total, present=self.present)
        if self.members is not None and self.present > self.members:
            raise MorePresentThanMembers(present=self.present, members=self.members)


class MajorityBase(StrEnum):
    """Of whom the share is counted."""

    MEMBERS = "members"
    PRESENT = "present"


BASE_NAMES = {MajorityBase.MEMBERS: "全体组成人员", MajorityBase.PRESENT: "到会"}


@dataclass(frozen=True)
class Majority:
    """通过比例: more than ``over`` of the base must say yes, as the rulebook has it."""

    over: Fraction
    base: MajorityBase
    citation: Citation | None

    def judge(self, hands: Hands) -> None:
        """Raise ``NotCarried`` with the rule, or ``MembersNotTold`` where the rule needs their number."""
        hands.check()
        number = hands.members if self.base is MajorityBase.MEMBERS else hands.present
        if number is None:
            raise MembersNotTold()
        if hands.yes <= self.over * number:
            raise NotCarried(
                yes=hands.yes,
                base=BASE_NAMES[self.base],
                number=number,
                over=str(self.over),
                citation=self.citation,
            )


@dataclass
class StepTaken:
    """A meeting of the chain; ``minutes`` are internal (A10.18). ``withdrawn`` and ``changed`` are codes."""

    code: str
    body: str
    action: str
    met_on: date
    before: int
    after: int
    hands: Hands | None = None
    minutes: str = ""
    withdrawn: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    result: StepResult = StepResult.APPROVED

    def sentence(self) -> str:
        """The meeting in plain Chinese, for the statement; nothing internal in it."""
        if self.result is StepResult.RETURNED:
            came = "，退回重新拟定"
        elif self.before != self.after:
            came = f"，由{self.before}件确定为{self.after}件"
        else:
            came = f"，共{self.after}件"
        changed = f"，修改{len(self.changed)}件材料" if self.changed else ""
        vote = (
            f"（赞成{self.hands.yes}、反对{self.hands.no}、弃权{self.hands.abstain}）" if self.hands else ""
        )
        return f"{day_in_words(self.met_on)}，{self.body}{self.action}{came}{changed}{vote}。"


def check_day(day: date, today: date, before: date | None) -> None:
    """Raise when the day is still to come, or lies before the step that precedes it."""
    if day > today:
        raise MeetingNotHeld(day=day)
    if before is not None and day < before:
        raise MeetingTooEarly(day=day, before=before)
