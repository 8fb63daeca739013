"""What a congress settles of judging the projects."""

from __future__ import annotations

from shared.kernel.rulebook.kinds import Choice, Flag, Integer, ListOf, Optional, Ratio, Record, Text
from shared.kernel.rulebook.parameters.parameter import BASE, NAMED, Parameter

EVALUATION = (
    Parameter("evaluation.resident_rating", "开展群众评价", Flag(), True, "D-21"),
    Parameter("evaluation.opinion_letter", "启用群众评价意见书", Flag(), False, "B-076"),
    Parameter("evaluation.opinion_reply_days", "意见书答复期限（天）", Integer(1, 366), 30, "B-076"),
    Parameter(
        "evaluation.grades",
        "满意度等次（由高到低）",
        ListOf(NAMED, 2),
        [
            {"code": "satisfied", "name": "满意"},
            {"code": "fair", "name": "基本满意"},
            {"code": "dissatisfied", "name": "不满意"},
        ],
        "D-22",
    ),
    Parameter(
        "evaluation.electronic",
        "电子测评的效力（正式须有条款）",
        Choice(("rehearsal", "legal")),
        "rehearsal",
        "A10.17",
    ),
    Parameter(
        "evaluation.least_issued",
        "纸质、电子测评并用时每种方式最少票数",
        Integer(2, 1000),
        10,
        "ballot-format",
    ),
    Parameter("evaluation.secret", "无记名测评", Flag(), True, "A10.7"),
    Parameter(
        "evaluation.opens_after",
        "测评前须完成",
        Choice(("report_heard", "delegations_deliberated")),
        "report_heard",
        "D-22",
    ),
    Parameter("evaluation.base", "满意率的分母", BASE, "valid", "Q-07"),
    Parameter(
        "evaluation.trigger",
        "触发情况说明：满意票占比",
        Record({"at_most": Optional(Ratio()), "below": Optional(Ratio())}),
        {"at_most": "1/2", "below": None},
        "D-23",
    ),
    Parameter("evaluation.explainer", "作情况说明者", ListOf(Text(), 1), ["责任单位主要负责人"], "D-23"),
    Parameter(
        "evaluation.explain_when",
        "情况说明时点",
        Choice(("before_session_closes", "after_session")),
        "before_session_closes",
        "Q-08",
    ),
    Parameter("evaluation.explain_days", "闭会后说明期限（天）", Integer(0, 366), 30, "B-098"),
    Parameter("evaluation.explain_published", "情况说明须公布", Flag(), True, "B-098"),
    Parameter("evaluation.channels", "测评结果公布渠道", ListOf(Text(), 1), ["人大网站"], "D-25"),
)
