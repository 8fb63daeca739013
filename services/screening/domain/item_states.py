"""Where an item of the project library stands, and the acts that move it."""

from __future__ import annotations

from enum import StrEnum

from shared.kernel.state_machine import StateMachine


class ItemStatus(StrEnum):
    """Where an item stands."""

    ENTERED = "entered"
    MERGED = "merged"
    TRANSFERRED = "transferred"
    DROPPED = "dropped"
    RESERVED = "reserved"
    SHORTLISTED = "shortlisted"
    CANDIDATE = "candidate"


class ItemAct(StrEnum):
    """What is done with an item."""

    CLASSIFY = "classify"
    ABSORB = "absorb"
    MERGE = "merge"
    SPLIT = "split"
    TRANSFER = "transfer"
    QUALIFY = "qualify"
    DROP = "drop"
    SHORTLIST = "shortlist"
    RESERVE = "reserve"
    LIST = "list"
    UNLIST = "unlist"
    WITHDRAW = "withdraw"
    CARRY_OVER = "carry_over"


_S, _A = ItemStatus, ItemAct

MACHINE: StateMachine[ItemStatus, ItemAct] = StateMachine(
    {
        (_S.ENTERED, _A.CLASSIFY): _S.ENTERED,
        (_S.ENTERED, _A.ABSORB): _S.ENTERED,
        (_S.ENTERED, _A.MERGE): _S.MERGED,
        (_S.MERGED, _A.SPLIT): _S.ENTERED,
        (_S.ENTERED, _A.TRANSFER): _S.TRANSFERRED,
        (_S.ENTERED, _A.QUALIFY): _S.ENTERED,
        (_S.ENTERED, _A.DROP): _S.DROPPED,
        (_S.DROPPED, _A.QUALIFY): _S.ENTERED,
        (_S.DROPPED, _A.DROP): _S.DROPPED,
        (_S.ENTERED, _A.SHORTLIST): _S.SHORTLISTED,
        (_S.ENTERED, _A.RESERVE): _S.RESERVED,
        (_S.RESERVED, _A.CLASSIFY): _S.RESERVED,
        (_S.RESERVED, _A.SHORTLIST): _S.SHORTLISTED,
        (_S.RESERVED, _A.RESERVE): _S.RESERVED,
        (_S.SHORTLISTED, _A.CLASSIFY): _S.SHORTLISTED,
        (_S.SHORTLISTED, _A.SHORTLIST): _S.SHORTLISTED,
        (_S.SHORTLISTED, _A.RESERVE): _S.RESERVED,
        (_S.SHORTLISTED, _A.LIST): _S.CANDIDATE,
        (_S.CANDIDATE, _A.UNLIST): _S.SHORTLISTED,
        (_S.CANDIDATE, _A.WITHDRAW): _S.RESERVED,
        (_S.ENTERED, _A.CARRY_OVER): _S.ENTERED,
        (_S.DROPPED, _A.CARRY_OVER): _S.ENTERED,
        (_S.RESERVED, _A.CARRY_OVER): _S.ENTERED,
        (_S.SHORTLISTED, _A.CARRY_OVER): _S.ENTERED,
    },
    {
        _S.ENTERED: "已入库",
        _S.MERGED: "已合并",
        _S.TRANSFERRED: "已转办",
        _S.DROPPED: "不符合参选条件",
        _S.RESERVED: "留库",
        _S.SHORTLISTED: "初选",
        _S.CANDIDATE: "候选项目",
        _A.CLASSIFY: "归类",
        _A.ABSORB: "并入同类项目",
        _A.MERGE: "合并",
        _A.SPLIT: "撤销合并",
        _A.TRANSFER: "转办",
        _A.QUALIFY: "审核通过",
        _A.DROP: "审核不通过",
        _A.SHORTLIST: "列入初选",
        _A.RESERVE: "留库",
        _A.LIST: "列为候选项目",
        _A.UNLIST: "退回初选",
        _A.WITHDRAW: "撤出名单",
        _A.CARRY_OVER: "转入下年度",
    },
)

SCREENED = (ItemStatus.ENTERED, ItemStatus.RESERVED, ItemStatus.SHORTLISTED, ItemStatus.CANDIDATE)
"""Items that take part in this year's screening: they are posted and argued."""
