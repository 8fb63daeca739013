"""A project's milestones as a resident reads them (B-064)."""

from __future__ import annotations

from typing import Any

import pytest

from services.gateway.portal.text import t, word
from shared.contracts import supervision
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page
from tests.unit.gateway.portal.samples import answer, item


@pytest.mark.parametrize(
    ("done_on", "completed_on", "said"),
    [
        ("2024-09-01", None, t("project.reached", day="2024年9月1日")),
        (None, None, t("project.not_reached")),
        (None, "2024-11-28", t("project.no_record")),
    ],
)
def test_a_milestone_of_a_finished_project_is_never_called_unfinished_b_064(
    open_page: Open, rpc: FakeRpc, done_on: str | None, completed_on: str | None, said: str
) -> None:
    found = answer(supervision.GET_PROJECT, id="p1", completed_on=completed_on)
    found["schedule"]["milestones"] = [{**found["schedule"]["milestones"][0], "done_on": done_on}]
    rpc.answers["supervision.get_project"] = found
    shown = open_page("/t/yuanyang/projects/p1").one("ol", class_="milestones").text
    assert said in shown
    assert (t("project.not_reached") in shown) == (completed_on is None and done_on is None)


def test_the_monthly_meetings_of_a_year_are_one_line_b_055(open_page: Open, rpc: FakeRpc) -> None:
    def event(name: str, state: str, due_on: str, held_on: str | None = None) -> dict[str, Any]:
        given = {"name": name, "state": state, "due_on": due_on, "held_on": held_on, "project_ids": ["p1"]}
        return item(supervision.LIST_EVENTS, **given)

    rpc.answers["supervision.get_project"] = answer(supervision.GET_PROJECT, id="p1")
    rpc.answers["supervision.list_events"] = {
        "items": [
            event("月调度", "done", "2024-12-25", "2024-12-26"),
            event("月调度", "done", "2024-11-25", "2024-11-25"),
            event("月调度", "done", "2025-01-25", "2025-01-24"),
            event("月调度", "overdue", "2025-02-25"),
            event("半年通报", "done", "2024-07-10", "2024-07-10"),
        ],
        "next": None,
    }
    lists = open_page("/t/yuanyang/projects/p1").all("ul", class_="plain-list")
    shown = next(each.text for each in lists if "月调度" in each.text)
    assert f"月调度{t('project.times', number=3)}" in shown
    assert "2024年11月25日、12月26日、2025年1月24日" in shown
    assert shown.index("半年通报") < shown.index("月调度")
    assert word("event_state", "overdue") in shown


def test_a_finished_bar_is_full_and_has_no_mark_of_the_plan_b_063(open_page: Open, rpc: FakeRpc) -> None:
    def drawn(planned: int, actual: int) -> Page:
        found = answer(supervision.GET_PROJECT, id="p1", planned=planned, actual=actual)
        rpc.answers["supervision.get_project"] = found
        rpc.answers["supervision.get_wall_chart"] = {"on": "2024-09-20", "lag": 10, "bars": []}
        return open_page("/t/yuanyang/projects/p1")

    assert drawn(100, 100).all("rect", class_="bar-planned") == []
    (mark,) = drawn(70, 48).all("rect", class_="bar-planned")
    assert mark.get("x") == "696"
