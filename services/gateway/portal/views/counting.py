"""The paper count in the browser: two independent entries, their differences, signatures, photographs (Y-033, A10.2)."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.ballot_lines import APPROVAL, SIGNS, read_lines
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.forms import Field, Form, read
from services.gateway.portal.questions import Questions, status_of
from services.gateway.portal.readmodels import counting
from services.gateway.portal.readmodels.counting import Count
from services.gateway.portal.rendering import page, today
from services.gateway.portal.text import t
from services.gateway.portal.uploads import uploaded
from shared.contracts import voting
from shared.contracts.voting.count_papers import MOST_FILE, MOST_PICTURE, PICTURES
from shared.kernel.errors import DomainError
from shared.kernel.numerals import ordinal

DESKS = ("first", "second")
MOST_KEYED = 200_000
MOST_PHOTOGRAPH = MOST_PICTURE * 3 // 4
"""Bytes: a picture goes on in base64, four letters for three of them."""

MOST_MINUTES = 400
_HELD = (Field("held_on", 10, required=True), Field("minutes", MOST_MINUTES))
KEYED = (*_HELD, Field("desk", 6, required=True, chosen=True), Field("lines", MOST_KEYED, required=True))
FILED = (*_HELD, Field("desk", 6, required=True, chosen=True))
SETTLED = (*_HELD, Field("scrutineer", 40, required=True, chosen=True), Field("ruling", 1000, required=True))
RECOUNT = (*_HELD, Field("scrutineer", 40, required=True, chosen=True), Field("doubt", 400, required=True))
EXPORT = (
    Field("round", 3, required=True, numeric=True, chosen=True),
    Field("scrutineer", 40, required=True, chosen=True),
)
PHOTOGRAPH = (Field("page", 3, required=True, numeric=True),)


@portal.get("/t/<tenant>/desk/votes/<vote_id>/entry")
@needs_account
def entry(tenant: str, vote_id: str) -> BaseResponse:
    """A teller's page: key the ballots, or hand in the counting machine's file. No total is ever on it."""
    return _entry(_count(vote_id), Form(values=today()))


@portal.post("/t/<tenant>/desk/votes/<vote_id>/entry")
def enter(tenant: str, vote_id: str) -> BaseResponse:
    """Take one of the two entries as it was keyed; whatever is wrong, every line comes back."""
    at = _count(vote_id)
    form = read(KEYED, request.form)
    keyed = read_lines(form.values["lines"], at.candidates, at.vote["method"])
    if "lines" not in form.errors and keyed.problems:
        form.errors["lines"] = "".join(keyed.problems)
    if form.errors:
        return _entry(at, form, 422)
    asked = {**_held(vote_id, form), "desk": form.value("desk"), "patterns": keyed.request()}
    return _taken(tenant, at, form, voting.ENTER_BALLOTS, asked)


@portal.post("/t/<tenant>/desk/votes/<vote_id>/entry-file")
def enter_file(tenant: str, vote_id: str) -> BaseResponse:
    """Take one of the two entries as the counting machine wrote it."""
    at = _count(vote_id)
    form = read(FILED, request.form)
    content = uploaded("file", MOST_FILE, form)
    text = ""
    try:
        text = (content or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        form.errors["file"] = t("tally.not_utf8")
    if form.errors:
        return _entry(at, form, 422)
    asked = {**_held(vote_id, form), "desk": form.value("desk"), "file": text}
    return _taken(tenant, at, form, voting.ENTER_BALLOT_FILE, asked)


@portal.get("/t/<tenant>/desk/votes/<vote_id>/count")
@needs_account
def paper_count(tenant: str, vote_id: str) -> BaseResponse:
    """A scrutineer's page: differences to settle, and the count record to sign."""
    return _paper_count(_count(vote_id), Form(values=today()))


@portal.post("/t/<tenant>/desk/votes/<vote_id>/differences")
def settle(tenant: str, vote_id: str) -> BaseResponse:
    """Rule on every difference by what the paper shows."""
    at = _count(vote_id)
    form = read(SETTLED, request.form)
    lines, copies = request.form.getlist("pattern"), request.form.getlist("copies")
    form.values |= {f"copies-{line}": number for line, number in zip(lines, copies, strict=False)}
    wrong = [each for each in copies if not (each.strip().isascii() and each.strip().isdigit())]
    if wrong or not lines or len(lines) != len(copies):
        form.errors["copies"] = t("tally.copies_wrong")
    rulings = []
    for line, number in zip(lines, copies, strict=False):
        read_back = read_lines(line, at.candidates, at.vote["method"])
        if read_back.problems or not read_back.patterns:
            form.errors["copies"] = t("tally.copies_wrong")
        elif "copies" not in form.errors:
            rulings.append({"marks": read_back.patterns[0][0], "copies": int(number)})
    if form.errors:
        return _paper_count(at, form, 422)
    asked = {
        **_held(vote_id, form),
        "scrutineer": form.value("scrutineer"),
        "reason": form.value("ruling"),
        "rulings": rulings,
    }
    return _done(tenant, at, form, voting.SETTLE_DIFFERENCES, asked)


@portal.post("/t/<tenant>/desk/votes/<vote_id>/signatures")
def sign(tenant: str, vote_id: str) -> BaseResponse:
    """The ticked scrutineers sign the count record."""
    at = _count(vote_id)
    form = read(_HELD, request.form)
    signing = request.form.getlist("signing")
    if not signing:
        form.errors["signing"] = t("tally.nobody_signs")
    if form.errors:
        return _paper_count(at, form, 422, signing)
    return _done(
        tenant, at, form, voting.SIGN_COUNT, {**_held(vote_id, form), "scrutineers": signing}, signing
    )


@portal.post("/t/<tenant>/desk/votes/<vote_id>/recounts")
def order_recount(tenant: str, vote_id: str) -> BaseResponse:
    """A scrutineer wants the paper counted again."""
    at = _count(vote_id)
    form = read(RECOUNT, request.form)
    if form.errors:
        return _paper_count(at, form, 422)
    asked = {**_held(vote_id, form), "scrutineer": form.value("scrutineer"), "reason": form.value("doubt")}
    return _done(tenant, at, form, voting.ORDER_RECOUNT, asked)


@portal.post("/t/<tenant>/desk/votes/<vote_id>/exports")
def export_ballots(tenant: str, vote_id: str) -> BaseResponse:
    """The two files of the offline recount in one archive."""
    at = _count(vote_id)
    form = read(EXPORT, request.form)
    if form.errors:
        return _paper_count(at, form, 422)
    asked = {"vote_id": vote_id, "round": form.count("round"), "scrutineer": form.value("scrutineer")}
    try:
        found = g.caller.call(voting.EXPORT_BALLOTS, asked, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return _paper_count(at, form, status_of(refused))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("measure.json", found["measure"])
        files.writestr("ballots.csv", found["ballots"])
    response = Response(archive.getvalue(), mimetype="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename=recount-{found['round']}.zip"
    return _kept_nowhere(response)


@portal.get("/t/<tenant>/desk/votes/<vote_id>/photographs")
@needs_account
def photographs(tenant: str, vote_id: str) -> BaseResponse:
    """The photographs of the sheets, for those who may see them; to tellers only the form."""
    return _photographs(_count(vote_id), Form())


@portal.post("/t/<tenant>/desk/votes/<vote_id>/photographs")
def attach_photograph(tenant: str, vote_id: str) -> BaseResponse:
    """Attach a picture of a sheet."""
    at = _count(vote_id)
    form = read(PHOTOGRAPH, request.form)
    content = uploaded("photograph", MOST_PHOTOGRAPH, form)
    media_type = request.files["photograph"].mimetype if "photograph" in request.files else ""
    if content and media_type not in PICTURES:
        form.errors["photograph"] = t("tally.not_a_picture")
    if form.errors or content is None:
        return _photographs(at, form, 422)
    asked = {
        "vote_id": vote_id,
        "page": int(form.value("page")),
        "media_type": media_type,
        "content": base64.b64encode(content).decode(),
    }
    try:
        g.caller.call(voting.ATTACH_PHOTOGRAPH, asked, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return _photographs(at, form, status_of(refused))
    return redirect(
        url_for("portal.photographs", tenant=tenant, vote_id=vote_id, attached=asked["page"]), 303
    )


@portal.get("/t/<tenant>/desk/votes/<vote_id>/photographs/<photograph_id>")
@needs_account
def photograph(tenant: str, vote_id: str, photograph_id: str) -> BaseResponse:
    """The picture itself."""
    found = g.caller.call(voting.GET_PHOTOGRAPH, {"vote_id": vote_id, "photograph_id": photograph_id})
    kind = found["media_type"] if found["media_type"] in PICTURES else "application/octet-stream"
    response = Response(base64.b64decode(found["content"]), mimetype=kind)
    return _kept_nowhere(response)


def _count(vote_id: str) -> Count:
    return counting.count(g.caller, vote_id)


def _held(vote_id: str, form: Form) -> dict[str, Any]:
    return {"vote_id": vote_id, "held_on": form.value("held_on"), "minutes": form.value("minutes")}


def _taken(tenant: str, at: Count, form: Form, operation: Any, asked: dict[str, Any]) -> BaseResponse:
    try:
        g.caller.call(operation, asked, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return _entry(at, form, status_of(refused))
    where = url_for("portal.entry", tenant=tenant, vote_id=at.vote["id"], taken=form.value("desk"))
    return redirect(where, 303)


def _done(
    tenant: str,
    at: Count,
    form: Form,
    operation: Any,
    asked: dict[str, Any],
    signing: list[str] | None = None,
) -> BaseResponse:
    try:
        g.caller.call(operation, asked, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return _paper_count(at, form, status_of(refused), signing)
    return redirect(url_for("portal.paper_count", tenant=tenant, vote_id=at.vote["id"]), 303)


def _entry(at: Count, form: Form, status: int = 200) -> BaseResponse:
    taken = request.args.get("taken", "")
    return _kept_nowhere(
        page(
            "entry.html",
            status,
            at=at,
            form=form,
            desk_options=[{"code": each, "name": t(f"tally.desk.{each}")} for each in DESKS],
            approval=at.vote["method"] == APPROVAL,
            signs=SIGNS,
            taken=taken if taken in DESKS else "",
            may_enter=g.caller.may(voting.ENTER_BALLOTS),
            most_keyed=MOST_KEYED,
            most_minutes=MOST_MINUTES,
        )
    )


def _paper_count(at: Count, form: Form, status: int = 200, signing: list[str] | None = None) -> BaseResponse:
    may = g.caller.may(voting.GET_DIFFERENCES)
    differing = may and at.vote["state"] == counting.DIFFERING
    record = counting.record(g.caller, at) if may else None
    titles = at.session["scrutineers"]
    signing_now = record is not None and at.vote["state"] == counting.COUNTED
    unsigned = [each for each in titles if record and each not in record["signed_by"]] if signing_now else []
    return _kept_nowhere(
        page(
            "count.html",
            status,
            at=at,
            form=form,
            differing=counting.differences(g.caller, at) if differing else None,
            record=record,
            unsigned=unsigned,
            on_paper=[each for each in at.session["scrutineers_on_paper"] if each in unsigned],
            scrutineer_options=[{"code": each, "name": each} for each in titles],
            approval=at.vote["method"] == APPROVAL,
            may=may,
            export_rounds=[
                {"code": str(each), "name": t("tally.export_round", number=ordinal(each))}
                for each in at.exportable
            ]
            if g.caller.may(voting.EXPORT_BALLOTS)
            else [],
            may_recount=at.recountable and g.caller.may(voting.ORDER_RECOUNT),
            signing=frozenset(signing or ()),
            most_minutes=MOST_MINUTES,
        )
    )


def _photographs(at: Count, form: Form, status: int = 200) -> BaseResponse:
    may_list = g.caller.may(voting.LIST_PHOTOGRAPHS)
    found = Questions(g.caller).items(voting.LIST_PHOTOGRAPHS, {"vote_id": at.vote["id"]}) if may_list else []
    attached = request.args.get("attached", "")
    return _kept_nowhere(
        page(
            "photographs.html",
            status,
            at=at,
            form=form,
            found=found,
            may_list=may_list,
            may_attach=g.caller.may(voting.ATTACH_PHOTOGRAPH),
            attached=attached if attached.isascii() and attached.isdigit() else "",
            pictures=",".join(PICTURES),
            most_picture=MOST_PHOTOGRAPH,
        )
    )


def _kept_nowhere(response: BaseResponse) -> BaseResponse:
    """Patterns of marks may be signatures: no cache keeps them."""
    response.headers["Cache-Control"] = "no-store"
    return response
