"""A sitting: its steps and its papers (A10.11), and the ballot measure article by article (Y-030)."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.rendering import page
from shared.contracts import voting

ANNOUNCED = "announcement"
SETTLED = ("adopted", "locked")


@portal.get("/t/<tenant>/desk/sessions/<session_id>")
def sitting(tenant: str, session_id: str) -> BaseResponse:
    """What was done, what comes next, and the papers that the reader may open."""
    if g.caller.account is None:
        return _sign_in(tenant)
    session = g.caller.call(voting.GET_SESSION, {"session_id": session_id})
    following = [each["name"] for each in session["next"]]
    return page("sitting.html", session=session, next=following, papers=_papers(tenant, session))


@portal.get("/t/<tenant>/desk/measures/<measure_id>")
def measure(tenant: str, measure_id: str) -> BaseResponse:
    """The measure that deputies vote on, to read and to print; to the clerk with what no document states."""
    if g.caller.account is None:
        return _sign_in(tenant)
    found = g.caller.call(voting.GET_MEASURE, {"measure_id": measure_id})
    return page("measure.html", measure=found, adopted=found["state"] in SETTLED)


def _papers(tenant: str, session: dict[str, Any]) -> list[dict[str, str]]:
    """The papers of a session with their addresses, by what exists and by the reader's role."""
    found = []
    if session["measure_id"] and g.caller.may(voting.GET_MEASURE):
        address = url_for("portal.measure", tenant=tenant, measure_id=session["measure_id"])
        found.append({"key": "measure", "address": address})
    over = any(each["step"] == ANNOUNCED and each["carried"] for each in session["steps"])
    if g.caller.may(voting.NOTE_ATTENDANCE) and not over:
        address = url_for("portal.attendance", tenant=tenant, session_id=session["id"])
        found.append({"key": "attendance", "address": address})
    return found


def _sign_in(tenant: str) -> BaseResponse:
    return redirect(url_for("portal.sign_in", tenant=tenant, next=request.path), 303)
