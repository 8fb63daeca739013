"""A year of supervision: 12 monthly meetings, 4 rounds, 2 circulars, July's research (B-054 … B-056, B-091)."""

from __future__ import annotations

from typing import Any

from services.demo.beiguan import figures
from services.demo.beiguan.finishing import completed_on
from services.demo.beiguan.planning import DISTRICT_ORGAN, HALF, reach
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import supervision

part = Part()

B09_ACTUAL = (6, 12, 18, 24, 30, 36, 44, 56, 68, 80, 92)
"""B09 in per cent, month by month from April (fictional); it is finished before the meeting of March."""

MEETINGS = (*tuple(f"2024-{month:02}-25" for month in range(4, 13)), "2025-01-25", "2025-02-25", "2025-03-25")
ROUNDS = ("2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31")
CIRCULARS = ("2024-07-10", "2025-01-10")


def _at_work(day: str) -> list[figures.Project]:
    return [each for each in figures.DETERMINED if completed_on(each) > day]


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
    for each in figures.DETERMINED:
        if each.code != "B09":
            reach(player, each, HALF, "2024-07-11")


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
