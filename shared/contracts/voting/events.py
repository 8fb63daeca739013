"""Facts that voting publishes."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.papers import PaperRequested
from shared.contracts.schemas import Strict, choice, count, day, identifier, listed, name, text
from shared.contracts.voting.contract import CONTRACT
from shared.contracts.voting.views import Candidate, LineView


class AnnouncedCandidate(Candidate):
    """A candidate and its votes in the first round; ``second_ballot`` where one decided about it."""

    approve = count()
    against = count()
    abstain = count()
    rank = count()
    determined = fields.Boolean(required=True)
    second_ballot = fields.Nested(LineView, required=True, allow_none=True)


class ResultAnnounced(Strict):
    """The result of a vote went to society. Totals only: nothing of any single ballot."""

    vote_id = identifier()
    cycle_id = identifier()
    track = name(60)
    body = choice("congress", "street_assembly")
    body_name = text(80)
    effect = choice("decision", "recommendation")
    list_id = identifier()
    announced_on = day()
    candidates = listed(AnnouncedCandidate, most=500)


RESULT_ANNOUNCED = CONTRACT.event("result_announced", ResultAnnounced, "票决结果已公布")
PAPER_REQUESTED = CONTRACT.event("paper_requested", PaperRequested, "请制发文书")
