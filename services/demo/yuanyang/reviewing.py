"""The second check: completion, December's review, deliberation opinions (Y-056, Y-058 … Y-060, Y-086)."""

from __future__ import annotations

from services.demo.player import Player
from services.demo.script import Part
from services.demo.yuanyang.supervising import DETERMINED, DONE, reach
from shared.contracts import supervision

part = Part()


@part.step("九件项目完工", "2024-12-10")
def complete(player: Player) -> None:
    """Each by the end of its period; D07 has come to 96 per cent."""
    ids = player.facts["projects"]
    finished = [each for each in DETERMINED if each.code != "D07"]
    days = {
        each.code: f"2024-{each.months[1]:02}-{8 if each.months[1] == 12 else 28:02}" for each in finished
    }
    for each in finished:
        reach(player, each, DONE, days[each.code])
    player.act(
        supervision.COMPLETE_PROJECTS,
        as_="government",
        projects=[
            {
                "project_id": ids[each.code],
                "completed_on": days[each.code],
                "effect": "建成投用（演示）。",
            }
            for each in finished
        ],
    )
    player.act(
        supervision.REPORT_PROGRESS,
        as_="government",
        reports=[
            {
                "project_id": ids["D07"],
                "reported_on": "2024-12-10",
                "actual": 96,
                "progress": "主管网贯通，余少量接户",
                "measures": "增派队伍",
                "problems": "无",
            }
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


@part.step("D07完工，三项承诺办结", "2024-12-31")
def finish(player: Player) -> None:
    """The last project is done, and what was promised in September is settled (Y-056)."""
    reach(player, DETERMINED[6], DONE, "2024-12-31")
    player.act(
        supervision.COMPLETE_PROJECTS,
        as_="government",
        projects=[
            {
                "project_id": player.facts["projects"]["D07"],
                "completed_on": "2024-12-31",
                "effect": "8个村污水接入管网（演示）。",
            }
        ],
    )
    for commitment in player.facts["commitments"]:
        player.act(
            supervision.SETTLE_COMMITMENT,
            event_id=player.facts["inspection"],
            commitment_id=commitment,
            settled_on="2024-12-31",
            outcome="已兑现（演示）。",
        )
