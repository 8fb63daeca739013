"""Three layers of collection: 36 departments, three sites, stations and the research week (Y-020 … Y-025)."""

from __future__ import annotations

from typing import Any

from services.demo.player import Player
from services.demo.script import Part
from services.demo.yuanyang import figures
from shared.contracts import collection, congress, screening

part = Part()

SITES = ("media_centre", "government_site", "congress_site")


def titles() -> list[tuple[str, str, bool]]:
    """The 78 suggestions: title, category, whether it says again what another one says.

    The first 61 are distinct; the last seventeen repeat the first seventeen in other words.
    """
    named = [(each.name, each.category, False) for each in (*figures.PROJECTS, *figures.WITHDRAWN)]
    named += [(title, "other", False) for title in figures.OTHERS]
    again = [
        (f"希望{title}", category, True)
        for title, category, _again in named[: figures.COLLECTED - len(named)]
    ]
    return named + again


def _entry(number: int) -> dict[str, Any]:
    title, category, _again = titles()[number]
    return {
        "category": category,
        "title": title,
        "content": f"{title}：群众反映集中，建议列入年度民生实事项目。",
        "place": f"第{number % 18 + 1}片区",
    }


@part.step("开启2024年度周期", "2023-09-10")
def open_cycle(player: Player) -> None:
    """The cycle opens under the rulebook in force."""
    cycle = player.act(congress.OPEN_CYCLE, year=2024, rulebook_id=player.facts["rulebook"])
    player.facts["cycle"] = cycle["id"]


@part.step("发布征集公告", "2023-09-11")
def give_notice(player: Player) -> None:
    """The notice opens the round; less than thirty days would be refused."""
    opened = player.act(
        collection.OPEN_ROUND,
        as_="government",
        cycle_id=player.facts["cycle"],
        title="关于征集2024年度民生实事建议项目的公告",
        scope="面向全县征集教育、医疗、文化、就业、养老、环保、交通、城建等方面的民生实事建议项目。",
        contact="县政府办、县人大常委会代表联络机构",
        channels=[{"code": code, "where": "网站首页专栏", "open": True} for code in SITES],
        published_in=["县融媒体中心", "县政府网站", "县人大网站"],
        starts_on="2023-09-11",
        ends_on="2023-10-20",
    )
    player.facts["round"] = opened["id"]


@part.step("职能部门全覆盖", "2023-09-28")
def ask_departments(player: Player) -> None:
    """A task to every department; 31 report 36 items, five report nil (exception ①)."""
    sent = player.act(
        collection.SEND_TASKS,
        as_="government",
        round_id=player.facts["round"],
        departments=list(figures.DEPARTMENTS),
        channel="department",
        due_on="2023-10-10",
    )
    player.facts["tasks"] = len(sent["tasks"])
    replies: list[dict[str, Any]] = []
    number = 0
    for index, name in enumerate(figures.DEPARTMENTS):
        many = 0 if index >= figures.REPORTED else 2 if index < 36 - figures.REPORTED else 1
        entries = [_entry(number + offset) for offset in range(many)]
        replies.append(
            {"department": name, "entries": entries} if entries else {"department": name, "nil": True}
        )
        number += many
    player.act(collection.RECORD_REPLIES, as_="government", round_id=player.facts["round"], replies=replies)


@part.step("信息平台全铺开", "2023-10-12")
def collect_on_sites(player: Player) -> None:
    """Twenty-four residents write on three sites, with no account; each gets a receipt number."""
    for index in range(24):
        said = player.act(
            collection.SUBMIT_SUGGESTION,
            as_="resident",
            round_id=player.facts["round"],
            channel=SITES[index % 3],
            **_entry(36 + index),
        )
        if index == 0:
            player.facts["receipt"] = said["receipt"]


@part.step("民主渠道全运用：联络站和代表调研周", "2023-10-20")
def collect_at_stations(player: Player) -> None:
    """Ten from stations on citizens' behalf, eight from the research week."""
    week = player.act(
        collection.REGISTER_CAMPAIGN,
        round_id=player.facts["round"],
        title="人大代表调研周",
        starts_on="2023-10-16",
        ends_on="2023-10-20",
        deputies=[f"代表{number:03}" for number in range(1, 9)],
    )
    by_station = [
        {
            **_entry(60 + index),
            "channel": "station",
            "proposer_kind": "station",
            "proposer_name": "阳和街道联络站",
            "on_behalf_of": "voter",
        }
        for index in range(10)
    ]
    by_deputies = [
        {
            **_entry(70 + index),
            "channel": "research_week",
            "proposer_kind": "deputy",
            "proposer_name": f"代表{index + 1:03}",
            "proposer_level": "county",
            "constituency": f"第{index + 1}选区",
            "campaign_id": week["id"],
        }
        for index in range(8)
    ]
    player.act(
        collection.RECORD_SUGGESTIONS, round_id=player.facts["round"], entries=[*by_station, *by_deputies]
    )


@part.step("征集结束", "2023-10-21")
def close_round(player: Player) -> None:
    """Every department has replied, so the round can be closed."""
    player.act(collection.CLOSE_ROUND, as_="government", round_id=player.facts["round"])


@part.step("全部入库", "2023-11-01")
def enter_library(player: Player) -> None:
    """Everything enters the project library; items are known by their receipts from here on."""
    items = player.await_items(screening.LIST_LIBRARY, figures.COLLECTED, cycle_id=player.facts["cycle"])
    items.sort(key=lambda item: item["receipt"])
    by_title = {item["title"]: item["id"] for item in items}
    player.facts["items"] = [by_title[title] for title, _category, _again in titles()]
