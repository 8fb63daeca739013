"""What the API must answer after 北关's year was played; compared figure by figure."""

from __future__ import annotations

from services.demo.checks import beiguan
from services.demo.checks.differences import Differences
from services.demo.player import Player


def check(player: Player) -> list[str]:
    """Every difference between the figures of the demo year and the API's answers, as sentences."""
    found: list[str] = []
    for name, compare in beiguan.CHECKS:
        differences = Differences(f"北关区·{name}")
        compare(player, differences)
        found += differences.found
    return found
