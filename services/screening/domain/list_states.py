"""How far a list of candidate projects has come, the acts that move it, and what is refused."""

from __future__ import annotations

from enum import StrEnum

from shared.kernel.errors import Conflict, InvalidInput, Refused
from shared.kernel.state_machine import StateMachine


class ListState(StrEnum):
    """How far a list has come."""

    DRAFTED = "drafted"
    UNDER_APPROVAL = "under_approval"
    FROZEN = "frozen"


class ListAct(StrEnum):
    """What is done with a list."""

    REDRAFT = "redraft"
    APPROVE = "approve"
    RETURN = "return"
    FREEZE = "freeze"
    REVISE = "revise"


MACHINE: StateMachine[ListState, ListAct] = StateMachine(
    {
        (ListState.DRAFTED, ListAct.REDRAFT): ListState.DRAFTED,
        (ListState.DRAFTED, ListAct.APPROVE): ListState.UNDER_APPROVAL,
        (ListState.DRAFTED, ListAct.RETURN): ListState.DRAFTED,
        (ListState.DRAFTED, ListAct.FREEZE): ListState.FROZEN,
        (ListState.UNDER_APPROVAL, ListAct.APPROVE): ListState.UNDER_APPROVAL,
        (ListState.UNDER_APPROVAL, ListAct.RETURN): ListState.DRAFTED,
        (ListState.UNDER_APPROVAL, ListAct.FREEZE): ListState.FROZEN,
        (ListState.FROZEN, ListAct.REVISE): ListState.FROZEN,
    },
    {
        ListState.DRAFTED: "拟定中",
        ListState.UNDER_APPROVAL: "审定中",
        ListState.FROZEN: "已冻结",
        ListAct.REDRAFT: "重新拟定",
        ListAct.APPROVE: "登记审定会议",
        ListAct.RETURN: "退回",
        ListAct.FREEZE: "冻结名单",
        ListAct.REVISE: "审议后修改",
    },
)


class StepOutOfOrder(Refused):
    """The chain has an order."""

    code = "screening.step-out-of-order"
    message = "审定程序的下一步是“{next}”，不能先办“{given}”。"


class ListFrozen(Conflict):
    """A frozen list changes only by being frozen anew."""

    code = "screening.list-is-frozen"
    message = "名单已冻结，只能在审议后说明理由重新冻结。"


class ListNotFrozen(Conflict):
    """Only a frozen list can be revised after deliberation."""

    code = "screening.list-not-frozen"
    message = "名单尚未冻结，请先完成审定程序。"


class ListExists(Conflict):
    """A track has one list a year."""

    code = "screening.list-exists"
    message = "本年度“{track}”已有候选项目名单，请在该名单上修改。"


class UnknownCandidate(InvalidInput):
    """No such code on the list."""

    code = "screening.unknown-candidate"
    message = "名单上没有编号“{code}”。"


class NothingLeft(InvalidInput):
    """A list cannot become empty."""

    code = "screening.nothing-left"
    message = "名单不能为空。"


class NothingChanged(InvalidInput):
    """A version that says the same is none."""

    code = "screening.nothing-changed"
    message = "修改后的名单与第{number}版完全相同，无须重新冻结。"


class ReturnedWithChanges(InvalidInput):
    """A meeting that sends the list back changes nothing in it."""

    code = "screening.returned-with-changes"
    message = "退回重新拟定的，不能同时撤出或修改候选项目。"
