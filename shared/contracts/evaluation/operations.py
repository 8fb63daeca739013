"""What evaluation can be asked."""

from __future__ import annotations

from shared.contracts.evaluation import assessment, letters, overview, residents, satisfaction
from shared.contracts.evaluation.common import CyclePage, Saved
from shared.contracts.evaluation.contract import CONTRACT
from shared.contracts.schemas import Empty, Reference, page_of
from shared.tenancy.roles import EVERYONE, STAFF, Role

_CLERK = {Role.CONGRESS_CLERK}
_GOVERNMENT = {Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK}
_VENUE = {Role.CONGRESS_CLERK, Role.STATION}
_DEPUTY = {Role.CONGRESS_CLERK, Role.DEPUTY}
_ASSESSOR = {Role.CONGRESS_CLERK, Role.ASSESSOR}
_READERS = STAFF | {Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE, Role.TASK_FORCE, Role.ASSESSOR}

ISSUE_RATING_LINKS = CONTRACT.command(
    "issue_rating_links", residents.IssueLinks, residents.LinksIssued, _CLERK, "生成评价码", "B-072", "B-073"
)
LIST_RATING_LINKS = CONTRACT.query(
    "list_rating_links", residents.LinkQuery, page_of(residents.LinkView), STAFF, "查看评价码", "B-072"
)
RECORD_LINK_POSTINGS = CONTRACT.command(
    "record_link_postings", residents.RecordPostings, Saved, _VENUE, "登记评价码张贴", "B-072"
)
CLOSE_RATING_LINKS = CONTRACT.command(
    "close_rating_links", residents.CloseLinks, Saved, _CLERK, "提前截止评价码", "B-072"
)
READ_RATING_LINK = CONTRACT.query(
    "read_rating_link", residents.TokenQuery, residents.LinkRead, EVERYONE, "扫码查看可评价的项目", "B-073"
)
RATE_PROJECT = CONTRACT.command(
    "rate_project", residents.RateProject, Reference, EVERYONE, "群众评价一个项目", "B-073", "A10.19"
)
ERASE_DEVICE_TRACES = CONTRACT.command(
    "erase_device_traces",
    residents.EraseDevices,
    residents.DevicesErased,
    _CLERK | {Role.OPERATOR},
    "清除设备标识",
    "A10.19",
)
RECORD_VENUE_SESSIONS = CONTRACT.command(
    "record_venue_sessions", residents.RecordVenueSessions, Saved, _VENUE, "录入线下众评", "B-074", "B-075"
)
LIST_VENUE_SESSIONS = CONTRACT.query(
    "list_venue_sessions", CyclePage, page_of(residents.VenueSessionView), STAFF, "查看线下众评", "B-074"
)
LIST_OPINIONS = CONTRACT.query(
    "list_opinions", residents.OpinionQuery, page_of(residents.OpinionView), _DEPUTY, "查看评价意见", "B-073"
)
FORWARD_OPINIONS = CONTRACT.command(
    "forward_opinions", residents.ForwardOpinions, Saved, _DEPUTY, "代表提交评价意见", "B-073"
)
REVIEW_OPINIONS = CONTRACT.command(
    "review_opinions", residents.ReviewOpinions, Saved, _CLERK, "审核评价意见", "A10.19"
)
LIST_PUBLIC_OPINIONS = CONTRACT.query(
    "list_public_opinions",
    residents.PublicOpinionQuery,
    page_of(residents.PublicOpinion),
    EVERYONE,
    "查看已审核的评价意见",
    "Y-064",
    "A10.19",
)

DRAFT_LETTER = CONTRACT.command(
    "draft_letter", letters.DraftLetter, letters.LetterView, _CLERK, "起草群众评价意见书", "B-076"
)
ISSUE_LETTER = CONTRACT.command(
    "issue_letter", letters.IssueLetter, letters.LetterView, _CLERK, "发出群众评价意见书", "B-076"
)
ANSWER_LETTER_ITEMS = CONTRACT.command(
    "answer_letter_items", letters.AnswerItems, letters.LetterView, _GOVERNMENT, "答复意见书", "B-076"
)
CONFIRM_LETTER_ITEMS = CONTRACT.command(
    "confirm_letter_items", letters.ConfirmItems, letters.LetterView, _CLERK, "确认意见办理结果", "B-077"
)
IMPORT_LETTERS = CONTRACT.command(
    "import_letters", letters.ImportLetters, Saved, _CLERK, "导入以往的意见书", "B-078", "Q-16"
)
GET_LETTER = CONTRACT.query(
    "get_letter", letters.LetterRef, letters.LetterView, _READERS, "查看意见书", "B-076"
)
LIST_LETTERS = CONTRACT.query(
    "list_letters", letters.LetterQuery, page_of(letters.LetterView), _READERS, "意见书目录", "B-076"
)
LETTER_STATISTICS = CONTRACT.query(
    "letter_statistics",
    letters.StatisticsQuery,
    letters.LetterStatistics,
    EVERYONE,
    "意见书统计",
    "B-078",
    "Q-16",
)

PREPARE_RATING = CONTRACT.command(
    "prepare_rating", satisfaction.PrepareRating, satisfaction.RatingView, _CLERK, "准备满意度测评", "Y-062"
)
RECORD_REPORT_HEARD = CONTRACT.command(
    "record_report_heard",
    satisfaction.RecordReport,
    satisfaction.RatingView,
    _CLERK,
    "登记听取完成情况报告",
    "Y-061",
    "B-096",
)
RECORD_DELEGATIONS_DELIBERATED = CONTRACT.command(
    "record_delegations_deliberated",
    satisfaction.RecordDeliberation,
    satisfaction.RatingView,
    _CLERK,
    "登记各代表团审议",
    "B-097",
)
OPEN_RATING = CONTRACT.command(
    "open_rating", satisfaction.RatingRef, satisfaction.RatingView, _CLERK, "开始满意度测评", "Y-061", "B-097"
)
RECORD_BALLOTS_ISSUED = CONTRACT.command(
    "record_ballots_issued", satisfaction.RecordIssue, satisfaction.RatingView, _CLERK, "登记发票", "Y-062"
)
RECORD_BALLOTS_RETURNED = CONTRACT.command(
    "record_ballots_returned", satisfaction.RecordReturn, satisfaction.RatingView, _CLERK, "登记收票", "Y-062"
)
GIVE_UP_ELECTRONIC_RATING = CONTRACT.command(
    "give_up_electronic_rating",
    satisfaction.RatingRef,
    satisfaction.RatingView,
    _CLERK,
    "电子测评未能完成，全部改用纸质测评票",
    "A10.17",
)
REPEAT_RATING = CONTRACT.command(
    "repeat_rating", satisfaction.RatingRef, satisfaction.RatingView, _CLERK, "重新测评", "Y-062"
)
ENTER_TELLER_SHEET = CONTRACT.command(
    "enter_teller_sheet",
    satisfaction.EnterSheet,
    satisfaction.RatingView,
    {Role.TELLER},
    "录入计票单",
    "Y-062",
)
DECLARE_RATING = CONTRACT.command(
    "declare_rating",
    satisfaction.DeclareRating,
    satisfaction.RatingView,
    _CLERK,
    "宣布测评结果",
    "Y-063",
    "Y-074",
    "B-098",
)
PUBLISH_RATING = CONTRACT.command(
    "publish_rating", satisfaction.PublishRating, satisfaction.RatingView, _CLERK, "公布测评结果", "Y-064"
)
GET_RATING = CONTRACT.query(
    "get_rating", satisfaction.RatingRef, satisfaction.RatingView, EVERYONE, "查看满意度测评", "Y-063"
)
LIST_RATINGS = CONTRACT.query(
    "list_ratings",
    satisfaction.RatingQuery,
    page_of(satisfaction.RatingView),
    EVERYONE,
    "历年满意度测评",
    "Y-064",
)
DELIVER_EXPLANATION = CONTRACT.command(
    "deliver_explanation",
    satisfaction.DeliverExplanation,
    satisfaction.StatementView,
    _GOVERNMENT,
    "登记情况说明",
    "Y-074",
    "B-098",
)
PUBLISH_EXPLANATION = CONTRACT.command(
    "publish_explanation",
    satisfaction.PublishExplanation,
    satisfaction.StatementView,
    _CLERK,
    "公布情况说明",
    "B-098",
)
LIST_EXPLANATIONS = CONTRACT.query(
    "list_explanations",
    satisfaction.StatementQuery,
    page_of(satisfaction.StatementView),
    _READERS,
    "查看情况说明",
    "Y-074",
    "B-098",
)

DRAFT_ASSESSMENT_PLAN = CONTRACT.command(
    "draft_assessment_plan",
    assessment.DraftPlan,
    assessment.PlanView,
    _CLERK,
    "起草评估方案",
    "B-082",
    "B-083",
    "B-084",
)
AMEND_ASSESSMENT_PLAN = CONTRACT.command(
    "amend_assessment_plan", assessment.AmendPlan, assessment.PlanView, _CLERK, "修改评估方案", "B-082"
)
LOCK_ASSESSMENT_PLAN = CONTRACT.command(
    "lock_assessment_plan", assessment.PlanRef, assessment.PlanView, _CLERK, "锁定评估方案", "B-082"
)
LIST_ASSESSMENT_PLANS = CONTRACT.query(
    "list_assessment_plans", CyclePage, page_of(assessment.PlanView), _READERS, "查看评估方案", "B-082"
)
SUBMIT_ASSESSMENT_REPORT = CONTRACT.command(
    "submit_assessment_report",
    assessment.SubmitReport,
    assessment.ReportView,
    _ASSESSOR,
    "提交评估报告",
    "B-081",
    "B-086",
)
LIST_ASSESSMENT_REPORTS = CONTRACT.query(
    "list_assessment_reports", CyclePage, page_of(assessment.ReportView), _READERS, "查看评估报告", "B-081"
)
ANSWER_ASSESSMENT_OPINIONS = CONTRACT.command(
    "answer_assessment_opinions",
    assessment.AnswerAssessment,
    assessment.ReportView,
    _GOVERNMENT,
    "答复评估意见",
    "B-087",
)
OPEN_ONSITE_SCORING = CONTRACT.command(
    "open_onsite_scoring", assessment.OpenScoring, assessment.ScoringView, _CLERK, "开始现场打分", "B-092"
)
RECORD_ONSITE_SCORES = CONTRACT.command(
    "record_onsite_scores", assessment.RecordScores, assessment.ScoringView, _CLERK, "录入现场打分", "B-093"
)
CLOSE_ONSITE_SCORING = CONTRACT.command(
    "close_onsite_scoring", assessment.ScoringRef, assessment.ScoringView, _CLERK, "结束现场打分", "B-093"
)
LIST_ONSITE_SCORINGS = CONTRACT.query(
    "list_onsite_scorings", CyclePage, page_of(assessment.ScoringView), _READERS, "查看现场打分", "B-093"
)
CHOOSE_ADVANCED_UNIT = CONTRACT.command(
    "choose_advanced_unit", assessment.ChooseUnit, assessment.UnitView, _CLERK, "评选实施先进单位", "Y-081"
)
LIST_ADVANCED_UNITS = CONTRACT.query(
    "list_advanced_units",
    assessment.UnitQuery,
    page_of(assessment.UnitView),
    EVERYONE,
    "查看实施先进单位",
    "Y-081",
)

LIST_RATED_PROJECTS = CONTRACT.query(
    "list_rated_projects",
    overview.ProjectPage,
    page_of(overview.ProjectView),
    EVERYONE,
    "可评价的项目",
    "Y-003",
)
GET_PROJECT_EVALUATION = CONTRACT.query(
    "get_project_evaluation",
    overview.ProjectQuery,
    overview.ProjectEvaluation,
    EVERYONE,
    "项目评议测评情况",
    "B-070",
    "Y-064",
)
TRACE_PROJECT = CONTRACT.query(
    "trace_project", overview.ProjectQuery, overview.Trace, EVERYONE, "项目评议轨迹", "Y-003"
)
GET_REVIEW_SHEET = CONTRACT.query(
    "get_review_sheet", overview.ProjectQuery, overview.ReviewSheet, _READERS, "评议参考单", "B-077"
)
EXPORT_PERFORMANCE = CONTRACT.query(
    "export_performance",
    CyclePage,
    page_of(overview.PerformanceRow),
    _GOVERNMENT,
    "绩效考核导出",
    "B-057",
    "B-094",
)
SATISFACTION_TREND = CONTRACT.query(
    "satisfaction_trend", Empty, overview.Trend, _READERS, "历年满意率与知晓度", "Y-075", "B-099"
)
LIST_OBLIGATIONS = CONTRACT.query(
    "list_obligations",
    overview.ObligationQuery,
    overview.Obligations,
    _READERS,
    "待办与逾期",
    "Y-074",
    "B-076",
    "B-098",
)
