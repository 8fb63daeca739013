"""A notice to the public and the round of collection that it opens (B-012, B-017, Y-022)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from services.collection.domain.intake import IntakeRules
from services.collection.domain.task import ReplyTask
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput, Refused
from shared.kernel.state_machine import StateMachine


class NoticeTooShort(Refused):
    """The public would have fewer days than the rules promise."""

    code = "collection.notice-too-short"
    message = "征集期自{since}起只有{days}天，少于规定的{least}天；请把截止日期定在{earliest}或以后。"


class PeriodBackwards(InvalidInput):
    """The period is over before it begins, or before the notice is published."""

    code = "collection.period-backwards"
    message = "征集截止日期{ends_on}早于开始或发布日期{since}，请核对。"


class NotRolling(Refused):
    """The rules have one round a year."""

    code = "collection.not-rolling"
    message = "本级规定不作滚动征集，本年度已开过第{number}轮，不能再开新一轮。"


class RoundStillRunning(Conflict):
    """The notice promised a period that is not over."""

    code = "collection.round-still-running"
    message = "通告公布的征集期到{ends_on}为止，届满前不能结束本轮征集。"


class DepartmentsNotComplete(Refused):
    """Every department must reply, with nothing at the least (Y-020)."""

    code = "collection.departments-not-complete"
    message = "职能部门须全部报送（可零报告），尚有{missing}个未报：{names}。"


class NoDepartmentAsked(Refused):
    """Every department must reply, and none was asked."""

    code = "collection.no-department-asked"
    message = "职能部门须全部报送（可零报告），本年度尚未向任何部门派发征集任务。"


class OutsidePeriod(Conflict):
    """The day is not in the round's period."""

    code = "collection.outside-period"
    message = "第{number}轮征集期为{starts_on}至{ends_on}，{on}不在期内。"


class ChannelNotOpen(Conflict):
    """The notice does not name the channel for the public's own entries."""

    code = "collection.channel-not-open"
    message = "本轮通告没有开通“{channel}”自行填报；可以使用：{open}。"


class RoundState(StrEnum):
    """Where a round is."""

    OPEN = "open"
    CLOSED = "closed"


class RoundAct(StrEnum):
    """What is done in a round."""

    ASK = "ask"
    ENTER = "enter"
    CLOSE = "close"


ROUND_STATES: StateMachine[RoundState, RoundAct] = StateMachine(
    {
        (RoundState.OPEN, RoundAct.ASK): RoundState.OPEN,
        (RoundState.OPEN, RoundAct.ENTER): RoundState.OPEN,
        (RoundState.OPEN, RoundAct.CLOSE): RoundState.CLOSED,
    },
    {
        RoundState.OPEN: "征集中",
        RoundState.CLOSED: "已结束",
        RoundAct.ASK: "派发任务",
        RoundAct.ENTER: "录入建议",
        RoundAct.CLOSE: "结束本轮征集",
    },
)


@dataclass
class NoticeChannel:
    """A channel as the notice names it: where it is, and whether the public can enter there itself."""

    code: str
    where: str = ""
    open: bool = False


@dataclass
class Notice:
    """征集通告: title, scope, contact and channels, published on a day, in some places, as a paper."""

    title: str
    scope: str
    contact: str
    channels: list[NoticeChannel]
    published_on: date
    published_in: list[str]
    paper_id: str


@dataclass(kw_only=True)
class Round(Aggregate):
    """征集轮次: one period of a cycle in which suggestions come in; first and last day included."""

    cycle_id: str
    number: int
    notice: Notice
    starts_on: date
    ends_on: date
    state: RoundState = RoundState.OPEN
    closed_on: date | None = field(default=None)

    def check_opening(self, rules: IntakeRules, earlier: Sequence[Round]) -> None:
        """Raises ``PeriodBackwards``, ``NoticeTooShort``, ``NotRolling`` or ``ChannelUnknown``.

        The public's days count from the first on which it can know of the round.
        """
        since = max(self.starts_on, self.notice.published_on)
        days = (self.ends_on - since).days + 1
        if self.ends_on < self.starts_on or days < 1:
            raise PeriodBackwards(ends_on=self.ends_on, since=since)
        if days < rules.notice_days:
            raise NoticeTooShort(
                since=since,
                days=days,
                least=rules.notice_days,
                earliest=since + timedelta(days=rules.notice_days - 1),
                citation=rules.citations["notice_days"],
            )
        if earlier and not rules.rolling:
            raise NotRolling(number=max(each.number for each in earlier), citation=rules.citations["rolling"])
        for channel in self.notice.channels:
            rules.channel(channel.code)

    def check_may_ask(self) -> None:
        """Raises when the round is closed."""
        ROUND_STATES.after(self.state, RoundAct.ASK)

    def check_may_enter(self) -> None:
        """Whether suggestions can still be typed in; raises when the round is closed."""
        ROUND_STATES.after(self.state, RoundAct.ENTER)

    def covers(self, on: date) -> bool:
        """Whether the day is in the period."""
        return self.starts_on <= on <= self.ends_on

    def check_public_entry(self, channel: str, on: date) -> None:
        """Whether a resident can enter a suggestion today; raises with the reason."""
        self.check_may_enter()
        if not self.covers(on):
            raise OutsidePeriod(number=self.number, starts_on=self.starts_on, ends_on=self.ends_on, on=on)
        open_ones = [each.code for each in self.notice.channels if each.open]
        if channel not in open_ones:
            raise ChannelNotOpen(channel=channel, open="、".join(open_ones) or "无")

    def close(self, rules: IntakeRules, tasks: Iterable[ReplyTask], today: date) -> None:
        """End the round once its period is over; ``tasks`` are those of the whole cycle.

        Raises ``RoundStillRunning``, and where all departments must reply ``NoDepartmentAsked`` or
        ``DepartmentsNotComplete`` (Y-020).
        """
        following = ROUND_STATES.after(self.state, RoundAct.CLOSE)
        if today < self.ends_on:
            raise RoundStillRunning(ends_on=self.ends_on)
        if rules.departments_must_reply:
            self._check_departments(rules, list(tasks))
        self.state, self.closed_on = following, today

    def stage(self, today: date) -> str:
        """What a resident wants to know: ``announced``, ``collecting``, ``ended`` or ``closed``."""
        if self.state is RoundState.CLOSED:
            return "closed"
        if today < self.starts_on:
            return "announced"
        return "collecting" if today <= self.ends_on else "ended"

    def _check_departments(self, rules: IntakeRules, tasks: list[ReplyTask]) -> None:
        citation = rules.citations["departments_must_reply"]
        if not tasks:
            raise NoDepartmentAsked(citation=citation)
        missing = [each.department for each in tasks if each.round_id == self.id and not each.replied]
        if missing:
            raise DepartmentsNotComplete(missing=len(missing), names="、".join(missing), citation=citation)
