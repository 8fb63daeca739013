"""The scrutineers' keys: starting a ceremony, and the page of each scrutineer's machine (Y-033; ballot-format.md)."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.forms import Field, Form, read
from services.gateway.portal.questions import Questions, status_of
from services.gateway.portal.readmodels import electronic
from services.gateway.portal.rendering import page
from services.gateway.portal.text import t
from shared.contracts import voting
from shared.kernel.errors import DomainError

SAID = (
    *("certifying", "comparing", "sharing", "verifying", "unreachable"),
    *("parties", "followed", "checking", "decrypted", "stopped", "foreign", "no_least"),
)
"""What a scrutineer's page says while it waits and works."""

LEAST_BALLOTS = 2
"""The fewest ballots whose sum a scrutineer's page opens: that of one is the ballot itself."""

MOST_TRUSTEES = 3
"""How many of the list are proposed first: two of three decrypt."""

FIELDS = (Field("trustees", 400, required=True), Field("threshold", 1, required=True, numeric=True))


@portal.get("/t/<tenant>/desk/sessions/<session_id>/keys")
@needs_account
def keys(tenant: str, session_id: str) -> BaseResponse:
    """Who is to hold the key, proposed from the list of scrutineers."""
    session = _session(session_id)
    proposed = session["scrutineers"][:MOST_TRUSTEES]
    values = {"trustees": "\n".join(proposed), "threshold": str(len(proposed) // 2 + 1)}
    return page("keys.html", session=session, form=Form(values=values))


@portal.post("/t/<tenant>/desk/sessions/<session_id>/keys")
def start_ceremony(tenant: str, session_id: str) -> BaseResponse:
    """Open it; each scrutineer then goes to the page on a machine of one's own."""
    form = read(FIELDS, request.form)
    if form.errors:
        return page("keys.html", 422, session=_session(session_id), form=form)
    titles = [each.strip() for each in form.values["trustees"].splitlines() if each.strip()]
    wanted = {
        "session_id": session_id,
        "trustees": [{"title": each} for each in titles],
        "threshold": form.count("threshold"),
    }
    try:
        opened = g.caller.call(voting.OPEN_CEREMONY, wanted, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return page("keys.html", status_of(refused), session=_session(session_id), form=form)
    return redirect(url_for("portal.ceremony", tenant=tenant, ceremony_id=opened["id"]), 303)


@portal.get("/t/<tenant>/desk/ceremonies/<ceremony_id>")
@needs_account
def ceremony(tenant: str, ceremony_id: str) -> BaseResponse:
    """A scrutineer's page: the key ceremony, and later the decryption of the closed tally."""
    found = g.caller.call(voting.GET_CEREMONY, {"ceremony_id": ceremony_id})
    texts = {each: t(f"ceremony.{each}") for each in SAID}
    texts |= {"least": str(LEAST_BALLOTS)}
    response = page("ceremony.html", ceremony=found, session=_session(found["session_id"]), texts=texts)
    response.headers["Cache-Control"] = "no-store"
    return response


@portal.get("/t/<tenant>/desk/sessions/<session_id>/envelopes")
@needs_account
def envelopes(tenant: str, session_id: str) -> BaseResponse:
    """Printing envelopes, and opening a vote with those that were drawn; the codes never leave the page."""
    q = Questions(g.caller)
    made = q.items(voting.LIST_CEREMONIES, {"session_id": session_id})
    texts = {
        each: t(f"envelopes.{each}")
        for each in ("making", "printed", "vote", "used", "picture", "sheet_rehearsal")
    }
    texts |= {"number": t("envelopes.bad_number"), "unreachable": t("ceremony.unreachable")}
    session = _session(session_id)
    response = page(
        "envelopes.html",
        session=session,
        due=electronic.due_round(q, session),
        ratings=electronic.due_ratings(q),
        used=[each["uuid"] for each in electronic.of_session(q, session_id)],
        printed=q.items(voting.LIST_ENVELOPES, {"session_id": session_id})[::-1],
        ceremonies=[each for each in made if each["state"] == "complete"][::-1],
        texts=texts,
        may_print=g.caller.may(voting.REGISTER_ENVELOPES),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _session(session_id: str) -> dict[str, Any]:
    found: dict[str, Any] = g.caller.call(voting.GET_SESSION, {"session_id": session_id})
    return found
