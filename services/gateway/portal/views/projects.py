"""A project's public page."""

from __future__ import annotations

from flask import Response, g

from services.gateway.portal import portal
from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels.project import project as read_project
from services.gateway.portal.rendering import page


@portal.get("/t/<tenant>/projects/<project_id>")
def project(tenant: str, project_id: str) -> Response:
    """What is built, how, how long, how far it is, and what people think of it (B-069)."""
    return page("project.html", **read_project(g.caller, Questions(g.caller), project_id))
