"""The states of a vote and the acts that lead from one to the next (A10.11)."""

from __future__ import annotations

from enum import StrEnum

from services.voting.domain.steps import Step
from shared.kernel.state_machine import StateMachine


class VoteState(StrEnum):
    """Where a vote stands."""

    OPEN = "open"
    SEALED = "sealed"
    ISSUED = "issued"
    RETURNED = "returned"
    COUNTING = "counting"
    DIFFERING = "differing"
    COUNTED = "counted"
    SIGNED = "signed"
    CONFIRMED = "confirmed"
    DECLARED = "declared"
    ANNOUNCED = "announced"


class VoteAct(StrEnum):
    """What is done in a vote."""

    SEAL = "seal"
    ISSUE = "issue"
    RETURN = "return"
    FIND_VOID = "find_void"
    DECLARE_VALID = "declare_valid"
    DIFFER = "differ"
    AGREE = "agree"
    AGREE_ON_PAPER = "agree_on_paper"
    FALL_BACK = "fall_back"
    CORRECT_BOXES = "correct_boxes"
    CORRECT_ISSUE = "correct_issue"
    CORRECT_RETURN = "correct_return"
    RECOUNT = "recount"
    VOTE_AGAIN = "vote_again"
    SIGN = "sign"
    BALLOT_AGAIN = "ballot_again"
    CONFIRM = "confirm"
    DECLARE = "declare"
    ADOPT = "adopt"
    ANNOUNCE = "announce"


MACHINE: StateMachine[VoteState, VoteAct] = StateMachine(
    {
        (VoteState.OPEN, VoteAct.SEAL): VoteState.SEALED,
        (VoteState.SEALED, VoteAct.ISSUE): VoteState.ISSUED,
        (VoteState.ISSUED, VoteAct.RETURN): VoteState.RETURNED,
        **{
            (state, VoteAct.FIND_VOID): VoteState.OPEN
            for state in (VoteState.ISSUED, VoteState.RETURNED, VoteState.COUNTING, VoteState.DIFFERING)
        },
        (VoteState.RETURNED, VoteAct.DECLARE_VALID): VoteState.COUNTING,
        (VoteState.COUNTING, VoteAct.AGREE): VoteState.COUNTED,
        (VoteState.COUNTING, VoteAct.DIFFER): VoteState.DIFFERING,
        (VoteState.DIFFERING, VoteAct.DIFFER): VoteState.DIFFERING,
        (VoteState.DIFFERING, VoteAct.AGREE): VoteState.COUNTED,
        (VoteState.COUNTING, VoteAct.AGREE_ON_PAPER): VoteState.COUNTING,
        (VoteState.DIFFERING, VoteAct.AGREE_ON_PAPER): VoteState.COUNTING,
        **{
            (state, VoteAct.FALL_BACK): VoteState.OPEN
            for state in (VoteState.ISSUED, VoteState.RETURNED, VoteState.COUNTING, VoteState.DIFFERING)
        },
        (VoteState.SEALED, VoteAct.CORRECT_BOXES): VoteState.SEALED,
        **{
            (state, VoteAct.CORRECT_ISSUE): state
            for state in (VoteState.ISSUED, VoteState.RETURNED, VoteState.COUNTING, VoteState.DIFFERING)
        },
        **{
            (state, VoteAct.CORRECT_RETURN): VoteState.RETURNED
            for state in (VoteState.RETURNED, VoteState.COUNTING, VoteState.DIFFERING)
        },
        **{
            (state, VoteAct.RECOUNT): VoteState.COUNTING
            for state in (VoteState.COUNTING, VoteState.COUNTED, VoteState.SIGNED)
        },
        (VoteState.COUNTED, VoteAct.SIGN): VoteState.SIGNED,
        (VoteState.COUNTED, VoteAct.BALLOT_AGAIN): VoteState.OPEN,
        (VoteState.SIGNED, VoteAct.CONFIRM): VoteState.CONFIRMED,
        (VoteState.SIGNED, VoteAct.VOTE_AGAIN): VoteState.OPEN,
        (VoteState.CONFIRMED, VoteAct.DECLARE): VoteState.DECLARED,
        (VoteState.DECLARED, VoteAct.ADOPT): VoteState.DECLARED,
        (VoteState.DECLARED, VoteAct.ANNOUNCE): VoteState.ANNOUNCED,
    },
    {
        VoteState.OPEN: "待检查票箱",
        VoteState.SEALED: "票箱已封",
        VoteState.ISSUED: "已发票",
        VoteState.RETURNED: "已收票",
        VoteState.COUNTING: "计票中",
        VoteState.DIFFERING: "两份录入有差异",
        VoteState.COUNTED: "待监票人签字",
        VoteState.SIGNED: "待确认",
        VoteState.CONFIRMED: "已确认",
        VoteState.DECLARED: "已宣布",
        VoteState.ANNOUNCED: "已公布",
        VoteAct.SEAL: "检查封闭票箱",
        VoteAct.ISSUE: "发票",
        VoteAct.RETURN: "收回选票",
        VoteAct.FIND_VOID: "认定投票无效",
        VoteAct.DECLARE_VALID: "宣布投票有效",
        VoteAct.DIFFER: "重新录入",
        VoteAct.AGREE: "录入选票",
        VoteAct.AGREE_ON_PAPER: "录入选票",
        VoteAct.FALL_BACK: "全部改用纸质选票",
        VoteAct.CORRECT_BOXES: "更正票箱",
        VoteAct.CORRECT_ISSUE: "更正发票数",
        VoteAct.CORRECT_RETURN: "更正收回数",
        VoteAct.RECOUNT: "重新计票",
        VoteAct.VOTE_AGAIN: "重新投票",
        VoteAct.SIGN: "签字",
        VoteAct.BALLOT_AGAIN: "再次投票",
        VoteAct.CONFIRM: "确认结果",
        VoteAct.DECLARE: "宣布结果",
        VoteAct.ADOPT: "登记研究采纳",
        VoteAct.ANNOUNCE: "向社会公布",
    },
)

NEXT_STEP = {
    VoteState.OPEN: Step.BOXES,
    VoteState.SEALED: Step.ISSUE,
    VoteState.ISSUED: Step.RETURN,
    VoteState.RETURNED: Step.VALIDITY,
    VoteState.COUNTING: Step.COUNT,
    VoteState.DIFFERING: Step.COUNT,
    VoteState.COUNTED: Step.SIGNATURES,
    VoteState.SIGNED: Step.CONFIRMATION,
    VoteState.CONFIRMED: Step.DECLARATION,
}

SIGNED = frozenset({VoteState.SIGNED, VoteState.CONFIRMED, VoteState.DECLARED, VoteState.ANNOUNCED})
"""The count of the round under way is signed by all scrutineers."""
