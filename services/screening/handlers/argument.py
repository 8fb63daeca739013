"""Posting and panels."""

from __future__ import annotations

from typing import Any

from services.screening.domain.argument import (
    PanelOpinion,
    PublicPosting,
    check_posting,
    check_scores,
    consensus,
)
from services.screening.domain.library import ItemStatus, LibraryItem
from services.screening.handlers.library import load, policy_of
from shared.contracts import screening as contract
from shared.kernel.identity import new_id
from shared.persistence.unit_of_work import UnitOfWork

POSTED = [ItemStatus.ENTERED, ItemStatus.SHORTLISTED, ItemStatus.CANDIDATE, ItemStatus.RESERVED]


def record_posting(work: UnitOfWork, request: dict[str, Any]) -> PublicPosting:
    """Items were posted in an area; the poster becomes a paper."""
    policy = policy_of(work, request["cycle_id"])
    items = work.all(LibraryItem, cycle_id=request["cycle_id"], status=POSTED)
    posting = PublicPosting(
        id=new_id(),
        cycle_id=request["cycle_id"],
        area=request["area"],
        places=request["places"],
        posted_on=request["posted_on"],
        until=request["until"],
        items=len(items),
    )
    check_posting(posting, policy, request["redacted"])
    work.add(posting)
    work.emit(contract.PAPER_REQUESTED, _poster(work, posting, items), about=posting)
    return posting


def list_postings(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Postings of a cycle."""
    return work.page(PublicPosting, page=request, cycle_id=request["cycle_id"])


def record_opinions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Keep a group's opinions."""
    policy = policy_of(work, request["cycle_id"])
    load(work, {each["item_id"] for each in request["opinions"]})
    opinions = []
    for each in request["opinions"]:
        check_scores(policy, request["panel"], each["scores"])
        opinions.append(
            PanelOpinion(
                id=new_id(),
                cycle_id=request["cycle_id"],
                panel=request["panel"],
                group=request["group"],
                item_id=each["item_id"],
                held_on=request["held_on"],
                scores=each["scores"],
                view=each["view"],
            )
        )
    work.add_all(opinions)
    return {"saved": len(opinions)}


def get_consensus(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The ranking of a track's long list."""
    policy = policy_of(work, request["cycle_id"])
    items = work.all(
        LibraryItem,
        cycle_id=request["cycle_id"],
        track=request["track"],
        status=[ItemStatus.SHORTLISTED, ItemStatus.CANDIDATE],
    )
    titles = {each.id: each.title for each in items}
    opinions = work.all(PanelOpinion, cycle_id=request["cycle_id"], item_id=sorted(titles)) if titles else []
    standings = consensus(policy, titles, opinions)
    return {
        "items": [
            {
                "item_id": each.item_id,
                "title": titles[each.item_id],
                "rank": each.rank,
                "panels": each.panels,
                "weighted": each.weighted,
                "complete": each.complete,
            }
            for each in standings
        ]
    }


def _poster(work: UnitOfWork, posting: PublicPosting, items: list[LibraryItem]) -> dict[str, Any]:
    cycle = work.cycle(posting.cycle_id)
    # The title and the place are what was posted; names, contacts and free text stay out (A10.19).
    rows = [[str(number), each.title, each.place] for number, each in enumerate(items[:1900], start=1)]
    return {
        "paper_id": posting.id,
        "cycle_id": posting.cycle_id,
        "kind": "posting",
        "title": f"{posting.area}民生实事建议项目张贴公布",
        "issuer": cycle.tenant_name,
        "addressee": "",
        "issued_on": posting.posted_on,
        "blocks": [
            {"kind": "paragraph", "text": f"自{posting.posted_on}至{posting.until}公布，欢迎提出意见。"},
            {"kind": "table", "text": "", "header": ["序号", "项目", "地点"], "rows": rows},
        ],
        "public": True,
        "channels": posting.places[:20],
        "about": {"kind": "posting", "id": posting.id},
    }
