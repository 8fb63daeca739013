"""What congress can be asked."""

from __future__ import annotations

from shared.contracts.congress import (
    accounts,
    baseline,
    cycles,
    documents,
    oversight,
    rolls,
    rulebooks,
    tenants,
)
from shared.contracts.congress.contract import CONTRACT
from shared.contracts.schemas import Empty, PageQuery, Reference, page_of
from shared.tenancy.roles import EVERYONE, STAFF, Role

_OPERATOR = {Role.OPERATOR}
_CLERK = {Role.CONGRESS_CLERK}
_ADMIN = {Role.OPERATOR, Role.CONGRESS_CLERK}
_SIGNED_IN = EVERYONE - {Role.RESIDENT, Role.SERVICE}
_GATEWAY = {Role.SERVICE}

REGISTER_TENANT = CONTRACT.command(
    "register_tenant", tenants.RegisterTenant, tenants.TenantView, _OPERATOR, "登记租户", "Y-001", "D-01"
)
LIST_TENANTS = CONTRACT.query(
    "list_tenants", tenants.TenantQuery, page_of(tenants.TenantView), EVERYONE, "查看租户", "Y-072"
)
LIST_CHILDREN = CONTRACT.query(
    "list_children",
    oversight.ChildQuery,
    oversight.ChildPage,
    STAFF | {Role.DEPUTY},
    "查看下级人大的年度进度",
    "Y-001",
    "Y-072",
)
MOVE_CLOCK = CONTRACT.command(
    "move_clock", tenants.MoveClock, tenants.TenantView, _OPERATOR, "拨动演示租户的业务时钟"
)

CREATE_ACCOUNTS = CONTRACT.command(
    "create_accounts", accounts.CreateAccounts, baseline.SheetSaved, _ADMIN, "建立账号", "B-041"
)
LIST_ACCOUNTS = CONTRACT.query(
    "list_accounts", accounts.AccountQuery, page_of(accounts.AccountView), _ADMIN, "查看账号"
)
SIGN_IN = CONTRACT.command("sign_in", accounts.SignIn, accounts.SignedIn, _GATEWAY, "登录")
SIGN_OUT = CONTRACT.command("sign_out", accounts.SignOut, accounts.SignedOut, _GATEWAY, "退出登录")
CHANGE_PASSWORD = CONTRACT.command(
    "change_password", accounts.ChangePassword, accounts.SignedOut, _SIGNED_IN, "修改口令"
)
END_ACCOUNT_SESSIONS = CONTRACT.command(
    "end_account_sessions", accounts.EndAccountSessions, accounts.SignedOut, _ADMIN, "结束某账号的全部会话"
)
OPEN_CALL = CONTRACT.query("open_call", accounts.OpenCall, accounts.CallOpened, _GATEWAY, "核对会话与租户")

IMPORT_ROLL = CONTRACT.command("import_roll", rolls.ImportRoll, Reference, _CLERK, "导入代表名册", "A10.15")
IMPORT_ROLL_WORKBOOK = CONTRACT.command(
    "import_roll_workbook",
    rolls.ImportRollWorkbook,
    rolls.RollImported,
    _CLERK,
    "用工作簿导入代表名册",
    "A10.15",
)
GET_ROLL_WORKBOOK = CONTRACT.query(
    "get_roll_workbook",
    rolls.RollWorkbookQuery,
    rolls.WorkbookView,
    _CLERK,
    "下载代表名册工作簿或模板",
    "A10.15",
)
VACATE_SEATS = CONTRACT.command(
    "vacate_seats", rolls.VacateSeats, Reference, _CLERK, "登记代表出缺", "A10.15"
)
REINSTATE_SEATS = CONTRACT.command(
    "reinstate_seats", rolls.ReinstateSeats, Reference, _CLERK, "登记代表恢复在任", "A10.15", since="1.3"
)
GET_ROLL = CONTRACT.query("get_roll", rolls.RollQuery, rolls.RollView, STAFF, "查看代表名册", "A10.15")
LIST_ROLLS = CONTRACT.query(
    "list_rolls", PageQuery, page_of(rolls.RollSummary), STAFF, "代表名册目录", "A10.13", "A10.15"
)
SNAPSHOT_ROLL = CONTRACT.command(
    "snapshot_roll", rolls.SnapshotRoll, rolls.RollSnapshotView, _CLERK, "为会议定格代表名册", "A10.15"
)

ADMIT_DOCUMENT = CONTRACT.command(
    "admit_document", documents.AdmitDocument, Reference, _CLERK, "文件入库", "Y-010", "Y-013"
)
SUBMIT_DOCUMENT = CONTRACT.command(
    "submit_document", documents.SubmitDocument, Reference, _CLERK, "文件呈报", "Y-010"
)
RECORD_APPROVAL = CONTRACT.command(
    "record_approval", documents.RecordApproval, Reference, _CLERK, "登记文件研究审定情况", "Y-011", "B-044"
)
ISSUE_DOCUMENT = CONTRACT.command(
    "issue_document", documents.IssueDocument, Reference, _CLERK, "文件印发施行", "Y-011", "Y-073"
)
LIST_DOCUMENTS = CONTRACT.query(
    "list_documents",
    documents.DocumentQuery,
    page_of(documents.DocumentView),
    EVERYONE,
    "查看制度文件",
    "Y-013",
)

LIST_TEMPLATES = CONTRACT.query(
    "list_templates", Empty, rulebooks.TemplatePage, STAFF | _OPERATOR, "查看规则模板", "Y-002", "B-001"
)
PUT_RULEBOOK = CONTRACT.command(
    "put_rulebook", rulebooks.PutRulebook, Reference, _CLERK, "编制规则手册（新版本）", "Y-002", "Y-073"
)
GET_RULEBOOK = CONTRACT.query(
    "get_rulebook", rulebooks.RulebookQuery, rulebooks.RulebookView, EVERYONE, "查看规则手册", "Y-013"
)
LIST_RULEBOOKS = CONTRACT.query(
    "list_rulebooks",
    documents.DocumentQuery,
    page_of(rulebooks.RulebookView),
    EVERYONE,
    "规则手册目录",
    "Y-073",
)

OPEN_CYCLE = CONTRACT.command(
    "open_cycle", cycles.OpenCycle, cycles.CycleView, _CLERK, "开启年度周期", "Y-011", "Y-014"
)
CLOSE_CYCLE = CONTRACT.command("close_cycle", cycles.CloseCycle, cycles.CycleView, _CLERK, "关闭年度周期")
IMPORT_CYCLE = CONTRACT.command(
    "import_cycle", cycles.ImportCycle, cycles.CycleView, _CLERK, "导入已结束的周期", "Y-012"
)
GET_CYCLE = CONTRACT.query("get_cycle", cycles.CycleQuery, cycles.CycleView, EVERYONE, "查看年度周期")
LIST_CYCLES = CONTRACT.query(
    "list_cycles", documents.DocumentQuery, page_of(cycles.CycleView), EVERYONE, "年度周期目录", "Y-012"
)

REGISTER_FACILITIES = CONTRACT.command(
    "register_facilities", baseline.RegisterFacilities, baseline.SheetSaved, _CLERK, "登记平台设施", "B-046"
)
LIST_FACILITIES = CONTRACT.query(
    "list_facilities", Empty, baseline.FacilityPage, EVERYONE, "平台设施", "B-014", "B-046"
)
RECORD_FIGURES = CONTRACT.command(
    "record_figures", baseline.RecordFigures, baseline.SheetSaved, _CLERK, "录入累计数（按原文）", "Y-082"
)
LIST_FIGURES = CONTRACT.query(
    "list_figures", Empty, baseline.FigurePage, EVERYONE, "累计数（按原文）", "Y-082"
)
