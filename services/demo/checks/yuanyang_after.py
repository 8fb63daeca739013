"""原阳县 from the plan to the consequence of the rating, against the API's answers."""

from __future__ import annotations

from services.demo.checks.differences import Differences
from services.demo.expected import yuanyang as expected
from services.demo.player import Player
from shared.contracts import congress, evaluation, supervision


def _cycle(player: Player, year: int) -> str:
    cycles = player.all_pages(congress.LIST_CYCLES)
    return str(next(each["id"] for each in cycles if each["year"] == year))


def check_supervision(player: Player, differences: Differences) -> None:
    """Ten listed projects; D07 lags; September's inspection and December's review."""
    cycle_id = _cycle(player, 2024)
    (plan,) = player.all_pages(supervision.LIST_PLANS, as_="resident", cycle_id=cycle_id)
    adopted = [(each["adopted_on"], len(each["project_ids"])) for each in plan["adoptions"]]
    differences.same("年度监督计划", adopted, [(expected.PLAN_DAY, len(expected.DETERMINED))])
    projects = player.all_pages(supervision.LIST_PROJECTS, as_="resident", cycle_id=cycle_id)
    codes = tuple(sorted(each["code"] for each in projects))
    differences.same("在列项目", codes, tuple(sorted(expected.DETERMINED)))
    differences.same("9月视察计入各项目", {each["visits"] for each in projects}, {1})
    lagging = {}
    for each in projects:
        report = player.act(supervision.GET_PROJECT_FILE, project_id=each["id"])
        differences.same(f"{each['code']}四方督办", len(report["assignments"]), 4)
        september = next(r for r in report["reports"] if r["reported_on"].startswith("2024-09"))
        if september["planned"] - september["actual"] >= 10:
            lagging[each["code"]] = (september["planned"], september["actual"])
        milestones = report["schedule"]["milestones"]
        late = [m["name"] for m in milestones if m["done_on"] is None or m["done_on"] > m["due_on"]]
        differences.same(
            f"{each['code']}未按期完成的节点", late, expected.LATE_MILESTONES.get(each["code"], [])
        )
    differences.same("9月进度滞后", lagging, expected.LAGGING)
    events = {each["code"]: each for each in player.all_pages(supervision.LIST_EVENTS, cycle_id=cycle_id)}
    inspection = player.act(supervision.GET_EVENT, event_id=events["mid_year_inspection"]["id"])
    found = {key: len(inspection[key]) for key in expected.INSPECTION}
    differences.same("集中视察和座谈会", found, expected.INSPECTION)
    differences.same("视察察看的项目", len(inspection["findings"]), len(expected.DETERMINED))
    review = events["year_end_review"]
    differences.same("常委会审议", (review["state"], review["held_on"]), ("done", expected.REVIEW_DAY))


def check_opinions(player: Player, differences: Differences) -> None:
    """The report as it is titled, five deliberation opinions, the reply within three months (Y-060)."""
    cycle_id = _cycle(player, 2024)
    reports = {each["title"]: each for each in player.all_pages(supervision.LIST_REPORTS, cycle_id=cycle_id)}
    heard = reports.get(expected.REPORT_TITLE)
    differences.same("听取报告", heard and heard["heard_on"], expected.REVIEW_DAY)
    (opinion,) = player.all_pages(supervision.LIST_OPINIONS, cycle_id=cycle_id)
    found = (len(opinion["items"]), opinion["sent_on"], opinion["reply_due"])
    differences.same("审议意见", found, (expected.OPINION_ITEMS, expected.OPINION_SENT, expected.OPINION_DUE))
    replied = opinion["replied_on"]
    differences.holds("审议意见按期答复", replied is not None and replied <= expected.OPINION_DUE)


def check_archive(player: Player, differences: Differences) -> None:
    """幸福路 of 2020 with its figures (Y-085, Y-086); ten projects of 2023."""
    (road,) = player.all_pages(supervision.LIST_PROJECTS, as_="resident", cycle_id=_cycle(player, 2020))
    shown = player.act(supervision.GET_PROJECT, as_="resident", project_id=road["id"])
    differences.holds("幸福路已导入", shown["imported"] and "幸福路" in shown["name"])
    differences.same("幸福路视察次数", shown["visits"], 4)
    differences.same("幸福路通车", str(shown["completed_on"])[:7], "2020-10")
    differences.holds("幸福路惠及5个乡镇20万群众", "5个乡镇20万群众" in shown["effect"])
    widths = {each["name"]: (each["baseline"], each["actual"]) for each in shown["indicators"]}
    differences.same("幸福路指标", widths, expected.XINGFU_ROAD)
    rated = player.all_pages(supervision.LIST_PROJECTS, as_="resident", cycle_id=_cycle(player, 2023))
    differences.same("2023年项目", len(rated), expected.RATED_2023)


def check_rating(player: Player, differences: Differences) -> None:
    """The rating of February 2025: figures, consequence, publication (exception ⑨)."""
    (rating,) = player.all_pages(evaluation.LIST_RATINGS, as_="resident", cycle_id=_cycle(player, 2024))
    counts = {key: rating["counts"][key] for key in expected.RATING_COUNTS}
    differences.same("测评票", counts, expected.RATING_COUNTS)
    rows = {
        each["code"]: (
            *(each["grades"][grade] for grade in ("satisfied", "fair", "dissatisfied")),
            each["abstain"],
        )
        for each in rating["results"]
    }
    differences.same("满意度测评", rows, expected.RATING)
    explains = tuple(each["code"] for each in rating["results"] if each["explanation_required"])
    differences.same("须作情况说明", explains, expected.EXPLAINS)
    differences.same("测评公布日", rating["published_on"], expected.RATING_PUBLISHED_ON)
    cycle_id = _cycle(player, 2024)
    statements = player.all_pages(evaluation.LIST_EXPLANATIONS, cycle_id=cycle_id)
    found = [
        (
            each["project_code"],
            each["satisfied"],
            each["base"],
            each["late"],
            each["deliveries"][0]["delivered_on"],
        )
        for each in statements
    ]
    differences.same("情况说明", found, [("D07", 124, 248, False, expected.EXPLAINED_ON)])
    units = player.all_pages(evaluation.LIST_ADVANCED_UNITS, as_="resident", cycle_id=cycle_id)
    differences.same("先进单位", {each["unit"] for each in units}, set(expected.ADVANCED_UNITS))


def check_rating_2023(player: Player, differences: Differences) -> None:
    """The projects of 2023, rated at the session of 2024: all above half."""
    (rating,) = player.all_pages(evaluation.LIST_RATINGS, as_="resident", cycle_id=_cycle(player, 2023))
    differences.same("2023年项目测评件数", len(rating["results"]), expected.RATED_2023)
    differences.holds(
        "全部过半", all(each["share"]["part"] * 2 > each["share"]["whole"] for each in rating["results"])
    )
    differences.same("实有", rating["counts"]["in_office"], expected.IN_OFFICE_AT_THE_VOTE)


CHECKS = (
    ("监督", check_supervision),
    ("审议意见", check_opinions),
    ("档案", check_archive),
    ("2025年测评", check_rating),
    ("2023年项目测评", check_rating_2023),
)
