"""Where a township's candidates come from: one round among villages and deputies, then sorting (Y-020 … Y-027)."""

from __future__ import annotations

from typing import Any

from services.demo.player import Player
from services.demo.script import Part
from services.demo.townships.figures import Project, Township
from shared.contracts import collection, congress, screening


def collecting(township: Township) -> Part:
    """From the notice to the sorted library.

    Villages ask for all candidates but the last, which a deputy brings in from the liaison station; a village
    repeats the first one, and asks for something that is not ready.
    """
    part = Part()
    *from_villages, from_station = township.projects

    @part.step("开启2024年度周期，发布征集公告", "2023-11-10")
    def give_notice(player: Player) -> None:
        """A notice of thirty days."""
        player.facts["cycle"] = player.act(
            congress.OPEN_CYCLE, year=2024, rulebook_id=player.facts["rulebook"]
        )["id"]
        player.facts["round"] = player.act(
            collection.OPEN_ROUND,
            as_="government",
            cycle_id=player.facts["cycle"],
            title=f"关于征集{township.name}2024年度民生实事项目建议的公告",
            scope="面向各村征集道路、养老、教育、医疗、环境等方面的民生实事项目建议。",
            contact=f"{township.full_name}人民政府办公室",
            channels=[
                {"code": "village", "where": "各村村委会", "open": False},
                {"code": "station", "where": from_station.asked_by, "open": False},
            ],
            published_in=["村务公开栏"],
            starts_on="2023-11-10",
            ends_on="2023-12-10",
        )["id"]

    @part.step("村（社区）走访和联络站征集", "2023-12-08")
    def collect(player: Player) -> None:
        """The government enters what villages say, a deputy what the station heard."""
        by_villages = [_entry(each) for each in from_villages]
        by_villages.append(
            {
                **_entry(from_villages[0]),
                "title": f"盼望早日办理：{from_villages[0].name}",
                "place": from_villages[1].asked_by,
            }
        )
        by_villages.append({**_entry(from_villages[0]), "title": township.not_ready, "category": "other"})
        round_id = player.facts["round"]
        player.act(collection.RECORD_SUGGESTIONS, as_="government", round_id=round_id, entries=by_villages)
        station = {
            **_entry(from_station),
            "channel": "station",
            "proposer_kind": "deputy",
            "proposer_name": "代表001",
            "proposer_level": "township",
            "on_behalf_of": "voter",
            "place": "",
            "source": from_station.asked_by,
        }
        player.act(collection.RECORD_SUGGESTIONS, as_="deputy", round_id=round_id, entries=[station])

    @part.step("征集结束，全部入库", "2023-12-11")
    def enter_library(player: Player) -> None:
        """Items of the library, by title from here on."""
        player.act(collection.CLOSE_ROUND, as_="government", round_id=player.facts["round"])
        items = player.await_items(
            screening.LIST_LIBRARY, len(township.projects) + 2, cycle_id=player.facts["cycle"]
        )
        player.facts["items"] = {item["title"]: item["id"] for item in items}

    @part.step("梳理合并，审核参选条件", "2023-12-28")
    def judge(player: Player) -> None:
        """A repetition is merged; every other item meets the criteria of eligibility (A10.16)."""
        items, first = player.facts["items"], from_villages[0]
        repeated = items[f"盼望早日办理：{first.name}"]
        merge = {"into": items[first.suggestion], "items": [repeated], "reason": "同类建议合并"}
        cycle_id = player.facts["cycle"]
        player.act(screening.MERGE_ITEMS, as_="government", cycle_id=cycle_id, merges=[merge])
        player.act(
            screening.JUDGE_ELIGIBILITY,
            as_="government",
            cycle_id=cycle_id,
            judgements=[{"item_id": items[title], "failed": []} for title in _standing(township)],
        )

    @part.step("按“急需先立、成熟先立、好中选优”筛选", "2024-01-15")
    def sort(player: Player) -> None:
        """What is not ready stays in the library, with the reason."""
        rulings: list[dict[str, Any]] = []
        for title in _standing(township):
            keep = title != township.not_ready
            rulings.append(
                {
                    "item_id": player.facts["items"][title],
                    "keep": keep,
                    "marks": [
                        {"criterion": criterion, "met": keep} for criterion in ("urgent", "mature", "merit")
                    ],
                    "reason": "群众急需、条件成熟" if keep else "用地尚未落实，留库备选",
                }
            )
        player.act(screening.SORT_ITEMS, as_="government", cycle_id=player.facts["cycle"], rulings=rulings)

    return part


def _entry(project: Project) -> dict[str, Any]:
    return {
        "category": project.category,
        "title": project.suggestion,
        "content": f"{project.name}：群众反映集中（演示）。",
        "channel": "village",
        "received_on": "2023-12-08",
        "proposer_kind": "resident",
        "place": project.asked_by,
    }


def _standing(township: Township) -> list[str]:
    return [*(each.suggestion for each in township.projects), township.not_ready]
