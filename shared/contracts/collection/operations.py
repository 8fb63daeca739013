"""What collection can be asked."""

from __future__ import annotations

from shared.contracts.collection import rounds, suggestions
from shared.contracts.collection.contract import CONTRACT
from shared.contracts.schemas import page_of
from shared.tenancy.roles import EVERYONE, STAFF, Role

_CLERKS = {Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK}
_CONGRESS = {Role.CONGRESS_CLERK}
_ENTERING = _CLERKS | {Role.STATION, Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE}

OPEN_ROUND = CONTRACT.command(
    "open_round",
    rounds.OpenRound,
    rounds.RoundView,
    _CLERKS,
    "发布通告，开启一轮征集",
    "B-012",
    "B-017",
    "D-02",
)
CLOSE_ROUND = CONTRACT.command(
    "close_round", rounds.RoundRef, rounds.RoundView, _CLERKS, "结束一轮征集", "Y-020", "B-017"
)
GET_ROUND = CONTRACT.query("get_round", rounds.RoundRef, rounds.RoundView, EVERYONE, "查看一轮征集", "B-012")
LIST_ROUNDS = CONTRACT.query(
    "list_rounds", rounds.RoundQuery, page_of(rounds.RoundView), EVERYONE, "征集轮次目录", "B-017"
)

SEND_TASKS = CONTRACT.command(
    "send_tasks", rounds.SendTasks, rounds.TasksSent, _CLERKS, "向职能部门派发征集任务", "Y-020"
)
REPLY_TASK = CONTRACT.command(
    "reply_task",
    suggestions.ReplyTask,
    suggestions.Recorded,
    _CLERKS | {Role.DEPARTMENT},
    "部门报送（可零报告）",
    "Y-020",
)
RECORD_REPLIES = CONTRACT.command(
    "record_replies", suggestions.RecordReplies, suggestions.Recorded, _CLERKS, "成批录入部门报送", "Y-020"
)
LIST_TASKS = CONTRACT.query(
    "list_tasks",
    rounds.TaskQuery,
    page_of(rounds.TaskView),
    _CLERKS | {Role.DEPARTMENT},
    "部门征集任务",
    "Y-020",
)
GET_COVERAGE = CONTRACT.query(
    "get_coverage", rounds.RoundRef, rounds.CoverageView, STAFF, "部门报送情况", "Y-020"
)

REGISTER_CAMPAIGN = CONTRACT.command(
    "register_campaign", rounds.RegisterCampaign, rounds.CampaignView, _CONGRESS, "登记代表调研周", "Y-024"
)
LIST_CAMPAIGNS = CONTRACT.query(
    "list_campaigns", rounds.CampaignQuery, page_of(rounds.CampaignView), EVERYONE, "代表调研周目录", "Y-024"
)

SUBMIT_SUGGESTION = CONTRACT.command(
    "submit_suggestion",
    suggestions.SubmitSuggestion,
    suggestions.ReceiptView,
    EVERYONE,
    "提一条建议（不用登录）",
    "Y-022",
    "B-013",
)
RECORD_SUGGESTIONS = CONTRACT.command(
    "record_suggestions",
    suggestions.RecordSuggestions,
    suggestions.Recorded,
    _ENTERING,
    "成批录入建议",
    "Y-023",
    "Y-025",
    "B-013",
    "B-014",
    "B-015",
    "B-016",
)
LIST_SUGGESTIONS = CONTRACT.query(
    "list_suggestions",
    suggestions.SuggestionQuery,
    page_of(suggestions.SuggestionView),
    STAFF,
    "建议目录",
    "B-018",
)
GET_SUGGESTION = CONTRACT.query(
    "get_suggestion", suggestions.SuggestionRef, suggestions.SuggestionView, STAFF, "查看建议", "Y-003"
)
GET_CONTACT = CONTRACT.query(
    "get_contact", suggestions.SuggestionRef, suggestions.ContactView, _CONGRESS, "查看联系方式", "A10.19"
)
ERASE_CONTACT = CONTRACT.command(
    "erase_contact", suggestions.SuggestionRef, suggestions.ContactView, _CONGRESS, "删除联系方式", "A10.19"
)
TRACK = CONTRACT.query(
    "track", suggestions.Track, suggestions.Tracked, EVERYONE, "凭收件编号查询办理情况", "Y-003"
)
GET_STATISTICS = CONTRACT.query(
    "get_statistics",
    suggestions.StatisticsQuery,
    suggestions.StatisticsView,
    EVERYONE,
    "征集统计",
    "B-011",
    "B-017",
)
