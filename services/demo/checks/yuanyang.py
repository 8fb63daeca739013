"""原阳县's figures against the API's answers, room by room."""

from __future__ import annotations

import base64
from collections import Counter
from typing import Any

from services.demo.checks import yuanyang_after
from services.demo.checks.differences import Differences
from services.demo.expected import yuanyang as expected
from services.demo.player import Player
from shared.contracts import collection, congress, publication, screening, supervision, voting
from shared.kernel.money import FEN_PER_WAN


def cycle_of(player: Player, year: int) -> str:
    """The id of a year's cycle."""
    cycles = player.all_pages(congress.LIST_CYCLES)
    return str(next(each["id"] for each in cycles if each["year"] == year))


def check_land(player: Player, differences: Differences) -> None:
    """The tree of tenants, of mixed kinds (A10.6); every name says that it is a demo (A10.20)."""
    tenants = {each["id"]: each for each in player.all_pages(congress.LIST_TENANTS)}
    for tenant, (kind, parent) in expected.TENANTS.items():
        found = tenants.get(tenant)
        differences.holds(f"{tenant}已登记", found is not None)
        if found is not None:
            differences.same(f"{tenant}的层级", (found["kind"], found["parent"]), (kind, parent))
            differences.holds(f"{tenant}名称带（演示）", found["display_name"].endswith("（演示）"))
            differences.holds(f"{tenant}是演示租户", found["demo"])


def check_congress(player: Player, differences: Differences) -> None:
    """Roll, cycles, documents and printed figures."""
    roll = player.act(congress.GET_ROLL, body="congress")
    found = {key: roll[key] for key in ("legal_number", "in_office", "presidium_members")}
    found |= {"delegations": len(roll["delegations"]), "vacancies": len(roll["vacancies"])}
    differences.same("代表名册", found, expected.ROLL)
    before = Counter(each["reason"] for each in roll["vacancies"] if each["since"] < expected.GATHERED_ON)
    differences.same("会前出缺", dict(before), expected.VACANT_BEFORE)
    differences.same("会后出缺", len(roll["vacancies"]) - before.total(), expected.VACANT_AFTER)
    cycles = player.all_pages(congress.LIST_CYCLES)
    by_year = {each["year"]: (each["state"], each["imported"]) for each in cycles}
    differences.same("年度周期", by_year, expected.CYCLES)
    figures = player.act(congress.LIST_FIGURES)["items"]
    printed = {each["as_printed"]: (each["value"], each["qualifier"]) for each in figures}
    differences.same("累计数按原文", printed, expected.FIGURES)
    documents = player.all_pages(congress.LIST_DOCUMENTS)
    differences.same("制度文件件数", len(documents), expected.DOCUMENTS)
    differences.same("文件均已施行", {each["state"] for each in documents}, {"in_force"})
    rulebooks = player.all_pages(congress.LIST_RULEBOOKS)
    years = sorted((each["number"], each["effective_from_year"]) for each in rulebooks)
    differences.same("规则手册版本", years, expected.RULEBOOKS)
    internal = [each for each in documents if each["internal"]]
    differences.same(
        "内部文件的文号和印发日留空", [(each["number"], each["issued_on"]) for each in internal], [("", None)]
    )
    public = player.all_pages(congress.LIST_DOCUMENTS, as_="resident")
    differences.same("群众看不到内部文件", len(public), expected.DOCUMENTS - 1)


def check_collection(player: Player, differences: Differences) -> None:
    """78 suggestions in three layers, five nil returns (exception ①)."""
    cycle_id = cycle_of(player, 2024)
    statistics = player.act(collection.GET_STATISTICS, as_="resident", cycle_id=cycle_id)
    differences.same("征集合计", statistics["total"], expected.SUGGESTIONS)
    layers = {each["name"]: each["count"] for each in statistics["by_layer"]}
    differences.same("三个层面", layers, expected.LAYERS)
    channels = {each["code"]: each["count"] for each in statistics["by_channel"]}
    differences.same("各渠道", channels, expected.CHANNELS)
    (round_,) = player.all_pages(collection.LIST_ROUNDS, cycle_id=cycle_id)
    differences.same("征集期", (round_["starts_on"], round_["ends_on"]), ("2023-09-11", "2023-10-20"))
    open_now = player.all_pages(collection.LIST_ROUNDS, as_="resident", state="open")
    periods = [(each["starts_on"], each["ends_on"]) for each in open_now]
    differences.same("年后新一轮征集", periods, [expected.NEXT_ROUND])
    coverage = player.act(collection.GET_COVERAGE, round_id=round_["id"])
    differences.same("部门报送", {key: coverage[key] for key in expected.COVERAGE}, expected.COVERAGE)


def check_screening(player: Player, differences: Differences) -> None:
    """78 → 61 → 21 → 13, frozen twice (exception ②)."""
    cycle_id = cycle_of(player, 2024)
    counts = player.act(screening.COUNT_LIBRARY, as_="resident", cycle_id=cycle_id)
    differences.same("入库", counts["total"], expected.SUGGESTIONS)
    differences.same("合并", counts["by_status"].get("merged"), expected.MERGED_AWAY)
    differences.same("库内候选项目", counts["by_status"].get("candidate"), expected.CANDIDATES)
    (listed,) = player.all_pages(screening.LIST_LISTS, cycle_id=cycle_id)
    steps = tuple((each["code"], each["met_on"], each["before"], each["after"]) for each in listed["steps"])
    differences.same("审定程序", steps, expected.CHAIN)
    versions = tuple((each["number"], each["frozen_on"], each["candidates"]) for each in listed["versions"])
    differences.same("名单冻结", versions, expected.FREEZES)
    differences.same("两版摘要不同", len({each["digest"] for each in listed["versions"]}), 2)
    money = {each["code"]: each["investment_fen"] // FEN_PER_WAN for each in listed["candidates"]}
    differences.same("候选项目投资（万元）", money, expected.INVESTMENTS_WAN)
    leads = {each["code"]: each["implementer"] for each in listed["candidates"]}
    differences.same("实施主体", leads, expected.IMPLEMENTERS)
    periods = {each["code"]: each["period"] for each in listed["candidates"]}
    differences.same("工期", {code: periods[code] for code in expected.PERIODS}, expected.PERIODS)
    amended = next(each["content"] for each in listed["candidates"] if each["code"] == "D07")
    differences.holds("D07采纳审议意见", expected.ADDED_IN_V2 in amended)


def check_session(player: Player, differences: Differences) -> None:
    """The session of February 2024: who was there, how it was voted, what came out."""
    cycle_id = cycle_of(player, 2024)
    sessions = player.all_pages(voting.LIST_SESSIONS, cycle_id=cycle_id)
    held = [each for each in sessions if each["vote_id"]]
    differences.same("票决会议次数", len(held), 1)
    session = player.act(voting.GET_SESSION, session_id=held[0]["id"])
    differences.same("定格的实有代表", session["in_office"], expected.IN_OFFICE_AT_THE_VOTE)
    steps = {each["step"]: each for each in session["steps"] if each["carried"]}
    plenary = steps["second_plenary"]
    differences.same("应到实到", (plenary["due"], plenary["present"]), expected.SECOND_PLENARY)
    differences.same("票决办法表决", steps["measure"]["hands"], expected.MEASURE)
    differences.same("总监票人和监票人", len(session["scrutineers"]), expected.SCRUTINEERS)
    differences.same("票决的名单版本", session["list_version"], expected.FREEZES[-1][0])
    opinions = player.all_pages(voting.LIST_OPINIONS, session_id=session["id"])
    differences.same("审议意见", len(opinions), expected.OPINIONS)
    vote = player.act(voting.GET_VOTE, vote_id=held[0]["vote_id"])
    _check_vote(vote, differences)
    public = next(
        each
        for each in player.all_pages(voting.LIST_RESULTS, as_="resident", cycle_id=cycle_id)
        if each["id"] == vote["id"]
    )
    shown = tuple(each["code"] for each in public["candidates"])
    differences.same("公告只列确定的项目", shown, expected.DETERMINED)
    differences.holds("公告不列得票数", all(each["votes"] is None for each in public["candidates"]))


def _check_vote(vote: dict[str, Any], differences: Differences) -> None:
    differences.same("票决状态", (vote["state"], vote["announced_on"]), ("announced", "2024-02-29"))
    (count,) = vote["counts"]
    differences.same("选票", count["totals"], expected.TOTALS)
    votes = {
        each["code"]: (each["votes"]["approve"], each["votes"]["against"], each["votes"]["abstain"])
        for each in vote["results"]
    }
    differences.same("各候选项目得票", votes, expected.VOTES)
    chosen = tuple(each["code"] for each in vote["results"] if each["determined"])
    differences.same("确定的项目（按得票）", chosen, expected.DETERMINED)
    confirmed = vote["confirmations"][-1]
    differences.same("主席团确认", (confirmed["members"], confirmed["carried"]), (31, True))


def check_papers(player: Player, differences: Differences) -> None:
    """The announcement's number; the papers that each stage issued, all of them demo papers (A10.20)."""
    cycle_id = cycle_of(player, 2024)
    papers = player.all_pages(publication.LIST_PAPERS, cycle_id=cycle_id)
    kinds = {each["kind"] for each in papers}
    wanted = {"notice", "announcement", "plan", "deliberation_opinion", "result", "explanation"}
    differences.same("未编发的文种", wanted - kinds, set())
    announcements = [each for each in papers if each["kind"] == "announcement"]
    differences.same("公告编号", [each["number"] for each in announcements], [expected.ANNOUNCEMENT])
    for each in announcements:
        content = player.act(publication.GET_CONTENT, as_="resident", paper_id=each["id"], form="html")
        text = base64.b64decode(content["content"]).decode()
        differences.holds("公告带演示水印", expected.WATERMARK in text)
        differences.holds("公告不载落选项目", "智慧路灯" not in text)
    differences.holds("均标演示", all(each["demo"] for each in papers))


def check_trace(player: Player, differences: Differences) -> None:
    """From a suggestion to the project that it became (Y-003)."""
    cycle_id = cycle_of(player, 2024)
    projects = player.all_pages(supervision.LIST_PROJECTS, as_="resident", cycle_id=cycle_id)
    first = player.act(supervision.GET_PROJECT, as_="resident", project_id=_of(projects, "D01")["id"])
    differences.holds("D01由建议而来", bool(first["suggestion_ids"]))
    outcomes = []
    for suggestion_id in first["suggestion_ids"]:
        found = player.act(supervision.TRACE_PROJECTS, as_="resident", suggestion_id=suggestion_id)["items"]
        differences.same("建议追踪到项目", [each["code"] for each in found], ["D01"])
        suggestion = player.act(collection.GET_SUGGESTION, suggestion_id=suggestion_id)
        tracked = player.act(collection.TRACK, as_="resident", receipt=suggestion["receipt"])
        outcomes.append(tracked["outcome"])
    differences.same("凭收件编号查询（并入的建议随同）", outcomes, ["candidate", "candidate"])


def _of(projects: list[dict[str, Any]], code: str) -> dict[str, Any]:
    return next(each for each in projects if each["code"] == code)


CHECKS = (
    ("租户", check_land),
    ("代表和制度", check_congress),
    ("征集", check_collection),
    ("筛选", check_screening),
    ("票决会议", check_session),
    ("公文", check_papers),
    ("追踪", check_trace),
    *yuanyang_after.CHECKS,
)
