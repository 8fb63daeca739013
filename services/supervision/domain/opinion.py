"""Government reports and the deliberation opinions on them (Y-055, Y-059, Y-060, A10.14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.clock import add_months
from shared.kernel.errors import Conflict, InvalidInput
from shared.kernel.rulebook import Rulebook
from shared.kernel.state_machine import StateMachine


class ReportHeardTwice(Conflict):
    """A report is heard once."""

    code = "supervision.report-heard-twice"
    message = "《{title}》已于{heard_on}听取，不能重复登记。"


class HeardBeforeSubmitted(InvalidInput):
    """A report is submitted first and heard then."""

    code = "supervision.heard-before-submitted"
    message = "听取日期不能早于报告提交日期（{submitted_on}），请核对。"


class ReportNotHeard(Conflict):
    """Opinions are formed on a report that was heard."""

    code = "supervision.report-not-heard"
    message = "《{title}》尚未听取和审议，不能形成审议意见。"


class RecipientMissing(InvalidInput):
    """The opinion goes to the government and to each competent department (Y-060)."""

    code = "supervision.recipient-missing"
    message = "审议意见须书面反馈政府和每个项目主管部门，还缺少：{missing}。"


class OpinionDateOutOfOrder(InvalidInput):
    """A step cannot lie before the one it follows."""

    code = "supervision.opinion-date-out-of-order"
    message = "办理日期不能早于上一步（{last}），请核对。"


class OpinionTextMissing(InvalidInput):
    """A reply, and a committee's opinion on it, say something."""

    code = "supervision.opinion-text-missing"
    message = "办理“{act}”须填写内容。"


class OpinionState(StrEnum):
    """Where an opinion stands."""

    COMPILED = "compiled"
    APPROVED = "approved"
    SENT = "sent"
    REPLIED = "replied"
    ASSESSED = "assessed"
    PUBLISHED = "published"


class OpinionAct(StrEnum):
    """What is done with it."""

    APPROVE = "approve"
    SEND = "send"
    REPLY = "reply"
    ASSESS = "assess"
    PUBLISH = "publish"


OPINION_LIFE: StateMachine[OpinionState, OpinionAct] = StateMachine(
    {
        (OpinionState.COMPILED, OpinionAct.APPROVE): OpinionState.APPROVED,
        (OpinionState.APPROVED, OpinionAct.SEND): OpinionState.SENT,
        (OpinionState.SENT, OpinionAct.REPLY): OpinionState.REPLIED,
        (OpinionState.REPLIED, OpinionAct.ASSESS): OpinionState.ASSESSED,
        (OpinionState.ASSESSED, OpinionAct.PUBLISH): OpinionState.PUBLISHED,
    },
    {
        OpinionState.COMPILED: "汇总形成",
        OpinionState.APPROVED: "主任会议同意",
        OpinionState.SENT: "已书面反馈",
        OpinionState.REPLIED: "已报告研究处理情况",
        OpinionState.ASSESSED: "有关委员会已提出意见",
        OpinionState.PUBLISHED: "已报告并公布",
        OpinionAct.APPROVE: "提请同意",
        OpinionAct.SEND: "书面反馈",
        OpinionAct.REPLY: "登记研究处理情况报告",
        OpinionAct.ASSESS: "登记有关委员会意见",
        OpinionAct.PUBLISH: "报告并公布",
    },
)


@dataclass(kw_only=True)
class GovernmentReport(Aggregate):
    """政府报告: what a government office submits and reads out; the title as the rules word it."""

    cycle_id: str
    title: str
    author: str
    submitted_on: date
    text: str
    event_id: str | None = None
    heard_on: date | None = None
    heard_by: str = ""
    deliberation: str = ""

    def hear(self, on: date, body: str, deliberation: str) -> None:
        """It was heard by ``body``; raises ``HeardBeforeSubmitted`` or ``ReportHeardTwice``."""
        if self.heard_on is not None:
            raise ReportHeardTwice(title=self.title, heard_on=self.heard_on)
        if on < self.submitted_on:
            raise HeardBeforeSubmitted(submitted_on=self.submitted_on)
        self.heard_on, self.heard_by, self.deliberation = on, body, deliberation


@dataclass
class OpinionItem:
    """一条意见: its text and the projects it speaks of."""

    text: str
    project_ids: list[str] = field(default_factory=list)


@dataclass
class OpinionStep:
    """办理记录: one act on an opinion."""

    act: OpinionAct
    taken_on: date
    body: str
    text: str = ""


@dataclass(kw_only=True)
class DeliberationOpinion(Aggregate):
    """审议意见: sent to the government and each competent department, who reply within some months."""

    cycle_id: str
    report_id: str
    title: str
    government: str
    departments: list[str]
    items: list[OpinionItem]
    compiled_on: date
    state: OpinionState = OpinionState.COMPILED
    sent_on: date | None = None
    reply_due: date | None = None
    replied_on: date | None = None
    paper_id: str | None = None
    steps: list[OpinionStep] = field(default_factory=list)

    @property
    def recipients(self) -> list[str]:
        """All to whom it goes."""
        return [self.government, *self.departments]

    @property
    def reply(self) -> str:
        """The report on how it was handled."""
        return next((each.text for each in self.steps if each.act is OpinionAct.REPLY), "")

    def overdue(self, today: date) -> bool:
        """Whether the reply should have come by now."""
        return self.replied_on is None and self.reply_due is not None and self.reply_due < today

    def check_recipients(self, competent: Iterable[str]) -> None:
        """Raises ``RecipientMissing`` when a competent department of its projects is left out."""
        missing = sorted(set(competent) - set(self.departments))
        if missing:
            raise RecipientMissing(missing="、".join(missing))

    def take(self, act: OpinionAct, on: date, body: str, text: str, reply_months: int) -> None:
        """Do one act, or raise ``ActNotPossible`` or ``OpinionDateOutOfOrder``.

        Sending starts the time for the reply, ``reply_months``.
        """
        following = OPINION_LIFE.after(self.state, act)
        if act in (OpinionAct.REPLY, OpinionAct.ASSESS) and not text.strip():
            raise OpinionTextMissing(act=OPINION_LIFE.name(act))
        last = self.steps[-1].taken_on if self.steps else self.compiled_on
        if on < last:
            raise OpinionDateOutOfOrder(last=last)
        self.state = following
        self.steps.append(OpinionStep(act, on, body, text))
        if act is OpinionAct.SEND:
            self.sent_on, self.reply_due = on, add_months(on, reply_months)
        elif act is OpinionAct.REPLY:
            self.replied_on = on


def reply_months(rulebook: Rulebook) -> int:
    """Months within which an opinion is replied to (rulebook ``supervision.reply_months``)."""
    months: int = rulebook.value("supervision.reply_months")
    return months
