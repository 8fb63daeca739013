"""Routes of collection."""

from services.gateway.api.route import Route
from shared.contracts import collection

ROUTES = (
    Route("POST", "/collection/rounds", collection.OPEN_ROUND),
    Route("GET", "/collection/rounds", collection.LIST_ROUNDS),
    Route("GET", "/collection/rounds/<round_id>", collection.GET_ROUND),
    Route("POST", "/collection/rounds/<round_id>/closing", collection.CLOSE_ROUND),
    Route("POST", "/collection/rounds/<round_id>/tasks", collection.SEND_TASKS),
    Route("POST", "/collection/rounds/<round_id>/replies", collection.RECORD_REPLIES),
    Route("GET", "/collection/rounds/<round_id>/coverage", collection.GET_COVERAGE),
    Route("POST", "/collection/rounds/<round_id>/campaigns", collection.REGISTER_CAMPAIGN),
    Route("POST", "/collection/rounds/<round_id>/suggestions", collection.SUBMIT_SUGGESTION),
    Route("POST", "/collection/rounds/<round_id>/sheets", collection.RECORD_SUGGESTIONS),
    Route("GET", "/collection/tasks", collection.LIST_TASKS),
    Route("POST", "/collection/tasks/<task_id>/reply", collection.REPLY_TASK),
    Route("GET", "/collection/campaigns", collection.LIST_CAMPAIGNS),
    Route("GET", "/collection/suggestions", collection.LIST_SUGGESTIONS),
    Route("GET", "/collection/suggestions/<suggestion_id>", collection.GET_SUGGESTION),
    Route("GET", "/collection/suggestions/<suggestion_id>/contact", collection.GET_CONTACT),
    Route("POST", "/collection/suggestions/<suggestion_id>/contact/erasure", collection.ERASE_CONTACT),
    Route("GET", "/collection/tracking/<receipt>", collection.TRACK),
    Route("GET", "/collection/statistics", collection.GET_STATISTICS),
)
