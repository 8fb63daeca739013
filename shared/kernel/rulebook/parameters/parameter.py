"""One parameter, and the kinds that several themes share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shared.kernel.rulebook.kinds import Choice, Kind, Record, Text


@dataclass(frozen=True)
class Parameter:
    """One thing that congresses settle differently.

    ``default`` is the value when the rulebook is silent; ``source`` the requirement or Q- row.
    """

    key: str
    meaning: str
    kind: Kind
    default: Any
    source: str


NAMED = Record({"code": Text(), "name": Text()})
"""An entry of a list that the rulebook names itself."""

BASE = Choice(("legal", "in_office", "present", "issued", "returned", "valid"))
"""Of what number a share is taken (A10.7)."""
