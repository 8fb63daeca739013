"""Facts that voting publishes."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.papers import PaperRequested
from shared.contracts.schemas import Strict, choice, count, day, identifier, listed, name, text
from shared.contracts.voting.contract import CONTRACT
from shared.contracts.voting.views import Candidate
from shared.contracts.voting.votes import LineView


class AnnouncedCandidate(Candidate):
    """A candidate and its votes in the first round; ``second_ballot`` where one decided about it.

    ``points`` are of ranking ballots; facts from before there were any do not have it.
    """

    approve = count()
    against = count()
    abstain = count()
    points = count(required=False, load_default=0)
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


class ElectronicRating(Strict):
    """An electronic satisfaction rating: one holding of one rating."""

    rating_id = identifier()
    attempt = count(least=1)
    uuid = name(40)


class ElectronicRatingClosed(ElectronicRating):
    """It takes no more ballots."""

    ballots = count()


class RatingLine(Strict):
    """Totals of one project, by grade; ``abstain`` ballots give it none."""

    project_id = identifier()
    grades = fields.Dict(keys=name(40), values=fields.Integer(), required=True)
    abstain = count()


class ElectronicRatingCounted(ElectronicRatingClosed):
    """Its totals were opened by the scrutineers."""

    lines = listed(RatingLine, most=200, least=1)


ELECTRONIC_RATING_CLOSED = CONTRACT.event(
    "electronic_rating_closed", ElectronicRatingClosed, "电子测评已关闭"
)
ELECTRONIC_RATING_COUNTED = CONTRACT.event(
    "electronic_rating_counted", ElectronicRatingCounted, "电子测评合计已解密"
)
ELECTRONIC_RATING_CANCELLED = CONTRACT.event(
    "electronic_rating_cancelled", ElectronicRating, "电子测评已取消"
)
RESULT_ANNOUNCED = CONTRACT.event("result_announced", ResultAnnounced, "票决结果已公布")
PAPER_REQUESTED = CONTRACT.event("paper_requested", PaperRequested, "请制发文书")
