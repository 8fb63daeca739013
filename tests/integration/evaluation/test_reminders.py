"""The share of reminder letters struck off in the performance export (B-057, B-067)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.contracts import evaluation as e
from shared.kernel.identity import new_id
from tests.integration.evaluation.office import Office


def letter_changed(office: Office, cycle: str, project: str, letter: str, version: int, done: bool) -> None:
    payload = {
        "letter_id": letter,
        "letter_version": version,
        "cycle_id": cycle,
        "project_id": project,
        "issued_on": "2024-06-02",
        "struck_off": done,
    }
    headers = {
        "event": "supervision.reminder_letter_changed",
        "message_id": new_id(),
        "tenant": office.tenant,
    }
    office.suite.deliver(headers, payload)


def rows(office: Office, cycle: str) -> dict[str, dict[str, Any]]:
    exported = office.call(e.EXPORT_PERFORMANCE, cycle_id=cycle)["items"]
    return {each["code"]: each["reminder_letters_struck_off"] for each in exported}


def test_the_export_shows_the_share_of_letters_struck_off_by_project_b057_b067(office: Office) -> None:
    cycle = office.open_cycle(2024)
    ids = office.list_projects(cycle, 2024, {"B01": "区教育局", "B09": "区住建局"})
    letters = [new_id() for _ in range(3)]
    for letter in letters:
        letter_changed(office, cycle, ids["B09"], letter, 2, False)
    for letter in letters[:2]:
        letter_changed(office, cycle, ids["B09"], letter, 7, True)
    assert rows(office, cycle) == {
        "B01": {"part": 0, "whole": 0, "percent_tenths": None},
        "B09": {"part": 2, "whole": 3, "percent_tenths": 667},
    }
    letter_changed(office, cycle, ids["B09"], letters[0], 8, False)
    assert rows(office, cycle)["B09"]["part"] == 1


@pytest.mark.parametrize("order", [(2, 7, 8), (8, 7, 2), (7, 8, 2), (8, 2, 7)])
def test_facts_of_a_letter_that_overtake_one_another_leave_the_newest_standing(
    office: Office, order: tuple[int, ...]
) -> None:
    cycle = office.open_cycle(2024)
    project = office.list_projects(cycle, 2024, {"B01": "区教育局"})["B01"]
    letter = new_id()
    for version in order:
        letter_changed(office, cycle, project, letter, version, done=version == 7)
    assert rows(office, cycle)["B01"] == {"part": 0, "whole": 1, "percent_tenths": 0}
