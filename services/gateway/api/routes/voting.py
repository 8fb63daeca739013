"""The resources of voting."""

from services.gateway.api.route import Route
from shared.contracts import voting

ROUTES = (
    Route("GET", "/voting/rolls", voting.LIST_ROLLS),
    Route("GET", "/voting/candidate-lists", voting.LIST_CANDIDATE_LISTS),
    Route("POST", "/voting/sessions", voting.OPEN_SESSION),
    Route("GET", "/voting/sessions", voting.LIST_SESSIONS),
    Route("GET", "/voting/sessions/<session_id>", voting.GET_SESSION),
    Route("POST", "/voting/sessions/<session_id>/candidates", voting.TABLE_CANDIDATES),
    Route("POST", "/voting/sessions/<session_id>/meetings", voting.RECORD_MEETING),
    Route("POST", "/voting/sessions/<session_id>/sittings", voting.OPEN_SITTING),
    Route("POST", "/voting/sessions/<session_id>/distribution", voting.DISTRIBUTE_PAPERS),
    Route("POST", "/voting/sessions/<session_id>/briefings", voting.RECORD_BRIEFING),
    Route("POST", "/voting/sessions/<session_id>/deliberation", voting.RECORD_DELIBERATION),
    Route("POST", "/voting/sessions/<session_id>/opinions", voting.RECORD_OPINIONS),
    Route("GET", "/voting/sessions/<session_id>/opinions", voting.LIST_OPINIONS),
    Route("POST", "/voting/sessions/<session_id>/measure", voting.DRAFT_MEASURE),
    Route("POST", "/voting/sessions/<session_id>/scrutineers", voting.ELECT_SCRUTINEERS),
    Route("POST", "/voting/sessions/<session_id>/boxes", voting.SEAL_BOXES),
    Route("GET", "/voting/measures/<measure_id>", voting.GET_MEASURE),
    Route("POST", "/voting/measures/<measure_id>/vote", voting.VOTE_ON_MEASURE),
    Route("GET", "/voting/votes/<vote_id>", voting.GET_VOTE),
    Route("POST", "/voting/votes/<vote_id>/issue", voting.ISSUE_BALLOTS),
    Route("POST", "/voting/votes/<vote_id>/return", voting.RECORD_RETURN),
    Route("POST", "/voting/votes/<vote_id>/validity", voting.DECLARE_VALID),
    Route("POST", "/voting/votes/<vote_id>/entries", voting.ENTER_BALLOTS),
    Route("GET", "/voting/votes/<vote_id>/differences", voting.GET_DIFFERENCES),
    Route("POST", "/voting/votes/<vote_id>/settlement", voting.SETTLE_DIFFERENCES),
    Route("GET", "/voting/votes/<vote_id>/count-record", voting.GET_COUNT_RECORD),
    Route("POST", "/voting/votes/<vote_id>/signatures", voting.SIGN_COUNT),
    Route("POST", "/voting/votes/<vote_id>/confirmation", voting.CONFIRM_RESULT),
    Route("POST", "/voting/votes/<vote_id>/declaration", voting.DECLARE_RESULT),
    Route("POST", "/voting/votes/<vote_id>/adoptions", voting.ADOPT_RESULT),
    Route("POST", "/voting/votes/<vote_id>/announcement", voting.ANNOUNCE_RESULT),
    Route("GET", "/voting/results", voting.LIST_RESULTS),
)
