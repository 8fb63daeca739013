"""The root of every aggregate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(kw_only=True)
class Aggregate:
    """A thing that is loaded, changed and saved as one.

    ``version`` is 0 until it is first saved and grows by one with each save; a save of a version
    that is no longer the stored one is refused with ``StaleVersion``.
    """

    id: str
    version: int = 0
