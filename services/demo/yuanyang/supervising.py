"""The first check: plan, schedules, September's inspection (Y-050 … Y-057, Y-075 … Y-079)."""

from __future__ import annotations

from services.demo.player import Player
from services.demo.script import Part
from services.demo.yuanyang import figures
from shared.contracts import supervision

part = Part()

COMMITMENTS = ("D07年底前完成主管网", "每月调度一次进度", "资金拨付不超过十个工作日")
DETERMINED = figures.PROJECTS[:10]
SEPTEMBER = "2024-09-18"
PLANNED = {9: 95, 10: 85, 11: 75, 12: 70}
"""Per cent planned by the inspection, by the last month of the period."""

HALF, DONE = "主体过半", "完工验收"
"""The two milestones that each project files."""

D07_ACTUAL = 48
"""D07 lags: 48 per cent where 70 were planned; the others are two points ahead."""


@part.step("票决项目进入监督计划草案，明确责任单位和督办分工", "2024-03-10")
def assign(player: Player) -> None:
    """The determined projects are draft entries; heads and the four-way supervision are named."""
    listed = player.await_items(supervision.LIST_PROJECTS, len(DETERMINED), cycle_id=player.facts["cycle"])
    ids = {each["code"]: each["id"] for each in listed}
    player.facts["projects"] = ids
    player.act(
        supervision.ASSIGN_DEPARTMENTS,
        projects=[
            {
                "project_id": ids[each.code],
                "lead": each.implementer,
                "cooperating": ["县财政局"],
                "responsible_unit": each.implementer,
                "principal_head": f"{each.implementer}主要负责人",
            }
            for each in DETERMINED
        ],
    )
    player.act(
        supervision.ASSIGN_SUPERVISION,
        projects=[
            {
                "project_id": ids[each.code],
                "assignments": [{"role": role, "holder": holder} for role, holder in _holders(each).items()],
            }
            for each in DETERMINED
        ],
    )


@part.step("主任会议通过年度监督计划并公布", "2024-03-15")
def adopt_plan(player: Player) -> None:
    """The plan is adopted; the projects stand in the ledger."""
    plan = player.act(supervision.LIST_PLANS, cycle_id=player.facts["cycle"], limit=10)["items"][0]
    player.act(
        supervision.ADOPT_PLAN,
        plan_id=plan["id"],
        body="县人大常委会主任会议",
        adopted_on="2024-03-15",
        published_on="2024-03-15",
        issuer="原阳县（演示）人大常委会",
    )


@part.step("编报工期和节点", "2024-03-25")
def schedule(player: Player) -> None:
    """Each project files the period printed in its dossier, with what is to stand by the inspection."""
    ids = player.facts["projects"]
    player.act(
        supervision.SET_SCHEDULES,
        schedules=[{"project_id": ids[each.code], **_schedule(each)} for each in DETERMINED],
    )


@part.step("陆续开工", "2024-05-10")
def start(player: Player) -> None:
    """In the first month of the period, the plan being adopted on 15 March."""
    ids = player.facts["projects"]
    player.act(
        supervision.START_PROJECTS,
        projects=[
            {
                "project_id": ids[each.code],
                "started_on": f"2024-{each.months[0]:02}-{20 if each.months[0] == 3 else 8:02}",
            }
            for each in DETERMINED
        ],
    )


@part.step("部门报告进展：D07滞后", SEPTEMBER)
def report_progress(player: Player) -> None:
    """D07 stands at 48 per cent where 70 were planned."""
    ids = player.facts["projects"]
    player.act(
        supervision.REPORT_PROGRESS,
        as_="government",
        reports=[
            {
                "project_id": ids[each.code],
                "reported_on": SEPTEMBER,
                "actual": D07_ACTUAL if each.code == "D07" else PLANNED[each.months[1]] + 2,
                "progress": "管网敷设滞后" if each.code == "D07" else "按计划推进",
                "measures": "倒排工期、挂图作战",
                "problems": "穿村段协调难度大" if each.code == "D07" else "无",
            }
            for each in DETERMINED
        ],
    )
    for each in DETERMINED:
        if each.code != "D07":
            reach(player, each, HALF, SEPTEMBER)


@part.step("9月集中视察和座谈会", "2024-09-20")
def inspect(player: Player) -> None:
    """The government office reports, three commitments, eleven inquiries."""
    ids = player.facts["projects"]
    player.act(supervision.ADVANCE_CALENDAR, cycle_id=player.facts["cycle"])
    events = player.act(supervision.LIST_EVENTS, cycle_id=player.facts["cycle"], limit=50)["items"]
    inspection = next(each for each in events if each["code"] == "mid_year_inspection")
    briefed = player.act(
        supervision.SUBMIT_REPORT,
        as_="government",
        cycle_id=player.facts["cycle"],
        title="关于民生实事项目进展情况的汇报",
        author="县政府办",
        submitted_on="2024-09-19",
        event_id=inspection["id"],
        text="十件民生实事项目总体按计划推进（演示）。",
    )
    player.act(supervision.HEAR_REPORT, report_id=briefed["id"], heard_on="2024-09-20", body="集中视察座谈会")
    held = player.act(
        supervision.RECORD_EVENT,
        event_id=inspection["id"],
        held_on="2024-09-20",
        venue="县人大常委会会议室",
        route="城区—阳阿镇—太平镇",
        on_site=True,
        participants=[{"kind": "县人大常委会组成人员", "count": 25}, {"kind": "县人大代表", "count": 18}],
        findings=[
            {
                "project_id": ids[each.code],
                "finding_class": "schedule" if each.code == "D07" else "none",
                "text": "进度滞后，计划70%、实际48%" if each.code == "D07" else "进展正常",
            }
            for each in DETERMINED
        ],
        symposium="县政府办汇报，常务副县长表态，部门接受询问（演示）。",
        commitments=[
            {"speaker": "县政府常务副县长", "text": text, "due_on": "2024-12-31"} for text in COMMITMENTS
        ],
        inquiries=[
            {
                "asker_kind": "代表",
                "department": project.implementer,
                "project_id": ids[project.code],
                "question": f"{project.name}能否按期完成？（第{number}问，演示）",
                "answer": "" if number == 1 else "已说明情况并明确完成时间（演示）。",
            }
            for number, project in enumerate((*DETERMINED, DETERMINED[6]), 1)
        ],
    )
    player.facts["inspection"] = held["id"]
    player.facts["commitments"] = [each["id"] for each in held["commitments"]]
    player.facts["waiting"] = held["inquiries"][0]["id"]


@part.step("会后答复询问，协调D07穿村段", "2024-09-26")
def follow_up(player: Player) -> None:
    """A department answers what it could not answer at once (Y-057); D07's problem gets an owner (Y-076)."""
    player.act(
        supervision.ANSWER_INQUIRY,
        as_="department",
        event_id=player.facts["inspection"],
        inquiry_id=player.facts["waiting"],
        answered_on="2024-09-26",
        answer="12月底前交付使用（演示）。",
    )
    problem = player.act(
        supervision.RAISE_PROBLEM,
        project_id=player.facts["projects"]["D07"],
        kind="coordination",
        owner=DETERMINED[6].implementer,
        departments=["县财政局", "县自然资源局"],
        raised_on="2024-09-26",
        due_on="2024-10-31",
        text="穿村段管网占地协调（演示）。",
    )
    player.facts["problem"] = problem["id"]


@part.step("D07协调事项办结", "2024-10-30")
def solve(player: Player) -> None:
    """In time."""
    player.act(
        supervision.SOLVE_PROBLEM,
        problem_id=player.facts["problem"],
        solved_on="2024-10-30",
        resolution="占地手续办结，恢复施工（演示）。",
    )
    reach(player, DETERMINED[6], HALF, "2024-10-30")


def reach(player: Player, project: figures.Project, milestone: str, day: str) -> None:
    """A milestone of a project was reached; its page shows plan against actual (B-063, B-064)."""
    player.act(
        supervision.REACH_MILESTONE,
        as_="government",
        project_id=player.facts["projects"][project.code],
        name=milestone,
        done_on=day,
    )


def _holders(project: figures.Project) -> dict[str, str]:
    """D07's body is not the county's own; the county government leads it (垂管)."""
    leader = "县政府（领办）" if project.code == "D07" else "副县长"
    return {
        "congress_leader": "县人大常委会副主任",
        "government_leader": leader,
        "committee": "县人大财经委",
        "deputy_office": "县人大代表联络机构",
    }


def _schedule(project: figures.Project) -> dict[str, object]:
    first, last = project.months
    ends_on = f"2024-{last:02}-{31 if last in (10, 12) else 30}"
    half = {"name": HALF, "due_on": SEPTEMBER, "percent": PLANNED[last], "critical": True}
    done = {"name": DONE, "due_on": ends_on, "percent": 100, "critical": True}
    return {"starts_on": f"2024-{first:02}-01", "ends_on": ends_on, "milestones": [half, done]}
