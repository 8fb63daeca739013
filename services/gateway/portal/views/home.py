"""A tenant's public home and its candidate projects."""

from __future__ import annotations

from flask import Response, abort, g, request

from services.gateway.portal import portal
from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels import cycles, electronic, year
from services.gateway.portal.readmodels.home import home as read_home
from services.gateway.portal.rendering import page
from services.gateway.portal.views.tenants import children_of
from shared.contracts import screening


def asked_year() -> int | None:
    """The year in the address, where one is given."""
    return request.args.get("year", type=int)


@portal.get("/t/<tenant>/")
def home(tenant: str) -> Response:
    """Where the year stands, what is open, candidates, results, projects, ratings, papers."""
    shown = read_home(Questions(g.caller), asked_year())
    if asked_year() is not None and shown["cycle"] is None and not shown["silent"]:
        abort(404)
    return page("home.html", children=children_of(tenant), **shown)


@portal.get("/t/<tenant>/candidates")
def candidates(tenant: str) -> Response:
    """The frozen lists of candidate projects with their particulars."""
    q = Questions(g.caller)
    known = cycles.cycles(q)
    cycle = cycles.chosen(q, known, asked_year())
    lists = year.candidate_lists(q, cycle["id"]) if cycle else []
    postings = q.items(screening.LIST_POSTINGS, {"cycle_id": cycle["id"]}) if cycle else []
    return page(
        "candidates.html", cycles=known, cycle=cycle, lists=lists, postings=postings, silent=sorted(q.silent)
    )


@portal.get("/t/<tenant>/results/<vote_id>")
def result(tenant: str, vote_id: str) -> Response:
    """One announced result."""
    q = Questions(g.caller)
    known = cycles.cycles(q)
    for cycle in known:
        for each in year.results(q, cycle["id"]):
            if each["id"] == vote_id:
                projects = {row["candidate_id"]: row for row in year.projects(q, cycle["id"])}
                held = electronic.of_session(q, each["session_id"])
                return page(
                    "result.html",
                    result=each,
                    cycle=cycle,
                    projects=projects,
                    electronic=held,
                    silent=sorted(q.silent),
                )
    abort(503 if q.silent else 404)
