"""What a department owes, and what the public sees of inspections (B-066, B-056, Y-057, Y-060, Y-085)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shared.contracts import supervision
from shared.kernel.errors import NotFound
from shared.tenancy.roles import Role
from tests.integration.supervision.office import Office, refused
from tests.support.calling import CallingSuite
from tests.unit.supervision.builders import BEIGUAN


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., CallingSuite]) -> CallingSuite:
    return make_suite("supervision")


@pytest.fixture
def office(suite: CallingSuite, fresh_tenant: str) -> Office:
    return Office(suite, fresh_tenant, BEIGUAN)


def remind(office: Office, project_id: str, unit: str) -> str:
    sheet = {
        "project_id": project_id,
        "finding_class": "safety",
        "finding": "未设围挡",
        "demand": "立即设置",
        "addressee_unit": unit,
        "addressee_person": "责任人02",
    }
    (draft,) = office.call(supervision.DRAFT_LETTERS, drafted_on="2024-06-01", letters=[sheet])["items"]
    step = {"taken_on": "2024-06-02", "letters": [{"letter_id": draft["id"], "text": "已整改"}]}
    office.call(supervision.STEP_LETTERS, act="issue", **step)
    return str(draft["id"])


def test_a_department_finds_what_it_owes_until_it_has_done_it_b066_b056(office: Office) -> None:
    ids = office.listed(["B01", "B02"])
    letter, other = remind(office, ids["B01"], "区教育局"), remind(office, ids["B02"], "区民政局")
    problem = office.call(
        supervision.RAISE_PROBLEM,
        project_id=ids["B01"],
        kind="procedure",
        text="施工许可未办",
        owner="区住建局",
        raised_on="2024-05-06",
        due_on="2024-05-31",
    )
    office.on("2024-06-05")
    found = office.call(supervision.LIST_OBLIGATIONS, cycle_id=office.cycle_id)["items"]
    assert (found[0]["kind"], found[0]["owed_by"], found[0]["overdue"]) == ("problem", "区住建局", True)
    assert {each["id"] for each in found} == {letter, other, problem["id"]}
    mine = {"owed_by": "区教育局"}
    (owed,) = office.call(supervision.LIST_OBLIGATIONS, Role.DEPARTMENT, **mine)["items"]
    assert (owed["id"], owed["due_on"], owed["project_id"]) == (letter, "2024-06-17", ids["B01"])
    late = office.call(supervision.LIST_OBLIGATIONS, overdue_only=True)["items"]
    assert [each["id"] for each in late] == [problem["id"]]
    done = {"taken_on": "2024-06-06", "letters": [{"letter_id": letter, "text": "已整改"}]}
    for act in ("hand_over", "sign_for", "rectify"):
        office.call(supervision.STEP_LETTERS, act=act, **done)
    assert office.call(supervision.LIST_OBLIGATIONS, **mine)["items"] == []


def test_an_inquiry_is_owed_until_it_is_answered_y057(office: Office) -> None:
    office.listed(["B01"])
    event = office.call(
        supervision.SCHEDULE_EVENT,
        cycle_id=office.cycle_id,
        code="inspection",
        name="适时视察",
        due_on="2024-06-20",
    )
    office.on("2024-06-21")
    inquiry = {"asker_kind": "deputy", "department": "区教育局", "question": "何时开工"}
    held = office.call(
        supervision.RECORD_EVENT, event_id=event["id"], held_on="2024-06-20", inquiries=[inquiry]
    )
    (owed,) = office.call(supervision.LIST_OBLIGATIONS, owed_by="区教育局")["items"]
    assert (owed["kind"], owed["due_on"], owed["overdue"]) == ("inquiry", None, False)
    office.call(
        supervision.ANSWER_INQUIRY,
        event_id=event["id"],
        inquiry_id=held["inquiries"][0]["id"],
        answered_on="2024-06-21",
        answer="7月开工",
    )
    assert office.call(supervision.LIST_OBLIGATIONS, owed_by="区教育局")["items"] == []


def test_everyone_sees_how_often_and_when_a_project_was_inspected_y085(office: Office) -> None:
    ids = office.listed(["B01"])
    visit = {"project_id": ids["B01"], "visitors": "督办专班", "progress": "基础完工", "quality": "良好"}
    for day in ("2024-06-03", "2024-05-06"):
        office.call(supervision.RECORD_VISITS, visits=[{**visit, "visited_on": day}])
    shown = office.call(supervision.GET_VISIT_DAYS, Role.RESIDENT, project_id=ids["B01"])
    assert shown == {"project_id": ids["B01"], "visits": 2, "days": ["2024-05-06", "2024-06-03"]}
    office.announce(["B07"], track="street:x", body_name="街道")
    draft = office.projects()["B07"]["id"]
    with refused(NotFound):
        office.call(supervision.GET_VISIT_DAYS, Role.RESIDENT, project_id=draft)
