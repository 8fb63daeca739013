"""Convening a session: the roll as it stands is fixed for it, then it is opened on that roll (A10.11, A10.15)."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.forms import Field, Form, read
from services.gateway.portal.questions import Questions, status_of
from services.gateway.portal.readmodels import cycles
from services.gateway.portal.rendering import page
from services.gateway.portal.shaping import day
from services.gateway.portal.text import t
from shared.contracts import congress, voting
from shared.contracts.operation import Operation
from shared.kernel.errors import DomainError, NotFound

ROLL = (Field("cycle", 64, required=True, chosen=True), Field("body", 60, required=True, chosen=True))
SESSION = (
    Field("snapshot", 64, required=True, chosen=True),
    Field("session_title", 120, required=True),
    Field("announced_by", 120, required=True),
)


@portal.get("/t/<tenant>/desk/convening")
@needs_account
def convening(tenant: str) -> BaseResponse:
    """Both forms; the second one once a roll is fixed."""
    return _page(Form())


@portal.post("/t/<tenant>/desk/convening/rolls")
def fix_roll(tenant: str) -> BaseResponse:
    """Fix a body's roll for a session of the year."""
    form = read(ROLL, request.form)
    asked = {"cycle_id": form.value("cycle"), "body": form.value("body")}
    return _sent(
        form, congress.SNAPSHOT_ROLL, asked, lambda _: url_for("portal.convening", tenant=tenant, fixed=1)
    )


@portal.post("/t/<tenant>/desk/convening/sessions")
def open_session(tenant: str) -> BaseResponse:
    """Open the session, and go on to its steps."""
    form = read(SESSION, request.form)
    asked = {
        "snapshot_id": form.value("snapshot"),
        "title": form.value("session_title"),
        "organ": form.value("announced_by"),
    }
    return _sent(
        form,
        voting.OPEN_SESSION,
        asked,
        lambda done: url_for("portal.acts", tenant=tenant, session_id=done["id"]),
    )


def _sent(form: Form, operation: Operation, asked: dict[str, Any], following: Any) -> BaseResponse:
    if form.errors:
        return _page(form, 422)
    try:
        done = g.caller.call(operation, asked, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return _page(form, status_of(refused))
    return redirect(following(done), 303)


def _page(form: Form, status: int = 200) -> BaseResponse:
    q = Questions(g.caller)
    live = [each for each in cycles.cycles(q) if not each["imported"]]
    if not live:
        raise NotFound(kind=t("convening.cycle"), id="")
    fixed = [
        {
            "code": each["id"],
            "name": t(
                "convening.roll",
                body=each["body_name"],
                year=cycle["year"],
                day=day(each["taken_on"]),
                number=each["in_office"],
            ),
        }
        for cycle in live[:2]
        for each in q.items(voting.LIST_ROLLS, {"cycle_id": cycle["id"]})
    ]
    return page(
        "convening.html",
        status,
        form=form,
        cycles=[{"code": each["id"], "name": str(each["year"])} for each in live[:2]],
        bodies=[{"code": each["body"], "name": each["body_name"]} for each in q.items(congress.LIST_ROLLS)],
        fixed=fixed,
        may=g.caller.may(voting.OPEN_SESSION),
        taken="fixed" in request.args,
    )
