"""What the API must answer after 原阳's year was played; compared figure by figure."""

from __future__ import annotations

from typing import Any

from services.demo.compare import Comparison
from services.demo.player import Player
from services.demo.yuanyang import figures
from shared.contracts import collection, congress, evaluation, publication, screening, supervision, voting


def check(player: Player) -> list[str]:
    """Every difference between the script's figures and the API's answers, as sentences."""
    said = Comparison("原阳县")
    cycles = {each["year"]: each for each in player.all_pages(congress.LIST_CYCLES, as_="resident")}
    said.equal("周期", sorted(cycles), [2020, 2023, 2024])
    cycle = cycles[2024]["id"]
    player.facts["cycle"] = cycle
    _collected(player, cycle, said)
    _screened(player, cycle, said)
    _voted(player, cycle, said)
    _supervised(player, cycle, cycles[2020]["id"], said)
    _rated(player, cycle, cycles[2023]["id"], said)
    roll = player.act(congress.GET_ROLL, body="congress")
    said.equal("名册", (roll["legal_number"], roll["in_office"]), (268, figures.IN_OFFICE_2025))
    printed = player.act(congress.LIST_FIGURES, as_="resident")["items"]
    said.equal("累计数", [each["as_printed"] for each in printed], ["500余项", "53项"])
    return said.differences


def _collected(player: Player, cycle: str, said: Comparison) -> None:
    statistics = player.act(collection.GET_STATISTICS, as_="resident", cycle_id=cycle)
    said.equal("征集合计", statistics["total"], figures.COLLECTED)
    said.equal("征集渠道", {each["code"]: each["count"] for each in statistics["by_channel"]}, figures.PER_CHANNEL)
    rounds = player.act(collection.LIST_ROUNDS, as_="resident", cycle_id=cycle, limit=10)["items"]
    coverage = player.act(collection.GET_COVERAGE, round_id=rounds[0]["id"])
    wanted = {"asked": 36, "replied": 36, "with_items": 31, "nil": 5, "items": 36}
    said.equal("部门报送", {name: coverage[name] for name in wanted}, wanted)


def _screened(player: Player, cycle: str, said: Comparison) -> None:
    counts = player.act(screening.COUNT_LIBRARY, as_="resident", cycle_id=cycle)
    said.equal("入库", counts["total"], figures.COLLECTED)
    said.equal("合并", counts["by_status"].get("merged"), figures.COLLECTED - figures.MERGED)
    (frozen,) = player.act(screening.LIST_PUBLISHED, as_="resident", cycle_id=cycle, limit=10)["items"]
    said.equal("候选项目", [each["code"] for each in frozen["candidates"]], [each.code for each in figures.PROJECTS])
    said.equal("审定程序", [(each["before"], each["after"]) for each in frozen["steps"]], [(21, 13), (13, 13), (13, 13)])
    said.equal("冻结版本", [each["number"] for each in frozen["versions"]], [1, 2])
    digests = {each["digest"] for each in frozen["versions"]}
    said.equal("两版摘要不同", len(digests), 2)


def _voted(player: Player, cycle: str, said: Comparison) -> None:
    (result,) = player.act(voting.LIST_RESULTS, as_="resident", cycle_id=cycle, limit=10)["items"]
    said.equal("公告不载得票数", (result["totals"], {each["votes"] is None for each in result["candidates"]}), (None, {True}))
    vote = player.act(voting.GET_VOTE, vote_id=result["id"])
    lines = {each["code"]: each["votes"] for each in vote["results"]}
    counted = {code: (line["approve"], line["against"], line["abstain"]) for code, line in lines.items()}
    wanted = {each.code: (*each.votes, 250 - sum(each.votes)) for each in figures.PROJECTS}
    said.equal("得票", counted, wanted)
    (count,) = vote["counts"]
    numbers = ("issued", "returned", "valid", "invalid")
    said.equal("票数", tuple(count["totals"][name] for name in numbers), (252, 252, 250, 2))
    determined = sorted(each["code"] for each in vote["results"] if each["determined"])
    said.equal("确定项目", determined, [f"D{number:02}" for number in range(1, 11)])


def _supervised(player: Player, cycle: str, cycle_2020: str, said: Comparison) -> None:
    projects = {each["code"]: each for each in player.all_pages(supervision.LIST_PROJECTS, as_="resident", cycle_id=cycle)}
    said.equal("监督项目", sorted(projects), [f"D{number:02}" for number in range(1, 11)])
    said.equal("D07进度", projects["D07"]["actual"], 96)
    said.equal("视察次数", {each["visits"] for each in projects.values()}, {1})
    events = player.act(supervision.LIST_EVENTS, cycle_id=cycle, limit=50)["items"]
    inspection = player.act(supervision.GET_EVENT, event_id=_of(events, "mid_year_inspection")["id"])
    said.equal("表态承诺、询问", (len(inspection["commitments"]), len(inspection["inquiries"])), (3, 11))
    (opinion,) = player.act(supervision.LIST_OPINIONS, cycle_id=cycle, limit=10)["items"]
    said.equal("审议意见", (len(opinion["items"]), opinion["reply_due"], opinion["state"]), (5, "2025-03-27", "replied"))
    (road,) = player.all_pages(supervision.LIST_PROJECTS, as_="resident", cycle_id=cycle_2020)
    shown = player.act(supervision.GET_PROJECT, as_="resident", project_id=road["id"])
    width = shown["indicators"][0]
    said.equal("幸福路", (width["baseline"], width["actual"], shown["visits"]), ("6.5", "18", 4))


def _rated(player: Player, cycle: str, cycle_2023: str, said: Comparison) -> None:
    for of, rows in ((cycle, figures.RATING_2025), (cycle_2023, figures.RATING_2024)):
        (rating,) = player.act(evaluation.LIST_RATINGS, as_="resident", cycle_id=of, limit=10)["items"]
        shown = player.act(evaluation.GET_RATING, as_="resident", rating_id=rating["id"])
        found = {each["code"]: _row(each) for each in shown["results"]}
        said.equal("测评", found, dict(rows))
    due = player.act(evaluation.LIST_EXPLANATIONS, cycle_id=cycle, limit=50)["items"]
    said.equal("情况说明", [(each["project_code"], each["state"]) for each in due], [("D07", "published")])
    units = player.act(evaluation.LIST_ADVANCED_UNITS, as_="resident", cycle_id=cycle, limit=10)["items"]
    said.equal("先进单位", sorted(each["unit"] for each in units), ["县教体局", "县民政局"])
    papers = player.all_pages(publication.LIST_PAPERS, as_="resident", cycle_id=cycle)
    numbers = [each["number"] for each in papers if each["kind"] == "announcement"]
    said.equal("公告编号", numbers, ["公告〔演示〕第1号"])


def _row(result: dict[str, Any]) -> tuple[int, int, int, int]:
    grades = result["grades"]
    return (grades["satisfied"], grades["fair"], grades["dissatisfied"], result["abstain"])


def _of(events: list[dict[str, Any]], code: str) -> dict[str, Any]:
    return next(each for each in events if each["code"] == code)
