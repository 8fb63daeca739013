"""Official papers: the list, one paper, its bytes, and whether a digest is one of ours."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from flask import Response, g, request

from services.gateway.portal import portal
from services.gateway.portal.questions import Questions
from services.gateway.portal.readmodels.papers import content, shelf
from services.gateway.portal.rendering import page
from services.gateway.portal.text import t
from services.gateway.portal.views.home import asked_year
from shared.contracts import publication
from shared.contracts.publication.schemas import KINDS

_DIGEST = re.compile(r"\A[0-9a-f]{64}\Z")
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
    """One paper: number, issuer, day, digest, and to whom it was sent where the reader may know."""
    return page("paper.html", paper=g.caller.call(publication.GET_PAPER, {"paper_id": paper_id}))


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
