"""A project's milestones as a resident reads them (B-064)."""

from __future__ import annotations

import pytest

from services.gateway.portal.text import t
from shared.contracts import supervision
from tests.unit.gateway.portal.conftest import Open
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.samples import answer


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
