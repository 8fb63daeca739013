"""北关's 172 reminder letters of 2023, brought over from the register (B-067, Q-16), and what is published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.supervision.domain.letter import RecordDatesInvalid, RecordNumberTaken
from services.supervision.domain.project import NotAtWork
from shared.contracts import supervision
from shared.kernel.errors import Forbidden
from shared.tenancy.roles import Role
from tests.integration.supervision.office import Office, refused
from tests.support.calling import CallingSuite
from tests.unit.supervision.builders import BEIGUAN

EARLIER = 172


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., CallingSuite]) -> CallingSuite:
    return make_suite("supervision")


@pytest.fixture
def office(suite: CallingSuite, fresh_tenant: str) -> Office:
    return Office(suite, fresh_tenant, BEIGUAN, 2023)


def projects_of_2023(office: Office, number: int = 10) -> list[str]:
    sheet = [
        {
            "track": "congress",
            "body": "congress",
            "code": f"2023-{n:02}",
            "name": f"2023年项目{n:02}",
            "implementer": "区住建局",
            "principal_head": "区住建局局长",
            "investment_fen": 100_000_000,
            "completed_on": "2023-12-20",
        }
        for n in range(1, number + 1)
    ]
    imported = office.call(supervision.IMPORT_PROJECTS, cycle_id=office.cycle_id, projects=sheet)
    return [each["id"] for each in imported["items"]]


def recorded(project_id: str, number: int, **more: Any) -> dict[str, Any]:
    return {
        "project_id": project_id,
        "record_number": f"提醒函〔2023〕{number}号",
        "finding_class": "quality",
        "finding": "管网质量差",
        "addressee_unit": "区住建局",
        "issued_on": f"2023-{3 + number % 9:02}-06",
        "struck_off_on": f"2023-{3 + number % 9:02}-20",
        "resolution": "已返工",
        **more,
    }


def test_172_letters_of_2023_come_over_as_data_and_count_by_their_own_days_b067_q16(office: Office) -> None:
    office.on("2024-01-10")
    ids = projects_of_2023(office)
    letters = [recorded(ids[n % 10], n) for n in range(1, EARLIER)]
    letters.append(recorded(ids[0], EARLIER, struck_off_on=None, resolution=""))
    office.call(supervision.IMPORT_LETTERS, letters=letters)
    counts = office.call(supervision.COUNT_LETTERS, issued_from="2023-01-01", issued_until="2023-12-31")
    assert (counts["issued"], counts["by_state"]) == (EARLIER, {"struck_off": EARLIER - 1, "issued": 1})
    assert office.call(supervision.COUNT_LETTERS, issued_from="2024-01-01")["issued"] == 0
    assert sum(each["letters"] for each in office.projects().values()) == EARLIER
    shown = office.call(supervision.LIST_LETTERS, state="struck_off", limit=1)["items"][0]
    assert (shown["serial"], shown["resolution"]) == (None, "已返工")
    assert office.emitted("paper_requested") == []
    ledger = office.call(supervision.LIST_LEDGER, project_id=ids[1], kind="reminder", limit=1)["items"][0]
    assert "提醒函〔2023〕171号" in ledger["text"]


def test_a_register_is_brought_over_once_and_whole_or_not_at_all_b067(office: Office) -> None:
    office.on("2024-01-10")
    (project,) = projects_of_2023(office, 1)
    office.call(supervision.IMPORT_LETTERS, letters=[recorded(project, 1)])
    for repeated in ([recorded(project, 2), recorded(project, 1)], [recorded(project, 3)] * 2):
        with refused(RecordNumberTaken):
            office.call(supervision.IMPORT_LETTERS, letters=repeated)
    with refused(RecordDatesInvalid):
        office.call(supervision.IMPORT_LETTERS, letters=[recorded(project, 4, struck_off_on="2024-01-11")])
    with refused(Forbidden):
        office.call(supervision.IMPORT_LETTERS, Role.DEPARTMENT, letters=[recorded(project, 5)])
    assert office.call(supervision.COUNT_LETTERS)["issued"] == 1


def test_a_draft_entry_of_the_plan_has_no_earlier_letters_a10_3(office: Office) -> None:
    office.announce(["B01"])
    with refused(NotAtWork):
        office.call(supervision.IMPORT_LETTERS, letters=[recorded(office.projects()["B01"]["id"], 1)])


def test_how_a_letter_stands_is_published_when_it_is_issued_struck_off_and_reopened_b057(
    office: Office,
) -> None:
    ids = office.listed(["B01"])
    sheet = {
        "project_id": ids["B01"],
        "finding_class": "safety",
        "finding": "未设围挡",
        "demand": "立即设置",
        "addressee_unit": "区教育局",
        "addressee_person": "责任人02",
    }
    drafted = office.call(supervision.DRAFT_LETTERS, drafted_on="2024-06-01", letters=[sheet])["items"]
    letter = {"letter_id": drafted[0]["id"], "text": "说明"}
    acts = ("issue", "hand_over", "sign_for", "rectify", "verify", "strike_off", "reopen")
    for number, act in enumerate(acts, start=2):
        office.call(supervision.STEP_LETTERS, act=act, taken_on=f"2024-06-{number:02}", letters=[letter])
    facts = office.emitted("reminder_letter_changed")
    assert [each["struck_off"] for each in facts] == [False, True, False]
    versions = [each["letter_version"] for each in facts]
    assert versions == sorted(set(versions))
    assert {(each["letter_id"], each["issued_on"]) for each in facts} == {(letter["letter_id"], "2024-06-02")}
