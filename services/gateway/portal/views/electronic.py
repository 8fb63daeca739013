"""The electronic vote: the voting page, the hall's screen, the public record and its files (Y-033, A10.17)."""

from __future__ import annotations

import io

import segno
from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.entrance import needs_account
from services.gateway.portal.forms import new_key
from services.gateway.portal.questions import Questions, status_of
from services.gateway.portal.readmodels import electronic
from services.gateway.portal.rendering import page
from services.gateway.portal.text import t
from shared.contracts import voting
from shared.contracts.operation import Operation
from shared.kernel.errors import DomainError
from shared.kernel.plain_tar import plain_tar

ACTS: dict[str, Operation] = {
    "close": voting.CLOSE_ELECTRONIC_VOTE,
    "cancel": voting.CANCEL_ELECTRONIC_VOTE,
}
"""What the hall's screen does, by the name of its button."""

VERDICTS = (
    "malformed",
    "other_election",
    "unknown_credential",
    "credential_used",
    "not_in_group",
    "choice_unproved",
    "sum_unproved",
    "pair_unproved",
    "signature_wrong",
    "vote_closed",
)
"""Why a ballot may be refused, each with its sentence for the voter (``ballot.verdict.*``)."""


@portal.get("/t/<tenant>/electronic/<uuid>/ballot")
def ballot(tenant: str, uuid: str) -> Response:
    """The voting page, for a phone or a tablet of the hall: encrypts in the browser, then forgets."""
    shown = electronic.ballot(g.caller, Questions(g.caller), uuid)
    texts = {each: t(f"ballot.verdict.{each}") for each in VERDICTS}
    texts |= {
        each: t(f"ballot.{each}")
        for each in ("left", "over", "unmarked", "unreachable", "making", "stranger", "idle", "queued")
    }
    response = page("ballot.html", texts=texts, **shown)
    # Neither a cache nor the way back may show the next voter what the one before marked.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@portal.get("/t/<tenant>/sessions/<session_id>/ballot")
def open_ballots(tenant: str, session_id: str) -> BaseResponse:
    """Where the picture in an envelope leads: to what is open now. The code behind ``#`` goes along in the browser."""
    found = electronic.open_votes(Questions(g.caller), session_id)
    if len(found) == 1:
        return redirect(url_for("portal.ballot", tenant=tenant, uuid=found[0]["uuid"]), 303)
    response = page("open_ballots.html", found=found)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@portal.get("/t/<tenant>/electronic/<uuid>")
def electronic_record(tenant: str, uuid: str) -> Response:
    """What everybody may know of an electronic vote, and how to check it."""
    return page("electronic.html", **electronic.public_record(g.caller, uuid))


@portal.get("/t/<tenant>/electronic/<uuid>.bel")
def electronic_archive(tenant: str, uuid: str) -> Response:
    """The archive, once the result is declared."""
    content = b"".join(plain_tar(electronic.archive_files(g.caller, uuid), 0))
    return _download(content, f"{uuid}.bel", "application/octet-stream")


@portal.get("/t/<tenant>/electronic/<uuid>.pairs.jsonl")
def electronic_pairs(tenant: str, uuid: str) -> Response:
    """The pair proofs beside the archive."""
    content = "".join(f"{each}\n" for each in electronic.pair_lines(g.caller, uuid)).encode()
    return _download(content, f"{uuid}.pairs.jsonl", "application/jsonl")


@portal.get("/t/<tenant>/desk/electronic/<uuid>")
@needs_account
def hall(tenant: str, uuid: str) -> BaseResponse:
    """The hall's screen: where to vote, how many ballots stand on the board, and its head."""
    return _hall(uuid)


@portal.post("/t/<tenant>/desk/electronic/<uuid>")
def act_in_hall(tenant: str, uuid: str) -> BaseResponse:
    """Close, or cancel."""
    operation = ACTS.get(request.form.get("act", ""))
    if operation is None:
        return _hall(uuid, t("hall.unknown"), 422)
    try:
        g.caller.call(operation, {"uuid": uuid}, request.form.get("key") or new_key())
    except DomainError as refused:
        return _hall(uuid, refused.text, status_of(refused))
    return redirect(url_for("portal.hall", tenant=tenant, uuid=uuid), 303)


@portal.get("/t/<tenant>/electronic/<uuid>/ballot.svg")
def ballot_code(tenant: str, uuid: str) -> Response:
    """The voting page's address as a picture."""
    electronic.electronic_vote(g.caller, uuid)
    drawing = io.BytesIO()
    address = url_for("portal.ballot", tenant=tenant, uuid=uuid, _external=True)
    segno.make(address, error="m").save(drawing, kind="svg", scale=8, border=4, title=t("hall.code"))
    return Response(
        drawing.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "private, no-cache"}
    )


def _hall(uuid: str, sentence: str | None = None, status: int = 200) -> Response:
    vote = electronic.electronic_vote(g.caller, uuid)
    acts = [name for name, operation in ACTS.items() if g.caller.may(operation)]
    shown = acts if vote["state"] == "open" else ["cancel"] if vote["state"] == "closed" and acts else []
    return page("hall.html", status, vote=vote, acts=shown, sentence=sentence, key=new_key())


def _download(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
