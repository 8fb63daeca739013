"""Two checks: the plan, September's inspection, December's review (Y-050 … Y-060, Y-077, Y-079)."""

from __future__ import annotations

from services.demo.player import Player
from services.demo.script import Part
from services.demo.yuanyang import figures
from shared.contracts import supervision

part = Part()

DETERMINED = figures.PROJECTS[:10]
PROGRESS = {"D07": (70, 48)}
"""Planned and actual per cent at the inspection; the others are on time."""


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
    holders = {
        "congress_leader": "县人大常委会副主任",
        "government_leader": "副县长",
        "committee": "县人大财经委",
        "deputy_office": "县人大代表联络机构",
    }
    player.act(
        supervision.ASSIGN_SUPERVISION,
        projects=[
            {
                "project_id": ids[each.code],
                "assignments": [{"role": role, "holder": holder} for role, holder in holders.items()],
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


@part.step("编报工期和节点，陆续开工", "2024-04-01")
def schedule(player: Player) -> None:
    """Each project files its milestones and begins."""
    ids = player.facts["projects"]
    player.act(
        supervision.SET_SCHEDULES,
        schedules=[
            {
                "project_id": ids[each.code],
                "starts_on": "2024-04-01",
                "ends_on": "2024-12-20",
                "milestones": [
                    {"name": "主体过半", "due_on": "2024-09-18", "percent": 70, "critical": True},
                    {"name": "完工验收", "due_on": "2024-12-20", "percent": 100, "critical": True},
                ],
            }
            for each in DETERMINED
        ],
    )
    player.act(
        supervision.START_PROJECTS,
        projects=[{"project_id": ids[each.code], "started_on": "2024-04-01"} for each in DETERMINED],
    )


@part.step("部门报告进展：D07滞后", "2024-09-18")
def report_progress(player: Player) -> None:
    """D07 stands at 48 per cent where 70 were planned."""
    ids = player.facts["projects"]
    player.act(
        supervision.REPORT_PROGRESS,
        reports=[
            {
                "project_id": ids[each.code],
                "reported_on": "2024-09-18",
                "actual": PROGRESS.get(each.code, (70, 72))[1],
                "progress": "按计划推进" if each.code not in PROGRESS else "管网敷设滞后",
                "measures": "倒排工期、挂图作战",
                "problems": "无" if each.code not in PROGRESS else "穿村段协调难度大",
            }
            for each in DETERMINED
        ],
    )


@part.step("9月集中视察和座谈会", "2024-09-20")
def inspect(player: Player) -> None:
    """The government office reports, three commitments, eleven inquiries."""
    ids = player.facts["projects"]
    player.act(supervision.ADVANCE_CALENDAR, cycle_id=player.facts["cycle"])
    events = player.act(supervision.LIST_EVENTS, cycle_id=player.facts["cycle"], limit=50)["items"]
    inspection = next(each for each in events if each["code"] == "mid_year_inspection")
    player.act(
        supervision.SUBMIT_REPORT,
        as_="government",
        cycle_id=player.facts["cycle"],
        title="关于民生实事项目进展情况的汇报",
        author="县政府办",
        submitted_on="2024-09-19",
        event_id=inspection["id"],
        text="十件民生实事项目总体按计划推进（演示）。",
    )
    player.act(
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
                "finding_class": "schedule" if each.code in PROGRESS else "none",
                "text": "进度滞后，计划70%、实际48%" if each.code in PROGRESS else "进展正常",
            }
            for each in DETERMINED
        ],
        symposium="县政府办汇报，常务副县长表态，部门接受询问（演示）。",
        commitments=[
            {"speaker": "县政府常务副县长", "text": text, "due_on": "2024-12-20"}
            for text in ("D07年底前完成主管网", "每月调度一次进度", "资金拨付不超过十个工作日")
        ],
        inquiries=[
            {
                "asker_kind": "代表",
                "department": DETERMINED[number % 10].implementer,
                "question": f"第{number + 1}问（演示）",
                "answer": "已说明情况并明确完成时间（演示）。",
            }
            for number in range(11)
        ],
    )


@part.step("完工", "2024-12-10")
def complete(player: Player) -> None:
    """Nine projects are done; D07 reaches ninety-six per cent."""
    ids = player.facts["projects"]
    player.act(
        supervision.REPORT_PROGRESS,
        reports=[
            {
                "project_id": ids[each.code],
                "reported_on": "2024-12-10",
                "actual": 96 if each.code in PROGRESS else 100,
                "progress": "完成建设任务" if each.code not in PROGRESS else "主管网贯通，余少量接户",
                "measures": "组织验收",
                "problems": "无",
            }
            for each in DETERMINED
        ],
    )


@part.step("12月常委会听取审议建设情况报告", "2024-12-19")
def review(player: Player) -> None:
    """The report under exactly the printed title is heard (Y-058, Y-059)."""
    player.act(supervision.ADVANCE_CALENDAR, cycle_id=player.facts["cycle"])
    events = player.act(supervision.LIST_EVENTS, cycle_id=player.facts["cycle"], limit=50)["items"]
    december = next(each for each in events if each["code"] == "year_end_review")
    report = player.act(
        supervision.SUBMIT_REPORT,
        as_="government",
        cycle_id=player.facts["cycle"],
        title="关于人大代表票决民生实事项目建设情况的报告",
        author="县政府",
        submitted_on="2024-12-16",
        event_id=december["id"],
        text="十件票决项目建设情况（演示）。",
    )
    player.facts["report"] = report["id"]
    player.act(
        supervision.HEAR_REPORT,
        report_id=report["id"],
        heard_on="2024-12-19",
        body="县人大常委会",
        deliberation="会议审议（演示）。",
    )
    player.act(
        supervision.RECORD_EVENT,
        event_id=december["id"],
        held_on="2024-12-19",
        participants=[{"kind": "县人大常委会组成人员", "count": 26}],
        minutes="听取和审议报告（演示）。",
    )


@part.step("印发审议意见5条", "2024-12-27")
def send_opinions(player: Player) -> None:
    """Five opinions, a written reply due on 2025-03-27 (three months, Y-060)."""
    opinion = player.act(
        supervision.COMPILE_OPINION,
        report_id=player.facts["report"],
        title="关于民生实事项目建设情况报告的审议意见",
        government="县政府",
        departments=[DETERMINED[6].implementer, "县财政局"],
        items=[
            {
                "text": f"第{number}条审议意见（演示）",
                "project_ids": [player.facts["projects"]["D07"]] if number == 1 else [],
            }
            for number in range(1, 6)
        ],
        compiled_on="2024-12-20",
    )
    player.facts["opinion"] = opinion["id"]
    for act, body, day in (
        ("approve", "县人大常委会主任会议", "2024-12-26"),
        ("send", "县人大常委会", "2024-12-27"),
    ):
        player.act(supervision.STEP_OPINION, opinion_id=opinion["id"], act=act, taken_on=day, body=body)
