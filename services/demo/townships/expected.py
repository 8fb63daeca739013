"""What the API must answer after a township's year was played; compared figure by figure."""

from __future__ import annotations

from services.demo.checks.differences import Differences
from services.demo.checks.townships import TOWNSHIPS, checker
from services.demo.player import Player


def check(player: Player) -> list[str]:
    """Every difference between the player's township and the demo year's figures, as sentences.

    Raises ``StopIteration`` where the player's tenant is none of the three.
    """
    township = next(each for each in TOWNSHIPS if each.tenant == player.tenant)
    differences = Differences(player.tenant)
    checker(township)(player, differences)
    return differences.found
