"""B09's extension, and the end of the work: seven in October, two in December, B09 in March (B-088, Q-15)."""

from __future__ import annotations

from services.demo.beiguan import figures
from services.demo.beiguan.planning import DISTRICT_ORGAN, DONE, reach
from services.demo.beiguan.streets import SEWERS
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import congress, supervision

part = Part()

CUMULATIVE = (
    ("监督提醒函", 317, "317件", "去年以来（2023年1月1日起）"),
    ("监督提醒函", 172, "172件", "2023年"),
    ("群众评价意见书", 37, "37件", "去年以来（2023年1月1日起）"),
    ("群众评价意见", 187, "187条", "去年以来（2023年1月1日起）"),
)
"""Metric, value, as printed, window (Q-14, Q-16)."""

COMPLETED = {12: "2024-12-20", 10: "2024-10-28"}
"""When a project was finished, by the last month of its period (fictional)."""

B09_COMPLETED = "2025-03-20"


def completed_on(project: figures.Project) -> str:
    """The day on which a project was finished."""
    return B09_COMPLETED if project.code == "B09" else COMPLETED[project.last_month]


@part.step("B09调整：主任会议提出", "2024-10-15")
def request_adjustment(player: Player) -> None:
    """The period is to run to March 2025 (B-088, Q-15)."""
    last = "2025-03-31"
    milestones = [{"name": DONE, "due_on": last, "percent": 100, "critical": True}]
    player.facts["adjustment"] = player.act(
        supervision.REQUEST_ADJUSTMENT,
        as_="government",
        project_id=player.facts["projects"]["B09"],
        kind="period",
        reason="地下管线迁改（演示）",
        requested_on="2024-10-12",
        change={
            "period": "2024年4月至2025年3月",
            "schedule": {"starts_on": "2024-04-01", "ends_on": last, "milestones": milestones},
        },
    )["id"]
    _decide(player, figures.CHAIRPERSONS, "2024-10-15")


@part.step("B09调整：常委会批准并公告", "2024-10-24")
def approve_adjustment(player: Player) -> None:
    """Approved and announced on the same day."""
    _decide(player, figures.COMMITTEE, "2024-10-24")
    player.act(
        supervision.ANNOUNCE_ADJUSTMENT,
        adjustment_id=player.facts["adjustment"],
        announced_on="2024-10-24",
        issuer=DISTRICT_ORGAN,
        channels=["区人大网站", "北关人大公众号"],
    )
    player.act(
        supervision.SOLVE_PROBLEM,
        problem_id=player.facts["problem"],
        solved_on="2024-10-24",
        resolution="管线迁改方案确定，工期相应调整（演示）。",
    )


@part.step("七件项目完工", "2024-10-29")
def complete_first(player: Player) -> None:
    """Those whose period ends in October."""
    _complete(player, [each for each in figures.DETERMINED if each.last_month == 10])


@part.step("街道项目完工", "2024-11-29")
def complete_streets(player: Player) -> None:
    """Ninety; 后崇义村's sewers were finished on 30 October."""
    player.act(
        supervision.COMPLETE_PROJECTS,
        as_="government",
        projects=[
            {
                "project_id": project,
                "completed_on": "2024-10-30" if code == SEWERS.code else "2024-11-29",
                "effect": "雨污分流到户（演示）。" if code == SEWERS.code else "建成投用（演示）。",
            }
            for code, project in player.facts["street-projects"].items()
        ],
    )


@part.step("登记累计数", "2024-11-20")
def record_figures(player: Player) -> None:
    """Cumulative figures as printed, never derived (Q-14)."""
    player.act(
        congress.RECORD_FIGURES,
        figures=[
            {"metric": metric, "value": value, "as_printed": printed, "window": window}
            for metric, value, printed, window in CUMULATIVE
        ],
    )


@part.step("B01和B03完工", "2024-12-21")
def complete_second(player: Player) -> None:
    """Those whose period ends in December, B09 apart."""
    _complete(player, [each for each in figures.DETERMINED if each.last_month == 12 and each.code != "B09"])


@part.step("B09完工", "2025-03-21")
def complete_b09(player: Player) -> None:
    """Within the extended period."""
    _complete(player, [each for each in figures.DETERMINED if each.code == "B09"])


def _decide(player: Player, body: str, day: str) -> None:
    player.act(
        supervision.DECIDE_ADJUSTMENT,
        adjustment_id=player.facts["adjustment"],
        body=body,
        met_on=day,
        approved=True,
    )


def _complete(player: Player, projects: list[figures.Project]) -> None:
    for each in projects:
        reach(player, each, DONE, completed_on(each))
    player.act(
        supervision.COMPLETE_PROJECTS,
        as_="government",
        projects=[
            {
                "project_id": player.facts["projects"][each.code],
                "completed_on": completed_on(each),
                "effect": "建成投用（演示）。",
            }
            for each in projects
        ],
    )
