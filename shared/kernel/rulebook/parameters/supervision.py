"""What a congress settles of supervising the projects."""

from __future__ import annotations

from shared.kernel.rulebook.kinds import Choice, Flag, Integer, ListOf, Optional, Record, Text
from shared.kernel.rulebook.parameters.parameter import NAMED, Parameter

_event = Record(
    {
        "code": Text(),
        "name": Text(),
        "every": Choice(("once", "month", "quarter", "half_year")),
        "month": Optional(Integer(1, 12)),
        "day": Optional(Integer(1, 31)),
    }
)

SUPERVISION = (
    Parameter("supervision.plan_adopter", "年度监督计划通过机关", Text(), "主任会议", "A10.3"),
    Parameter("supervision.calendar", "监督日程", ListOf(_event), [], "D-18"),
    Parameter("supervision.assignments", "督办分工（每项不得空缺）", ListOf(NAMED), [], "Y-079"),
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
