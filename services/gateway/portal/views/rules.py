"""The rulebook in public."""

from __future__ import annotations

from flask import Response, g

from services.gateway.portal import portal
from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels.rules import rules as read_rules
from services.gateway.portal.rendering import page
from services.gateway.portal.views.home import asked_year


@portal.get("/t/<tenant>/rules")
def rules(tenant: str) -> Response:
    """What the congress's documents state, clause by clause, and what they leave open."""
    return page("rules.html", **read_rules(Questions(g.caller), asked_year()))
