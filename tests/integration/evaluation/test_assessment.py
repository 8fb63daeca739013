"""Assessment, on-site scores and the performance export."""

from __future__ import annotations

from typing import Any

from services.evaluation.domain.assessment import ReportAlreadySubmitted, WeightsNotWhole
from services.evaluation.domain.projects import ProjectNotOfCycle
from shared.contracts import evaluation as e
from shared.kernel.errors import Forbidden
from shared.kernel.state_machine import ActNotPossible
from shared.tenancy.roles import Role
from tests.integration.evaluation.office import Office, refused

INDICATORS = [
    {"code": "period", "name": "办理周期", "weight": 30},
    {"code": "schedule", "name": "序时进度", "weight": 30},
    {"code": "effect", "name": "社会效果", "weight": 25},
    {"code": "quality", "name": "工程质量", "weight": 15},
]
SCHEDULE = [
    {"stage": "stage", "due_on": "2024-06-30"},
    {"stage": "midterm", "due_on": "2024-09-30"},
    {"stage": "final", "due_on": "2025-01-31"},
]


def _plan(office: Office, cycle: str, indicators: list[dict[str, Any]]) -> Any:
    return office.call(
        e.DRAFT_ASSESSMENT_PLAN,
        cycle_id=cycle,
        agency="第三方评估机构",
        process="准备、实施、运用",
        method="实地察看、现场调研",
        team_leader="人大副主任",
        indicators=indicators,
        schedule=SCHEDULE,
    )


def test_reports_are_weighed_by_the_locked_plan_and_exported_b081_to_b087_b093_b094(office: Office) -> None:
    cycle = office.open_cycle(2024)
    ids = office.list_projects(cycle, 2024, {"B01": "区教育局", "B09": "区住建局"})
    office.on("2024-06-14")
    plan = _plan(office, cycle, INDICATORS[:3])
    with refused(WeightsNotWhole):
        office.call(e.LOCK_ASSESSMENT_PLAN, plan_id=plan["id"])
    office.call(e.AMEND_ASSESSMENT_PLAN, plan_id=plan["id"], indicators=INDICATORS, schedule=SCHEDULE)
    scores = {"period": 700, "schedule": 600, "effect": 800, "quality": 905}
    report = {
        "plan_id": plan["id"],
        "stage": "stage",
        "summary": "总体较好",
        "scores": [{"project_id": ids["B09"], "scores": scores}],
        "opinions": [
            {"project_id": ids["B09"], "text": "加快进度", "addressee": "区住建局", "due_on": "2024-07-14"}
        ],
    }
    with refused(ActNotPossible):
        office.call(e.SUBMIT_ASSESSMENT_REPORT, Role.ASSESSOR, "agency", **report)
    assert office.call(e.LOCK_ASSESSMENT_PLAN, plan_id=plan["id"])["state"] == "locked"
    made = office.call(e.SUBMIT_ASSESSMENT_REPORT, Role.ASSESSOR, "agency", **report)
    assert made["scores"][0]["total"] == 72575
    with refused(ReportAlreadySubmitted):
        office.call(e.SUBMIT_ASSESSMENT_REPORT, Role.ASSESSOR, "agency", **report)
    owed = office.call(e.LIST_OBLIGATIONS)["items"]
    assert [each["kind"] for each in owed] == ["assessment_opinion", "assessment_report", "assessment_report"]
    office.call(e.ANSWER_ASSESSMENT_OPINIONS, report_id=made["id"], answers=[{"no": 1, "answer": "已加快"}])
    office.on("2025-01-17")
    final = {**report, "stage": "final", "opinions": []}
    office.call(e.SUBMIT_ASSESSMENT_REPORT, Role.ASSESSOR, "agency", **final)
    left = office.call(e.LIST_OBLIGATIONS, overdue_only=True)["items"]
    assert [(each["kind"], each["due_on"]) for each in left] == [("assessment_report", "2024-09-30")]
    assert len(office.call(e.LIST_ASSESSMENT_REPORTS, cycle_id=cycle)["items"]) == 2
    assert len(office.call(e.LIST_ASSESSMENT_PLANS, cycle_id=cycle)["items"]) == 1

    scoring = office.call(
        e.OPEN_ONSITE_SCORING, cycle_id=cycle, group="视察组", from_day="2024-11-12", to_day="2024-12-13"
    )
    entry = {"project_id": ids["B09"], "scored_on": "2024-11-20"}
    marks = [{**entry, "scorer": "委员01", "tenths": 700}, {**entry, "scorer": "委员02", "tenths": 730}]
    scored = office.call(e.RECORD_ONSITE_SCORES, scoring_id=scoring["id"], scores=marks)
    assert scored["averages"] == [{"project_id": ids["B09"], "sum_tenths": 1430, "scorers": 2, "tenths": 715}]
    office.call(e.CLOSE_ONSITE_SCORING, scoring_id=scoring["id"])
    assert office.call(e.LIST_ONSITE_SCORINGS, cycle_id=cycle)["items"][0]["closed_on"] == "2025-01-17"

    rows = office.call(e.EXPORT_PERFORMANCE, cycle_id=cycle)["items"]
    nine = rows[1]
    assert (nine["onsite_tenths"], nine["assessment"], nine["rating"]) == (715, 72575, None)
    assert (rows[0]["onsite_tenths"], rows[0]["assessment"]) == (None, None)
    sheet = office.call(e.GET_REVIEW_SHEET, project_id=ids["B09"])
    assert [each["stage"] for each in sheet["assessments"]] == ["stage", "final"]
    with refused(Forbidden):
        office.call(e.EXPORT_PERFORMANCE, Role.RESIDENT, "anonymous", cycle_id=cycle)


def test_a_project_of_another_cycle_is_refused_and_a_changed_one_is_followed_y003(office: Office) -> None:
    cycle = office.open_cycle(2024)
    other = office.list_projects("c-2023", 2023, {"2023-01": "甲局"})["2023-01"]
    scoring = office.call(
        e.OPEN_ONSITE_SCORING, cycle_id=cycle, group="组", from_day="2024-01-01", to_day="2024-12-31"
    )
    mark = {"project_id": other, "scored_on": "2024-01-02", "scorer": "委员01", "tenths": 700}
    with refused(ProjectNotOfCycle):
        office.call(e.RECORD_ONSITE_SCORES, scoring_id=scoring["id"], scores=[mark])
    office.project_listed(project_id=other, cycle_id="c-2023", year=2023, code="2023-01", implementer="乙局")
    listed = office.call(e.LIST_RATED_PROJECTS, cycle_id="c-2023", track="congress")["items"]
    assert [(each["implementer"], each["version"]) for each in listed] == [("乙局", 2)]
