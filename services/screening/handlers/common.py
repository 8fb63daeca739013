"""What every theme of screening needs: rules, items by id, everything of a kind, telling the proposers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from services.screening.domain.library import LibraryItem
from services.screening.domain.library_errors import OtherYear
from services.screening.domain.policy import ScreeningPolicy
from shared.contracts import screening as contract
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import NotFound
from shared.persistence.unit_of_work import UnitOfWork

A = TypeVar("A", bound=Aggregate)
Request = dict[str, Any]

AT_ONCE = 1000
"""Rows read at a time."""

MOST_REASON = 1000
"""Characters of a reason that an event carries; the library keeps it whole."""


def policy_of(work: UnitOfWork, cycle_id: str) -> ScreeningPolicy:
    """The screening rules of a cycle."""
    return ScreeningPolicy.from_rulebook(work.rulebook(cycle_id))


def load(work: UnitOfWork, ids: Iterable[str], cycle_id: str | None = None) -> dict[str, LibraryItem]:
    """Library items by id; raises ``NotFound`` for the first that is missing.

    With a cycle they must be of that year's library, else ``OtherYear`` is raised.
    """
    wanted = sorted(set(ids))
    items: dict[str, LibraryItem] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = work.all(LibraryItem, id=wanted[start : start + AT_ONCE])
        items.update({each.id: each for each in some})
    for id in wanted:
        if id not in items:
            raise NotFound(kind="库内项目", id=id)
        if cycle_id is not None and items[id].cycle_id != cycle_id:
            raise OtherYear(title=items[id].title)
    return items


def every(work: UnitOfWork, kind: type[A], **equals: Any) -> Iterator[A]:
    """Every aggregate of a kind in the order of recording, however many there are."""
    after: str | None = None
    while True:
        page = work.page(kind, page={"limit": AT_ONCE, "after": after}, **equals)
        yield from page["items"]
        after = page["next"]
        if after is None:
            return


def settle(work: UnitOfWork, item: LibraryItem, outcome: str | None = None) -> None:
    """Tell the proposers what became of their suggestions: the item's status unless told otherwise.

    The decisions of a tenant are numbered, which makes those who number wait for one another: save first.
    """
    reason = item.reason if len(item.reason) <= MOST_REASON else f"{item.reason[: MOST_REASON - 1]}…"
    work.emit(
        contract.SUGGESTION_SETTLED,
        {
            "number": work.next_number("settlement"),
            "cycle_id": item.cycle_id,
            "suggestion_ids": item.suggestion_ids,
            "item_id": item.merged_into or item.id,
            "outcome": outcome or str(item.status),
            "reason": reason,
        },
        about=item,
    )
