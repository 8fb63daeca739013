"""A year of supervision: 12 monthly meetings, 4 rounds, 2 circulars, July's research, B09's extension (B-055, Q-15)."""

from __future__ import annotations

from typing import Any

from services.demo.beiguan import figures
from services.demo.beiguan.planning import DISTRICT_ORGAN
from services.demo.beiguan.streets import SEWERS
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import congress, supervision

part = Part()

CUMULATIVE = (
    ("监督提醒函", 317, "317件", "去年以来（2023-01-01起）"),
    ("监督提醒函", 172, "172件", "2023年"),
    ("群众评价意见书", 37, "37件", "去年以来（2023-01-01起）"),
    ("群众评价意见", 187, "187条", "去年以来（2023-01-01起）"),
)
"""Metric, value, as printed, window (Q-14, Q-16)."""

B09_ACTUAL = (6, 12, 18, 24, 30, 36, 44, 56, 68, 80, 92)
"""B09 in per cent, month by month from April (fictional); it is finished before the meeting of March."""

MEETINGS = tuple(f"2024-{month:02}-25" for month in range(4, 13)) + ("2025-01-25", "2025-02-25", "2025-03-25")
ROUNDS = ("2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31")
CIRCULARS = ("2024-07-10", "2025-01-10")

COMPLETED = {12: "2024-12-20", 10: "2024-10-28"}
"""When a project was finished, by the last month of its period (fictional)."""

B09_COMPLETED = "2025-03-20"


def _completed_on(project: figures.Project) -> str:
    return B09_COMPLETED if project.code == "B09" else COMPLETED[project.last_month]


def _at_work(day: str) -> list[figures.Project]:
    return [each for each in figures.DETERMINED if _completed_on(each) > day]


def _actual(project: figures.Project, meeting: int) -> int:
    if project.code == "B09":
        return B09_ACTUAL[meeting]
    months = project.last_month - 3
    return min(98, 100 * (meeting + 1) // months + 2)


def _event(player: Player, code: str, due_on: str) -> str:
    player.act(supervision.ADVANCE_CALENDAR, cycle_id=player.facts["cycle"])
    events = player.all_pages(supervision.LIST_EVENTS, cycle_id=player.facts["cycle"], code=code)
    return str(next(each["id"] for each in events if each["due_on"] == due_on))


def _findings(player: Player, day: str) -> list[dict[str, Any]]:
    return [
        {
            "project_id": player.facts["projects"][each.code],
            "finding_class": "schedule" if each.code == "B09" else "none",
            "text": "进度滞后，地下管线迁改影响施工（演示）" if each.code == "B09" else "进展正常（演示）",
        }
        for each in _at_work(day)
    ]


def _hold(player: Player, event_id: str, day: str, who: str, **more: Any) -> None:
    player.act(
        supervision.RECORD_EVENT,
        event_id=event_id,
        held_on=day,
        participants=[{"kind": who, "count": 12}],
        findings=_findings(player, day),
        minutes="会议记录（演示）。",
        **more,
    )


def _meeting(number: int, day: str) -> None:
    @part.step(f"月调度{day}", day)
    def meet(player: Player) -> None:
        """Progress reports first, then the meeting of the 25th."""
        at_work = _at_work(day)
        if at_work:
            player.act(
                supervision.REPORT_PROGRESS,
                as_="government",
                reports=[
                    {
                        "project_id": player.facts["projects"][each.code],
                        "reported_on": day,
                        "actual": _actual(each, number),
                        "progress": "管线迁改滞后（演示）" if each.code == "B09" else "按计划推进（演示）",
                        "measures": "倒排工期、挂图作战（演示）",
                        "problems": "地下管线迁改（演示）" if each.code == "B09" else "无",
                    }
                    for each in at_work
                ],
            )
        _hold(player, _event(player, "monthly", day), day, "督办专班和责任单位")


def _round(day: str) -> None:
    @part.step(f"季督办{day}", day)
    def supervise(player: Player) -> None:
        """The forces go round the projects."""
        _hold(player, _event(player, "quarterly", day), day, "督办专班", on_site=True)


def _circular(day: str) -> None:
    @part.step(f"半年通报{day}", day)
    def circulate(player: Player) -> None:
        """A circular on how all projects stand."""
        event_id = _event(player, "half_yearly", day)
        _hold(player, event_id, day, "区人大常委会主任会议组成人员")
        player.act(
            supervision.ISSUE_CIRCULAR,
            event_id=event_id,
            issued_on=day,
            public=True,
            addressee="区政府和各承办部门",
            issuer=DISTRICT_ORGAN,
            channels=["区人大网站", "北关人大公众号"],
        )


for _number, _day in enumerate(MEETINGS):
    _meeting(_number, _day)
for _day in ROUNDS:
    _round(_day)
for _day in CIRCULARS:
    _circular(_day)


@part.step("年中现场调研", "2024-07-11")
def research(player: Player) -> None:
    """9 to 11 July, on the spot (B-091)."""
    event = player.act(
        supervision.SCHEDULE_EVENT,
        cycle_id=player.facts["cycle"],
        code="midyear_research",
        name="年中现场调研（7月9日至11日）",
        due_on="2024-07-11",
    )
    _hold(player, event["id"], "2024-07-11", "区人大常委会组成人员", on_site=True, route="十个项目现场")
    visit = {
        "project_id": player.facts["projects"]["B09"],
        "visited_on": "2024-07-11",
        "visitors": "B09督办专班",
        "progress": "三个片区完成一个（演示）",
        "quality": "良好",
    }
    player.act(supervision.RECORD_VISITS, as_="taskforce", visits=[visit])


@part.step("协调B09管线迁改", "2024-08-05")
def coordinate(player: Player) -> None:
    """A problem between departments gets an owner and a day (B-056)."""
    player.facts["problem"] = player.act(
        supervision.RAISE_PROBLEM,
        as_="taskforce",
        project_id=player.facts["projects"]["B09"],
        kind="coordination",
        owner="区住建局",
        departments=["区城管局", "区财政局"],
        raised_on="2024-08-05",
        due_on="2024-10-31",
        text="地下管线迁改协调（演示）。",
    )["id"]


@part.step("B09调整：主任会议提出", "2024-10-15")
def request_adjustment(player: Player) -> None:
    """The period is to run to March 2025 (B-088, Q-15)."""
    last = "2025-03-31"
    milestones = [{"name": "完工验收", "due_on": last, "percent": 100, "critical": True}]
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
    player.act(
        supervision.COMPLETE_PROJECTS,
        as_="government",
        projects=[
            {
                "project_id": player.facts["projects"][each.code],
                "completed_on": _completed_on(each),
                "effect": "建成投用（演示）。",
            }
            for each in projects
        ],
    )
