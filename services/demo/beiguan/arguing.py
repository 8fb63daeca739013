"""Three parties argue over what was collected, and it is posted (B-021 … B-024).

Scores are fictional: they fall along each long list, so that the argument bears out what was decided.
"""

from __future__ import annotations

from typing import Any

from services.demo.beiguan import collecting, figures, suggestions
from services.demo.beiguan.streets import STREETS
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import screening

part = Part()

PROFESSIONAL = {
    "education": "教育专业组",
    "health": "医疗专业组",
    "construction": "城建专业组",
    "transport": "经济专业组",
    "elderly": "社保专业组",
    "employment": "社保专业组",
    "environment": "农业专业组",
    "culture": "经济专业组",
    "other": "法律专业组",
}
BUDGET = "财政预算专业组"
"""The eighth professional group looks at the district's projects once more, at their money."""

DEPARTMENTS = {
    "education": "区教育局",
    "culture": "区教育局",
    "health": "区卫健委",
    "elderly": "区卫健委",
    "transport": "区交通局",
    "construction": "区交通局",
}
ELSE = "区财政局"


@part.step("张贴前脱敏", "2024-02-19")
def redact(player: Player) -> None:
    """What four residents told of themselves comes off (B-023, A10.19)."""
    titles = [each.title for each in suggestions.suggestions(1)]
    player.act(
        screening.REDACT_ITEMS,
        cycle_id=player.facts["cycle"],
        rows=[
            {
                "item_id": player.facts["items"][titles.index(str(each["title"]))],
                "content": each["content"],
            }
            for each in collecting.by_themselves()
        ],
    )


@part.step("八个专业组论证", "2024-02-23")
def professionals(player: Player) -> None:
    """Economy, law, education, medicine, construction, agriculture, social security, budget (B-021)."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for index, each, item in eligible(player):
        scores = {"inclusive": _score(index), "effective": _score(index) - 1}
        groups.setdefault(PROFESSIONAL[each.category], []).append(_opinion(item, scores))
        if index < figures.LONG_LIST:
            groups.setdefault(BUDGET, []).append(_opinion(item, scores))
    _record(player, "professional", "2024-02-23", groups)


@part.step("四个职能部门论证", "2024-03-01")
def departments(player: Player) -> None:
    """Finance, transport, health, education (B-022)."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for index, each, item in eligible(player):
        scores = {"compliant": _score(index), "feasible": _score(index) - 2}
        groups.setdefault(DEPARTMENTS.get(each.category, ELSE), []).append(_opinion(item, scores))
    _record(player, "departments", "2024-03-01", groups)


@part.step("民需论证", "2024-03-05")
def needs(player: Player) -> None:
    """In each street (B-024)."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for index, each, item in eligible(player):
        area = each.place or STREETS[index % len(STREETS)].name
        groups.setdefault(f"{area}民需论证会", []).append(_opinion(item, {"need": _score(index) + 1}))
    _record(player, "need", "2024-03-05", groups)


@part.step("张贴公布15天", "2024-03-05")
def post(player: Player) -> None:
    """02-20 to 03-05, personal data removed (B-023)."""
    for street in STREETS:
        player.act(
            screening.RECORD_POSTING,
            cycle_id=player.facts["cycle"],
            area=street.name,
            places=[f"{each}公示栏" for each in street.communities],
            posted_on="2024-02-20",
            until="2024-03-05",
            redacted=True,
        )


def eligible(player: Player) -> list[tuple[int, suggestions.Suggestion, str]]:
    """What meets the conditions: its place in the table, the suggestion, the item of the library."""
    eligible = suggestions.DISTINCT[: suggestions.ELIGIBLE]
    return [
        (index, each, item)
        for index, (each, item) in enumerate(zip(eligible, player.facts["items"], strict=False))
    ]


def _score(index: int) -> int:
    """Falls along each long list, so that the argument bears out what was decided (fictional)."""
    if index < figures.LONG_LIST:
        return 96 - index
    index -= figures.LONG_LIST
    for street in STREETS:
        if index < street.long_list:
            return 95 - 2 * index
        index -= street.long_list
    return 45


def _opinion(item: str, scores: dict[str, int]) -> dict[str, Any]:
    return {"item_id": item, "scores": scores}


def _record(player: Player, panel: str, day: str, groups: dict[str, list[dict[str, Any]]]) -> None:
    for group, opinions in groups.items():
        player.act(
            screening.RECORD_OPINIONS,
            cycle_id=player.facts["cycle"],
            panel=panel,
            group=group,
            held_on=day,
            opinions=opinions,
        )
