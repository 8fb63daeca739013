"""What a section of the desk is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.gateway.portal.questions import Questions
from shared.contracts.operation import Operation
from shared.tenancy.roles import Role

Row = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """Whose desk, and of which year."""

    q: Questions
    cycle: dict[str, Any] | None
    account: dict[str, Any]
    roles: set[str]
    today: str
    """The tenant's calendar day."""

    @property
    def cycle_id(self) -> str:
        """The year's cycle; only for sections that need one."""
        assert self.cycle is not None
        return str(self.cycle["id"])

    @property
    def unit(self) -> str | None:
        """The office or department that the account works for."""
        found = self.account["unit"]
        return str(found) if found else None


@dataclass(frozen=True)
class Section:
    """A list of rows for some roles; shown where all of ``operations`` may be called.

    The rows of a ``todo`` wait for somebody, unless one is ``settled``; they are counted and stand above the
    sections that are for information.
    """

    key: str
    for_roles: frozenset[Role]
    operations: tuple[Operation, ...]
    gather: Callable[[Desk], list[Row]]
    needs_cycle: bool = True
    todo: bool = True


def row(title: str, detail: str = "", **more: Any) -> Row:
    """One line.

    ``more``: ``due`` (ISO day), ``late``, ``settled``, ``badge``, ``bar``, ``to`` (endpoint) with ``args``, ``at``
    (the congress whose page that is, by default one's own).
    """
    plain: Row = {
        "title": title,
        "detail": detail,
        "due": None,
        "late": False,
        "settled": False,
        "badge": None,
        "bar": None,
        "to": None,
        "at": None,
        "args": {},
    }
    return plain | more


def by_due(rows: list[Row]) -> list[Row]:
    """What is late first, then by day; what has no day last."""
    return sorted(rows, key=lambda each: (not each["late"], each["due"] or "9999"))
