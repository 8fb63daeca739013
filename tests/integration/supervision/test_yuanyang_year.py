"""原阳's year of supervision: plan, ledger, September, December, opinions (Y-050 … Y-060, Y-075 … Y-086)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.supervision.domain.ledger import AlreadySuperseded
from services.supervision.domain.plan import ProjectCodeTaken, WrongAdopter
from services.supervision.domain.project import HeadNotNamed
from services.supervision.handlers.desk_work import NotYourProject
from shared.contracts import supervision
from shared.contracts.operation import Operation
from shared.kernel.errors import Forbidden, NotFound, NotYetKnown
from shared.tenancy.roles import Role
from tests.integration.supervision.office import Office, refused
from tests.support.calling import CallingSuite
from tests.unit.supervision.builders import YUANYANG

CODES = [f"D{number:02}" for number in range(1, 11)]
LOST = ["D11", "D12", "D13"]


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., CallingSuite]) -> CallingSuite:
    return make_suite("supervision")


@pytest.fixture
def office(suite: CallingSuite, fresh_tenant: str) -> Office:
    return Office(suite, fresh_tenant, YUANYANG)


def test_the_ten_determined_projects_become_draft_entries_and_the_lost_ones_do_not_y051(
    office: Office,
) -> None:
    office.announce(CODES, lost=LOST)
    assert sorted(office.projects()) == CODES
    assert {each["state"] for each in office.projects().values()} == {"determined"}
    assert not office.plan()["adopted"]
    public = office.call(supervision.LIST_PROJECTS, Role.RESIDENT, cycle_id=office.cycle_id)
    assert public["items"] == []
    assert office.call(supervision.LIST_PLANS, Role.RESIDENT, cycle_id=office.cycle_id)["items"] == []
    draft = office.projects()["D01"]
    with refused(NotFound):
        office.call(supervision.GET_PROJECT, Role.RESIDENT, project_id=draft["id"])
    with refused(NotFound):
        office.call(supervision.GET_PLAN, Role.RESIDENT, plan_id=office.plan()["id"])
    assert office.emitted("project_listed") == []


def test_the_same_announcement_twice_makes_no_second_entry_y051(office: Office) -> None:
    fact = {
        "vote_id": "v",
        "cycle_id": office.cycle_id,
        "track": "congress",
        "body": "congress",
        "body_name": "",
        "effect": "decision",
        "list_id": "l",
        "announced_on": "2024-02-29",
        "candidates": [office._candidate("D01", "cand-1", 1, True)],
    }
    office.deliver(fact, "message-1")
    office.deliver(fact, "message-1")
    office.deliver(fact, "message-2")
    assert list(office.projects()) == ["D01"]


def test_the_chairpersons_meeting_adopts_the_plan_and_ten_projects_are_listed_a10_3(office: Office) -> None:
    office.announce(CODES, lost=LOST)
    with refused(HeadNotNamed):
        office.adopt()
    office.name_heads()
    with refused(WrongAdopter):
        office.adopt(body="县政府")
    adopted = office.adopt()
    assert [len(each["project_ids"]) for each in adopted["adoptions"]] == [10]
    (paper,) = office.emitted("paper_requested")
    assert (paper["kind"], paper["public"], paper["issued_on"]) == ("plan", True, "2024-03-15")
    assert paper["paper_id"] == adopted["adoptions"][0]["paper_id"]
    assert paper["blocks"][0]["text"].startswith("2024年3月15日，主任会议通过《")
    assert [row[0] for row in paper["blocks"][1]["rows"]] == CODES
    facts = office.emitted("project_listed")
    assert [each["code"] for each in facts] == CODES
    assert facts[0]["principal_head"] == "D01牵头局局长"
    assert facts[0]["suggestion_ids"] == ["s-D01-1", "s-D01-2"]
    plan = office.call(supervision.GET_PLAN, Role.RESIDENT, plan_id=adopted["id"])
    assert {each["state"] for each in plan["projects"]} == {"listed"}
    ledger = office.call(supervision.LIST_LEDGER, cycle_id=office.cycle_id)["items"]
    assert sorted(each["number"] for each in ledger) == list(range(1, 11))
    assert {each["kind"] for each in ledger} == {"listed"}


def test_a_suggestion_is_traced_to_its_project_y003(office: Office) -> None:
    candidates = office.announce(CODES)
    office.name_heads()
    office.adopt()
    by_suggestion = office.call(supervision.TRACE_PROJECTS, Role.RESIDENT, suggestion_id="s-D07-2")["items"]
    by_candidate = office.call(supervision.TRACE_PROJECTS, Role.RESIDENT, candidate_id=candidates["D07"])[
        "items"
    ]
    assert [each["code"] for each in by_suggestion] == ["D07"]
    assert by_candidate == by_suggestion
    assert office.call(supervision.TRACE_PROJECTS, Role.RESIDENT, suggestion_id="s-unknown")["items"] == []


def schedule(project_id: str) -> dict[str, Any]:
    return {
        "project_id": project_id,
        "starts_on": "2024-05-01",
        "ends_on": "2024-12-31",
        "milestones": [{"name": "主管网完工", "due_on": "2024-09-20", "percent": 70, "critical": True}],
    }


def report(project_id: str, actual: int, day: str = "2024-09-20", **more: Any) -> dict[str, Any]:
    said = {"progress": "主管网过半", "measures": "增派队伍", "problems": "拆迁受阻"}
    return {"project_id": project_id, "reported_on": day, "actual": actual, **said, **more}


def test_d07_is_warned_of_at_70_planned_and_48_actual_b064_y077(office: Office) -> None:
    ids = office.listed(CODES)
    office.call(supervision.SET_SCHEDULES, schedules=[schedule(ids["D07"])])
    office.call(
        supervision.REPORT_PROGRESS, Role.DEPARTMENT, unit="D07牵头局", reports=[report(ids["D07"], 48)]
    )
    fact = office.emitted("progress_reported")[0]
    assert (fact["planned"], fact["actual"], fact["state"]) == (70, 48, "under_way")
    lagging = office.call(supervision.LIST_PROJECTS, Role.RESIDENT, cycle_id=office.cycle_id, lagging=True)[
        "items"
    ]
    assert [(each["code"], each["planned"], each["actual"]) for each in lagging] == [("D07", 70, 48)]
    chart = office.call(supervision.GET_WALL_CHART, Role.RESIDENT, cycle_id=office.cycle_id, on="2024-09-21")
    bar = {each["code"]: each for each in chart["bars"]}["D07"]
    assert (bar["planned"], bar["actual"], bar["behind"], bar["lagging"]) == (70, 48, 22, True)
    assert bar["overdue_milestones"] == ["主管网完工"]
    filed = office.call(supervision.GET_PROJECT_FILE, project_id=ids["D07"])
    assert filed["reports"][0]["problems"] == "拆迁受阻"
    with refused(NotYourProject):
        office.call(
            supervision.REPORT_PROGRESS, Role.DEPARTMENT, unit="县教体局", reports=[report(ids["D07"], 50)]
        )
    with refused(Forbidden):
        office.call(supervision.REPORT_PROGRESS, Role.RESIDENT, reports=[report(ids["D07"], 50)])


def test_a_correction_of_the_ledger_leaves_the_former_entry_y078(office: Office) -> None:
    ids = office.listed(CODES)
    entry = office.call(
        supervision.ADD_LEDGER_ENTRY,
        Role.GOVERNMENT_CLERK,
        project_id=ids["D02"],
        happened_on="2024-06-01",
        text="完成6所改造",
    )
    correction = office.call(
        supervision.CORRECT_LEDGER_ENTRY,
        Role.GOVERNMENT_CLERK,
        entry_id=entry["id"],
        text="完成5所改造",
        reason="数字录错",
    )
    with refused(AlreadySuperseded):
        office.call(supervision.CORRECT_LEDGER_ENTRY, entry_id=entry["id"], text="完成4所改造", reason="再改")
    ledger = office.call(supervision.LIST_LEDGER, project_id=ids["D02"])["items"]
    texts = {each["id"]: (each["text"], each["superseded_by"]) for each in ledger}
    assert texts[entry["id"]] == ("完成6所改造", correction["id"])
    assert texts[correction["id"]] == ("完成5所改造", None)


def test_september_and_december_come_from_the_rulebook_and_are_recorded_y053_y060(office: Office) -> None:
    ids = office.listed(CODES)
    office.on("2024-09-02")
    assert office.call(supervision.ADVANCE_CALENDAR, cycle_id=office.cycle_id)["created"] == 1
    assert office.call(supervision.ADVANCE_CALENDAR, cycle_id=office.cycle_id)["created"] == 0
    (inspection,) = office.call(supervision.LIST_EVENTS, cycle_id=office.cycle_id)["items"]
    held = office.call(
        supervision.RECORD_EVENT,
        event_id=inspection["id"],
        held_on="2024-09-20",
        on_site=True,
        participants=[{"kind": "常委会组成人员", "count": 25}, {"kind": "人大代表", "count": 18}],
        findings=[
            {
                "project_id": project_id,
                "finding_class": "schedule" if code == "D07" else "none",
                "text": "已察看",
            }
            for code, project_id in ids.items()
        ],
        symposium="座谈会纪要",
        commitments=[{"speaker": "常务副县长", "text": f"承诺{n}", "due_on": "2024-12-31"} for n in range(3)],
        inquiries=[
            {
                "asker_kind": "代表",
                "department": "D07牵头局",
                "question": f"问{n}",
                "answer": "答" if n else "",
            }
            for n in range(11)
        ],
    )
    assert (len(held["commitments"]), len(held["inquiries"])) == (3, 11)
    assert {each["visits"] for each in office.projects().values()} == {1}
    waiting = next(each for each in held["inquiries"] if each["answered_on"] is None)
    answer = {
        "event_id": held["id"],
        "inquiry_id": waiting["id"],
        "answered_on": "2024-09-25",
        "answer": "月底完工",
    }
    with refused(NotYourProject):
        office.call(supervision.ANSWER_INQUIRY, Role.DEPARTMENT, unit="县教体局", **answer)
    office.call(supervision.ANSWER_INQUIRY, Role.DEPARTMENT, unit="D07牵头局", **answer)
    office.call(
        supervision.SETTLE_COMMITMENT,
        event_id=held["id"],
        commitment_id=held["commitments"][0]["id"],
        settled_on="2024-12-20",
        outcome="已兑现",
    )
    office.on("2025-01-02")
    advanced = office.call(supervision.ADVANCE_CALENDAR, cycle_id=office.cycle_id)
    assert (advanced["created"], advanced["overdue"]) == (1, 1)
    calendar = office.call(supervision.GET_CALENDAR, Role.RESIDENT, cycle_id=office.cycle_id)
    assert [each["code"] for each in calendar["overdue"]] == ["review"]
    assert (calendar["done"], calendar["upcoming"]) == (1, [])


def test_five_opinions_go_out_on_27_december_and_are_answered_in_three_months_y060(office: Office) -> None:
    ids = office.listed(CODES)
    report_id = office.call(
        supervision.SUBMIT_REPORT,
        Role.GOVERNMENT_CLERK,
        cycle_id=office.cycle_id,
        author="县政府",
        title="关于人大代表票决民生实事项目建设情况的报告",
        submitted_on="2024-12-10",
        text="报告正文",
    )["id"]
    sheet = {
        "report_id": report_id,
        "title": "关于民生实事项目建设情况报告的审议意见",
        "government": "县政府",
        "departments": ["D07牵头局"],
        "compiled_on": "2024-12-20",
        "items": [{"text": f"意见{n}", "project_ids": [ids["D07"]] if n == 0 else []} for n in range(5)],
    }
    office.call(
        supervision.HEAR_REPORT,
        report_id=report_id,
        heard_on="2024-12-19",
        body="县人大常委会",
        deliberation="审议",
    )
    opinion = office.call(supervision.COMPILE_OPINION, **sheet)
    step = {"opinion_id": opinion["id"], "body": "县人大常委会办公室"}
    office.call(
        supervision.STEP_OPINION, act="approve", taken_on="2024-12-26", **{**step, "body": "主任会议"}
    )
    sent = office.call(supervision.STEP_OPINION, act="send", taken_on="2024-12-27", **step)
    assert sent["reply_due"] == "2025-03-27"
    office.call(supervision.STEP_OPINION, act="reply", taken_on="2025-03-20", text="均已办理", **step)
    office.call(supervision.STEP_OPINION, act="assess", taken_on="2025-03-24", text="同意", **step)
    office.call(supervision.STEP_OPINION, act="publish", taken_on="2025-03-28", **step)
    kinds = [(each["kind"], each["public"]) for each in office.emitted("paper_requested")]
    assert kinds == [("plan", True), ("deliberation_opinion", False), ("posting", True)]
    (shown,) = office.call(supervision.LIST_OPINIONS, Role.DEPUTY, cycle_id=office.cycle_id)["items"]
    assert (shown["state"], shown["reply"], len(shown["items"])) == ("published", "均已办理", 5)


def test_xingfu_road_is_imported_with_its_figures_y012_y086(office: Office) -> None:
    cycle_2020 = office.open_cycle({}, 2020)
    sheet = {
        "code": "2020-01",
        "name": "幸福路拓宽工程",
        "implementer": "县交通局",
        "principal_head": "局长",
        "investment_fen": 0,
        "completed_on": "2020-10-31",
        "visits": 4,
        "effect": "5个乡镇20万群众受益",
        "indicators": [
            {"name": "路面宽度", "unit": "米", "baseline": "6.5", "target": "18", "actual": "18"},
            {"name": "绿化带", "unit": "米", "baseline": "0", "target": "2.5", "actual": "2.5"},
        ],
    }
    saved = office.call(supervision.IMPORT_PROJECTS, cycle_id=cycle_2020, projects=[sheet])
    shown = office.call(supervision.GET_PROJECT, Role.RESIDENT, project_id=saved["items"][0]["id"])
    assert (shown["year"], shown["state"], shown["visits"]) == (2020, "completed", 4)
    width = shown["indicators"][0]
    assert (width["baseline"], width["target"], width["actual"]) == ("6.5", "18", "18")
    assert office.emitted("project_listed")[0]["candidate_id"] is None
    with refused(ProjectCodeTaken):
        office.call(supervision.IMPORT_PROJECTS, cycle_id=cycle_2020, projects=[sheet])
    assert len(office.emitted("project_listed")) == 1


def test_nothing_of_another_tenant_is_seen(suite: CallingSuite, fresh_tenant: str) -> None:
    mine, other = Office(suite, f"{fresh_tenant}a", YUANYANG), Office(suite, f"{fresh_tenant}b", YUANYANG)
    ids = mine.listed(CODES)
    with refused(NotFound):
        other.call(supervision.GET_PROJECT, project_id=ids["D01"])
    assert other.call(supervision.LIST_PROJECTS)["items"] == []
    assert other.call(supervision.LIST_LEDGER)["items"] == []
    assert other.emitted("project_listed") == []


@pytest.mark.parametrize(
    ("operation", "role", "request_of_it"),
    [
        (supervision.GET_CALENDAR, Role.RESIDENT, {}),
        (supervision.ADVANCE_CALENDAR, Role.CONGRESS_CLERK, {}),
        (supervision.GET_WALL_CHART, Role.RESIDENT, {}),
        (
            supervision.SUBMIT_REPORT,
            Role.GOVERNMENT_CLERK,
            {"title": "进展", "author": "县政府办", "submitted_on": "2024-09-01", "text": "进展顺利"},
        ),
    ],
    ids=lambda each: getattr(each, "name", None),
)
def test_a_caller_is_told_to_come_back_while_the_opening_of_a_cycle_is_on_its_way_y052(
    office: Office, operation: Operation, role: Role, request_of_it: dict[str, Any]
) -> None:
    with refused(NotYetKnown):
        office.call(operation, role, cycle_id="on-its-way", **request_of_it)
