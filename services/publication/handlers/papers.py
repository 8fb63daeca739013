"""Reading papers: the public ones everyone, all of them staff (A10.18)."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any

from services.publication.domain.numbering import KIND_NAMES
from services.publication.domain.paper import Distribution, Paper
from services.publication.domain.proof import ChannelPublication, standing
from shared.kernel.errors import NotFound
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.roles import STAFF, Role

_READERS_OF_ALL = STAFF | {Role.SERVICE}


def list_papers(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Papers, newest first."""
    filters = {
        name: request[name]
        for name in ("cycle_id", "kind", "about_kind", "about_id")
        if request[name] is not None
    }
    if not _reads_all(work):
        filters["public"] = True
    page = work.page(Paper, page=request, order="-seq", **filters)
    found = page["items"]
    records = work.all(ChannelPublication, paper_id=[each.id for each in found]) if found else []
    page["items"] = [view(each, records) for each in found]
    return page


def get_paper(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """A paper, and for staff its distribution and every record of its channels, also those put right since."""
    paper, staff = _readable(work, request["paper_id"]), _reads_all(work)
    records = work.all(ChannelPublication, paper_id=paper.id)
    sent = work.all(Distribution, paper_id=paper.id) if staff else []
    return {**view(paper, records), "distributions": sent, "records": records if staff else []}


def get_content(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The bytes as they were issued."""
    paper = _readable(work, request["paper_id"])
    form = request["form"]
    digest = paper.kept_digest(form)
    media_type, content = work.blob(digest)
    return {
        "paper_id": paper.id,
        "form": form,
        "media_type": media_type,
        "filename": f"{paper.number}.{form}",
        "digest": digest,
        "content": base64.b64encode(content).decode(),
    }


def verify(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Which paper has this digest, if the asker may know of it."""
    for form, column in (("html", "digest"), ("pdf", "pdf_digest")):
        paper = work.find(Paper, **{column: request["digest"]})
        if paper is not None and paper.readable_by(_reads_all(work)):
            records = work.all(ChannelPublication, paper_id=paper.id)
            return {"known": True, "form": form, "paper": view(paper, records)}
    return {"known": False, "form": None, "paper": None}


def view(paper: Paper, records: Iterable[ChannelPublication] = ()) -> dict[str, Any]:
    """The paper as it is shown, without its text; ``records`` say which channels published it."""
    published = standing(paper, records)
    done = {each.channel for each in published}
    return {
        "id": paper.id,
        "version": paper.version,
        "cycle_id": paper.cycle_id,
        "kind": paper.kind,
        "kind_name": KIND_NAMES[paper.kind],
        "number": paper.number,
        "sequence": paper.sequence,
        "title": paper.title,
        "issuer": paper.issuer,
        "addressee": paper.addressee,
        "issued_on": paper.issued_on,
        "public": paper.public,
        "demo": paper.demo,
        "origin": paper.origin,
        "channels": paper.channels,
        "published": published,
        "unpublished": [each for each in dict.fromkeys(paper.channels) if each not in done],
        "about": paper.about,
        "digest": paper.digest,
        "pdf_digest": paper.pdf_digest,
    }


def _readable(work: UnitOfWork, paper_id: str) -> Paper:
    paper = work.get(Paper, paper_id)
    if not paper.readable_by(_reads_all(work)):
        raise NotFound(kind="公文", id=paper_id)
    return paper


def _reads_all(work: UnitOfWork) -> bool:
    return work.actor.has_any(_READERS_OF_ALL)
