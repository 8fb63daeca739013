"""Residents rate a project through a printed code."""

from __future__ import annotations

import io
import re
import secrets
from typing import Any

import segno
from flask import Response, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.forms import Field, Form, new_key, read
from services.gateway.portal.questions import KEY_REUSED, code_of, status_of
from services.gateway.portal.rendering import page
from services.gateway.portal.text import t
from services.gateway.throttle import address_key
from shared.contracts import evaluation
from shared.kernel.errors import DomainError

DEVICE_COOKIE = "piaojue_device"
DEVICE_SECONDS = 250 * 24 * 3600
"""Longer than a code is open, shorter than a year: the token is personal data (A10.19)."""
_DEVICE = re.compile(r"\A[A-Za-z0-9_-]{16,128}\Z")
FIELDS = (
    Field("project_id", 64, required=True, chosen=True),
    Field("grade", 64, required=True, chosen=True),
    Field("text", 1000),
)


@portal.get("/t/<tenant>/rate/<token>")
def rate(tenant: str, token: str) -> Response:
    """The rating form: one choice and, if one likes, a sentence."""
    link = _link(token)
    only = link["projects"][0]["project_id"] if len(link["projects"]) == 1 else ""
    return page("rate.html", link=link, token=token, form=Form(values={"project_id": only}))


@portal.post("/t/<tenant>/rate/<token>")
def send_rating(tenant: str, token: str) -> BaseResponse:
    """Record one rating; on any error the form comes back as it was filled in."""
    form = read(FIELDS, request.form)
    sent = request.cookies.get(DEVICE_COOKIE, "")
    device = sent if _DEVICE.match(sent) else secrets.token_urlsafe(24)
    if form.errors:
        return page("rate.html", 422, link=_link(token), token=token, form=form)
    status = _record(token, form, device)
    if status is not None:
        return page("rate.html", status, link=_link(token), token=token, form=form)
    response = redirect(url_for("portal.rated", tenant=tenant, token=token), 303)
    response.set_cookie(
        DEVICE_COOKIE,
        device,
        max_age=DEVICE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
        path=f"/t/{tenant}/rate",
    )
    return response


@portal.get("/t/<tenant>/rate/<token>/thanks")
def rated(tenant: str, token: str) -> Response:
    """Thanks, and the way to the other projects of the same code."""
    return page("rated.html", link=_link(token), token=token)


@portal.get("/t/<tenant>/rate/<token>.svg")
def rating_code(tenant: str, token: str) -> Response:
    """The code as a picture, to be printed."""
    _link(token)
    address = url_for("portal.rate", tenant=tenant, token=token, _external=True)
    drawing = io.BytesIO()
    segno.make(address, error="m").save(drawing, kind="svg", scale=8, border=4, title=t("rate.code_title"))
    return Response(
        drawing.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "private, no-cache"}
    )


def _link(token: str) -> dict[str, Any]:
    found: dict[str, Any] = g.caller.call(evaluation.READ_RATING_LINK, {"token": token})
    return found


def _record(token: str, form: Form, device: str) -> int | None:
    """Record it; the status of the page that says why not, or ``None``."""
    wait = current_app.extensions["suggestion_throttle"].wait_for(f"rate {address_key(request.remote_addr)}")
    if wait:
        form.sentence = t("suggest.too_many", seconds=wait)
        return 429
    wanted = {
        "token": token,
        "project_id": form.value("project_id"),
        "grade": form.value("grade"),
        "text": form.value("text"),
        "device": device,
    }
    try:
        g.caller.call(evaluation.RATE_PROJECT, wanted, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        if code_of(refused) == KEY_REUSED:
            form.sentence, form.key = t("rate.sent_before"), new_key()
        return status_of(refused)
    return None
