"""511 suggestions in three rounds; the second and third are next year's library (B-010 … B-018)."""

from __future__ import annotations

from typing import Any

from services.demo.beiguan import suggestions
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import collection, congress, screening

TITLE = "关于面向社会公开征集民生实事项目的通告"
OPEN_TO_ALL = ("government_site", "wechat_account")
MY_STATION = "红旗路街道联络站"
PERSONAL = "我住某小区某单元，可来家里看（演示个人信息）。"
"""What residents add of themselves; it comes off before anything is posted (A10.19)."""

NEXT_PERIOD = ("2025-03-31", "2025-12-31")
"""After the year that is played (fictional)."""

first, later = Part(), Part()


@first.step("开启2024年度周期", "2024-01-02")
def open_cycle(player: Player) -> None:
    """The cycle opens under the rulebook in force."""
    player.facts["cycle"] = player.act(congress.OPEN_CYCLE, year=2024, rulebook_id=player.facts["rulebook"])[
        "id"
    ]


@first.step("发布征集通告，第1轮征集", "2024-01-02")
def first_notice(player: Player) -> None:
    """The standing committee gives notice."""
    _open_round(player, 1, player.facts["cycle"])


@first.step("群众在网站和公众号自行填报", "2024-01-05")
def residents_write(player: Player) -> None:
    """Four residents write for themselves and get receipt numbers (B-013)."""
    for each in by_themselves():
        player.act(
            collection.SUBMIT_SUGGESTION,
            as_="resident",
            round_id=player.facts["round-1"],
            content=f"{each['content']}{PERSONAL}",
            **{name: each[name] for name in ("channel", "category", "title", "place")},
        )


@first.step("第1轮征集录入：389件", "2024-02-02")
def enter_first(player: Player) -> None:
    """The other channels come in as sheets; one station enters its own."""
    rest = [each for each in suggestions.entries(1) if each not in by_themselves()]
    own = [each for each in rest if each.get("proposer_name") == MY_STATION]
    others = [each for each in rest if each not in own]
    round_id = player.facts["round-1"]
    player.act(collection.RECORD_SUGGESTIONS, as_="station", round_id=round_id, entries=own)
    player.act(collection.RECORD_SUGGESTIONS, round_id=round_id, entries=others)
    player.act(collection.CLOSE_ROUND, round_id=round_id)


@first.step("全部入库", "2024-02-05")
def enter_library(player: Player) -> None:
    """Everything enters the project library; items stand in the order of the sheet from here on."""
    player.facts["items"] = _library(player, 1, player.facts["cycle"])


@first.step("个人诉求转12345和信访", "2024-02-06")
def transfer_first(player: Player) -> None:
    """Seventeen are a person's own grievance: transferred, kept on record, not eligible (exception ③)."""
    _transfer(player, 1, player.facts["cycle"], player.facts["items"])


@later.step("第2轮征集通告，开启2025年度周期", "2024-05-06")
def second_notice(player: Player) -> None:
    """What comes in from now on is next year's library: its cycle opens with the second round."""
    player.facts["cycle-2025"] = player.act(
        congress.OPEN_CYCLE, year=2025, rulebook_id=player.facts["rulebook"]
    )["id"]
    _open_round(player, 2, player.facts["cycle-2025"])


@later.step("第2轮征集：67件，入下年度库", "2024-05-31")
def second_round(player: Player) -> None:
    """Four of them are a person's own grievance."""
    _enter(player, 2)


@later.step("第3轮征集通告", "2024-09-02")
def third_notice(player: Player) -> None:
    """Rolling collection (B-017)."""
    _open_round(player, 3, player.facts["cycle-2025"])


@later.step("第3轮征集：55件，入下年度库", "2024-10-11")
def third_round(player: Player) -> None:
    """511 in all, 23 of them a person's own grievance."""
    _enter(player, 3)


@later.step("开启2026年度周期，发布新一轮征集通告", "2025-03-31")
def next_notice(player: Player) -> None:
    """The loop closes and the next one begins (Y-014, B-017): whoever opens the portal may suggest."""
    cycle = player.act(congress.OPEN_CYCLE, year=2026, rulebook_id=player.facts["rulebook"])["id"]
    _publish_notice(player, cycle, f"{TITLE}（2025年）", *NEXT_PERIOD)


def _enter(player: Player, number: int) -> None:
    cycle, round_id = player.facts["cycle-2025"], player.facts[f"round-{number}"]
    player.act(collection.RECORD_SUGGESTIONS, round_id=round_id, entries=suggestions.entries(number))
    player.act(collection.CLOSE_ROUND, round_id=round_id)
    _transfer(player, number, cycle, _library(player, number, cycle))


def _open_round(player: Player, number: int, cycle_id: str) -> None:
    title = TITLE if number == 1 else f"{TITLE}（2024年第{number}轮）"
    period = suggestions.ROUNDS[number - 1]
    opened = _publish_notice(player, cycle_id, title, period.starts_on, period.ends_on)
    player.facts[f"round-{number}"] = opened["id"]


def _publish_notice(player: Player, cycle_id: str, title: str, starts_on: str, ends_on: str) -> Any:
    return player.act(
        collection.OPEN_ROUND,
        cycle_id=cycle_id,
        title=title,
        scope="面向全社会征集普惠性、公益性的民生实事建议项目。",
        contact="区人大常委会代表联络服务中心",
        channels=[
            {"code": code, "where": "详见通告", "open": code in OPEN_TO_ALL}
            for code in suggestions.BY_CHANNEL
        ],
        published_in=["新闻媒体", "区政府网站", "北关人大公众号"],
        starts_on=starts_on,
        ends_on=ends_on,
    )


def by_themselves() -> list[dict[str, object]]:
    """The four rows of the first round that residents entered themselves."""
    return [each for each in suggestions.entries(1) if each["channel"] == "wechat_account"][:4]


def _library(player: Player, number: int, cycle_id: str) -> list[str]:
    wanted = suggestions.suggestions(number)
    known = sum(each.collected for each in suggestions.ROUNDS[1:number])
    items = player.await_items(screening.LIST_LIBRARY, known or len(wanted), cycle_id=cycle_id)
    by_title = {each["title"]: each["id"] for each in items}
    return [by_title[each.title] for each in wanted]


def _transfer(player: Player, number: int, cycle_id: str, items: list[str]) -> None:
    grievances = suggestions.ROUNDS[number - 1].grievances
    player.act(
        screening.TRANSFER_GRIEVANCES,
        cycle_id=cycle_id,
        transfers=[
            {
                "item_id": item,
                "to": "12345热线" if index % 3 else "区信访局",
                "slip": f"演示转办{number}-{index + 1:02}",
            }
            for index, item in enumerate(items[-grievances:])
        ],
    )
