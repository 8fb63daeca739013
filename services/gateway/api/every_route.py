"""All routes of the API, a module a service."""

from __future__ import annotations

from services.gateway.api.route import Route
from services.gateway.api.routes import (
    collection,
    congress,
    evaluation,
    publication,
    screening,
    supervision,
    voting,
)

ALL: tuple[tuple[str, tuple[Route, ...]], ...] = (
    ("congress", congress.ROUTES),
    ("collection", collection.ROUTES),
    ("screening", screening.ROUTES),
    ("voting", voting.ROUTES),
    ("supervision", supervision.ROUTES),
    ("evaluation", evaluation.ROUTES),
    ("publication", publication.ROUTES),
)
