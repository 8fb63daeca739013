"""A township's year against the API's answers: library, first round, second ballot, projects, plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from services.demo.checks.differences import Differences
from services.demo.expected import townships as expected
from services.demo.expected.townships import TOWNSHIPS, Township
from services.demo.player import Player
from shared.contracts import congress, screening, supervision, voting
from shared.kernel.money import FEN_PER_WAN

__all__ = ["TOWNSHIPS", "check_told", "checker"]


def checker(township: Township) -> Callable[[Player, Differences], None]:
    """The comparison for one township."""

    def compare(player: Player, differences: Differences) -> None:
        roll = player.act(congress.GET_ROLL, body="congress")
        found = (roll["in_office"], roll["presidium_members"])
        differences.same("实有代表、主席团", found, (township.in_office, expected.PRESIDIUM))
        (session,) = player.all_pages(voting.LIST_SESSIONS, as_="resident")
        vote = player.act(voting.GET_VOTE, vote_id=session["vote_id"])
        _check_first(township, vote, differences)
        _check_rehearsal(township, player, session["id"], differences)
        _check_second(township, vote, differences)
        _check_named(township, vote, differences)
        _check_library(township, player, session["cycle_id"], differences)
        _check_projects(township, player, session["cycle_id"], differences)

    return compare


def check_told(player: Player, differences: Differences) -> None:
    """What the townships tell the county of their year: all run the same cycle (Y-072)."""
    told = player.act(congress.LIST_CHILDREN, year=2024)
    found = {
        each["id"]: (each["stage"], {k: v for k, v in (each["telling"] or {}).items() if k != "reached"})
        for each in told["items"]
    }
    for township in TOWNSHIPS:
        figures = {
            "candidates": len(township.approvals),
            "determined": township.quota,
            "projects": township.quota,
            "completed": township.quota,
            "explanations": None,
        }
        differences.same(f"{township.tenant}的年度进度", found.get(township.tenant), ("decided", figures))
    differences.same("街道尚无情况", found.get("yanghe"), (None, {}))
    coverage = {each["kind"]: each for each in told["coverage"]}
    reached = {each["stage"]: each["children"] for each in coverage["township"]["reached"]}
    differences.same("开展票决的乡镇", (coverage["township"]["children"], reached["decided"]), (3, 3))


def _check_rehearsal(township: Township, player: Player, session_id: str, differences: Differences) -> None:
    """A rehearsal is no vote: it says so, it is opened or cancelled, and whoever wants may check its records."""
    held = player.all_pages(voting.LIST_ELECTRONIC_VOTES, as_="scrutineer", session_id=session_id)
    wanted = expected.REHEARSALS if township.tenant == expected.REHEARSING else []
    # Whoever tries the tablets afterwards draws another number of envelopes.
    same = [each for each in held if each["issued"] == expected.DRAWN]
    found = (
        [(each["state"], each["issued"], each["ballots"]) for each in same[-len(wanted) :]]
        if wanted
        else same
    )
    differences.same("电子投票演练", found, wanted)
    for each in held:
        made = player.all_pages(voting.LIST_CEREMONIES, as_="scrutineer", session_id=session_id)
        printed = player.all_pages(voting.LIST_ENVELOPES, as_="scrutineer", session_id=session_id)
        own = [batch for batch in printed if each["uuid"] in batch["uuids"]]
        differences.holds("信封已经结清", [batch["settled"] for batch in own] == [True])
        keys = {ceremony["public_key"] for ceremony in made}
        differences.holds("公钥由监票人生成", json.loads(each["election"])["public_key"] in keys)
        differences.holds("标明演练", each["rehearsal"] and "演练" in each["election"])
        if each["state"] != "declared":
            continue
        shown = player.act(voting.GET_ELECTRONIC_VOTE, as_="resident", uuid=each["uuid"])
        approvals = sum(shown["result"][0])
        differences.holds("赞成不超过应确定件数", approvals <= township.quota * each["ballots"])
        board = player.act(voting.READ_BOARD, as_="resident", uuid=each["uuid"], limit=50)["items"]
        differences.same("公告板末条", board[-1]["name"], f"{each['head']}.event.json")
        pairs = player.act(voting.READ_PAIRS, as_="resident", uuid=each["uuid"])["lines"]
        differences.same("成对证明", len(pairs), each["ballots"])


def _check_first(township: Township, vote: dict[str, Any], differences: Differences) -> None:
    first = vote["counts"][0]
    differences.same("实到", vote["rounds"][0]["present"], township.present)
    approvals = sorted((each["approve"] for each in first["lines"]), reverse=True)
    differences.same("得票", approvals, sorted(township.approvals, reverse=True))
    differences.same("应确定件数", vote["quota"], township.quota)
    determined = [each for each in vote["results"] if each["determined"]]
    differences.same("确定件数", len(determined), township.quota)
    differences.same("公布日", vote["announced_on"], township.day)


def _check_second(township: Township, vote: dict[str, Any], differences: Differences) -> None:
    again = vote["counts"][1:]
    differences.same("再次票决轮数", len(again), 1 if township.second else 0)
    if township.second is None or not again:
        return
    kind, approvals, abstain = township.second
    found = tuple(sorted((each["approve"] for each in again[0]["lines"]), reverse=True))
    differences.same("再次票决", (again[0]["kind"], found), (kind, approvals))
    valid = again[0]["totals"]["valid"]
    differences.same("再次票决两项均未投", valid - sum(found), abstain)
    if kind == "shortfall":
        differences.same("过半数", again[0]["needed"], expected.SHORTFALL_NEEDS)


def _check_named(township: Township, vote: dict[str, Any], differences: Differences) -> None:
    names = [each["name"] for each in vote["results"] if each["determined"]]
    if township.tenant == "taiping":
        differences.holds("卫生室改造入选", any(expected.TAIPING_FIFTH in each for each in names))
        differences.holds("灌溉井房落选", not any(expected.TAIPING_TIED_OUT in each for each in names))
    if township.tenant == "yang-e":
        money = [each["investment_fen"] // FEN_PER_WAN for each in vote["results"] if each["determined"]]
        pairs = zip(names, money, strict=True)
        for (word, wan), (found, amount) in zip(expected.YANG_E_PROJECTS, pairs, strict=False):
            differences.holds(f"{word}入选", word in found)
            differences.same(f"{word}投资（万元）", amount, wan)


def _check_library(township: Township, player: Player, cycle_id: str, differences: Differences) -> None:
    counts = player.act(screening.COUNT_LIBRARY, cycle_id=cycle_id)["by_status"]
    found = {status: number for status, number in counts.items() if number}
    differences.same(
        "项目库", found, {**expected.BESIDE_THE_CANDIDATES, "candidate": len(township.approvals)}
    )
    (frozen,) = player.all_pages(screening.LIST_PUBLISHED, cycle_id=cycle_id)
    differences.same("名单冻结日", [each["frozen_on"] for each in frozen["versions"]], [expected.FROZEN_ON])
    origins = [bool(each["suggestion_ids"]) for each in frozen["candidates"]]
    differences.same("每个候选项目都有来源", origins, [True] * len(township.approvals))


def _check_projects(township: Township, player: Player, cycle_id: str, differences: Differences) -> None:
    (plan,) = player.all_pages(supervision.LIST_PLANS, cycle_id=cycle_id)
    adopted = [(each["body"], each["adopted_on"]) for each in plan["adoptions"]]
    differences.same("监督计划", adopted, [(township.plan_adopter, expected.PLAN_ADOPTED_ON)])
    projects = player.all_pages(supervision.LIST_PROJECTS, cycle_id=cycle_id)
    found = [(each["state"], each["completed_on"]) for each in projects]
    for each in projects:
        schedule = player.act(supervision.GET_PROJECT, as_="resident", project_id=each["id"])["schedule"]
        reached = [milestone["done_on"] for milestone in schedule["milestones"]]
        differences.same(f"{each['code']}节点完成", reached, expected.REACHED_ON)
    differences.same("项目完工", found, [("completed", expected.COMPLETED_ON)] * township.quota)
