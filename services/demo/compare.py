"""Comparing the API's answers with the script's figures."""

from __future__ import annotations

from typing import Any


class Comparison:
    """Collects what differs."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.differences: list[str] = []

    def equal(self, what: str, found: Any, wanted: Any) -> None:
        """Note a difference."""
        if found != wanted:
            self.differences.append(f"{self.where} {what}：应为{wanted}，实为{found}")
