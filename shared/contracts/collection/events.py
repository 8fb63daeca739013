"""Facts that collection publishes. None of them holds who a resident is or how to reach one."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.collection.contract import CONTRACT
from shared.contracts.papers import PaperRequested
from shared.contracts.schemas import Strict, choice, identifier, name, text

PROPOSER_KINDS = ("resident", "department", "station", "deputy")


class SuggestionRecorded(Strict):
    """A suggestion was received and goes to the project library.

    ``proposer_name`` is the office, station or deputy code that brought it; empty for a resident.
    """

    suggestion_id = identifier()
    cycle_id = identifier()
    receipt = name(40)
    channel = name(40)
    category = name(40)
    title = name(120)
    content = text(4000)
    place = text(200)
    proposer_kind = choice(*PROPOSER_KINDS)
    proposer_name = fields.String(load_default="")


SUGGESTION_RECORDED = CONTRACT.event("suggestion_recorded", SuggestionRecorded, "收到一条建议")
PAPER_REQUESTED = CONTRACT.event("paper_requested", PaperRequested, "征集通告待编发")
