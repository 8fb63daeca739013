"""Errors as pages: what happened and what to do, in plain Chinese."""

from __future__ import annotations

from flask import Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from services.gateway.portal import portal
from services.gateway.portal.questions import status_of
from services.gateway.portal.rendering import page
from services.gateway.portal.text import known, t
from services.gateway.problems import HTTP_MESSAGES, problem_response
from shared.kernel.errors import DomainError, Forbidden
from shared.telemetry import log

FALLBACK = "other"


@portal.before_request
def refuse_forms_of_other_sites() -> None:
    """A form of ours is sent from a page of ours."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Forbidden()


@portal.errorhandler(DomainError)
def refused(error: DomainError) -> Response:
    """A refusal: its own sentence, and what can be done."""
    return _error_page(status_of(error), error.text)


@portal.errorhandler(HTTPException)
def http_error(error: HTTPException) -> Response:
    """An error that the web server found; redirects pass."""
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]
    return _error_page(status)


@portal.errorhandler(Exception)
def fault(_error: Exception) -> Response:
    """A fault of ours: logged with its trace, which the page names."""
    log.exception("page_fault", path=request.path, trace=g.get("trace_id"))
    return _error_page(500)


@portal.app_errorhandler(404)
@portal.app_errorhandler(405)
def not_routed(error: HTTPException) -> Response:
    """An address or method that nothing serves: a page for a browser, a problem document below ``/api``."""
    status = error.code or 500
    below_api = request.path.startswith("/api/")
    problem = problem_response(status, f"http.{status}", HTTP_MESSAGES[status]) if below_api else None
    response = problem or http_error(error)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def _error_page(status: int, sentence: str | None = None) -> Response:
    kind = str(status) if known(f"error.{status}.title") else FALLBACK
    return page(
        "error.html",
        status,
        title=t(f"error.{kind}.title"),
        sentence=sentence or t(f"error.{kind}.sentence"),
        advice=t(f"error.{kind}.advice"),
        trace=g.get("trace_id"),
    )
