"""Facts that evaluation publishes."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.evaluation.common import grade_counts
from shared.contracts.evaluation.contract import CONTRACT
from shared.contracts.papers import PaperRequested
from shared.contracts.schemas import Strict, count, day, identifier, listed, name, text


class RatedProjectFact(Strict):
    """One project's declared counts; ``base`` is what its share is taken of."""

    project_id = identifier()
    grades = grade_counts()
    abstain = count()
    base = count()
    explanation_required = fields.Boolean(required=True)


class RatingDeclared(Strict):
    """The deputies' satisfaction rating of the projects of ``cycle_id`` was declared in plenary."""

    rating_id = identifier()
    cycle_id = identifier()
    declared_on = day()
    projects = listed(RatedProjectFact, most=1000)


class RatingItem(Strict):
    """A project on the rating paper."""

    project_id = identifier()
    code = text(60)
    name = name(200)


class RatingGrade(Strict):
    """A grade of the scale."""

    code = name(40)
    name = name(40)


class RatingHolding(Strict):
    """One holding of a rating; it is held again where it was void."""

    rating_id = identifier()
    attempt = count(least=1)


class RatingIssued(RatingHolding):
    """So many deputies rate electronically, as ``clause`` allows; no medium may have fewer than ``least_issued``."""

    cycle_id = identifier()
    session_name = name(120)
    envelopes = count(least=1)
    least_issued = count()
    clause = text(400)
    grades = listed(RatingGrade, least=2)
    items = listed(RatingItem, most=200, least=1)


RATING_ISSUED = CONTRACT.event("rating_issued", RatingIssued, "电子测评可以开启")
RATING_COUNTED_ON_PAPER = CONTRACT.event(
    "rating_counted_on_paper", RatingHolding, "纸质测评票已计票，可以解密电子测评合计"
)
RATING_VOIDED = CONTRACT.event("rating_voided", RatingHolding, "测评无效，电子测评作废")
RATING_DECLARED = CONTRACT.event("rating_declared", RatingDeclared, "满意度测评结果已宣布")
PAPER_REQUESTED = CONTRACT.event("paper_requested", PaperRequested, "请求印发公文")
