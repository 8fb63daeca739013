"""What the API must answer after 原阳's year was played; compared figure by figure."""

from __future__ import annotations

from services.demo.checks import yuanyang
from services.demo.checks.differences import Differences
from services.demo.player import Player


def check(player: Player) -> list[str]:
    """Every difference between the figures of the demo year and the API's answers, as sentences."""
    found: list[str] = []
    for name, compare in yuanyang.CHECKS:
        differences = Differences(f"原阳县·{name}")
        compare(player, differences)
        found += differences.found
    return found
