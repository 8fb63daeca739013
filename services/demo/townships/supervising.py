"""After the vote: the presidium's plan, work, progress, its inspection in September (A10.3, A10.13, Y-077)."""

from __future__ import annotations

from services.demo.player import Player
from services.demo.script import Part
from services.demo.townships.figures import PRESIDIUM, Township
from shared.contracts import supervision

JUNE, SEPTEMBER, COMPLETED = "2024-06-28", "2024-09-12", "2024-11-20"
PLANNED = {JUNE: 40, SEPTEMBER: 75}
"""Per cent planned; on the day of the report the projects are two points ahead."""

MILESTONES = {JUNE: "完成四成", SEPTEMBER: "主体完工", COMPLETED: "完工验收"}
"""What is reached on those days."""


def supervising(township: Township) -> Part:
    """From the plan to completion."""
    part = Part()

    @part.step("主席团通过年度监督计划", "2024-03-20")
    def adopt_plan(player: Player) -> None:
        """The determined projects get their heads, and the presidium adopts the plan."""
        cycle_id = player.facts["cycle"]
        listed = player.await_items(supervision.LIST_PROJECTS, township.quota, cycle_id=cycle_id)
        player.facts["projects"] = [
            each["id"] for each in sorted(listed, key=lambda project: str(project["code"]))
        ]
        player.act(
            supervision.ASSIGN_DEPARTMENTS,
            projects=[
                {
                    "project_id": project,
                    "lead": township.government,
                    "responsible_unit": township.government,
                    "principal_head": f"{township.government}主要负责人",
                }
                for project in player.facts["projects"]
            ],
        )
        plan = player.act(supervision.LIST_PLANS, cycle_id=cycle_id)["items"][0]
        player.act(
            supervision.ADOPT_PLAN,
            plan_id=plan["id"],
            body=township.presidium,
            adopted_on="2024-03-20",
            published_on="2024-03-20",
            issuer=f"{township.full_name}人民代表大会主席团",
        )

    @part.step("编报工期，陆续开工", "2024-04-10")
    def start(player: Player) -> None:
        """April to November, as the dossiers say."""
        schedule = {
            "starts_on": "2024-04-01",
            "ends_on": "2024-11-30",
            "milestones": [
                {"name": MILESTONES[JUNE], "due_on": JUNE, "percent": PLANNED[JUNE], "critical": False},
                {
                    "name": MILESTONES[SEPTEMBER],
                    "due_on": SEPTEMBER,
                    "percent": PLANNED[SEPTEMBER],
                    "critical": True,
                },
                {"name": MILESTONES[COMPLETED], "due_on": "2024-11-30", "percent": 100, "critical": True},
            ],
        }
        ids = player.facts["projects"]
        player.act(
            supervision.SET_SCHEDULES,
            as_="government",
            schedules=[{"project_id": project, **schedule} for project in ids],
        )
        player.act(
            supervision.START_PROJECTS,
            as_="government",
            projects=[{"project_id": project, "started_on": "2024-04-10"} for project in ids],
        )

    @part.step("6月报告进展", JUNE)
    def report_in_june(player: Player) -> None:
        """The first report."""
        _report(player, JUNE)

    @part.step("主席团组织视察", SEPTEMBER)
    def inspect(player: Player) -> None:
        """The second report, and what the presidium saw of it."""
        _report(player, SEPTEMBER)
        cycle_id = player.facts["cycle"]
        player.act(supervision.ADVANCE_CALENDAR, cycle_id=cycle_id)
        events = player.act(supervision.LIST_EVENTS, cycle_id=cycle_id, limit=50)["items"]
        inspection = next(each for each in events if each["code"] == "mid_year_inspection")
        player.act(
            supervision.RECORD_EVENT,
            event_id=inspection["id"],
            held_on=SEPTEMBER,
            venue=f"{township.name}各项目现场",
            on_site=True,
            participants=[{"kind": f"{township.presidium}成员", "count": PRESIDIUM}],
            findings=[
                {"project_id": project, "finding_class": "none", "text": "进展正常（演示）"}
                for project in player.facts["projects"]
            ],
        )

    @part.step("项目完工", COMPLETED)
    def complete(player: Player) -> None:
        """All in time."""
        _reach(player, COMPLETED)
        player.act(
            supervision.COMPLETE_PROJECTS,
            as_="government",
            projects=[
                {"project_id": project, "completed_on": COMPLETED, "effect": "建成投用（演示）。"}
                for project in player.facts["projects"]
            ],
        )

    return part


def _report(player: Player, day: str) -> None:
    player.act(
        supervision.REPORT_PROGRESS,
        as_="government",
        reports=[
            {
                "project_id": project,
                "reported_on": day,
                "actual": PLANNED[day] + 2,
                "progress": "按计划推进（演示）",
                "measures": "明确专人、倒排工期",
                "problems": "无",
            }
            for project in player.facts["projects"]
        ],
    )
    _reach(player, day)


def _reach(player: Player, day: str) -> None:
    for project in player.facts["projects"]:
        player.act(
            supervision.REACH_MILESTONE,
            as_="government",
            project_id=project,
            name=MILESTONES[day],
            done_on=day,
        )
