"""Tracking a suggestion by its receipt number, with no log-in."""

from __future__ import annotations

from flask import Response, g, request

from services.gateway.portal import portal
from services.gateway.portal.questions import Questions, status_of
from services.gateway.portal.readmodels.trace import trace
from services.gateway.portal.rendering import page
from shared.kernel.errors import DomainError

MOST = 60


@portal.get("/t/<tenant>/track")
def track(tenant: str) -> Response:
    """The form, and for a number the way of the suggestion to project and rating (Y-003)."""
    typed = request.args.get("receipt", "").strip()[:MOST]
    if not typed:
        return page("track.html", typed="", sentence=None, trace=None)
    try:
        found = trace(g.caller, Questions(g.caller), typed)
    except DomainError as refused:
        return page("track.html", status_of(refused), typed=typed, sentence=refused.text, trace=None)
    return page("track.html", typed=typed, sentence=None, trace=found, silent=found["silent"])
