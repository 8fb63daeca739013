"""The roll of a body as a workbook: taken out, filled in, handed in again (A10.15)."""

from __future__ import annotations

import base64
import io
from typing import Any

from flask import g, redirect, request, send_file, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.forms import Field, Form, read
from services.gateway.portal.questions import Questions, status_of
from services.gateway.portal.rendering import page, today
from services.gateway.portal.text import t, word
from services.gateway.portal.uploads import uploaded
from shared.contracts import congress
from shared.contracts.congress.rolls import BODY_CODE, MOST_WORKBOOK, VACANCY_REASONS
from shared.contracts.operation import Operation
from shared.kernel.errors import DomainError

STREET = (Field("street", 40, required=True),)
FIELDS = (Field("held_on", 10, required=True),)
VACANCY = (
    Field("seats", 2_000, required=True),
    Field("vacancy", 20, required=True, chosen=True),
    Field("since", 10, required=True),
)


@portal.get("/t/<tenant>/desk/rolls")
@needs_account
def roll_of_street(tenant: str) -> BaseResponse:
    """To the roll of a street's assembly, also one of which there is none yet (A10.13)."""
    form = read(STREET, request.args)
    body = f"street:{form.value('street')}"
    try:
        BODY_CODE(body)
    except ValidationError:
        form.errors["street"] = t("roll.street_wrong")
        return _page("congress", form, 422)
    return redirect(url_for("portal.roll", tenant=tenant, body=body))


@portal.get("/t/<tenant>/desk/rolls/<body>")
@needs_account
def roll(tenant: str, body: str) -> BaseResponse:
    """How many seats the roll has, the workbook to take out, and the form to hand one in."""
    return _page(body, Form())


@portal.post("/t/<tenant>/desk/rolls/<body>")
def import_roll(tenant: str, body: str) -> BaseResponse:
    """Replace the roll by what a workbook says; nothing changes where anything in it is wrong."""
    form = read(FIELDS, request.form)
    content = uploaded("workbook", MOST_WORKBOOK * 3 // 4, form)
    if form.errors or content is None:
        return _page(body, form, 422)
    asked = {
        "body": body,
        "workbook": base64.b64encode(content).decode(),
        "as_of": form.value("held_on"),
    }
    try:
        g.caller.call(congress.IMPORT_ROLL_WORKBOOK, asked, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return _page(body, form, status_of(refused))
    return redirect(url_for("portal.roll", tenant=tenant, body=body, imported=1), 303)


@portal.post("/t/<tenant>/desk/rolls/<body>/vacancies")
def vacate_seats(tenant: str, body: str) -> BaseResponse:
    """Note deputies as no longer in office, or as not voting for a time (A10.15)."""
    form = read(VACANCY, request.form)
    if form.errors:
        return _page(body, form, 422)
    asked = {
        "body": body,
        "codes": form.value("seats").split(),
        "reason": form.value("vacancy"),
        "on": form.value("since"),
    }
    return _noted(tenant, body, congress.VACATE_SEATS, asked, form)


@portal.post("/t/<tenant>/desk/rolls/<body>/reinstatements")
def reinstate_seats(tenant: str, body: str) -> BaseResponse:
    """Note the ticked deputies as in office again."""
    form = read((), request.form)
    codes = request.form.getlist("vacant")
    if not codes:
        form.errors["vacant"] = t("form.choose")
        return _page(body, form, 422)
    return _noted(tenant, body, congress.REINSTATE_SEATS, {"body": body, "codes": codes}, form)


def _noted(tenant: str, body: str, operation: Operation, asked: dict[str, Any], form: Form) -> BaseResponse:
    try:
        g.caller.call(operation, asked, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return _page(body, form, status_of(refused))
    return redirect(url_for("portal.roll", tenant=tenant, body=body, noted=1), 303)


@portal.get("/t/<tenant>/desk/rolls/<body>/workbook.xlsx")
@needs_account
def roll_workbook(tenant: str, body: str) -> BaseResponse:
    """The roll as it stands, or with ``template`` an empty one."""
    found = g.caller.call(congress.GET_ROLL_WORKBOOK, {"body": body, "template": "template" in request.args})
    content = io.BytesIO(base64.b64decode(found["content"]))
    response = send_file(content, found["media_type"], as_attachment=True, download_name=found["name"])
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(body: str, form: Form, status: int = 200) -> BaseResponse:
    questions = Questions(g.caller)
    form.values = {**today(), "since": today()["held_on"], **form.values}
    response = page(
        "roll.html",
        status,
        body=body,
        form=form,
        known=questions.ask(congress.GET_ROLL, {"body": body}),
        others=[each for each in questions.items(congress.LIST_ROLLS) if each["body"] != body],
        may_import=g.caller.may(congress.IMPORT_ROLL_WORKBOOK),
        imported="imported" in request.args,
        noted="noted" in request.args,
        may_vacate=g.caller.may(congress.VACATE_SEATS),
        reasons=[{"code": each, "name": word("vacancy", each)} for each in VACANCY_REASONS],
    )
    # Who is on leave or vacant stays on no shared machine.
    response.headers["Cache-Control"] = "no-store"
    return response
