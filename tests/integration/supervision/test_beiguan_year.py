"""北关's year of supervision: task forces, cadence, 145 letters, the adjustment of B09 (B-050 … B-06A, B-088)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from services.supervision.domain.project import ScheduleBinding
from services.supervision.domain.responsibility import OverseerExcluded, WatchersTooFew
from services.supervision.domain.task_force import LeaderPostNotAllowed, TaskForceExists
from services.supervision.handlers.desk_work import NotYourProject
from services.supervision.handlers.letters import NotYourStep
from shared.contracts import supervision
from shared.kernel.state_machine import ActNotPossible
from shared.tenancy.roles import Role
from tests.integration.supervision.office import Office, refused
from tests.support.calling import CallingSuite
from tests.unit.supervision.builders import BEIGUAN

CODES = [f"B{number:02}" for number in range(1, 11)]
ROUND = ("issue", "hand_over", "sign_for", "rectify", "verify", "strike_off")


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., CallingSuite]) -> CallingSuite:
    return make_suite("supervision")


@pytest.fixture
def office(suite: CallingSuite, fresh_tenant: str) -> Office:
    return Office(suite, fresh_tenant, BEIGUAN)


def person(name: str, organisation: str = "监委", **more: Any) -> dict[str, Any]:
    return {"role": "member", "name": name, "organisation": organisation, **more}


def force(project_id: str, post: str = "人大副主任", **more: Any) -> dict[str, Any]:
    members = [
        person(f"成员{n}", organisation)
        for n, organisation in enumerate(("监委", "财政局", "审计局", "督察局"))
    ]
    return {
        "project_id": project_id,
        "leader": person("组长01", "区人大常委会", post=post),
        "members": members,
        **more,
    }


def test_ten_task_forces_are_formed_and_no_project_has_a_second_one_b051_b053(office: Office) -> None:
    ids = office.listed(CODES, "2024-03-26")
    with refused(LeaderPostNotAllowed):
        office.call(
            supervision.FORM_TASK_FORCES, formed_on="2024-04-10", task_forces=[force(ids["B01"], post="科长")]
        )
    office.call(
        supervision.FORM_TASK_FORCES,
        formed_on="2024-04-10",
        task_forces=[force(each) for each in ids.values()],
    )
    with refused(TaskForceExists):
        office.call(supervision.FORM_TASK_FORCES, formed_on="2024-04-11", task_forces=[force(ids["B01"])])
    filed = office.call(supervision.GET_PROJECT_FILE, Role.DEPUTY, project_id=ids["B09"])
    assert [each["organisation"] for each in filed["task_force"]["members"]] == [
        "监委",
        "财政局",
        "审计局",
        "督察局",
    ]


def test_heads_of_implementing_bodies_are_kept_out_in_either_order_a10_15(office: Office) -> None:
    ids = office.listed(CODES)
    head = person("B02牵头局局长", "某单位")
    with refused(OverseerExcluded):
        office.call(
            supervision.FORM_TASK_FORCES,
            formed_on="2024-04-10",
            task_forces=[force(ids["B01"], members=[head])],
        )
    office.call(supervision.FORM_TASK_FORCES, formed_on="2024-04-10", task_forces=[force(ids["B01"])])
    with refused(OverseerExcluded):
        office.call(
            supervision.ASSIGN_DEPARTMENTS,
            projects=[{"project_id": ids["B03"], "lead": "区城管局", "principal_head": "成员1"}],
        )


def test_deputies_find_the_projects_they_watch_b060_b061(office: Office) -> None:
    ids = office.listed(CODES)
    watchers = [
        {"role": "deputy", "name": "代表001", "organisation": "第一代表团", "account_id": "deputy-1"},
        {"role": "assembly_representative", "name": "议事代表01", "organisation": "彰东街道"},
        {"role": "mass_supervisor", "name": "监督员01", "organisation": "后崇义村"},
    ]
    with refused(WatchersTooFew):
        office.call(
            supervision.ASSIGN_WATCHERS, projects=[{"project_id": ids["B04"], "watchers": watchers[:2]}]
        )
    office.call(supervision.ASSIGN_WATCHERS, projects=[{"project_id": ids["B04"], "watchers": watchers}])
    mine = office.call(supervision.MY_PROJECTS, Role.DEPUTY, "deputy-1", cycle_id=office.cycle_id)["items"]
    assert [each["code"] for each in mine] == ["B04"]
    assert (
        office.call(supervision.MY_PROJECTS, Role.DEPUTY, "deputy-2", cycle_id=office.cycle_id)["items"] == []
    )
    public = office.call(supervision.GET_PROJECT, Role.RESIDENT, project_id=ids["B04"])
    assert "watchers" not in public


def test_a_year_brings_12_meetings_4_rounds_and_2_circulars_however_it_is_advanced_b055(
    office: Office,
) -> None:
    office.listed(CODES, "2024-03-26")
    created = 0
    for day in (
        "2024-04-02",
        "2024-04-02",
        "2024-07-15",
        "2024-12-31",
        "2025-02-01",
        "2025-04-30",
        "2025-12-31",
    ):
        office.on(day)
        created += office.call(supervision.ADVANCE_CALENDAR, cycle_id=office.cycle_id)["created"]
    events = office.call(supervision.LIST_EVENTS, cycle_id=office.cycle_id, limit=200)["items"]
    assert Counter(each["code"] for each in events) == {
        "progress_meeting": 12,
        "supervision_round": 4,
        "circular": 2,
    }
    assert created == 18
    assert {each["state"] for each in events} == {"overdue"}
    circular = next(each for each in events if each["due_on"] == "2024-07-10")
    office.call(supervision.RECORD_EVENT, event_id=circular["id"], held_on="2024-07-10")
    office.call(supervision.ISSUE_CIRCULAR, event_id=circular["id"], issued_on="2024-07-10")
    paper = office.emitted("paper_requested")[-1]
    assert paper["kind"] == "circular"
    assert len(paper["blocks"][1]["rows"]) == 10


def test_the_clock_brings_the_events_while_offices_work_and_nobody_advances_the_calendar_b055(
    office: Office,
) -> None:
    ids = office.listed(CODES, "2024-03-26")
    said = {"progress": "施工中", "measures": "加班", "problems": "无"}
    report = {"project_id": ids["B01"], "planned": 20, "actual": 20, **said}
    office.on("2024-05-20")
    office.call(supervision.REPORT_PROGRESS, reports=[{**report, "reported_on": "2024-05-20"}])
    monthly = office.call(supervision.LIST_EVENTS, cycle_id=office.cycle_id, code="progress_meeting")["items"]
    assert {each["due_on"]: each["state"] for each in monthly} == {
        "2024-04-25": "overdue",
        "2024-05-25": "scheduled",
    }
    office.on("2024-07-01")
    visit = {"project_id": ids["B01"], "visited_on": "2024-07-01", "visitors": "督办专班", "progress": "良好"}
    office.call(supervision.RECORD_VISITS, visits=[visit])
    due = [each["due_on"] for each in office.call(supervision.LIST_EVENTS, cycle_id=office.cycle_id)["items"]]
    assert {"2024-06-25", "2024-06-30"} <= set(due)
    assert office.call(supervision.ADVANCE_CALENDAR, cycle_id=office.cycle_id)["created"] == 0


def test_a_day_that_begins_brings_the_events_though_nobody_does_anything_b055(office: Office) -> None:
    office.listed(CODES, "2024-03-26")
    for _ in range(2):
        office.begin("2024-07-01")
    events = office.call(supervision.LIST_EVENTS, cycle_id=office.cycle_id)["items"]
    by_code = {
        code: [each["due_on"] for each in events if each["code"] == code] for code in ("progress_meeting",)
    }
    assert by_code["progress_meeting"][:3] == ["2024-04-25", "2024-05-25", "2024-06-25"]
    assert {each["state"] for each in events if each["due_on"] < "2024-07-01"} == {"overdue"}
    assert len({(each["code"], each["period"]) for each in events}) == len(events)
    assert office.call(supervision.ADVANCE_CALENDAR, cycle_id=office.cycle_id)["created"] == 0


def test_145_letters_go_through_every_state_and_one_is_reopened_b066_b067(office: Office) -> None:
    ids = office.listed(CODES, "2024-03-26")
    b09 = ids["B09"]
    office.call(supervision.START_PROJECTS, projects=[{"project_id": b09, "started_on": "2024-04-01"}])
    sheet = [
        {
            "project_id": b09 if n < 14 else ids["B01"],
            "finding_class": "schedule" if n < 8 else "quality",
            "finding": f"问题{n}",
            "demand": "限期整改",
            "addressee_unit": "B09牵头局",
            "addressee_person": "责任人01",
        }
        for n in range(145)
    ]
    drafted = office.call(supervision.DRAFT_LETTERS, drafted_on="2024-06-01", letters=sheet)["items"]
    letters = [{"letter_id": each["id"], "text": "整改到位，附照片"} for each in drafted]
    assert office.call(supervision.COUNT_LETTERS, cycle_id=office.cycle_id)["issued"] == 0
    for number, act in enumerate(ROUND, start=3):
        office.call(supervision.STEP_LETTERS, act=act, taken_on=f"2024-06-{number:02}", letters=letters)
        if act == "issue":
            assert office.projects()["B09"]["state"] == "rectifying"
    assert office.projects()["B09"]["state"] == "under_way"
    one = {"letters": letters[:1]}
    office.call(supervision.STEP_LETTERS, act="reopen", taken_on="2024-07-01", **one)
    assert office.projects()["B09"]["state"] == "rectifying"
    for act in ("rectify", "verify", "strike_off"):
        office.call(supervision.STEP_LETTERS, act=act, taken_on="2024-07-02", **one)
    counts = office.call(supervision.COUNT_LETTERS, cycle_id=office.cycle_id)
    assert (counts["issued"], counts["reopened"], counts["by_state"]) == (145, 1, {"struck_off": 145})
    b09_counts = office.call(
        supervision.COUNT_LETTERS, project_id=b09, issued_from="2024-06-01", issued_until="2024-06-30"
    )
    assert (b09_counts["issued"], b09_counts["by_class"]) == (14, {"schedule": 8, "quality": 6})
    assert office.projects()["B09"]["letters"] == 14
    papers = [each for each in office.emitted("paper_requested") if each["kind"] == "reminder_letter"]
    assert (len(papers), {each["public"] for each in papers}) == (145, {False})
    serials = [each["serial"] for each in office.call(supervision.LIST_LETTERS, limit=200)["items"]]
    assert sorted(serials) == list(range(1, 146))


def test_a_step_that_one_letter_does_not_allow_is_taken_by_none_b066(office: Office) -> None:
    ids = office.listed(["B01"])
    sheet = {
        "project_id": ids["B01"],
        "finding_class": "safety",
        "finding": "未设围挡。" * 800,
        "demand": "立即设置",
        "addressee_unit": "区教育局",
        "addressee_person": "责任人02",
    }
    drafted = office.call(supervision.DRAFT_LETTERS, drafted_on="2024-06-01", letters=[sheet, sheet])["items"]
    first, second = ({"letter_id": each["id"]} for each in drafted)
    office.call(supervision.STEP_LETTERS, act="issue", taken_on="2024-06-02", letters=[first])
    with refused(ActNotPossible):
        office.call(supervision.STEP_LETTERS, act="issue", taken_on="2024-06-02", letters=[second, first])
    assert office.call(supervision.COUNT_LETTERS)["issued"] == 1
    office.call(supervision.STEP_LETTERS, act="hand_over", taken_on="2024-06-02", letters=[first])
    step = {"act": "sign_for", "taken_on": "2024-06-03", "letters": [first]}
    for role, unit in ((Role.DEPARTMENT, "区民政局"), (Role.TASK_FORCE, None)):
        with refused(NotYourStep):
            office.call(supervision.STEP_LETTERS, role, unit=unit, **step)
    office.call(supervision.STEP_LETTERS, Role.DEPARTMENT, unit="区教育局", **step)
    shown = office.call(supervision.GET_LETTER, letter_id=first["letter_id"])
    assert [(each["act"], each["unit"]) for each in shown["steps"]][-1] == ("sign_for", "区教育局")
    assert shown["due_on"] == "2024-06-17"


def test_a_task_force_visits_its_own_project_b054(office: Office) -> None:
    ids = office.listed(["B01", "B02"])
    leader = person("组长01", "区人大常委会", post="人大主任", account_id="leader-1")
    office.call(
        supervision.FORM_TASK_FORCES, formed_on="2024-04-10", task_forces=[force(ids["B01"], leader=leader)]
    )
    visit = {"visited_on": "2024-05-06", "visitors": "督办专班", "progress": "基础完工", "quality": "良好"}
    as_leader = (Role.TASK_FORCE, "leader-1")
    office.call(supervision.RECORD_VISITS, *as_leader, visits=[{"project_id": ids["B01"], **visit}])
    with refused(NotYourProject):
        office.call(supervision.RECORD_VISITS, *as_leader, visits=[{"project_id": ids["B02"], **visit}])
    assert office.projects()["B01"]["visits"] == 1
    problem = office.call(
        supervision.RAISE_PROBLEM,
        *as_leader,
        project_id=ids["B01"],
        kind="procedure",
        text="施工许可未办",
        owner="区住建局",
        raised_on="2024-05-06",
        due_on="2024-05-31",
    )
    open_ones = office.call(supervision.LIST_PROBLEMS, cycle_id=office.cycle_id, open=True)["items"]
    assert [each["id"] for each in open_ones] == [problem["id"]]
    office.call(
        supervision.SOLVE_PROBLEM, problem_id=problem["id"], solved_on="2024-05-20", resolution="已办证"
    )
    assert office.call(supervision.LIST_PROBLEMS, cycle_id=office.cycle_id, open=True)["items"] == []


def test_b09_is_extended_to_march_2025_along_the_chain_q15_b088(office: Office) -> None:
    ids = office.listed(CODES, "2024-03-26")
    b09 = {"project_id": ids["B09"]}
    first = {"starts_on": "2024-04-01", "ends_on": "2024-12-31", "milestones": []}
    office.call(supervision.SET_SCHEDULES, schedules=[{**b09, **first}])
    said = {"progress": "施工中", "measures": "加班", "problems": "管线迁改"}
    office.call(
        supervision.REPORT_PROGRESS, reports=[{**b09, "reported_on": "2024-10-08", "actual": 40, **said}]
    )
    with refused(ScheduleBinding):
        office.call(supervision.SET_SCHEDULES, schedules=[{**b09, **first, "ends_on": "2025-03-31"}])
    change = {"period": "4月-次年3月", "schedule": {**first, "ends_on": "2025-03-31"}}
    adjustment = office.call(
        supervision.REQUEST_ADJUSTMENT,
        Role.GOVERNMENT_CLERK,
        **b09,
        kind="period",
        reason="地下管线迁改",
        requested_on="2024-10-10",
        change=change,
    )
    one = {"adjustment_id": adjustment["id"]}
    for body, day in (("主任会议", "2024-10-15"), ("区人大常委会", "2024-10-24")):
        office.call(supervision.DECIDE_ADJUSTMENT, **one, body=body, met_on=day, approved=True)
    announced = office.call(supervision.ANNOUNCE_ADJUSTMENT, **one, announced_on="2024-10-25")
    assert announced["state"] == "announced"
    assert [each["action"] for each in announced["approvals"]] == ["提出", "批准"]
    shown = office.call(supervision.GET_PROJECT, Role.RESIDENT, project_id=ids["B09"])
    assert (shown["period"], shown["schedule"]["ends_on"]) == ("4月-次年3月", "2025-03-31")
    paper = office.emitted("paper_requested")[-1]
    assert (paper["kind"], paper["public"], paper["paper_id"]) == (
        "announcement",
        True,
        announced["paper_id"],
    )
    assert "2024年10月15日" in paper["blocks"][-1]["text"]


def test_each_street_has_a_plan_of_its_own_and_the_calendar_begins_once_b053_a10_13(office: Office) -> None:
    office.listed(CODES, "2024-03-26")
    street = ["Z01", "Z02"]
    office.announce(street, track="street", body_name="彰东街道")
    plans = office.call(supervision.LIST_PLANS, cycle_id=office.cycle_id)["items"]
    assert [(each["body_name"], each["adopted"]) for each in plans] == [("", True), ("彰东街道", False)]
    sheet = [
        {"project_id": each["id"], "lead": "彰东街道办事处", "principal_head": "街道办主任"}
        for code, each in office.projects().items()
        if code in street
    ]
    office.call(supervision.ASSIGN_DEPARTMENTS, projects=sheet)
    office.call(
        supervision.ADOPT_PLAN,
        plan_id=plans[1]["id"],
        body="主任会议",
        adopted_on="2024-04-15",
        published_on="2024-04-16",
    )
    calendar = office.call(supervision.GET_CALENDAR, cycle_id=office.cycle_id)
    assert calendar["started_on"] == "2024-03-26"
    assert {each["state"] for each in office.projects().values()} == {"listed"}


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_entries SET kind = 'note'", "DELETE FROM ledger_entries"]
)
def test_the_database_itself_refuses_to_change_the_ledger_y078(
    office: Office, suite: CallingSuite, statement: str
) -> None:
    office.listed(["B01"])
    with suite.engines["supervision"].begin() as database:
        database.execute(sa.text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": office.tenant})
        with pytest.raises(DBAPIError, match="append-only"), database.begin_nested():
            database.execute(sa.text(statement))
