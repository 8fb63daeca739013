"""Official papers as the public sees them."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from services.gateway.portal.questions import Asker, Questions
from services.gateway.portal.readmodels import cycles
from shared.contracts import publication

PAGE = 50
PDF_POLICY = "base-uri 'none'; frame-ancestors 'none'"
"""A browser's own viewer shows the PDF; a narrower policy would keep it from doing so."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def shelf(q: Questions, year: int | None, kind: str | None, after: str | None) -> dict[str, Any]:
    """A page of the list, newest first, of one year or one kind where asked."""
    known = cycles.cycles(q)
    cycle = next((each for each in known if each["year"] == year), None) if year else None
    wanted: dict[str, Any] = {"limit": PAGE}
    if cycle is not None:
        wanted["cycle_id"] = cycle["id"]
    if kind:
        wanted["kind"] = kind
    if after:
        wanted["after"] = after
    answer = q.ask(publication.LIST_PAPERS, wanted)
    return {
        "cycles": known,
        "cycle": cycle,
        "kind": kind,
        "papers": answer["items"] if answer else [],
        "next": answer["next"] if answer else None,
        "silent": sorted(q.silent),
    }


def content(caller: Asker, paper_id: str, form: str) -> dict[str, Any]:
    """The bytes of a paper exactly as they were issued, with the policy under which a browser may show them.

    A paper carries its own style; the policy names that style's digest and allows nothing else.
    """
    answer = caller.call(publication.GET_CONTENT, {"paper_id": paper_id, "form": form})
    body = base64.b64decode(answer["content"])
    return {
        "body": body,
        "media_type": answer["media_type"],
        "filename": answer["filename"],
        "digest": answer["digest"],
        "policy": _policy(body) if form == "html" else PDF_POLICY,
    }


def _policy(body: bytes) -> str:
    digests = [
        base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()
        for each in _STYLE.findall(body.decode("utf-8"))
    ]
    styles = " ".join(f"'sha256-{each}'" for each in digests) or "'none'"
    return (
        f"default-src 'none'; style-src {styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    )
