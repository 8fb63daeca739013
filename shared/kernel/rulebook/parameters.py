"""Every parameter of a rulebook: what it decides, what it may be, and what holds when nothing is said.

A county joins by writing values for these (``services/congress/templates``). A parameter is added
here once; forms, checks, snapshots and the clerk's list of unstated rules follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shared.kernel.rulebook.kinds import (
    Choice,
    Flag,
    Integer,
    Kind,
    ListOf,
    Optional,
    Ratio,
    Record,
    Steps,
    Text,
)


@dataclass(frozen=True)
class Parameter:
    """One thing that congresses settle differently.

    ``default`` is the value when the rulebook is silent; ``source`` the requirement or Q- row.
    """

    key: str
    meaning: str
    kind: Kind
    default: Any
    source: str


_named = Record({"code": Text(), "name": Text()})
_majority = Record({"over": Ratio(), "base": Choice(("members", "present"))})
_base = Choice(("legal", "in_office", "present", "issued", "returned", "valid"))

_collection = (
    Parameter("collection.owner", "征集主体", Text(), "同级人大常委会", "D-02"),
    Parameter("collection.notice_days", "公告征集最少天数", Integer(0, 366), 0, "Y-022"),
    Parameter("collection.rolling", "滚动征集，不受阶段关闭限制", Flag(), True, "B-017"),
    Parameter("collection.departments_must_reply", "职能部门须全部报送（可零报告）", Flag(), False, "Y-020"),
    Parameter(
        "collection.channels",
        "征集渠道",
        ListOf(Record({"code": Text(), "name": Text(), "layer": Text()}), at_least=1),
        [{"code": "web", "name": "网上征集", "layer": "向社会征集"}],
        "D-03",
    ),
    Parameter(
        "collection.categories",
        "领域分类",
        ListOf(_named, at_least=1),
        [
            {"code": "education", "name": "教育"},
            {"code": "health", "name": "医疗"},
            {"code": "culture", "name": "文化"},
            {"code": "employment", "name": "就业"},
            {"code": "elderly", "name": "养老"},
            {"code": "environment", "name": "环保"},
            {"code": "transport", "name": "交通"},
            {"code": "construction", "name": "城建"},
            {"code": "other", "name": "其他"},
        ],
        "Y-021",
    ),
)

_screening = (
    Parameter("screening.owner", "筛选主体", Text(), "同级人大常委会", "D-04"),
    Parameter("screening.principle", "筛选原则", Text(), "急需先立、成熟先立、好中选优", "D-05"),
    Parameter(
        "screening.criteria",
        "筛选标准（按先后）",
        ListOf(_named, at_least=1),
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
        ListOf(_named, at_least=1),
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
            Record({"code": Text(), "name": Text(), "criteria": ListOf(_named, 1), "weight": Integer(0, 100)})
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
        ListOf(_named, at_least=1),
        [
            {"code": "name", "name": "项目名称"},
            {"code": "content", "name": "主要内容"},
            {"code": "implementer", "name": "实施主体"},
            {"code": "investment", "name": "投资额度"},
        ],
        "D-08",
    ),
)


def _vote(prefix: str, quota: int, recommendation: bool) -> tuple[Parameter, ...]:
    """The rules of one deciding body: the congress, or a street assembly (Q-10)."""
    return (
        Parameter(f"{prefix}.name", "表决方式名称", Text(), "票选" if recommendation else "票决", "B-029"),
        Parameter(f"{prefix}.measure_title", "票决办法名称", Text(), "民生实事项目票决办法", "Y-030"),
        Parameter(f"{prefix}.measure_required", "须先表决通过票决办法", Flag(), not recommendation, "D-11"),
        Parameter(
            f"{prefix}.quota",
            "应确定项目数（最少、最多）",
            Record({"least": Integer(1, 100), "most": Integer(1, 100)}),
            {"least": quota, "most": quota},
            "D-13",
        ),
        Parameter(f"{prefix}.differential", "差额比例下限", Ratio(most=10), "0", "Q-06"),
        Parameter(
            f"{prefix}.differential_base", "差额基数", Choice(("quota", "candidates")), "quota", "A10.7"
        ),
        Parameter(f"{prefix}.quorum", "到会法定比例", Ratio(), "2/3", "outside-rules"),
        Parameter(f"{prefix}.quorum_base", "到会比例的基数", _base, "in_office", "A10.7"),
        Parameter(f"{prefix}.adoption", "举手表决通过比例（须超过）", Ratio(), "1/2", "outside-rules"),
        Parameter(f"{prefix}.adoption_base", "举手表决的基数", _base, "in_office", "outside-rules"),
        Parameter(f"{prefix}.polling", "投票组织方式", Choice(("plenary", "delegation")), "plenary", "D-12"),
        Parameter(
            f"{prefix}.method",
            "选票方式（赞成反对弃权，或排序计分）",
            Choice(("approval", "ranking")),
            "approval",
            "outside-rules",
        ),
        Parameter(
            f"{prefix}.over_marked",
            "超过应选数的处理",
            Choice(("void", "candidate_void")),
            "void",
            "outside-rules",
        ),
        Parameter(f"{prefix}.marks", "选票的填写", Choice(("circle_cross",)), "circle_cross", "Y-030"),
        Parameter(
            f"{prefix}.validity",
            "投票何时有效",
            Choice(("not_more_than_issued",)),
            "not_more_than_issued",
            "outside-rules",
        ),
        Parameter(f"{prefix}.counting", "计票方式", Choice(("double_entry",)), "double_entry", "Y-033"),
        Parameter(f"{prefix}.threshold", "得票门槛", Choice(("none", "majority")), "majority", "Q-04"),
        Parameter(f"{prefix}.threshold_base", "得票门槛的基数", _base, "in_office", "Q-04"),
        Parameter(f"{prefix}.tie", "末位同票的处理", Choice(("second_ballot",)), "second_ballot", "Q-05"),
        Parameter(
            f"{prefix}.shortfall",
            "过门槛项目不足的处理",
            Choice(("fewer", "second_ballot")),
            "fewer",
            "A10.7",
        ),
        Parameter(
            f"{prefix}.electronic",
            "电子投票的效力（正式须有条款）",
            Choice(("rehearsal", "legal")),
            "rehearsal",
            "A10.17",
        ),
        Parameter(
            f"{prefix}.least_issued",
            "纸质、电子并用时每种方式最少票数",
            Integer(2, 1000),
            10,
            "ballot-format",
        ),
        Parameter(f"{prefix}.publish_counts", "公告载明得票数", Flag(), False, "A10.7"),
        Parameter(f"{prefix}.publish_losers", "公布未获确定的项目", Flag(), False, "A10.7"),
        Parameter(
            f"{prefix}.distribution",
            "候选项目材料印发到位的依据",
            Choice(("copies", "receipts")),
            "copies",
            "Y-037",
        ),
        Parameter(
            f"{prefix}.briefing",
            "候选项目说明地点",
            Choice(("plenary", "delegation", "none")),
            "plenary",
            "D-09",
        ),
        Parameter(
            f"{prefix}.deliberation", "审议单位", Choice(("group", "delegation", "none")), "group", "D-10"
        ),
        Parameter(
            f"{prefix}.confirmation",
            "结果确认机关",
            Text(),
            "街道人大工委" if recommendation else "大会主席团",
            "Y-040",
        ),
        Parameter(
            f"{prefix}.effect",
            "结果效力",
            Choice(("decision", "recommendation")),
            "recommendation" if recommendation else "decision",
            "D-16",
        ),
        Parameter(
            f"{prefix}.adopters",
            "推荐结果的研究、公布机关（按先后）",
            ListOf(Text()),
            ["街道党工委", "街道办事处"] if recommendation else [],
            "A10.13",
        ),
        Parameter(
            f"{prefix}.scrutineer_exclusions",
            "不得担任监票人的人员",
            Text(),
            "候选项目实施主体负责人及其近亲属",
            "A10.15",
        ),
        Parameter(
            f"{prefix}.channels",
            "结果公布渠道",
            ListOf(Text(), 1),
            ["街道公示栏"] if recommendation else ["大会公告"],
            "D-15",
        ),
        Parameter(
            f"{prefix}.paper",
            "结果公布文种",
            Text(),
            "票选结果公示" if recommendation else "大会公告",
            "Y-041",
        ),
    )


_event = Record(
    {
        "code": Text(),
        "name": Text(),
        "every": Choice(("once", "month", "quarter", "half_year")),
        "month": Optional(Integer(1, 12)),
        "day": Optional(Integer(1, 31)),
    }
)

_supervision = (
    Parameter("supervision.plan_adopter", "年度监督计划通过机关", Text(), "主任会议", "A10.3"),
    Parameter("supervision.calendar", "监督日程", ListOf(_event), [], "D-18"),
    Parameter("supervision.assignments", "督办分工（每项不得空缺）", ListOf(_named), [], "Y-079"),
    Parameter("supervision.task_force", "一项目一专班", Flag(), False, "B-051"),
    Parameter("supervision.task_force_leaders", "专班组长职务", ListOf(Text()), [], "B-052"),
    Parameter(
        "supervision.watchers",
        "每项目监督人员及最少人数",
        ListOf(Record({"code": Text(), "name": Text(), "least": Integer(0, 50)})),
        [],
        "B-061",
    ),
    Parameter("supervision.ledger", "台账名称", Text(), "民生实事项目实施工作台账", "D-19"),
    Parameter("supervision.lag", "进度滞后预警（落后百分点）", Integer(1, 100), 10, "B-064"),
    Parameter("supervision.reminder_letter", "启用监督提醒函", Flag(), False, "B-066"),
    Parameter("supervision.reminder_days", "提醒函整改期限（天）", Integer(1, 366), 15, "B-066"),
    Parameter("supervision.reply_months", "审议意见答复期限（月）", Integer(1, 12), 3, "A10.14"),
    Parameter(
        "supervision.adjustment",
        "项目调整程序（按先后）",
        ListOf(Record({"body": Text(), "action": Text()}), 1),
        [{"body": "人大常委会", "action": "批准"}],
        "Q-15",
    ),
)

_evaluation = (
    Parameter("evaluation.resident_rating", "开展群众评价", Flag(), True, "D-21"),
    Parameter("evaluation.opinion_letter", "启用群众评价意见书", Flag(), False, "B-076"),
    Parameter("evaluation.opinion_reply_days", "意见书答复期限（天）", Integer(1, 366), 30, "B-076"),
    Parameter(
        "evaluation.grades",
        "满意度等次（由高到低）",
        ListOf(_named, 2),
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
    Parameter("evaluation.base", "满意率的分母", _base, "valid", "Q-07"),
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

_oversight = (
    Parameter(
        "oversight.parent_reads",
        "上一级人大可查看的内容",
        ListOf(Choice(("stage", "candidates", "results", "progress", "rating"))),
        ["stage"],
        "Y-001",
    ),
)

PARAMETERS: dict[str, Parameter] = {
    parameter.key: parameter
    for parameter in (
        *_collection,
        *_screening,
        *_vote("voting", quota=10, recommendation=False),
        *_vote("street_voting", quota=10, recommendation=True),
        *_supervision,
        *_evaluation,
        *_oversight,
    )
}
