"""Differences between what was expected and what was found, as sentences."""

from __future__ import annotations

from typing import Any


class Differences:
    """Collects sentences; empty when all is as it must be."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.found: list[str] = []

    def same(self, what: str, found: Any, expected: Any) -> None:
        """Note it when the two differ."""
        if found != expected:
            self.found.append(f"{self.part}·{what}：应为{expected!r}，实为{found!r}")

    def holds(self, what: str, condition: bool) -> None:
        """Note it when the condition does not hold."""
        if not condition:
            self.found.append(f"{self.part}·{what}：不成立")
