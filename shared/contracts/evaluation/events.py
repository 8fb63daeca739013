"""Facts that evaluation publishes."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.evaluation.common import grade_counts
from shared.contracts.evaluation.contract import CONTRACT
from shared.contracts.papers import PaperRequested
from shared.contracts.schemas import Strict, count, day, identifier, listed


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


RATING_DECLARED = CONTRACT.event("rating_declared", RatingDeclared, "满意度测评结果已宣布")
PAPER_REQUESTED = CONTRACT.event("paper_requested", PaperRequested, "请求印发公文")
