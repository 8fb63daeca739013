"""北关区 from the plan to the explanation of B09, against the API's answers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from services.demo.checks.differences import Differences
from services.demo.expected import beiguan as expected
from services.demo.player import Player
from shared.contracts import congress, evaluation, publication, supervision
from shared.kernel.money import FEN_PER_WAN


def cycle_of(player: Player, year: int) -> str:
    """The id of a year's cycle."""
    cycles = player.all_pages(congress.LIST_CYCLES)
    return str(next(each["id"] for each in cycles if each["year"] == year))


def check_supervision(player: Player, differences: Differences) -> None:
    """Task forces, watchers, twelve meetings, four rounds, two circulars (B-050 … B-064)."""
    cycle_id = cycle_of(player, 2024)
    projects = _projects(player, cycle_id)
    differences.same("项目数", len(projects), len(expected.DETERMINED) + expected.STREET_PROJECTS)
    leaders, organisations = set(), []
    for code in expected.DETERMINED:
        file = player.act(supervision.GET_PROJECT_FILE, project_id=projects[code]["id"])
        force = file["task_force"]
        reached = [each["done_on"] is not None for each in file["schedule"]["milestones"]]
        differences.holds(f"{code}节点均已完成", all(reached))
        leaders.add(force["leader"]["post"])
        organisations.append({each["organisation"] for each in force["members"]})
        differences.same(f"{code}监督员", {each["role"] for each in file["watchers"]}, expected.WATCHERS)
    differences.same("专班", len(organisations), expected.TASK_FORCES)
    differences.same("专班组长", leaders, expected.FORCE_LEADERS)
    differences.holds(
        "监委、财政、审计、督察局", all(one >= expected.FORCE_ORGANISATIONS for one in organisations)
    )
    mine = player.act(supervision.MY_PROJECTS, as_="deputy", cycle_id=cycle_id)["items"]
    differences.same("代表联系的项目", [each["code"] for each in mine], ["B01"])
    events = player.all_pages(supervision.LIST_EVENTS, cycle_id=cycle_id)
    differences.same("监督活动", dict(Counter(each["code"] for each in events)), expected.EVENTS)
    differences.same("均已按期开展", {(each["state"], each["late"]) for each in events}, {("done", False)})
    inquiry = next(each for each in events if each["code"] == "special_inquiry")
    differences.same("专题询问", inquiry["held_on"], expected.INQUIRY_DAY)
    papers = player.all_pages(publication.LIST_PAPERS, cycle_id=cycle_id, kind="circular")
    differences.same("半年通报", sorted(each["issued_on"] for each in papers), expected.CIRCULARS)


def check_letters(player: Player, differences: Differences) -> None:
    """145 reminder letters, fourteen of them on 后崇义村's sewers, all struck off, one reopened."""
    cycle_id = cycle_of(player, 2024)
    counts = player.act(
        supervision.COUNT_LETTERS,
        cycle_id=cycle_id,
        issued_from="2024-01-01",
        issued_until=expected.LETTERS_UNTIL,
    )
    differences.same("提醒函", counts["issued"], expected.LETTERS)
    differences.same("全部销号", counts["by_state"], {"struck_off": expected.LETTERS})
    windows = {
        first: player.act(supervision.COUNT_LETTERS, issued_from="2023-01-01", issued_until=last)["issued"]
        for first, last in (("2023年", "2023-12-31"), ("去年以来", expected.LETTERS_UNTIL))
    }
    differences.same(
        "提醒函317=172+145", windows, {"2023年": expected.LETTERS_2023, "去年以来": expected.LETTERS_IN_ALL}
    )
    sewers = _projects(player, cycle_id)["S901"]
    found = {
        "name": sewers["name"],
        "wan": sewers["investment_fen"] // FEN_PER_WAN,
        "letters": sewers["letters"],
    }
    differences.same("后崇义村雨污分流", found, expected.SEWERS)
    page = player.act(supervision.GET_PROJECT, as_="resident", project_id=sewers["id"])
    works = (page["schedule"]["starts_on"], page["schedule"]["ends_on"])
    differences.same("后崇义村施工", works, expected.SEWER_WORKS)
    about = player.act(supervision.COUNT_LETTERS, project_id=sewers["id"])
    differences.same("进度慢和管网质量", about["by_class"], expected.SEWER_LETTERS)
    differences.same("复开", about["reopened"], 1)
    ways: Counter[tuple[str, ...]] = Counter()
    for each in player.all_pages(supervision.LIST_LETTERS, project_id=sewers["id"]):
        letter = player.act(supervision.GET_LETTER, letter_id=each["id"])
        ways[tuple(step["act"] for step in letter["steps"])] += 1
    walked = {tuple(expected.LETTER_ROUND): 13, tuple(expected.REOPENED_ROUND): 1}
    differences.same("逐份办理过程", dict(ways), walked)


def check_adjustment(player: Player, differences: Differences) -> None:
    """B09 runs to March 2025: put forward, approved, announced (B-088, Q-15)."""
    cycle_id = cycle_of(player, 2024)
    (adjustment,) = player.all_pages(supervision.LIST_ADJUSTMENTS, cycle_id=cycle_id)
    chain = [(each["body"], each["met_on"]) for each in adjustment["approvals"] if each["approved"]]
    differences.same("B09调整程序", chain, expected.ADJUSTMENT)
    differences.same("B09调整状态", adjustment["state"], "announced")
    project = player.act(
        supervision.GET_PROJECT, as_="resident", project_id=_projects(player, cycle_id)["B09"]["id"]
    )
    differences.same("B09工期", project["schedule"]["ends_on"], expected.B09_ENDS_ON)
    differences.holds(
        "B09在调整后的工期内完工", "2024-12-31" < project["completed_on"] <= expected.B09_ENDS_ON
    )


def check_residents(player: Player, differences: Differences) -> None:
    """Codes, venues, and the letters of two years with their opinions (B-070 … B-078)."""
    cycle_id = cycle_of(player, 2024)
    codes = Counter(
        each["kind"] for each in player.all_pages(evaluation.LIST_RATING_LINKS, cycle_id=cycle_id)
    )
    differences.same("评价码", dict(codes), expected.CODES)
    venues = player.all_pages(evaluation.LIST_VENUE_SESSIONS, cycle_id=cycle_id)
    differences.same("线下众评", len({each["venue_code"] for each in venues}), expected.VENUES)
    differences.holds("均在11月", all(each["held_on"].startswith("2024-11") for each in venues))
    for (first, last), letters in expected.OPINION_LETTERS.items():
        found = player.act(evaluation.LETTER_STATISTICS, as_="resident", from_day=first, to_day=last)
        differences.same(f"{first}至{last}意见书", (found["letters"], found["items"]), letters)
        differences.same(f"{first}至{last}全部办结", found["handled"]["part"], letters[1])


def check_assessment(player: Player, differences: Differences) -> None:
    """The locked plan, three reports, the scores on the spot (B-080 … B-094)."""
    cycle_id = cycle_of(player, 2024)
    (plan,) = player.all_pages(evaluation.LIST_ASSESSMENT_PLANS, cycle_id=cycle_id)
    differences.same(
        "指标权重", {each["code"]: each["weight"] for each in plan["indicators"]}, expected.WEIGHTS
    )
    reports = player.all_pages(evaluation.LIST_ASSESSMENT_REPORTS, cycle_id=cycle_id)
    found = sorted(((each["stage"], each["submitted_on"]) for each in reports), key=lambda one: str(one[1]))
    differences.same("评估报告", found, expected.REPORTS)
    (scoring,) = player.all_pages(evaluation.LIST_ONSITE_SCORINGS, cycle_id=cycle_id)
    differences.same("视察组打分", (scoring["from_day"], scoring["closed_on"]), expected.SCORING)
    rows = player.all_pages(evaluation.EXPORT_PERFORMANCE, cycle_id=cycle_id)
    by_code = {each["code"]: each for each in rows if each["code"] in expected.DETERMINED}
    differences.same("B09均分", by_code["B09"]["onsite_tenths"], expected.B09_ON_SITE)
    low, high = expected.OTHERS_ON_SITE
    others = [each["onsite_tenths"] for code, each in by_code.items() if code != "B09"]
    differences.holds("其余82~94分", len(others) == 9 and all(low <= each <= high for each in others))
    differences.same("考核导出的内容", {key for each in rows for key in each}, expected.PERFORMANCE_FIELDS)
    struck_off = [each["reminder_letters_struck_off"] for each in rows]
    differences.same("提醒函销号率：签发", sum(each["whole"] for each in struck_off), expected.LETTERS)
    differences.same("提醒函销号率：销号", sum(each["part"] for each in struck_off), expected.LETTERS)
    differences.holds("评估得分齐全", all(each["assessment"] for each in by_code.values()))


def check_rating(player: Player, differences: Differences) -> None:
    """The rating of February 2025, every row; B09 at 55.4 per cent and what follows (B-096 … B-098)."""
    cycle_id = cycle_of(player, 2024)
    (rating,) = player.all_pages(evaluation.LIST_RATINGS, as_="resident", cycle_id=cycle_id)
    differences.same(
        "测评票", {key: rating["counts"][key] for key in expected.RATING_COUNTS}, expected.RATING_COUNTS
    )
    differences.same("各团审议", len(rating["delegations_done"]), len(expected.DELEGATIONS))
    rows = {
        each["code"]: (
            *(each["grades"][grade] for grade in ("satisfied", "fair", "dissatisfied")),
            each["abstain"],
        )
        for each in rating["results"]
    }
    differences.same("满意度测评", rows, expected.RATING)
    below = {each["code"]: each["share"] for each in rating["results"] if each["explanation_required"]}
    differences.same("低于60%", below, {"B09": expected.B09_SHARE})
    (statement,) = player.all_pages(evaluation.LIST_EXPLANATIONS, cycle_id=cycle_id)
    delivered = {each["explainer"]: each["delivered_on"] for each in statement["deliveries"]}
    differences.same("书面说明", delivered, expected.EXPLAINERS)
    found = (statement["late"], statement["published_on"])
    differences.same("说明公布", found, (False, expected.EXPLANATION_PUBLISHED_ON))
    (earlier,) = player.all_pages(evaluation.LIST_RATINGS, as_="resident", cycle_id=cycle_of(player, 2023))
    differences.same("2023年项目测评", len(earlier["results"]), 10)
    differences.holds(
        "2023年项目均达60%", not any(each["explanation_required"] for each in earlier["results"])
    )


def _projects(player: Player, cycle_id: str) -> dict[str, dict[str, Any]]:
    listed = player.all_pages(supervision.LIST_PROJECTS, as_="resident", cycle_id=cycle_id)
    return {each["code"]: each for each in listed}


CHECKS = (
    ("监督", check_supervision),
    ("监督提醒函", check_letters),
    ("项目调整", check_adjustment),
    ("群众评价", check_residents),
    ("评估和打分", check_assessment),
    ("测评和说明", check_rating),
)
