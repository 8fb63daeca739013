"""Routes of publication. Content comes as base64 here; the portal serves the bytes themselves."""

from services.gateway.api.route import Route
from shared.contracts import publication

ROUTES = (
    Route("GET", "/publication/papers", publication.LIST_PAPERS),
    Route("GET", "/publication/papers/<paper_id>", publication.GET_PAPER),
    Route("GET", "/publication/papers/<paper_id>/content", publication.GET_CONTENT),
    Route("POST", "/publication/papers/<paper_id>/distributions", publication.DISTRIBUTE_PAPER),
    Route("POST", "/publication/papers/<paper_id>/publications", publication.RECORD_PUBLICATION),
    Route("POST", "/publication/outside-papers", publication.ENTER_OUTSIDE_PAPER),
    Route("GET", "/publication/digests/<digest>", publication.VERIFY),
)
