"""What voting can be asked of a sitting and its paper ballots."""

from __future__ import annotations

from shared.contracts.schemas import page_of
from shared.contracts.voting import corrections, count_papers, hall, requests, texts, views, votes
from shared.contracts.voting.contract import CONTRACT
from shared.tenancy.roles import EVERYONE, STAFF, Role

_CLERK = {Role.CONGRESS_CLERK}
_HALL = {Role.CONGRESS_CLERK, Role.SCRUTINEER}
_SCRUTINEER = {Role.SCRUTINEER}
_INSIDE = STAFF | {Role.DEPUTY, Role.ASSEMBLY_REPRESENTATIVE, Role.TELLER, Role.SCRUTINEER}

LIST_ROLLS = CONTRACT.query(
    "list_rolls", requests.CycleQuery, page_of(views.RollView), _CLERK, "查看已定格的名册", "A10.15"
)
LIST_CANDIDATE_LISTS = CONTRACT.query(
    "list_candidate_lists",
    requests.CycleQuery,
    page_of(views.CandidateListView),
    _INSIDE,
    "查看已冻结的候选项目名单",
    "Y-029",
)

OPEN_SESSION = CONTRACT.command(
    "open_session", requests.OpenSession, views.ActDone, _CLERK, "开设会议", "A10.11"
)
LIST_SESSIONS = CONTRACT.query(
    "list_sessions", requests.SessionQuery, page_of(views.SessionSummary), EVERYONE, "查看会议", "A10.11"
)
GET_SESSION = CONTRACT.query(
    "get_session", requests.SessionRef, views.SessionView, _INSIDE, "查看会议程序", "A10.11"
)
TABLE_CANDIDATES = CONTRACT.command(
    "table_candidates",
    requests.TableCandidates,
    views.ActDone,
    _CLERK,
    "候选项目列入会议议程",
    "Y-029",
    "A10.4",
)
RECORD_MEETING = CONTRACT.command(
    "record_meeting",
    requests.RecordMeeting,
    views.ActDone,
    _CLERK,
    "登记资格审查、预备会议、主席团会议",
    "A10.11",
)
OPEN_SITTING = CONTRACT.command(
    "open_sitting", requests.OpenSitting, views.ActDone, _CLERK, "登记签到和全体会议", "A10.11", "A10.15"
)
NOTE_ATTENDANCE = CONTRACT.command(
    "note_attendance", hall.NoteAttendance, hall.AttendanceTaken, _HALL, "按席位登记签到", "A10.11", "A10.15"
)
GET_ATTENDANCE = CONTRACT.query(
    "get_attendance", hall.AttendanceQuery, hall.AttendanceView, _INSIDE, "查看到会情况", "A10.11", "A10.15"
)
NOTE_RECEIPTS = CONTRACT.command(
    "note_receipts", hall.NoteReceipts, hall.ReceiptsTaken, _HALL, "按席位登记材料签收", "Y-037"
)
GET_RECEIPTS = CONTRACT.query(
    "get_receipts", requests.SessionRef, hall.ReceiptsView, _INSIDE, "查看材料签收情况", "Y-037"
)
DISTRIBUTE_PAPERS = CONTRACT.command(
    "distribute_papers",
    requests.DistributePapers,
    views.ActDone,
    _CLERK,
    "印发候选项目材料",
    "Y-036",
    "Y-037",
)
RECORD_BRIEFING = CONTRACT.command(
    "record_briefing", requests.RecordBriefing, views.ActDone, _CLERK, "登记候选项目说明", "Y-034", "B-031"
)
RECORD_OPINIONS = CONTRACT.command(
    "record_opinions", requests.RecordOpinions, views.OpinionsSaved, _CLERK, "登记审议意见", "Y-037", "B-032"
)
RECORD_DELIBERATION = CONTRACT.command(
    "record_deliberation",
    requests.RecordDeliberation,
    views.ActDone,
    _CLERK,
    "登记酝酿审议",
    "Y-037",
    "B-032",
)
LIST_OPINIONS = CONTRACT.query(
    "list_opinions", requests.OpinionQuery, page_of(views.OpinionView), _INSIDE, "查看审议意见", "Y-037"
)

DRAFT_MEASURE = CONTRACT.command(
    "draft_measure",
    requests.DraftMeasure,
    views.MeasureView,
    _CLERK,
    "拟订票决办法",
    "Y-030",
    "Y-031",
    "Y-038",
    "Y-071",
)
GET_MEASURE = CONTRACT.query(
    "get_measure", requests.MeasureRef, views.MeasureView, _INSIDE, "查看票决办法", "Y-030"
)
VOTE_ON_MEASURE = CONTRACT.command(
    "vote_on_measure", requests.VoteOnMeasure, views.ActDone, _CLERK, "举手表决票决办法", "Y-032"
)
ELECT_SCRUTINEERS = CONTRACT.command(
    "elect_scrutineers", requests.ElectScrutineers, views.ActDone, _CLERK, "举手通过监票人名单", "A10.15"
)

SEAL_BOXES = CONTRACT.command(
    "seal_boxes", requests.SealBoxes, views.ActDone, _HALL, "检查封闭票箱，开始投票", "B-033", "A10.11"
)
ISSUE_BALLOTS = CONTRACT.command(
    "issue_ballots", requests.IssueBallots, views.ActDone, _HALL, "登记发出选票", "A10.15"
)
FALL_BACK_TO_PAPER = CONTRACT.command(
    "fall_back_to_paper",
    requests.FallBack,
    views.ActDone,
    _HALL,
    "电子投票未能完成，全部改用纸质选票",
    "A10.17",
)
RECORD_RETURN = CONTRACT.command(
    "record_return", requests.RecordReturn, votes.ReturnRecorded, _HALL, "登记收回选票", "A10.12"
)
CORRECT_MEETING = CONTRACT.command(
    "correct_meeting",
    corrections.CorrectMeeting,
    views.ActDone,
    _CLERK,
    "更正会议记录的人数、表决数",
    "A10.11",
    since="1.3",
)
CORRECT_BOXES = CONTRACT.command(
    "correct_boxes", corrections.CorrectBoxes, views.ActDone, _HALL, "更正票箱登记", "B-033", since="1.3"
)
CORRECT_ISSUE = CONTRACT.command(
    "correct_issue",
    corrections.CorrectIssue,
    views.ActDone,
    _HALL,
    "更正发票数（误登、补发）",
    "A10.15",
    since="1.3",
)
CORRECT_RETURN = CONTRACT.command(
    "correct_return", corrections.CorrectReturn, views.ActDone, _HALL, "更正收回数", "A10.12", since="1.3"
)
ORDER_RECOUNT = CONTRACT.command(
    "order_recount",
    corrections.OrderRecount,
    views.ActDone,
    _SCRUTINEER,
    "监票人要求重新计票",
    "A10.2",
    since="1.3",
)
VOTE_AGAIN = CONTRACT.command(
    "vote_again",
    corrections.VoteAgain,
    views.ActDone,
    _CLERK,
    "结果未获确认，重新投票",
    "Y-040",
    "A10.2",
    since="1.3",
)
DECLARE_VALID = CONTRACT.command(
    "declare_valid", requests.HeldInVote, views.ActDone, _HALL, "宣布投票有效", "A10.11"
)
ENTER_BALLOTS = CONTRACT.command(
    "enter_ballots", requests.EnterBallots, votes.EntryTaken, {Role.TELLER}, "计票人独立录入选票", "Y-033"
)
ENTER_BALLOT_FILE = CONTRACT.command(
    "enter_ballot_file",
    count_papers.EnterBallotFile,
    votes.EntryTaken,
    {Role.TELLER},
    "计票人提交计票机文件",
    "Y-033",
)
EXPORT_BALLOTS = CONTRACT.command(
    "export_ballots",
    count_papers.ExportBallots,
    count_papers.BallotFiles,
    _SCRUTINEER,
    "监票人导出选票，离线复核",
    "Y-039",
    "A10.2",
    since="1.3",
)
ATTACH_PHOTOGRAPH = CONTRACT.command(
    "attach_photograph",
    count_papers.AttachPhotograph,
    count_papers.PhotographView,
    {Role.TELLER, Role.SCRUTINEER},
    "上传计票表照片",
    "A10.2",
)
LIST_PHOTOGRAPHS = CONTRACT.query(
    "list_photographs",
    count_papers.PhotographQuery,
    page_of(count_papers.PhotographView),
    _HALL,
    "查看计票表照片目录",
    "A10.2",
)
GET_PHOTOGRAPH = CONTRACT.query(
    "get_photograph",
    count_papers.PhotographRef,
    count_papers.PhotographContent,
    _HALL,
    "查看计票表照片",
    "A10.2",
)
GET_DIFFERENCES = CONTRACT.query(
    "get_differences", requests.VoteRef, votes.Differences, _SCRUTINEER, "查看两份录入的差异"
)
SETTLE_DIFFERENCES = CONTRACT.command(
    "settle_differences", requests.SettleDifferences, votes.EntryTaken, _SCRUTINEER, "监票人裁定录入差异"
)
GET_PRESIDER_SCRIPT = CONTRACT.query(
    "get_presider_script", requests.SessionRef, texts.DraftPaper, _HALL, "拟出主持词", "A10.11"
)
GET_SCRUTINEERS_REPORT = CONTRACT.query(
    "get_scrutineers_report", requests.VoteRef, texts.DraftPaper, _HALL, "拟出总监票人计票结果报告", "A10.2"
)
GET_COUNT_PAPER = CONTRACT.query(
    "get_count_paper",
    requests.VoteRef,
    texts.DraftPaper,
    _HALL,
    "拟出计票记录，供打印签字",
    "A10.2",
    "A10.12",
    since="1.3",
)
GET_TALLY_SHEET = CONTRACT.query(
    "get_tally_sheet",
    requests.SessionRef,
    texts.DraftPaper,
    _HALL | {Role.TELLER},
    "拟出空白计票表",
    "Y-033",
    "A10.11",
)
GET_BALLOT_PAPER = CONTRACT.query(
    "get_ballot_paper",
    requests.SessionRef,
    texts.DraftPaper,
    _HALL,
    "拟出选票，供印制",
    "Y-033",
    "A10.11",
    since="1.3",
)
GET_OPINION_DIGEST = CONTRACT.query(
    "get_opinion_digest", requests.SessionRef, texts.DraftPaper, _CLERK, "汇总审议意见", "Y-037", "B-032"
)
GET_COUNT_RECORD = CONTRACT.query(
    "get_count_record", requests.VoteRef, votes.CountRecords, _HALL, "查看计票记录", "A10.2"
)
SIGN_COUNT = CONTRACT.command(
    "sign_count", requests.SignCount, views.ActDone, _SCRUTINEER, "监票人在计票记录上签字", "A10.2"
)
CONFIRM_RESULT = CONTRACT.command(
    "confirm_result", requests.ConfirmResult, views.ActDone, _CLERK, "登记主席团确认表决", "Y-040", "A10.2"
)
DECLARE_RESULT = CONTRACT.command(
    "declare_result", requests.HeldInVote, views.ActDone, _CLERK, "大会宣布结果", "Y-039"
)
ADOPT_RESULT = CONTRACT.command(
    "adopt_result", requests.AdoptResult, views.ActDone, _CLERK, "登记推荐结果的研究采纳", "B-029", "A10.13"
)
ANNOUNCE_RESULT = CONTRACT.command(
    "announce_result", requests.HeldInVote, views.ActDone, _CLERK, "向社会公布结果", "Y-041", "B-035"
)
GET_VOTE = CONTRACT.query("get_vote", requests.VoteRef, votes.VoteView, _INSIDE, "查看票决情况", "Y-039")
GET_RESULT = CONTRACT.query(
    "get_result", requests.VoteRef, votes.ResultView, EVERYONE, "查看一次票决的公布结果", "B-035", "Y-041"
)
LIST_RESULTS = CONTRACT.query(
    "list_results", requests.ResultQuery, page_of(votes.ResultView), EVERYONE, "查看已公布的票决结果", "B-035"
)
