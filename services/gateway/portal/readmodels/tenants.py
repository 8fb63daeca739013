"""The tree of congresses."""

from __future__ import annotations

from typing import Any

from services.gateway.portal.questions import Questions
from shared.contracts import congress

KINDS = ("platform", "province", "city", "county", "district", "township", "street")


def tree(q: Questions, parent: str | None = None) -> list[dict[str, Any]]:
    """The congresses as nested ``children``; of one parent, its children only.

    A tenant whose parent is not in the list stands at the top, so that none is lost.
    """
    listed = [
        {**each, "children": []}
        for each in q.items(congress.LIST_TENANTS, {"parent": parent} if parent else {})
        if each["kind"] != "platform"
    ]
    by_id = {each["id"]: each for each in listed}
    roots: list[dict[str, Any]] = []
    for each in sorted(listed, key=_place):
        above = by_id.get(each["parent"])
        (above["children"] if above is not None else roots).append(each)
    return roots


def _place(tenant: dict[str, Any]) -> tuple[int, str]:
    return KINDS.index(tenant["kind"]), tenant["id"]
