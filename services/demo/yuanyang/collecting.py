"""Three layers of collection: 36 departments, three sites, stations and the research week (Y-020 … Y-025)."""

from __future__ import annotations

from typing import Any

from services.demo.player import Player
from services.demo.script import Part
from services.demo.yuanyang import figures, suggestions
from shared.contracts import collection, congress, screening

part = Part()


@part.step("开启2024年度周期", "2023-09-10")
def open_cycle(player: Player) -> None:
    """The cycle opens under the rulebook in force."""
    cycle = player.act(congress.OPEN_CYCLE, year=2024, rulebook_id=player.facts["rulebook"])
    player.facts["cycle"] = cycle["id"]


@part.step("发布征集公告", "2023-09-11")
def give_notice(player: Player) -> None:
    """The notice opens the round; less than thirty days would be refused."""
    opened = publish_notice(player, player.facts["cycle"], 2024, "2023-09-11", "2023-10-20")
    player.facts["round"] = opened["id"]


def publish_notice(player: Player, cycle_id: str, year: int, starts_on: str, ends_on: str) -> Any:
    """The notice for a year's suggestions, on the three sites (Y-022)."""
    return player.act(
        collection.OPEN_ROUND,
        as_="government",
        cycle_id=cycle_id,
        title=f"关于征集{year}年度民生实事建议项目的公告",
        scope="面向全县征集教育、医疗、文化、就业、养老、环保、交通、城建等方面的民生实事建议项目。",
        contact="县政府办、县人大常委会代表联络机构",
        channels=[{"code": code, "where": "网站首页专栏", "open": True} for code in suggestions.SITES],
        published_in=["县融媒体中心", "县政府网站", "县人大网站"],
        starts_on=starts_on,
        ends_on=ends_on,
    )


@part.step("职能部门全覆盖", "2023-09-28")
def ask_departments(player: Player) -> None:
    """A task to every department; 31 report 36 items, five report nil (exception ①)."""
    player.act(
        collection.SEND_TASKS,
        as_="government",
        round_id=player.facts["round"],
        departments=list(suggestions.DEPARTMENTS),
        channel="department",
        due_on="2023-10-10",
    )
    replies: list[dict[str, Any]] = []
    for name in suggestions.DEPARTMENTS:
        entries = [each.entry() for each in suggestions.ALL if each.department == name]
        replies.append({"department": name, "entries": entries, "nil": not entries})
    player.act(collection.RECORD_REPLIES, as_="government", round_id=player.facts["round"], replies=replies)


@part.step("信息平台全铺开", "2023-10-12")
def collect_on_sites(player: Player) -> None:
    """Twenty-four residents write on three sites, with no account; each gets a receipt number."""
    for each in suggestions.by_channel(*suggestions.SITES):
        player.act(
            collection.SUBMIT_SUGGESTION,
            as_="resident",
            round_id=player.facts["round"],
            channel=each.channel,
            **each.entry(),
        )


@part.step("民主渠道全运用：联络站和代表调研周", "2023-10-20")
def collect_at_stations(player: Player) -> None:
    """Ten from stations on citizens' behalf, eight from the research week (Y-023 … Y-025)."""
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
            **each.entry(),
            "channel": each.channel,
            "proposer_kind": "station",
            "proposer_name": "阳和街道联络站",
            "on_behalf_of": "voter",
        }
        for each in suggestions.by_channel("station")
    ]
    by_deputies = [
        {
            **each.entry(),
            "channel": each.channel,
            "proposer_kind": "deputy",
            "proposer_name": f"代表{number:03}",
            "proposer_level": "county",
            "constituency": f"第{number}选区",
            "campaign_id": week["id"],
        }
        for number, each in enumerate(suggestions.by_channel("research_week"), 1)
    ]
    round_id = player.facts["round"]
    player.act(collection.RECORD_SUGGESTIONS, as_="station", round_id=round_id, entries=by_station)
    player.act(collection.RECORD_SUGGESTIONS, round_id=round_id, entries=by_deputies)


@part.step("征集结束", "2023-10-21")
def close_round(player: Player) -> None:
    """Every department has replied, so the round can be closed."""
    player.act(collection.CLOSE_ROUND, as_="government", round_id=player.facts["round"])


@part.step("全部入库", "2023-11-01")
def enter_library(player: Player) -> None:
    """Everything enters the project library; items stand in the order of the table from here on."""
    items = player.await_items(screening.LIST_LIBRARY, figures.COLLECTED, cycle_id=player.facts["cycle"])
    by_title = {item["title"]: item["id"] for item in items}
    player.facts["items"] = [by_title[each.title] for each in suggestions.ALL]
