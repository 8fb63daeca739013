"""Posting and panels."""

from __future__ import annotations

from typing import Any

from services.screening.domain.argument import PanelOpinion, check_scores, consensus
from services.screening.domain.candidates import CandidateList
from services.screening.domain.item_states import SCREENED, ItemStatus
from services.screening.domain.library import LibraryItem
from services.screening.domain.postings import PublicPosting
from services.screening.handlers.common import Request, every, load, policy_of
from shared.contracts import screening as contract
from shared.kernel.clock import day_in_words
from shared.kernel.identity import new_id
from shared.kernel.naming import organ_of
from shared.persistence.unit_of_work import UnitOfWork

LONG_LIST = (ItemStatus.SHORTLISTED, ItemStatus.CANDIDATE)


def record_posting(work: UnitOfWork, request: Request) -> PublicPosting:
    """Items were posted in an area; the poster becomes a paper."""
    policy = policy_of(work, request["cycle_id"])
    items = list(every(work, LibraryItem, cycle_id=request["cycle_id"], status=list(SCREENED)))
    posting = PublicPosting(
        id=new_id(),
        cycle_id=request["cycle_id"],
        area=request["area"],
        places=request["places"],
        posted_on=request["posted_on"],
        until=request["until"],
        items=len(items),
    )
    posting.check(policy, items, request["redacted"])
    work.add(posting)
    work.emit(contract.PAPER_REQUESTED, _poster(work, posting, items), about=posting)
    return posting


def list_postings(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Postings of a cycle."""
    return work.page(PublicPosting, page=request, cycle_id=request["cycle_id"])


def record_opinions(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Keep a group's opinions."""
    policy = policy_of(work, request["cycle_id"])
    load(work, (each["item_id"] for each in request["opinions"]), request["cycle_id"])
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


def list_opinions(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """Opinions as they were given, each group's apart."""
    equals = {name: request[name] for name in ("cycle_id", "item_id") if request[name] is not None}
    return work.page(PanelOpinion, page=request, **equals)


def get_consensus(work: UnitOfWork, request: Request) -> dict[str, Any]:
    """The ranking of a track's long list, or of everything that is screened this year.

    What the chain took off the list stays in the ranking, so that everyone may compare ranks and outcomes.
    """
    cycle_id, track = request["cycle_id"], request["track"]
    policy = policy_of(work, cycle_id)
    standing: dict[str, tuple[str, ItemStatus]] = {}
    if track is not None:
        left = _taken_off(work, cycle_id, track)
        standing = {each.id: (each.title, ItemStatus.RESERVED) for each in load(work, left).values()}
    wanted = {"status": list(SCREENED)} if track is None else {"status": list(LONG_LIST), "track": track}
    for item in every(work, LibraryItem, cycle_id=cycle_id, **wanted):
        standing[item.id] = (item.title, item.status)
    opinions = every(work, PanelOpinion, cycle_id=cycle_id) if standing else ()
    return {
        "items": [
            {
                "item_id": each.item_id,
                "title": standing[each.item_id][0],
                "status": standing[each.item_id][1],
                "rank": each.rank,
                "panels": each.panels,
                "weighted": each.weighted,
                "complete": each.complete,
            }
            for each in consensus(policy, standing, opinions)
        ]
    }


def _taken_off(work: UnitOfWork, cycle_id: str, track: str) -> set[str]:
    """Items that stood on the track's list until a step or a later version took them off."""
    found = work.find(CandidateList, cycle_id=cycle_id, track=track)
    departures = found.departures if found is not None else []
    return {item_id for each in departures for item_id in each.candidate.item_ids}


def _poster(work: UnitOfWork, posting: PublicPosting, items: list[LibraryItem]) -> dict[str, Any]:
    owner = work.rulebook(posting.cycle_id).value("screening.owner")
    # The title and the place are what was posted; names, contacts and free text stay out (A10.19).
    rows = [[str(number), each.title, each.place] for number, each in enumerate(items, start=1)]
    period = f"自{day_in_words(posting.posted_on)}至{day_in_words(posting.until)}公布，欢迎提出意见。"
    paragraphs = [period, *(f"张贴地点：{place}" for place in posting.places)]
    return {
        "paper_id": posting.id,
        "cycle_id": posting.cycle_id,
        "kind": "posting",
        "title": f"{posting.area}民生实事建议项目张贴公布",
        "issuer": organ_of(work.cycle(posting.cycle_id).tenant_name, owner),
        "addressee": "",
        "issued_on": posting.posted_on,
        "blocks": [
            *({"kind": "paragraph", "text": each} for each in paragraphs),
            {"kind": "table", "text": "", "header": ["序号", "项目", "地点"], "rows": rows},
        ],
        "public": True,
        "channels": [f"{posting.area}辖区张贴"],
        "about": {"kind": "posting", "id": posting.id},
    }
