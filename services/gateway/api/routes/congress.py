"""Routes of congress. Log-in and log-out are in ``services.gateway.session``."""

from services.gateway.api.route import Route
from shared.contracts import congress

ROUTES = (
    Route("POST", "/tenants", congress.REGISTER_TENANT),
    Route("GET", "/tenants", congress.LIST_TENANTS),
    Route("GET", "/children", congress.LIST_CHILDREN),
    Route("PUT", "/tenants/<tenant_id>/clock", congress.MOVE_CLOCK),
    Route("POST", "/accounts", congress.CREATE_ACCOUNTS),
    Route("GET", "/accounts", congress.LIST_ACCOUNTS),
    Route("DELETE", "/accounts/<account_id>/sessions", congress.END_ACCOUNT_SESSIONS),
    Route("PUT", "/account/password", congress.CHANGE_PASSWORD),
    Route("PUT", "/rolls/<body>", congress.IMPORT_ROLL),
    Route("GET", "/rolls/<body>", congress.GET_ROLL),
    Route("PUT", "/rolls/<body>/workbook", congress.IMPORT_ROLL_WORKBOOK),
    Route("GET", "/rolls/<body>/workbook", congress.GET_ROLL_WORKBOOK),
    Route("POST", "/rolls/<body>/vacancies", congress.VACATE_SEATS),
    Route("POST", "/rolls/<body>/snapshots", congress.SNAPSHOT_ROLL),
    Route("POST", "/documents", congress.ADMIT_DOCUMENT),
    Route("GET", "/documents", congress.LIST_DOCUMENTS),
    Route("POST", "/documents/<document_id>/submission", congress.SUBMIT_DOCUMENT),
    Route("POST", "/documents/<document_id>/approvals", congress.RECORD_APPROVAL),
    Route("POST", "/documents/<document_id>/issue", congress.ISSUE_DOCUMENT),
    Route("GET", "/rulebook-templates", congress.LIST_TEMPLATES),
    Route("POST", "/rulebooks", congress.PUT_RULEBOOK),
    Route("GET", "/rulebooks", congress.LIST_RULEBOOKS),
    Route("GET", "/rulebooks/<rulebook_id>", congress.GET_RULEBOOK),
    Route("POST", "/cycles", congress.OPEN_CYCLE),
    Route("GET", "/cycles", congress.LIST_CYCLES),
    Route("POST", "/cycles/imported", congress.IMPORT_CYCLE),
    Route("GET", "/cycles/<cycle_id>", congress.GET_CYCLE),
    Route("POST", "/cycles/<cycle_id>/closing", congress.CLOSE_CYCLE),
    Route("POST", "/facilities", congress.REGISTER_FACILITIES),
    Route("GET", "/facilities", congress.LIST_FACILITIES),
    Route("POST", "/figures", congress.RECORD_FIGURES),
    Route("GET", "/figures", congress.LIST_FIGURES),
)
