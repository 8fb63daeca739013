"""Official papers: the list, one paper, its bytes, and whether a digest is one of ours."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from services.gateway.portal import portal
from services.gateway.portal.forms import Field, Form, read
from services.gateway.portal.questions import Questions, status_of
from services.gateway.portal.readmodels.papers import content, shelf
from services.gateway.portal.rendering import page, today
from services.gateway.portal.text import t
from services.gateway.portal.views.home import asked_year
from shared.contracts import publication
from shared.contracts.publication.schemas import KINDS, MOST_LINK
from shared.kernel.errors import DomainError

_DIGEST = re.compile(r"\A[0-9a-f]{64}\Z")
PUBLISHED = (
    Field("published_by", 80, required=True),
    Field("published_on", 10, required=True),
    Field("link", MOST_LINK),
    Field("proof", 400),
    Field("scan_digest", 64),
)
_AFTER = re.compile(r"\A[!-~]{1,128}\Z")


@portal.get("/t/<tenant>/papers")
def papers(tenant: str) -> Response:
    """The list, newest first."""
    kind = request.args.get("kind", "")
    after = request.args.get("after", "")
    shown = shelf(
        Questions(g.caller),
        asked_year(),
        kind if kind in KINDS else None,
        after if _AFTER.match(after) else None,
    )
    return page("papers.html", kinds=KINDS, **shown, **_verified())


@portal.get("/t/<tenant>/papers/<paper_id>")
def paper(tenant: str, paper_id: str) -> Response:
    """One paper: number, issuer, day, digest, who published it, and to whom it was sent where the reader may know."""
    return _paper(paper_id, Form(values={"published_on": today()["held_on"]}))


@portal.post("/t/<tenant>/papers/<paper_id>/publications")
def record_publication(tenant: str, paper_id: str) -> BaseResponse:
    """A channel published the paper (B-035)."""
    form = read(PUBLISHED, request.form)
    if form.errors:
        return _paper(paper_id, form, 422)
    asked = {
        "paper_id": paper_id,
        "channel": form.value("published_by"),
        "on": form.value("published_on"),
        "link": form.value("link"),
        "proof": form.value("proof"),
        "scan_digest": form.value("scan_digest").lower() or None,
    }
    try:
        g.caller.call(publication.RECORD_PUBLICATION, asked, form.key)
    except DomainError as refused:
        form.sentence = refused.text
        return _paper(paper_id, form, status_of(refused))
    return redirect(url_for("portal.paper", tenant=tenant, paper_id=paper_id), 303)


def _paper(paper_id: str, form: Form, status: int = 200) -> Response:
    found = g.caller.call(publication.GET_PAPER, {"paper_id": paper_id})
    may = bool(found["channels"]) and g.caller.may(publication.RECORD_PUBLICATION)
    return page("paper.html", status, paper=found, form=form, may_record=may, most_link=MOST_LINK)


@portal.get("/t/<tenant>/papers/<paper_id>.html")
def paper_html(tenant: str, paper_id: str) -> Response:
    """The paper as it was issued, for a browser."""
    return _content(paper_id, "html")


@portal.get("/t/<tenant>/papers/<paper_id>.pdf")
def paper_pdf(tenant: str, paper_id: str) -> Response:
    """The paper as it was issued, for printing."""
    return _content(paper_id, "pdf")


def _content(paper_id: str, form: str) -> Response:
    found = content(g.caller, paper_id, form)
    response = Response(found["body"], content_type=found["media_type"])
    response.headers["Content-Security-Policy"] = found["policy"]
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(found['filename'])}"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(found["digest"])
    response.make_conditional(request)
    return response


def _verified() -> dict[str, Any]:
    """What the digest in the address belongs to (A10.17)."""
    typed = request.args.get("digest", "").strip().lower()
    if not typed:
        return {"digest": "", "verified": None, "digest_problem": None}
    if not _DIGEST.match(typed):
        return {"digest": typed[:80], "verified": None, "digest_problem": t("papers.digest_shape")}
    answer = g.caller.call(publication.VERIFY, {"digest": typed})
    return {"digest": typed, "verified": answer, "digest_problem": None}
