"""The states of a satisfaction rating and what leads from one to the next."""

from __future__ import annotations

from enum import StrEnum

from shared.kernel.state_machine import StateMachine


class RatingState(StrEnum):
    """Where a rating is."""

    PREPARED = "prepared"
    OPEN = "open"
    ISSUED = "issued"
    COUNTING = "counting"
    VOID = "void"
    COUNTED = "counted"
    DECLARED = "declared"
    PUBLISHED = "published"


class RatingAct(StrEnum):
    """What may be done with a rating."""

    OPEN = "open"
    ISSUE = "issue"
    RETURN = "return"
    RETURN_TOO_MANY = "return_too_many"
    REPEAT = "repeat"
    ENTER = "enter"
    AGREE = "agree"
    NONE_VALID = "none_valid"
    FALL_BACK = "fall_back"
    DECLARE = "declare"
    PUBLISH = "publish"


RATING_STATES: StateMachine[RatingState, RatingAct] = StateMachine(
    {
        (RatingState.PREPARED, RatingAct.OPEN): RatingState.OPEN,
        (RatingState.OPEN, RatingAct.ISSUE): RatingState.ISSUED,
        (RatingState.ISSUED, RatingAct.RETURN): RatingState.COUNTING,
        (RatingState.ISSUED, RatingAct.RETURN_TOO_MANY): RatingState.VOID,
        (RatingState.VOID, RatingAct.REPEAT): RatingState.OPEN,
        (RatingState.COUNTING, RatingAct.ENTER): RatingState.COUNTING,
        (RatingState.COUNTING, RatingAct.AGREE): RatingState.COUNTED,
        (RatingState.COUNTING, RatingAct.NONE_VALID): RatingState.VOID,
        (RatingState.ISSUED, RatingAct.FALL_BACK): RatingState.VOID,
        (RatingState.COUNTING, RatingAct.FALL_BACK): RatingState.VOID,
        (RatingState.COUNTED, RatingAct.DECLARE): RatingState.DECLARED,
        (RatingState.DECLARED, RatingAct.PUBLISH): RatingState.PUBLISHED,
    },
    {
        RatingState.PREPARED: "已准备",
        RatingState.OPEN: "测评开始",
        RatingState.ISSUED: "已发票",
        RatingState.COUNTING: "计票中",
        RatingState.VOID: "测评无效",
        RatingState.COUNTED: "计票完成",
        RatingState.DECLARED: "已宣布",
        RatingState.PUBLISHED: "已公布",
        RatingAct.OPEN: "开始测评",
        RatingAct.ISSUE: "登记发票",
        RatingAct.RETURN: "登记收票",
        RatingAct.RETURN_TOO_MANY: "登记收票",
        RatingAct.REPEAT: "重新测评",
        RatingAct.ENTER: "录入计票单",
        RatingAct.AGREE: "完成计票",
        RatingAct.NONE_VALID: "完成计票",
        RatingAct.FALL_BACK: "全部改用纸质测评票",
        RatingAct.DECLARE: "宣布结果",
        RatingAct.PUBLISH: "公布结果",
    },
)

DECLARED = (RatingState.DECLARED, RatingState.PUBLISHED)
"""The result is public from its declaration in plenary on."""
