"""What a congress settles of screening wishes into candidate projects."""

from __future__ import annotations

from shared.kernel.rulebook.kinds import Choice, Flag, Integer, ListOf, Optional, Ratio, Record, Steps, Text
from shared.kernel.rulebook.parameters.parameter import NAMED, Parameter

_majority = Record({"over": Ratio(), "base": Choice(("members", "present"))})

SCREENING = (
    Parameter("screening.owner", "筛选主体", Text(), "同级人大常委会", "D-04"),
    Parameter("screening.principle", "筛选原则", Text(), "急需先立、成熟先立、好中选优", "D-05"),
    Parameter(
        "screening.criteria",
        "筛选标准（按先后）",
        ListOf(NAMED, at_least=1),
        [
            {"code": "urgent", "name": "急需"},
            {"code": "mature", "name": "成熟"},
            {"code": "merit", "name": "好中选优"},
        ],
        "Y-026",
    ),
    Parameter(
        "screening.eligibility",
        "参选条件",
        ListOf(NAMED, at_least=1),
        [
            {"code": "public_benefit", "name": "具有普惠性、公益性"},
            {"code": "within_year", "name": "当年能完成或有年度目标"},
            {"code": "no_debt", "name": "不新增债务"},
            {"code": "not_arranged", "name": "上级未另行安排"},
            {"code": "budgeted", "name": "资金列入同次会议预算草案"},
        ],
        "A10.16",
    ),
    Parameter(
        "screening.panels",
        "论证小组、标准与权重",
        ListOf(
            Record({"code": Text(), "name": Text(), "criteria": ListOf(NAMED, 1), "weight": Integer(0, 100)})
        ),
        [],
        "B-021",
    ),
    Parameter("screening.posting_days", "张贴公布最少天数", Integer(0, 366), 0, "B-024"),
    Parameter(
        "screening.tracks",
        "候选项目去向",
        ListOf(Record({"code": Text(), "name": Text(), "body": Choice(("congress", "street_assembly"))}), 1),
        [{"code": "congress", "name": "人民代表大会", "body": "congress"}],
        "D-07",
    ),
    Parameter(
        "screening.chain",
        "审定程序（按先后，末步冻结名单）",
        Steps(
            Record(
                {
                    "code": Text(),
                    "body": Text(),
                    "action": Text(),
                    "freezes": Flag(),
                    "majority": Optional(_majority),
                }
            ),
            closes="freezes",
        ),
        [{"code": "standing_committee", "body": "人大常委会", "action": "审议决定", "freezes": True}],
        "D-06",
    ),
    Parameter(
        "screening.majority",
        "审定机关表决的通过比例（须超过）和基数，步骤另有规定的除外",
        _majority,
        {"over": "1/2", "base": "members"},
        "B-028",
    ),
    Parameter(
        "screening.dossier",
        "候选项目材料必备要素",
        ListOf(NAMED, at_least=1),
        [
            {"code": "name", "name": "项目名称"},
            {"code": "content", "name": "主要内容"},
            {"code": "implementer", "name": "实施主体"},
            {"code": "investment", "name": "投资额度"},
        ],
        "D-08",
    ),
)
