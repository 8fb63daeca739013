"""A resident's suggestion: form, receipt. Works without a script; sent twice, it counts once."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.forms import Field, Form, new_key, read
from services.gateway.portal.questions import KEY_REUSED, Questions, code_of, status_of
from services.gateway.portal.readmodels.home import open_rounds
from services.gateway.portal.rendering import page
from services.gateway.portal.text import t
from services.gateway.throttle import address_key
from shared.contracts import collection
from shared.kernel.errors import DomainError

FIELDS = (
    Field("round_id", 64, required=True, chosen=True),
    Field("channel", 64, required=True, chosen=True),
    Field("category", 64, required=True, chosen=True),
    Field("title", 120, required=True),
    Field("content", 4000, required=True),
    Field("place", 200),
    Field("problem", 1000),
    Field("people_affected", 9, numeric=True),
    Field("townships_affected", 4, numeric=True),
    Field("name", 40),
    Field("phone", 40),
    Field("source", 120),
)
LIMITS = {each.name: each.most for each in FIELDS}


@portal.get("/t/<tenant>/suggest")
def suggest(tenant: str) -> Response:
    """The form for one open round, or what is open when there is no choice to make."""
    q = Questions(g.caller)
    rounds = [each for each in open_rounds(q) if each["suggest"]]
    if q.silent:
        abort(503)
    wanted = request.args.get("round", "")
    round_ = next((each for each in rounds if each["id"] == wanted), rounds[0] if rounds else None)
    given = {name: request.args.get(name, "")[: LIMITS[name]] for name in ("channel", "source")}
    return _form_page(rounds, round_, Form(values=given))


@portal.post("/t/<tenant>/suggest")
def send_suggestion(tenant: str) -> BaseResponse:
    """Record the suggestion and show its receipt; on any error the form comes back as it was filled in."""
    form = read(FIELDS, request.form)
    if form.errors:
        return _form_again(form, 422)
    wait = current_app.extensions["suggestion_throttle"].wait_for(address_key(request.remote_addr))
    if wait:
        form.sentence = t("suggest.too_many", seconds=wait)
        return _form_again(form, 429)
    try:
        answer = g.caller.call(collection.SUBMIT_SUGGESTION, _request(form), form.key)
    except DomainError as refused:
        form.sentence = refused.text
        if code_of(refused) == KEY_REUSED:
            form.sentence, form.key = t("suggest.sent_before"), new_key()
        return _form_again(form, status_of(refused))
    return redirect(url_for("portal.receipt", tenant=tenant, receipt=answer["receipt"]), 303)


@portal.get("/t/<tenant>/suggest/receipt/<receipt>")
def receipt(tenant: str, receipt: str) -> Response:
    """The receipt number of a suggestion that is on record."""
    tracked = g.caller.call(collection.TRACK, {"receipt": receipt})
    return page("receipt.html", tracked=tracked)


def _request(form: Form) -> dict[str, Any]:
    request_: dict[str, Any] = {
        name: form.value(name)
        for name in ("round_id", "channel", "category", "title", "content", "place", "source")
    }
    people, townships = form.count("people_affected"), form.count("townships_affected")
    if form.value("problem") or people is not None or townships is not None:
        request_["benefit"] = {
            "problem": form.value("problem"),
            "people_affected": people,
            "townships_affected": townships,
        }
    if form.value("name") or form.value("phone"):
        request_["contact"] = {"name": form.value("name"), "phone": form.value("phone")}
    return request_


def _form_again(form: Form, status: int) -> Response:
    """The form with everything that was typed, even when the rounds cannot be read just now."""
    found = open_rounds(Questions(g.caller))
    round_ = next((each for each in found if each["id"] == form.value("round_id")), None)
    rounds = [each for each in found if each["suggest"]]
    return _form_page(rounds, round_ or _as_sent(form), form, status)


def _as_sent(form: Form) -> dict[str, Any]:
    """A stand-in for a round that is not to be had: the choices are those that were sent."""
    return {
        "id": form.value("round_id"),
        "title": "",
        "owner": "",
        "channels": [{"code": form.value("channel"), "name": form.value("channel"), "open": True}],
        "categories": [{"code": form.value("category"), "name": form.value("category")}],
    }


def _form_page(
    rounds: list[dict[str, Any]], round_: dict[str, Any] | None, form: Form, status: int = 200
) -> Response:
    return page("suggest.html", status, rounds=rounds, round=round_, form=form, limits=LIMITS)
