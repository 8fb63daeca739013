"""The rulebook of a cycle against the parameters that the demo year states, each with its clause (Y-013, Y-073)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from services.demo.checks.differences import Differences
from services.demo.expected import rules as expected
from services.demo.player import Player
from shared.contracts import congress


def checker(parameters: Mapping[str, tuple[Any, str]]) -> Callable[[Player, Differences], None]:
    """The comparison of a county's newest rulebook, as a resident reads it."""

    def compare(player: Player, differences: Differences) -> None:
        rulebooks = player.all_pages(congress.LIST_RULEBOOKS, as_="resident")
        newest = max(rulebooks, key=lambda each: int(each["number"]))
        stated = {each["key"]: each for each in newest["stated"]}
        for key, (value, clause) in parameters.items():
            rule = stated.get(key)
            differences.holds(f"{key}已载明", rule is not None)
            if rule is not None:
                differences.same(key, _plain(rule["value"]), value)
                differences.holds(f"{key}注明{clause}", clause in rule["citation"])

    return compare


def check_weights(player: Player, differences: Differences) -> None:
    """How much each of 北关区's three parties counts (B-021)."""
    newest = max(player.all_pages(congress.LIST_RULEBOOKS), key=lambda each: int(each["number"]))
    panels = next(each["value"] for each in newest["stated"] if each["key"] == "screening.panels")
    differences.same("三方论证权重", {one["code"]: one["weight"] for one in panels}, expected.PANEL_WEIGHTS)


def _plain(value: Any) -> Any:
    """A list of named things by their codes, or the bodies that act."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [each["body"] if "body" in each else each["code"] for each in value]
    return value


YUANYANG = (("规则手册", checker(expected.YUANYANG)),)
BEIGUAN = (("规则手册", checker(expected.BEIGUAN)), ("论证权重", check_weights))
