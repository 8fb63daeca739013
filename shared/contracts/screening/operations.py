"""What screening can be asked. The rulebook's owner of screening is a government or a standing committee,
so the clerks of both may do its acts (D-04)."""

from __future__ import annotations

from shared.contracts.schemas import page_of
from shared.contracts.screening import schemas
from shared.contracts.screening.contract import CONTRACT
from shared.tenancy.roles import EVERYONE, STAFF, Role

_CLERKS = {Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK}
_INSIDE = STAFF | {Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE}

LIST_LIBRARY = CONTRACT.query(
    "list_library",
    schemas.LibraryQuery,
    page_of(schemas.LibraryItemView),
    _INSIDE,
    "查看民生实事项目库",
    "B-018",
)
COUNT_LIBRARY = CONTRACT.query(
    "count_library", schemas.CountsQuery, schemas.LibraryCounts, EVERYONE, "项目库统计", "B-018", "B-026"
)
MERGE_ITEMS = CONTRACT.command(
    "merge_items", schemas.MergeItems, schemas.Saved, _CLERKS, "合并同类建议（原件保留）", "B-018", "Y-027"
)
TRANSFER_GRIEVANCES = CONTRACT.command(
    "transfer_grievances", schemas.TransferGrievances, schemas.Saved, _CLERKS, "个人诉求转办", "A10.16"
)
JUDGE_ELIGIBILITY = CONTRACT.command(
    "judge_eligibility", schemas.JudgeEligibility, schemas.Saved, _CLERKS, "审核参选条件", "A10.16"
)
SORT_ITEMS = CONTRACT.command(
    "sort_items", schemas.SortItems, schemas.Saved, _CLERKS, "按筛选原则梳理", "Y-026", "B-020"
)
RECORD_POSTING = CONTRACT.command(
    "record_posting", schemas.RecordPosting, schemas.PostingView, _CLERKS, "登记张贴公布", "B-024"
)
LIST_POSTINGS = CONTRACT.query(
    "list_postings", schemas.CycleListQuery, page_of(schemas.PostingView), EVERYONE, "张贴公布情况", "B-024"
)
RECORD_OPINIONS = CONTRACT.command(
    "record_opinions",
    schemas.RecordOpinions,
    schemas.Saved,
    _CLERKS,
    "录入论证意见",
    "B-021",
    "B-022",
    "B-023",
    "B-025",
)
GET_CONSENSUS = CONTRACT.query(
    "get_consensus", schemas.ConsensusQuery, schemas.Consensus, _INSIDE, "三方论证排序", "B-021"
)
DRAFT_LIST = CONTRACT.command(
    "draft_list",
    schemas.DraftList,
    schemas.CandidateListView,
    _CLERKS,
    "初步拟定候选项目名单",
    "Y-027",
    "Y-035",
)
RECORD_STEP = CONTRACT.command(
    "record_step",
    schemas.RecordStep,
    schemas.StepRecorded,
    _CLERKS,
    "登记审定会议",
    "Y-028",
    "Y-029",
    "B-028",
)
REVISE_LIST = CONTRACT.command(
    "revise_list", schemas.ReviseList, schemas.CandidateListView, _CLERKS, "审议后修改名单并重新冻结", "A10.4"
)
GET_LIST = CONTRACT.query(
    "get_list", schemas.ListQuery, schemas.CandidateListView, _INSIDE, "查看候选项目名单"
)
LIST_LISTS = CONTRACT.query(
    "list_lists", schemas.CycleListQuery, page_of(schemas.CandidateListView), _INSIDE, "候选项目名单目录"
)
LIST_PUBLISHED = CONTRACT.query(
    "list_published",
    schemas.CycleListQuery,
    page_of(schemas.CandidateListView),
    EVERYONE,
    "已冻结的候选项目名单",
    "Y-029",
    "B-028",
)
GET_STATEMENT = CONTRACT.query(
    "get_statement", schemas.ListQuery, schemas.Statement, _INSIDE, "候选项目确定过程说明", "Y-036"
)
TRACE_SUGGESTION = CONTRACT.query(
    "trace_suggestion", schemas.TraceQuery, schemas.Trace, EVERYONE, "一条建议在筛选中的去向", "Y-003"
)
