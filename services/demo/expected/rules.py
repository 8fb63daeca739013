"""The parameters that the demo year gives for the two counties: key → value and clause (参数 lines).

A list of named things is given by its codes or bodies, in order.
"""

from __future__ import annotations

from typing import Any

YUANYANG: dict[str, tuple[Any, str]] = {
    "collection.owner": ("县人民政府", "第五条“征集主体”"),
    "collection.notice_days": (30, "第六条“征集期限”"),
    "screening.principle": ("急需先立、成熟先立、好中选优", "第九条“筛选原则”"),
    "screening.chain": (["县政府常务会议", "县委常委会", "县人大常委会"], "第十条“审定程序”"),
    "screening.dossier": (["name", "content", "implementer", "investment", "requirements"], "第十一条"),
    "voting.quorum": ("2/3", "第二条“法定人数”"),
    "voting.quorum_base": ("in_office", "第二条“法定人数”"),
    "voting.quota": ({"least": 10, "most": 10}, "第三条“差额”"),
    "voting.differential": ("3/10", "第三条“差额”"),
    "voting.differential_base": ("quota", "第三条“差额”"),
    "voting.polling": ("plenary", "第四条“投票方式”"),
    "voting.scrutineer_exclusions": ("候选项目实施主体负责人及其近亲属", "第五条“监票计票”"),
    "voting.counting": ("double_entry", "第五条“监票计票”"),
    "voting.marks": ("circle_cross", "第六条“填写”"),
    "voting.over_marked": ("void", "第七条“废票”"),
    "voting.validity": ("not_more_than_issued", "第八条“投票效力”"),
    "voting.threshold": ("majority", "第九条“确定”"),
    "voting.threshold_base": ("in_office", "第九条“确定”"),
    "voting.tie": ("second_ballot", "第十条“同票”"),
    "voting.shortfall": ("fewer", "第十一条“不足”"),
    "voting.publish_counts": (False, "第十二条“公布”"),
    "voting.confirmation": ("大会主席团", "第十三条“确认”"),
    "supervision.calendar": (["mid_year_inspection", "year_end_review"], "第十六条“两查一评”"),
    "supervision.assignments": (
        ["congress_leader", "government_leader", "committee", "deputy_office"],
        "第十七条“四方督办”",
    ),
    "supervision.adjustment": (["县人大常委会"], "第十八条“调整”"),
    "supervision.reply_months": (3, "第十一条"),
    "evaluation.grades": (["satisfied", "fair", "dissatisfied"], "第二十条“测评”"),
    "evaluation.base": ("valid", "第二十条“测评”"),
    "evaluation.trigger": ({"at_most": "1/2", "below": None}, "第二十一条“情况说明”"),
    "evaluation.explainer": (["责任单位主要负责人"], "第二十一条“情况说明”"),
    "evaluation.explain_when": ("before_session_closes", "第二十一条“情况说明”"),
}

BEIGUAN: dict[str, tuple[Any, str]] = {
    "collection.owner": ("区人大常委会", "第四条"),
    "collection.rolling": (True, "第六条"),
    "screening.principle": ("急需先立、成熟先干、好中选优", "第八条"),
    "screening.panels": (["professional", "departments", "need"], "第九条“论证”"),
    "screening.posting_days": (15, "第十条"),
    "screening.chain": (["区人大常委会主任会议", "区人大常委会"], "第十一条"),
    "screening.dossier": (["name", "content", "funding_source", "period"], "第十二条"),
    "voting.briefing": ("delegation", "第三条"),
    "voting.quota": ({"least": 10, "most": 10}, "第四条"),
    "voting.polling": ("delegation", "第六条"),
    "voting.over_marked": ("void", "第七条"),
    "voting.threshold": ("majority", "第九条"),
    "voting.threshold_base": ("in_office", "第九条"),
    "voting.tie": ("second_ballot", "第十条"),
    "voting.channels": (["大会公告", "新闻媒体", "微信公众号"], "第十二条"),
    "supervision.calendar": (["monthly", "quarterly", "half_yearly"], "第十六条"),
    "supervision.task_force_leaders": (["区人大常委会主任", "区人大常委会副主任"], "第十五条"),
    "supervision.watchers": (["deputy", "assembly_representative", "mass_supervisor"], "第十七条"),
    "supervision.adjustment": (["区人大常委会主任会议", "区人大常委会"], "第二十条"),
    "evaluation.grades": (["satisfied", "fair", "dissatisfied"], "第四条"),
    "evaluation.base": ("valid", "第五条"),
    "evaluation.trigger": ({"at_most": None, "below": "3/5"}, "第六条"),
    "evaluation.explainer": (["区政府", "承办部门"], "第六条"),
    "evaluation.explain_days": (30, "第六条"),
    "evaluation.explain_published": (True, "第六条"),
    "street_voting.quorum": ("2/3", "第三条"),
    "street_voting.quota": ({"least": 10, "most": 10}, "第七条"),
    "street_voting.threshold_base": ("present", "第七条"),
    "street_voting.effect": ("recommendation", "第九条"),
    "street_voting.adopters": (["街道党工委", "街道办事处"], "第九条"),
}

PANEL_WEIGHTS = {"professional": 30, "departments": 40, "need": 30}
"""北关区's three parties."""
