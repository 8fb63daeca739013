"""The register of congresses: a page at a time, nested where a page holds parent and child, and searchable.

There may be tens of thousands of them, so that no request reads them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.gateway.portal.questions import Questions
from shared.contracts import congress

KINDS = ("platform", "province", "city", "county", "district", "township", "street")
ABOVE_OTHERS = ("province", "city", "county", "district")
SHOWN = 100
"""Congresses on a page."""

CHUNK = 200
MOST_CHUNKS = 20
"""How many chunks of the register one request looks through for a name; the next one goes on there."""

Tenant = dict[str, Any]
NameOf = Callable[[str], str | None]


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for: part of a name, or the congresses below one, from a cursor on."""

    text: str = ""
    under: str | None = None
    after: str | None = None


def registry(q: Questions, wanted: Wanted, name_of: NameOf) -> dict[str, Any]:
    """A page of the register; ``next`` leads to the following one.

    ``name_of`` names the parents that are not on the page.
    """
    if wanted.text:
        rows, following = _search(q, wanted)
    else:
        rows, following = _chunk(q, SHOWN, wanted.under, wanted.after)
    on_page = {each["id"] for each in rows}
    named: dict[str, str | None] = {}
    for each in rows:
        above = each["parent"]
        if above and above not in on_page and above != wanted.under and above not in named:
            named[above] = name_of(above)
        each["below"] = named.get(above) if above else None
        each["may_have_children"] = each["kind"] in ABOVE_OTHERS
    roots = nested(rows)
    return {"roots": roots, "next": following, "wanted": wanted, "demo": any(each["demo"] for each in rows)}


def nested(rows: list[Tenant]) -> list[Tenant]:
    """The congresses as nested ``children``; one without its parent here stands at the top: none is lost."""
    by_id = {each["id"]: each | {"children": []} for each in rows}
    roots: list[Tenant] = []
    for each in sorted(by_id.values(), key=_place):
        above = by_id.get(each["parent"])
        (above["children"] if above is not None else roots).append(each)
    return roots


def children(q: Questions, parent: str) -> list[Tenant]:
    """The congresses right below one, up to a page: a county has tens."""
    rows, _following = _chunk(q, SHOWN, parent, None)
    return sorted(rows, key=_place)


def _chunk(q: Questions, limit: int, under: str | None, after: str | None) -> tuple[list[Tenant], str | None]:
    request = {"limit": limit} | ({"parent": under} if under else {}) | ({"after": after} if after else {})
    answer = q.ask(congress.LIST_TENANTS, request)
    if answer is None:
        return [], None
    return [dict(each) for each in answer["items"] if each["kind"] != "platform"], answer["next"]


def _search(q: Questions, wanted: Wanted) -> tuple[list[Tenant], str | None]:
    """Whole chunks until a page is full or this request has looked far enough."""
    found: list[Tenant] = []
    after = wanted.after
    for _ in range(MOST_CHUNKS):
        rows, after = _chunk(q, CHUNK, wanted.under, after)
        found += [each for each in rows if wanted.text.casefold() in each["display_name"].casefold()]
        if after is None or len(found) >= SHOWN:
            break
    return found, after


def _place(tenant: Tenant) -> tuple[int, str]:
    return KINDS.index(tenant["kind"]), tenant["id"]
