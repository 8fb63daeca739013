"""Signing in and out, and changing one's password."""

from __future__ import annotations

from typing import Any

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway import session
from services.gateway.portal import portal
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.forms import Field, Form, read
from services.gateway.portal.questions import status_of
from services.gateway.portal.rendering import page
from services.gateway.portal.text import t
from services.gateway.portal.views.tenants import local
from shared.contracts import congress
from shared.kernel.errors import DomainError

SIGN_IN = (Field("login", 40, required=True), Field("password", 128, required=True))
PASSWORD = (
    Field("old_password", 128, required=True),
    Field("new_password", 128, required=True),
    Field("again", 128, required=True),
)
LEAST = 12


@portal.get("/t/<tenant>/sign-in")
def sign_in(tenant: str) -> BaseResponse:
    """The form; whoever is signed in goes to the desk."""
    if g.caller.account is not None:
        return redirect(url_for("portal.desk", tenant=tenant), 303)
    return _sign_in_page(Form())


@portal.post("/t/<tenant>/sign-in")
def send_sign_in(tenant: str) -> BaseResponse:
    """Start a session; the login name stays in the form when it fails."""
    form = read(SIGN_IN, request.form)
    password = form.values.pop("password", "")
    if form.errors:
        return _sign_in_page(form, 422)
    try:
        answer = session.sign_in(tenant, form.value("login"), password)
    except DomainError as refused:
        form.sentence = refused.text
        return _sign_in_page(form, status_of(refused))
    if answer["token"] is None:
        form.sentence, status = _why_not(answer)
        return _sign_in_page(form, status)
    below = url_for("portal.home", tenant=tenant)
    desk = url_for("portal.desk", tenant=tenant)
    response = redirect(local(request.form.get("next", ""), desk, below), 303)
    session.set_cookie(response, answer["token"])
    return response


@portal.post("/t/<tenant>/sign-out")
def sign_out(tenant: str) -> BaseResponse:
    """End the session."""
    token = request.cookies.get(session.COOKIE)
    if token and g.caller.account is not None:
        session.sign_out(token.split(".", 1)[0], token)
    response = redirect(url_for("portal.home", tenant=tenant), 303)
    response.delete_cookie(session.COOKIE, path="/")
    return response


@portal.get("/t/<tenant>/password")
@needs_account
def password(tenant: str) -> BaseResponse:
    """The form for a new password."""
    return page("password.html", form=Form())


@portal.post("/t/<tenant>/password")
@needs_account
def change_password(tenant: str) -> BaseResponse:
    """Change it; every session ends, so that one signs in anew."""
    form = read(PASSWORD, request.form)
    old, new, again = (form.values.pop(each.name) for each in PASSWORD)
    if not form.errors and len(new) < LEAST:
        form.errors["new_password"] = t("password.too_short", least=LEAST)
    elif not form.errors and new != again:
        form.errors["again"] = t("password.differs")
    if form.errors:
        return page("password.html", 422, form=form)
    try:
        g.caller.call(congress.CHANGE_PASSWORD, {"old_password": old, "new_password": new}, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return page("password.html", status_of(refused), form=form)
    response = redirect(url_for("portal.sign_in", tenant=tenant), 303)
    response.delete_cookie(session.COOKIE, path="/")
    return response


def _why_not(answer: dict[str, Any]) -> tuple[str, int]:
    if answer["refused"] == "locked":
        return t("sign_in.locked", seconds=answer["retry_after_seconds"]), 429
    return t("sign_in.wrong"), 401


def _sign_in_page(form: Form, status: int = 200) -> Response:
    after = request.values.get("next", "")
    return page("sign_in.html", status, form=form, after=after)
