"""Plan, special inquiry, task forces, watchers, schedules: from the vote to the start of work (B-050 … B-064)."""

from __future__ import annotations

from typing import Any

from services.demo.beiguan import figures
from services.demo.beiguan.streets import QUOTA, SEWERS, STREETS
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import congress, supervision

part = Part()

HALF, DONE = "主体过半", "完工验收"
"""The two milestones that each project files."""

DISTRICT_ORGAN = "北关区（演示）人大常委会"
FORCE_MEMBERS = ("区监委", "区财政局", "区审计局", "区督察局")
AREAS = tuple(each.name for each in STREETS)


@part.step("主任会议通过年度监督计划并公布", "2024-03-26")
def adopt_plan(player: Player) -> None:
    """The ten projects get a responsible head each and stand in the ledger (A10.3)."""
    cycle = player.facts["cycle"]
    listed = player.await_items(supervision.LIST_PROJECTS, 10, cycle_id=cycle, track="congress")
    ids = {each["code"]: each["id"] for each in listed}
    player.facts["projects"] = ids
    player.act(
        supervision.ASSIGN_DEPARTMENTS,
        as_="government",
        projects=[
            {
                "project_id": ids[each.code],
                "lead": each.implementer,
                "responsible_unit": each.implementer,
                "principal_head": f"{each.implementer}主要负责人",
            }
            for each in figures.DETERMINED
        ],
    )
    _adopt(player, "congress", "2024-03-26")


@part.step("常委会会议专题询问", "2024-03-28")
def inquire(player: Player) -> None:
    """Plan, targets, measures: a question to each implementing body (B-050, B-090)."""
    ids = player.facts["projects"]
    event = player.act(
        supervision.SCHEDULE_EVENT,
        cycle_id=player.facts["cycle"],
        code="special_inquiry",
        name="民生实事项目专题询问",
        due_on="2024-03-28",
    )
    player.act(
        supervision.RECORD_EVENT,
        event_id=event["id"],
        held_on="2024-03-28",
        venue="区人大常委会会议室",
        participants=[{"kind": "区人大常委会组成人员", "count": 24}],
        minutes="围绕计划、目标、措施开展专题询问（演示）。",
        inquiries=[
            {
                "asker_kind": "常委会组成人员",
                "department": each.implementer,
                "project_id": ids[each.code],
                "question": f"“{each.name}”的计划、目标和措施是什么？（演示）",
                "answer": f"按{each.period}组织实施，已倒排工期（演示）。",
            }
            for each in figures.DETERMINED
        ],
    )


@part.step("编报工期和节点", "2024-04-01")
def schedule(player: Player) -> None:
    """Half by the middle of the period, all by its end (B-063)."""
    ids = player.facts["projects"]
    player.act(
        supervision.SET_SCHEDULES,
        as_="government",
        schedules=[{"project_id": ids[each.code], **span(each)} for each in figures.DETERMINED],
    )


@part.step("十个项目开工", "2024-04-08")
def start(player: Player) -> None:
    """In the first month of the period."""
    player.act(
        supervision.START_PROJECTS,
        as_="government",
        projects=[
            {"project_id": each, "started_on": "2024-04-08"} for each in player.facts["projects"].values()
        ],
    )


@part.step("九个街道的监督计划", "2024-04-09")
def adopt_street_plans(player: Player) -> None:
    """The ninety chosen projects; each street has a plan of its own (A10.13)."""
    number = QUOTA * len(STREETS)
    tracks = {each.body: each for each in STREETS}
    listed = player.client.await_(
        lambda: [
            each
            for each in player.all_pages(supervision.LIST_PROJECTS, cycle_id=player.facts["cycle"])
            if each["track"] in tracks
        ],
        lambda found: len(found) == number,
        "九个街道各10件到达监督服务",
    )
    player.facts["street-projects"] = {each["code"]: each["id"] for each in listed}
    player.act(
        supervision.ASSIGN_DEPARTMENTS,
        as_="government",
        projects=[
            {
                "project_id": each["id"],
                "lead": tracks[each["track"]].office,
                "responsible_unit": tracks[each["track"]].office,
                "principal_head": f"{tracks[each['track']].office}主要负责人",
            }
            for each in sorted(listed, key=lambda one: str(one["code"]))
        ],
    )
    for street in STREETS:
        _adopt(player, street.body, "2024-04-09", issuer=street.assembly)


@part.step("成立10个督办专班", "2024-04-10")
def form_task_forces(player: Player) -> None:
    """One project, one force, led by the chairman or a vice-chairman (B-051 … B-053)."""
    accounts = _accounts(player)
    forces = []
    for number, (code, project) in enumerate(player.facts["projects"].items(), 1):
        members: list[dict[str, Any]] = [
            {"role": "member", "name": f"{organisation}成员{number:02}", "organisation": organisation}
            for organisation in FORCE_MEMBERS
        ]
        if code == "B09":
            members.append(
                {
                    "role": "member",
                    "name": "专班成员01",
                    "organisation": "区人大监察司法委",
                    "account_id": accounts["taskforce"],
                }
            )
        post = "区人大常委会主任" if number == 1 else "区人大常委会副主任"
        leader = {
            "role": "leader",
            "name": f"专班组长{number:02}",
            "organisation": figures.COMMITTEE,
            "post": post,
        }
        forces.append({"project_id": project, "leader": leader, "members": members})
    player.act(supervision.FORM_TASK_FORCES, formed_on="2024-04-10", task_forces=forces)


@part.step("三类监督员全程监督", "2024-04-15")
def assign_watchers(player: Player) -> None:
    """A deputy, an assembly representative and a resident at the least, at each project (B-060, B-061)."""
    accounts = _accounts(player)
    projects = []
    for number, project in enumerate([*player.facts["projects"].values(), sewers(player)], 1):
        watchers: list[dict[str, Any]] = [
            {"role": "deputy", "name": f"代表{number:03}", "organisation": "区人大代表"},
            {
                "role": "assembly_representative",
                "name": f"议事代表{number:02}",
                "organisation": AREAS[number % 9],
            },
            {"role": "mass_supervisor", "name": f"群众监督员{number:02}", "organisation": AREAS[number % 9]},
        ]
        if number == 1:
            watchers[0]["account_id"] = accounts["deputy"]
            watchers[1]["account_id"] = accounts["representative"]
        projects.append({"project_id": project, "watchers": watchers})
    player.act(supervision.ASSIGN_WATCHERS, projects=projects)


@part.step("街道项目开工，后崇义村方案选定", "2024-05-10")
def start_streets(player: Player) -> None:
    """后崇义村's sewers: more than a thousand square metres, chosen in April, 10 May to 30 October."""
    player.act(
        supervision.DESCRIBE_PROJECTS,
        as_="government",
        projects=[
            {
                "project_id": sewers(player),
                "place": "彰东街道后崇义村",
                "scale": "1000余平方米",
                "phases": [
                    {"name": name, "starts_on": first, "ends_on": last}
                    for name, first, last in (
                        ("方案选定", "2024-04-03", "2024-04-30"),
                        ("施工", "2024-05-10", "2024-10-30"),
                    )
                ],
            }
        ],
    )
    span_ = {"starts_on": "2024-05-10", "ends_on": "2024-10-30"}
    player.act(
        supervision.SET_SCHEDULES, as_="government", schedules=[{"project_id": sewers(player), **span_}]
    )
    player.act(
        supervision.START_PROJECTS,
        as_="government",
        projects=[
            {"project_id": each, "started_on": "2024-05-10"}
            for each in player.facts["street-projects"].values()
        ],
    )


def sewers(player: Player) -> str:
    """后崇义村's project."""
    return str(player.facts["street-projects"][SEWERS.code])


def span(project: figures.Project) -> dict[str, Any]:
    """Days and milestones of a project."""
    ends_on = f"2024-{project.last_month}-31"
    return {
        "starts_on": "2024-04-01",
        "ends_on": ends_on,
        "milestones": [
            {"name": HALF, "due_on": "2024-07-15", "percent": 50, "critical": True},
            {"name": DONE, "due_on": ends_on, "percent": 100, "critical": True},
        ],
    }


def reach(player: Player, project: figures.Project, milestone: str, day: str) -> None:
    """A milestone of a project was reached (B-063, B-064)."""
    player.act(
        supervision.REACH_MILESTONE,
        as_="government",
        project_id=player.facts["projects"][project.code],
        name=milestone,
        done_on=day,
    )


def _adopt(player: Player, track: str, day: str, issuer: str = DISTRICT_ORGAN) -> None:
    plans = player.all_pages(supervision.LIST_PLANS, cycle_id=player.facts["cycle"])
    plan = next(each for each in plans if each["track"] == track)
    player.act(
        supervision.ADOPT_PLAN,
        plan_id=plan["id"],
        body=figures.CHAIRPERSONS,
        adopted_on=day,
        published_on=day,
        issuer=issuer,
    )


def _accounts(player: Player) -> dict[str, str]:
    return {each["login"]: each["id"] for each in player.all_pages(congress.LIST_ACCOUNTS)}
