"""What screening can be asked. The rulebook's owner of screening is a government or a standing committee,
so the clerks of both may do its acts (D-04)."""

from __future__ import annotations

from shared.contracts.schemas import page_of
from shared.contracts.screening import argument, common, library, lists
from shared.contracts.screening.contract import CONTRACT
from shared.tenancy.roles import EVERYONE, STAFF, Role

_CLERKS = {Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK}
_INSIDE = STAFF | {Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE}

LIST_LIBRARY = CONTRACT.query(
    "list_library",
    library.LibraryQuery,
    page_of(library.LibraryItemView),
    _INSIDE,
    "查看民生实事项目库",
    "B-018",
)
COUNT_LIBRARY = CONTRACT.query(
    "count_library", library.CountsQuery, library.LibraryCounts, EVERYONE, "项目库统计", "B-018", "B-026"
)
GET_ITEM = CONTRACT.query(
    "get_item",
    library.ItemQuery,
    library.LibraryItemDetail,
    _INSIDE,
    "库内项目详情、历次处理和原件",
    "B-018",
    "Y-026",
)
CLASSIFY_ITEMS = CONTRACT.command(
    "classify_items", library.ClassifyItems, common.Saved, _CLERKS, "梳理归类", "B-018"
)
REDACT_ITEMS = CONTRACT.command(
    "redact_items", library.RedactItems, common.Saved, _CLERKS, "删去个人信息", "B-024", "A10.19"
)
MERGE_ITEMS = CONTRACT.command(
    "merge_items", library.MergeItems, common.Saved, _CLERKS, "合并同类建议（原件保留）", "B-018", "Y-027"
)
SPLIT_ITEMS = CONTRACT.command("split_items", library.SplitItems, common.Saved, _CLERKS, "撤销合并", "B-018")
TRANSFER_GRIEVANCES = CONTRACT.command(
    "transfer_grievances", library.TransferGrievances, common.Saved, _CLERKS, "个人诉求转办", "A10.16"
)
JUDGE_ELIGIBILITY = CONTRACT.command(
    "judge_eligibility", library.JudgeEligibility, common.Saved, _CLERKS, "审核参选条件", "A10.16"
)
SORT_ITEMS = CONTRACT.command(
    "sort_items", library.SortItems, common.Saved, _CLERKS, "按筛选原则梳理", "Y-026", "B-020"
)
CARRY_OVER_ITEMS = CONTRACT.command(
    "carry_over_items", library.CarryOverItems, common.Saved, _CLERKS, "转入本年度项目库", "B-018"
)
RECORD_POSTING = CONTRACT.command(
    "record_posting", argument.RecordPosting, argument.PostingView, _CLERKS, "登记张贴公布", "B-024"
)
LIST_POSTINGS = CONTRACT.query(
    "list_postings", common.CycleListQuery, page_of(argument.PostingView), EVERYONE, "张贴公布情况", "B-024"
)
RECORD_OPINIONS = CONTRACT.command(
    "record_opinions",
    argument.RecordOpinions,
    common.Saved,
    _CLERKS,
    "录入论证意见",
    "B-021",
    "B-022",
    "B-023",
    "B-025",
)
LIST_OPINIONS = CONTRACT.query(
    "list_opinions",
    argument.OpinionQuery,
    page_of(argument.OpinionView),
    _INSIDE,
    "各方论证意见（分开保存）",
    "B-021",
    "B-022",
    "B-023",
    "B-025",
)
GET_CONSENSUS = CONTRACT.query(
    "get_consensus", argument.ConsensusQuery, argument.Consensus, _INSIDE, "三方论证排序", "B-021"
)
DRAFT_LIST = CONTRACT.command(
    "draft_list",
    lists.DraftList,
    lists.CandidateListView,
    _CLERKS,
    "初步拟定候选项目名单",
    "Y-027",
    "Y-035",
)
REDRAFT_LIST = CONTRACT.command(
    "redraft_list",
    lists.RedraftList,
    lists.CandidateListView,
    _CLERKS,
    "重新拟定名单（首次会议之前或退回以后）",
    "Y-027",
    "Y-028",
)
RECORD_STEP = CONTRACT.command(
    "record_step",
    lists.RecordStep,
    lists.StepRecorded,
    _CLERKS,
    "登记审定会议",
    "Y-028",
    "Y-029",
    "B-028",
)
REVISE_LIST = CONTRACT.command(
    "revise_list", lists.ReviseList, lists.CandidateListView, _CLERKS, "审议后修改名单并重新冻结", "A10.4"
)
GET_LIST = CONTRACT.query("get_list", lists.ListQuery, lists.CandidateListView, _INSIDE, "查看候选项目名单")
LIST_LISTS = CONTRACT.query(
    "list_lists", common.CycleListQuery, page_of(lists.CandidateListView), _INSIDE, "候选项目名单目录"
)
LIST_PUBLISHED = CONTRACT.query(
    "list_published",
    common.CycleListQuery,
    page_of(lists.CandidateListView),
    EVERYONE,
    "已冻结的候选项目名单",
    "Y-029",
    "B-028",
)
GET_FROZEN_VERSION = CONTRACT.query(
    "get_frozen_version",
    lists.VersionQuery,
    lists.FrozenVersionView,
    EVERYONE,
    "某一版冻结名单全文（可核对摘要）",
    "Y-029",
    "A10.4",
)
GET_STATEMENT = CONTRACT.query(
    "get_statement", lists.ListQuery, lists.Statement, _INSIDE, "候选项目确定过程说明", "Y-036"
)
TRACE_SUGGESTION = CONTRACT.query(
    "trace_suggestion", library.TraceQuery, library.Trace, EVERYONE, "一条建议在筛选中的去向", "Y-003"
)
