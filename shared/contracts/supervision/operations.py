"""What supervision can be asked."""

from __future__ import annotations

from shared.contracts.schemas import Reference, page_of
from shared.contracts.supervision import assignments, calendar, ledger, letters, opinions, oversight, projects
from shared.contracts.supervision.common import Saved
from shared.contracts.supervision.contract import CONTRACT
from shared.tenancy.roles import EVERYONE, STAFF, Role

_CLERK = {Role.CONGRESS_CLERK}
_OFFICE = {Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK}
_REPORTER = _OFFICE | {Role.DEPARTMENT}
_INSPECTOR = {Role.CONGRESS_CLERK, Role.TASK_FORCE}
_INSIDER = STAFF | {Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE, Role.TASK_FORCE, Role.ASSESSOR}
_WATCHER = {Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE, Role.TASK_FORCE}

ADOPT_PLAN = CONTRACT.command(
    "adopt_plan", projects.AdoptPlan, projects.PlanView, _CLERK, "通过并公布年度监督计划", "Y-051", "A10.3"
)
LIST_PLANS = CONTRACT.query(
    "list_plans", projects.PlanQuery, page_of(projects.PlanView), EVERYONE, "年度监督计划目录", "Y-051"
)
GET_PLAN = CONTRACT.query(
    "get_plan", projects.PlanRef, projects.PlanFile, EVERYONE, "查看年度监督计划", "Y-050", "Y-051"
)

IMPORT_PROJECTS = CONTRACT.command(
    "import_projects", assignments.ImportProjects, Saved, _CLERK, "导入已结束周期的项目", "Y-012", "Y-086"
)
LIST_PROJECTS = CONTRACT.query(
    "list_projects", projects.ProjectQuery, page_of(projects.ProjectBrief), EVERYONE, "项目名单", "B-069"
)
GET_PROJECT = CONTRACT.query(
    "get_project", projects.ProjectRef, projects.PublicProject, EVERYONE, "项目公开页", "B-069", "Y-086"
)
GET_PROJECT_FILE = CONTRACT.query(
    "get_project_file", projects.ProjectRef, projects.ProjectFile, _INSIDER, "项目档案", "Y-075", "Y-079"
)
MY_PROJECTS = CONTRACT.query(
    "my_projects", projects.CycleRef, projects.ProjectList, _WATCHER, "我联系的项目", "B-060"
)
GET_WALL_CHART = CONTRACT.query(
    "get_wall_chart", projects.WallChartQuery, projects.WallChart, EVERYONE, "挂图作战", "B-063", "B-064"
)
TRACE_PROJECTS = CONTRACT.query(
    "trace_projects", projects.TraceQuery, projects.Trace, EVERYONE, "从建议或候选项目追踪", "Y-003"
)

ASSIGN_DEPARTMENTS = CONTRACT.command(
    "assign_departments", assignments.AssignDepartments, Saved, _OFFICE, "明确责任单位", "Y-057", "Y-075"
)
ASSIGN_SUPERVISION = CONTRACT.command(
    "assign_supervision", assignments.AssignSupervision, Saved, _CLERK, "明确督办分工", "Y-079", "D-17"
)
ASSIGN_WATCHERS = CONTRACT.command(
    "assign_watchers", assignments.AssignWatchers, Saved, _CLERK, "安排监督人员", "B-060", "B-061", "D-26"
)
FORM_TASK_FORCES = CONTRACT.command(
    "form_task_forces", assignments.FormTaskForces, Saved, _CLERK, "成立督办专班", "B-051", "B-052", "B-053"
)
CHANGE_TASK_FORCE = CONTRACT.command(
    "change_task_force", assignments.ChangeTaskForce, Reference, _CLERK, "调整督办专班", "B-051", "B-052"
)
DESCRIBE_PROJECTS = CONTRACT.command(
    "describe_projects", assignments.DescribeProjects, Saved, _OFFICE, "填写项目概况", "B-068", "B-069"
)
SET_SCHEDULES = CONTRACT.command(
    "set_schedules", assignments.SetSchedules, Saved, _OFFICE, "备案进度安排", "B-063", "B-064"
)
START_PROJECTS = CONTRACT.command(
    "start_projects", assignments.StartProjects, Saved, _REPORTER, "登记开工", "Y-077"
)
REACH_MILESTONE = CONTRACT.command(
    "reach_milestone", assignments.ReachMilestone, Reference, _REPORTER, "登记节点完成", "B-064"
)
REPORT_PROGRESS = CONTRACT.command(
    "report_progress", assignments.ReportProgress, Saved, _REPORTER, "报告项目进展", "Y-077", "B-064"
)
COMPLETE_PROJECTS = CONTRACT.command(
    "complete_projects", assignments.CompleteProjects, Saved, _OFFICE, "登记完工", "Y-086"
)
ARCHIVE_PROJECTS = CONTRACT.command(
    "archive_projects", assignments.ArchiveProjects, Saved, _CLERK, "项目归档", "Y-086"
)

LIST_LEDGER = CONTRACT.query(
    "list_ledger", ledger.LedgerQuery, page_of(ledger.LedgerEntryView), _INSIDER, "查看台账", "Y-078", "D-19"
)
ADD_LEDGER_ENTRY = CONTRACT.command(
    "add_ledger_entry", ledger.AddLedgerEntry, Reference, _OFFICE, "登记台账", "Y-078", "B-045"
)
CORRECT_LEDGER_ENTRY = CONTRACT.command(
    "correct_ledger_entry", ledger.CorrectLedgerEntry, Reference, _OFFICE, "更正台账（原条保留）", "Y-078"
)

ADVANCE_CALENDAR = CONTRACT.command(
    "advance_calendar",
    projects.CycleRef,
    calendar.CalendarAdvanced,
    _CLERK | {Role.SERVICE},
    "推进监督日程",
    "Y-052",
    "B-055",
    "D-18",
)
GET_CALENDAR = CONTRACT.query(
    "get_calendar", projects.CycleRef, calendar.CalendarView, EVERYONE, "监督日程", "Y-052", "B-055"
)
SCHEDULE_EVENT = CONTRACT.command(
    "schedule_event", calendar.ScheduleEvent, Reference, _CLERK, "安排适时监督活动", "Y-080", "B-090", "B-091"
)
LIST_EVENTS = CONTRACT.query(
    "list_events", calendar.EventQuery, page_of(calendar.EventBrief), EVERYONE, "监督活动", "Y-052", "B-055"
)
GET_EVENT = CONTRACT.query(
    "get_event", calendar.EventRef, calendar.EventFile, _INSIDER, "监督活动记录", "Y-053", "Y-054"
)
RECORD_EVENT = CONTRACT.command(
    "record_event",
    calendar.RecordEvent,
    calendar.EventFile,
    _CLERK,
    "登记监督活动开展情况",
    "Y-053",
    "Y-054",
    "Y-056",
    "Y-057",
    "A10.8",
)
SETTLE_COMMITMENT = CONTRACT.command(
    "settle_commitment", calendar.SettleCommitment, Reference, _CLERK, "承诺办结", "Y-056"
)
ANSWER_INQUIRY = CONTRACT.command(
    "answer_inquiry", calendar.AnswerInquiry, Reference, _REPORTER, "答复询问", "Y-057"
)
ISSUE_CIRCULAR = CONTRACT.command(
    "issue_circular", calendar.IssueCircular, Reference, _CLERK, "印发通报", "B-055"
)

SUBMIT_REPORT = CONTRACT.command(
    "submit_report", opinions.SubmitReport, Reference, _OFFICE, "提交政府报告", "Y-055", "Y-059"
)
HEAR_REPORT = CONTRACT.command(
    "hear_report", opinions.HearReport, Reference, _CLERK, "听取和审议报告", "Y-058", "Y-059"
)
LIST_REPORTS = CONTRACT.query(
    "list_reports", opinions.ReportQuery, page_of(opinions.ReportView), _INSIDER, "政府报告", "Y-059"
)
COMPILE_OPINION = CONTRACT.command(
    "compile_opinion", opinions.CompileOpinion, Reference, _CLERK, "形成审议意见", "Y-060", "A10.14"
)
STEP_OPINION = CONTRACT.command(
    "step_opinion", opinions.StepOpinion, opinions.OpinionView, _CLERK, "办理审议意见", "Y-060", "A10.14"
)
LIST_OPINIONS = CONTRACT.query(
    "list_opinions", opinions.ReportQuery, page_of(opinions.OpinionView), _INSIDER, "审议意见", "Y-060"
)

DRAFT_LETTERS = CONTRACT.command(
    "draft_letters", letters.DraftLetters, Saved, _INSPECTOR, "起草监督提醒函", "B-065", "B-066", "D-20"
)
IMPORT_LETTERS = CONTRACT.command(
    "import_letters", letters.ImportLetters, Saved, _CLERK, "补录往年监督提醒函", "B-067", "Q-16"
)
STEP_LETTERS = CONTRACT.command(
    "step_letters", letters.StepLetters, Saved, _INSPECTOR | _REPORTER, "办理监督提醒函", "B-066", "B-06A"
)
LIST_LETTERS = CONTRACT.query(
    "list_letters",
    letters.LetterQuery,
    page_of(letters.LetterBrief),
    _INSIDER,
    "监督提醒函",
    "B-066",
    "B-067",
)
GET_LETTER = CONTRACT.query(
    "get_letter", letters.LetterRef, letters.LetterFile, _INSIDER, "查看监督提醒函", "B-066"
)
COUNT_LETTERS = CONTRACT.query(
    "count_letters", letters.CountLetters, letters.LetterCounts, _INSIDER, "监督提醒函统计", "B-067", "B-06A"
)

RECORD_VISITS = CONTRACT.command(
    "record_visits", oversight.RecordVisits, Saved, _INSPECTOR, "登记实地查看", "B-054", "Y-080", "Y-085"
)
LIST_VISITS = CONTRACT.query(
    "list_visits", oversight.OfProjectQuery, page_of(oversight.VisitView), _INSIDER, "实地查看记录", "B-054"
)
GET_VISIT_DAYS = CONTRACT.query(
    "get_visit_days", projects.ProjectRef, oversight.VisitDays, EVERYONE, "视察次数和日期", "Y-085"
)
LIST_OBLIGATIONS = CONTRACT.query(
    "list_obligations",
    oversight.ObligationQuery,
    oversight.Obligations,
    _INSIDER,
    "待办理事项",
    "B-066",
    "B-056",
    "Y-057",
    "Y-060",
)
RAISE_PROBLEM = CONTRACT.command(
    "raise_problem", oversight.RaiseProblem, Reference, _INSPECTOR | _OFFICE, "提出协调事项", "B-056", "Y-076"
)
SOLVE_PROBLEM = CONTRACT.command(
    "solve_problem", oversight.SolveProblem, Reference, _INSPECTOR | _OFFICE, "协调事项办结", "B-056", "Y-076"
)
LIST_PROBLEMS = CONTRACT.query(
    "list_problems",
    oversight.ProblemQuery,
    page_of(oversight.ProblemView),
    _INSIDER,
    "协调事项",
    "B-045",
    "B-056",
)

REQUEST_ADJUSTMENT = CONTRACT.command(
    "request_adjustment", oversight.RequestAdjustment, Reference, _OFFICE, "提出项目调整", "B-088", "Q-15"
)
DECIDE_ADJUSTMENT = CONTRACT.command(
    "decide_adjustment", oversight.DecideAdjustment, oversight.AdjustmentView, _CLERK, "登记调整审批", "Q-15"
)
ANNOUNCE_ADJUSTMENT = CONTRACT.command(
    "announce_adjustment",
    oversight.AnnounceAdjustment,
    oversight.AdjustmentView,
    _CLERK,
    "公告项目调整",
    "Q-15",
)
LIST_ADJUSTMENTS = CONTRACT.query(
    "list_adjustments",
    oversight.OfProjectQuery,
    page_of(oversight.AdjustmentView),
    _INSIDER,
    "项目调整",
    "B-088",
)
