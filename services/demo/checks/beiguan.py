"""北关区's figures against the API's answers, from the land to the nine assemblies."""

from __future__ import annotations

import base64
from collections import Counter
from typing import Any

from services.demo.checks import beiguan_after
from services.demo.checks.beiguan_after import cycle_of
from services.demo.checks.differences import Differences
from services.demo.expected import beiguan as expected
from services.demo.player import Player
from shared.contracts import collection, congress, publication, screening, voting
from shared.kernel.money import FEN_PER_WAN


def check_land(player: Player, differences: Differences) -> None:
    """Nine streets, a township that only stands in the tree, rolls, documents, facilities."""
    tenants = {each["id"]: each for each in player.all_pages(congress.LIST_TENANTS)}
    found = {name: (tenants[name]["kind"], tenants[name]["parent"]) for name in expected.TENANTS}
    differences.same("租户", found, expected.TENANTS)
    roll = player.act(congress.GET_ROLL, body="congress")
    found_roll = (roll["legal_number"], roll["in_office"])
    differences.same("代表名额和实有", found_roll, (expected.IN_OFFICE["2024"], expected.IN_OFFICE["2025"]))
    bodies = {each["body"] for each in player.all_pages(congress.LIST_ROLLS)}
    differences.same("有名册的组织", bodies, {"congress", *expected.STREETS})
    low, high = expected.ASSEMBLIES
    for track in expected.STREETS:
        assembly = player.act(congress.GET_ROLL, body=track)
        differences.holds(f"{track}议事代表40~60人", low <= assembly["in_office"] <= high)
    cycles = {
        each["year"]: (each["state"], each["imported"]) for each in player.all_pages(congress.LIST_CYCLES)
    }
    differences.same("年度周期", cycles, expected.CYCLES)
    documents = player.all_pages(congress.LIST_DOCUMENTS)
    differences.same("制度文件", len(documents), expected.DOCUMENTS)
    public = player.all_pages(congress.LIST_DOCUMENTS, as_="resident")
    differences.same("群众看不到内部文件", len(documents) - len(public), expected.INTERNAL)
    registered = player.act(congress.LIST_FACILITIES, as_="resident")["items"]
    facilities = {each["label"]: each["number"] for each in registered}
    words = "".join(f"{each['unit']}{each['as_printed']}" for each in registered)
    differences.same(
        "投入和人员按原文", {each for each in expected.PRINTED if each in words}, expected.PRINTED
    )
    shown = {label: facilities.get(label) for label in expected.FACILITIES}
    differences.same("阵地设施", shown, expected.FACILITIES)
    figures = player.act(congress.LIST_FIGURES)["items"]
    differences.same(
        "累计数按原文", {(each["as_printed"], each["value"]) for each in figures}, expected.FIGURES
    )


def check_collection(player: Player, differences: Differences) -> None:
    """511 by nine channels in three rounds, the later two in next year's library (B-017)."""
    statistics = player.act(
        collection.GET_STATISTICS, as_="resident", began_from="2024-01-01", began_until="2024-12-31"
    )
    differences.same("征集合计", statistics["total"], expected.COLLECTED)
    channels = {each["code"]: each["count"] for each in statistics["by_channel"]}
    differences.same("各渠道", channels, expected.CHANNELS)
    layers = {each["name"]: each["count"] for each in statistics["by_layer"]}
    differences.same("三个层面", layers, expected.LAYERS)
    rounds = sorted(player.all_pages(collection.LIST_ROUNDS), key=lambda each: str(each["starts_on"]))
    totals = [
        player.act(collection.GET_STATISTICS, as_="resident", round_id=each["id"])["total"] for each in rounds
    ]
    found = [(each["starts_on"], each["ends_on"], total) for each, total in zip(rounds, totals, strict=True)]
    differences.same(
        "三轮和年后新一轮",
        [each[:2] for each in found],
        [*(each[:2] for each in expected.ROUNDS), expected.NEXT_ROUND],
    )
    differences.same("三轮件数", found[:3], expected.ROUNDS)
    libraries = {
        year: player.act(screening.COUNT_LIBRARY, cycle_id=cycle_of(player, year)) for year in (2024, 2025)
    }
    transferred = sum(each["by_status"].get("transferred", 0) for each in libraries.values())
    differences.same("个人诉求转办", transferred, expected.GRIEVANCES)
    differences.same("第2、3轮入下年度库", libraries[2025]["total"], expected.NEXT_YEAR)


def check_screening(player: Player, differences: Differences) -> None:
    """48 + 192 → 12 + 148, argued by three parties, posted for fifteen days (B-020 … B-028)."""
    cycle_id = cycle_of(player, 2024)
    lists = {each["track"]: each for each in player.all_pages(screening.LIST_LISTS, cycle_id=cycle_id)}
    sizes = {track: (each["steps"][0]["before"], len(each["candidates"])) for track, each in lists.items()}
    differences.same("长名单和候选", sizes, expected.LISTS)
    streets = [size for track, size in sizes.items() if track != "congress"]
    differences.same("街道合计", tuple(map(sum, zip(*streets, strict=True))), (192, 148))
    for track, each in lists.items():
        last = each["steps"][-1]
        day, hands = expected.STANDING_COMMITTEE
        found = (last["met_on"], {key: last["hands"][key] for key in hands})
        differences.same(f"{track}常委会审议决定", found, (day, hands))
        standings = player.act(screening.GET_CONSENSUS, cycle_id=cycle_id, track=track)["items"]
        differences.holds(f"{track}三方论证齐全", all(one["complete"] for one in standings))
        outcomes = [one["status"] for one in standings]
        long, short = expected.LISTS[track]
        ranked = {"candidate": short, "reserved": long - short}
        differences.same(f"{track}论证排序和结果", dict(Counter(outcomes)), ranked)
    _check_panels(player, cycle_id, differences)
    postings = player.all_pages(screening.LIST_POSTINGS, cycle_id=cycle_id)
    differences.same("张贴", {(each["posted_on"], each["until"]) for each in postings}, {expected.POSTED})
    money = {each["code"]: each["investment_fen"] // FEN_PER_WAN for each in lists["congress"]["candidates"]}
    differences.same("候选项目投资（万元）", money, expected.WAN)
    leads = {each["code"]: each["implementer"] for each in lists["congress"]["candidates"]}
    differences.same("实施主体", leads, expected.IMPLEMENTERS)
    long_ones = tuple(each["code"] for each in lists["congress"]["candidates"] if each["period"] == "4-12月")
    differences.same("4-12月工期", long_ones, expected.LONG_PERIOD)
    differences.holds(
        "均载明资金来源", all(one["funding_source"] for each in lists.values() for one in each["candidates"])
    )


def _check_panels(player: Player, cycle_id: str, differences: Differences) -> None:
    """Eight professional groups, four departments, and what the people need, each in its days (B-021)."""
    opinions = player.all_pages(screening.LIST_OPINIONS, cycle_id=cycle_id)
    for panel, (words, (first, last)) in expected.PANELS.items():
        given = [each for each in opinions if each["panel"] == panel]
        groups = {each["group"] for each in given}
        named = {word for word in words if any(word in group for group in groups)}
        differences.same(f"{panel}各组", (named, len(groups)), (words, len(words)))
        differences.holds(f"{panel}日期", all(first <= each["held_on"] <= last for each in given))
    first, last = expected.NEED_DAYS
    need = [each["held_on"] for each in opinions if each["panel"] == "need"]
    differences.holds("民需论证日期", bool(need) and all(first <= day <= last for day in need))


def check_session(player: Player, differences: Differences) -> None:
    """Ten delegations, one count; every row of the vote; announcement number 2."""
    cycle_id = cycle_of(player, 2024)
    held = _sessions(player, cycle_id)["congress"]
    session = player.act(voting.GET_SESSION, session_id=held["id"])
    differences.same("代表团", [each["number"] for each in session["delegations"]], expected.DELEGATIONS)
    differences.same("总监票人和监票人", len(session["scrutineers"]), expected.SCRUTINEERS)
    opinions = player.all_pages(voting.LIST_OPINIONS, session_id=held["id"])
    differences.same("酝酿意见", len(opinions), expected.OPINIONS)
    vote = player.act(voting.GET_VOTE, vote_id=held["vote_id"])
    (count,) = vote["counts"]
    differences.same("选票", count["totals"], expected.TOTALS)
    differences.same("过半数", count["needed"], expected.NEEDED)
    differences.same("票箱", vote["rounds"][0]["boxes"], expected.BOXES)
    rows = {each["code"]: (each["votes"]["approve"], each["votes"]["against"]) for each in vote["results"]}
    differences.same("各候选项目得票", rows, expected.VOTES)
    chosen = tuple(each["code"] for each in vote["results"] if each["determined"])
    differences.same("确定的项目（按得票）", chosen, expected.DETERMINED)
    papers = player.all_pages(publication.LIST_PAPERS, as_="resident", cycle_id=cycle_id)
    announced = next(each for each in papers if each["id"] == vote["paper_id"])
    differences.same("公告编号", announced["number"], expected.ANNOUNCEMENT)
    differences.holds("均标演示", all(each["demo"] for each in papers))
    content = player.act(publication.GET_CONTENT, as_="resident", paper_id=announced["id"], form="html")
    text = base64.b64decode(content["content"]).decode()
    differences.holds("公告带演示水印", "演示数据" in text)
    differences.holds("公告不载落选项目", "智慧停车" not in text)


def check_assemblies(player: Player, differences: Differences) -> None:
    """Ten projects a street, ninety in all: a recommendation that was adopted, no announcement (A10.13)."""
    cycle_id = cycle_of(player, 2024)
    results = player.all_pages(voting.LIST_RESULTS, as_="resident", cycle_id=cycle_id)
    streets = {each["track"]: each for each in results if each["track"] != "congress"}
    differences.same("票选的街道", set(streets), set(expected.STREETS))
    numbers = {track: len(each["candidates"]) for track, each in streets.items()}
    differences.same("各街道确定", set(numbers.values()), {expected.STREET_QUOTA})
    differences.same("街道项目合计", sum(numbers.values()), expected.STREET_PROJECTS)
    first, last = expected.ASSEMBLY_DAYS
    differences.holds("票选会日期", all(first <= each["announced_on"] <= last for each in streets.values()))
    papers = {each["id"]: each for each in player.all_pages(publication.LIST_PAPERS, cycle_id=cycle_id)}
    for track, each in streets.items():
        differences.same(f"{track}效力", each["effect"], "recommendation")
        differences.same(f"{track}公布文种", papers[each["paper_id"]]["kind"], "result")
        differences.same(f"{track}发文机关", papers[each["paper_id"]]["issuer"], expected.PUBLISHERS[track])
        vote = player.act(voting.GET_VOTE, vote_id=each["id"])
        adopted = [one["organ"] for one in vote["adoptions"]]
        differences.same(f"{track}研究采纳", adopted, expected.ADOPTERS)
    differences.holds(
        "后崇义村雨污分流在列",
        any(one["name"] == expected.SEWERS["name"] for one in streets["street:zhangdong"]["candidates"]),
    )


def _sessions(player: Player, cycle_id: str) -> dict[str, dict[str, Any]]:
    sessions = player.all_pages(voting.LIST_SESSIONS, cycle_id=cycle_id)
    return {each["body"]: each for each in sessions if each["vote_id"]}


CHECKS = (
    ("租户和名册", check_land),
    ("征集", check_collection),
    ("论证和筛选", check_screening),
    ("票决会议", check_session),
    ("街道票选", check_assemblies),
    *beiguan_after.CHECKS,
)
