"""Changing a determined project, along the rulebook's chain (B-088, Q-15)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.supervision.domain.project import Project
from services.supervision.domain.project_state import ProjectAct
from services.supervision.domain.schedule import Schedule
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation
from shared.kernel.errors import Conflict, InvalidInput, Refused
from shared.kernel.rulebook import Rulebook
from shared.kernel.state_machine import StateMachine


class AdjustmentKind(StrEnum):
    """What is to change."""

    CONTENT = "content"
    INVESTMENT = "investment"
    PERIOD = "period"
    TERMINATION = "termination"


class AdjustmentState(StrEnum):
    """Where the request stands."""

    IN_CHAIN = "in_chain"
    APPROVED = "approved"
    REJECTED = "rejected"
    ANNOUNCED = "announced"


class AdjustmentAct(StrEnum):
    """What is done with it."""

    PASS_STEP = "pass_step"  # noqa: S105
    APPROVE = "approve"
    REJECT = "reject"
    ANNOUNCE = "announce"


ADJUSTMENT_LIFE: StateMachine[AdjustmentState, AdjustmentAct] = StateMachine(
    {
        (AdjustmentState.IN_CHAIN, AdjustmentAct.PASS_STEP): AdjustmentState.IN_CHAIN,
        (AdjustmentState.IN_CHAIN, AdjustmentAct.APPROVE): AdjustmentState.APPROVED,
        (AdjustmentState.IN_CHAIN, AdjustmentAct.REJECT): AdjustmentState.REJECTED,
        (AdjustmentState.APPROVED, AdjustmentAct.ANNOUNCE): AdjustmentState.ANNOUNCED,
    },
    {
        AdjustmentState.IN_CHAIN: "审批中",
        AdjustmentState.APPROVED: "已批准",
        AdjustmentState.REJECTED: "未批准",
        AdjustmentState.ANNOUNCED: "已公告",
        AdjustmentAct.PASS_STEP: "通过本步",
        AdjustmentAct.APPROVE: "批准",
        AdjustmentAct.REJECT: "不予批准",
        AdjustmentAct.ANNOUNCE: "公告",
    },
)


class AdjustmentBodyOutOfTurn(Refused):
    """Another organ is next in the chain."""

    code = "supervision.adjustment-body-out-of-turn"
    message = "下一步应由{expected}{action}，不能由“{body}”办理。"


class AdjustmentIncomplete(InvalidInput):
    """The change is not said."""

    code = "supervision.adjustment-incomplete"
    message = "“{kind}”调整须填写：{needed}。"


class AdjustmentDateOutOfOrder(InvalidInput):
    """A meeting cannot lie before the one before it."""

    code = "supervision.adjustment-date-out-of-order"
    message = "办理日期不能早于上一步（{last}），请核对。"


class AdjustmentPending(Conflict):
    """One request at a time for a project."""

    code = "supervision.adjustment-pending"
    message = "项目“{project}”已有正在办理的调整，请先办结。"


@dataclass
class ChainStep:
    """程序步骤: what an organ does with the request."""

    body: str
    action: str


@dataclass(frozen=True)
class AdjustmentPolicy:
    """The organs through which a change goes, in order (rulebook ``supervision.adjustment``)."""

    chain: tuple[ChainStep, ...]
    citation: Citation | None

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> AdjustmentPolicy:
        """As the congress has it."""
        key = "supervision.adjustment"
        chain = tuple(ChainStep(each["body"], each["action"]) for each in rulebook.value(key))
        return cls(chain, rulebook.citation(key))


@dataclass
class Change:
    """调整内容: the new values; what is ``None`` stays as it is."""

    content: str | None = None
    investment_fen: int | None = None
    period: str | None = None
    schedule: Schedule | None = None


@dataclass
class Approval:
    """办理结果: one organ's decision."""

    body: str
    action: str
    met_on: date
    approved: bool
    note: str = ""


@dataclass(kw_only=True)
class Adjustment(Aggregate):
    """项目调整: a request, its way through the chain, and the announcement."""

    cycle_id: str
    project_id: str
    kind: AdjustmentKind
    reason: str
    change: Change
    requested_on: date
    state: AdjustmentState = AdjustmentState.IN_CHAIN
    approvals: list[Approval] = field(default_factory=list)
    announced_on: date | None = None
    paper_id: str | None = None

    def __post_init__(self) -> None:
        given = {
            AdjustmentKind.CONTENT: (self.change.content, "新的主要内容"),
            AdjustmentKind.INVESTMENT: (self.change.investment_fen, "新的投资额度"),
            AdjustmentKind.PERIOD: (self.change.period, "新的工期"),
        }.get(self.kind)
        if given is not None and given[0] is None:
            raise AdjustmentIncomplete(kind=self.kind, needed=given[1])

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be decided."""
        return self.state is not AdjustmentState.IN_CHAIN

    def decide(self, body: str, met_on: date, approved: bool, note: str, policy: AdjustmentPolicy) -> None:
        """The next organ decides; with the last one's approval the change stands.

        Raises ``AdjustmentBodyOutOfTurn``, ``AdjustmentDateOutOfOrder`` or ``ActNotPossible``.
        """
        done = len(self.approvals)
        last = done + 1 >= len(policy.chain)
        act = AdjustmentAct.REJECT
        if approved:
            act = AdjustmentAct.APPROVE if last else AdjustmentAct.PASS_STEP
        following = ADJUSTMENT_LIFE.after(self.state, act)
        step = policy.chain[done]
        if body != step.body:
            raise AdjustmentBodyOutOfTurn(
                expected=step.body, action=step.action, body=body, citation=policy.citation
            )
        self._not_before(met_on)
        self.approvals.append(Approval(body, step.action, met_on, approved, note))
        self.state = following

    def apply_to(self, project: Project) -> None:
        """Give the project its new values (only after ``decide`` has led to approval)."""
        if self.kind is AdjustmentKind.TERMINATION:
            project.do(ProjectAct.TERMINATE)
        if self.change.content is not None:
            project.content = self.change.content
        if self.change.investment_fen is not None:
            project.investment_fen = self.change.investment_fen
        if self.change.period is not None:
            project.period = self.change.period
        if self.change.schedule is not None:
            self.change.schedule.carry_over(project.schedule)
            project.schedule = self.change.schedule

    def announce(self, on: date, paper_id: str) -> None:
        """Tell the public."""
        following = ADJUSTMENT_LIFE.after(self.state, AdjustmentAct.ANNOUNCE)
        self._not_before(on)
        self.state, self.announced_on, self.paper_id = following, on, paper_id

    def _not_before(self, day: date) -> None:
        last = self.approvals[-1].met_on if self.approvals else self.requested_on
        if day < last:
            raise AdjustmentDateOutOfOrder(last=last)
