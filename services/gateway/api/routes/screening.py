"""Routes of screening."""

from services.gateway.api.route import Route
from shared.contracts import screening

ROUTES = (
    Route("GET", "/screening/library", screening.LIST_LIBRARY),
    Route("GET", "/screening/library/counts", screening.COUNT_LIBRARY),
    Route("GET", "/screening/library/items/<item_id>", screening.GET_ITEM),
    Route("POST", "/screening/library/categories", screening.CLASSIFY_ITEMS),
    Route("POST", "/screening/library/redactions", screening.REDACT_ITEMS),
    Route("POST", "/screening/library/merges", screening.MERGE_ITEMS),
    Route("POST", "/screening/library/splits", screening.SPLIT_ITEMS),
    Route("POST", "/screening/library/transfers", screening.TRANSFER_GRIEVANCES),
    Route("POST", "/screening/library/eligibility", screening.JUDGE_ELIGIBILITY),
    Route("POST", "/screening/library/sorting", screening.SORT_ITEMS),
    Route("POST", "/screening/library/carry-overs", screening.CARRY_OVER_ITEMS),
    Route("POST", "/screening/postings", screening.RECORD_POSTING),
    Route("GET", "/screening/postings", screening.LIST_POSTINGS),
    Route("POST", "/screening/opinions", screening.RECORD_OPINIONS),
    Route("GET", "/screening/opinions", screening.LIST_OPINIONS),
    Route("GET", "/screening/consensus", screening.GET_CONSENSUS),
    Route("POST", "/screening/lists", screening.DRAFT_LIST),
    Route("GET", "/screening/lists", screening.LIST_LISTS),
    Route("GET", "/screening/lists/published", screening.LIST_PUBLISHED),
    Route("GET", "/screening/lists/<list_id>", screening.GET_LIST),
    Route("GET", "/screening/lists/<list_id>/statement", screening.GET_STATEMENT),
    Route("GET", "/screening/lists/<list_id>/versions/<number>", screening.GET_FROZEN_VERSION),
    Route("POST", "/screening/lists/<list_id>/drafts", screening.REDRAFT_LIST),
    Route("POST", "/screening/lists/<list_id>/revisions", screening.REVISE_LIST),
    Route("POST", "/screening/steps", screening.RECORD_STEP),
    Route("GET", "/screening/traces/<suggestion_id>", screening.TRACE_SUGGESTION),
)
