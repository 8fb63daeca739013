"""The sign-in of a sitting by seat, on a tablet of the hall; works without a script (A10.11, A10.15, Y-037)."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.forms import Field, Form, new_key, read
from services.gateway.portal.questions import Questions, status_of
from services.gateway.portal.readmodels import attendance as sheets
from services.gateway.portal.rendering import page
from services.gateway.portal.text import t
from shared.contracts import voting
from shared.contracts.voting.hall import MOST_REASON, PRESENCES
from shared.kernel.errors import DomainError

SIGNED = "signed"
"""Beside how a deputy stands to the sitting: the receipt for the papers."""

ACTS = (*PRESENCES, SIGNED)
GUEST_ACTS = ("present", "absent")
FIELDS = (
    Field("sitting", 20, required=True),
    Field("ordinal", 3, required=True, numeric=True),
    Field("group", 64, required=True),
    Field("act", 12, required=True, chosen=True),
    Field("reason", MOST_REASON),
)


@portal.get("/t/<tenant>/desk/sessions/<session_id>/attendance")
@needs_account
def attendance(tenant: str, session_id: str) -> BaseResponse:
    """Numbers and quorum on top, then the seats by delegation."""
    asked = request.args.get("ordinal", "1")
    ordinal = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return _page(session_id, request.args.get("sitting", ""), ordinal, Form())


@portal.post("/t/<tenant>/desk/sessions/<session_id>/attendance")
def note_attendance(tenant: str, session_id: str) -> BaseResponse:
    """Note the ticked seats of one group; whatever is wrong, the ticks come back as they were."""
    form = read(FIELDS, request.form)
    codes = request.form.getlist("codes")
    sitting, ordinal = form.value("sitting"), form.value("ordinal")
    number = int(ordinal) if "ordinal" not in form.errors else 1
    if not codes:
        form.errors["codes"] = t("attendance.none_chosen")
    if form.errors:
        return _page(session_id, sitting, number, form, codes, 422)
    try:
        g.caller.call(*_request(session_id, sitting, number, form, codes), form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return _page(session_id, sitting, number, form, codes, status_of(refused))
    where: dict[str, Any] = {"session_id": session_id, "sitting": sitting, "ordinal": number}
    return redirect(
        url_for("portal.attendance", tenant=tenant, **where, _anchor=f"group-{form.value('group')}"), 303
    )


def _request(
    session_id: str, sitting: str, ordinal: int, form: Form, codes: list[str]
) -> tuple[Any, dict[str, Any]]:
    act = form.value("act")
    if act == SIGNED:
        return voting.NOTE_RECEIPTS, {"session_id": session_id, "lines": [{"seat": each} for each in codes]}
    where = {"session_id": session_id, "sitting": sitting, "ordinal": ordinal}
    if form.value("group") == sheets.GUESTS:
        present = [{"code": each, "presence": act} for each in codes]
        return voting.NOTE_ATTENDANCE, {**where, "lines": [], "observers": present}
    reason = form.value("reason")
    lines = [{"seat": each, "presence": act, "reason": reason} for each in codes]
    return voting.NOTE_ATTENDANCE, {**where, "lines": lines}


def _page(
    session_id: str,
    sitting: str,
    ordinal: int,
    form: Form,
    ticked: list[str] | None = None,
    status: int = 200,
) -> BaseResponse:
    session = g.caller.call(voting.GET_SESSION, {"session_id": session_id})
    known = sheets.sittings(session)
    at = sheets.chosen(known, sitting, ordinal)
    q = Questions(g.caller)
    response = page(
        "attendance.html",
        status,
        session=session,
        known=known,
        at=at,
        sheet=sheets.sheet(q, session_id, at) if at else None,
        form=form,
        ticked=frozenset(ticked or ()),
        acts={sheets.GUESTS: GUEST_ACTS},
        all_acts=ACTS,
        most_reason=MOST_REASON,
        may_note=g.caller.may(voting.NOTE_ATTENDANCE),
        new_key=new_key,
    )
    # Who is on leave, and why, stays on no tablet.
    response.headers["Cache-Control"] = "no-store"
    return response
