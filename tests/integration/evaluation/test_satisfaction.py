"""The satisfaction ratings of the demo year and what follows from them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.evaluation.domain.satisfaction import RatingExists, ReportNotHeard
from shared.contracts import evaluation as e
from shared.kernel.errors import Forbidden, NotYetKnown
from shared.kernel.identity import new_id
from shared.tenancy.roles import Role
from tests.integration.evaluation.office import Office, refused

YUANYANG = {
    "D01": (219, 24, 3, 2),
    "D02": (223, 20, 3, 2),
    "D03": (210, 31, 5, 2),
    "D04": (204, 36, 6, 2),
    "D05": (198, 41, 7, 2),
    "D06": (131, 97, 17, 3),
    "D07": (124, 88, 30, 6),
    "D08": (169, 66, 10, 3),
    "D09": (176, 60, 9, 3),
    "D10": (187, 49, 9, 3),
}
BEIGUAN = {
    "B01": (171, 11, 2, 0),
    "B02": (166, 15, 2, 1),
    "B03": (158, 22, 3, 1),
    "B04": (149, 29, 5, 1),
    "B05": (152, 27, 4, 1),
    "B06": (161, 20, 2, 1),
    "B07": (144, 33, 6, 1),
    "B08": (139, 37, 7, 1),
    "B09": (102, 61, 19, 2),
    "B10": (147, 31, 5, 1),
}


def _events(office: Office, name: str) -> list[dict[str, Any]]:
    outbox = sa.table(
        "outbox", sa.column("payload"), sa.column("headers"), sa.column("tenant_id"), sa.column("seq")
    )
    with office.suite.relays["evaluation"].connect() as database:
        rows = database.execute(
            sa.select(outbox).where(outbox.c.tenant_id == office.tenant).order_by(outbox.c.seq)
        )
        return [row.payload for row in rows if row.headers["event"] == f"evaluation.{name}"]


def _prepare(office: Office, cycle: str, closes: str, **more: Any) -> str:
    view = office.call(
        e.PREPARE_RATING, cycle_id=cycle, session_name="次年人代会", session_closes_on=closes, **more
    )
    return str(view["id"])


def test_yuanyangs_rating_is_played_from_report_to_explanation_y061_to_y064_y074(office: Office) -> None:
    cycle = office.open_cycle(2024, trigger={"at_most": "1/2", "below": None}, channels=["县融媒体中心"])
    ids = office.list_projects(cycle, 2024, {code: f"单位{code}" for code in YUANYANG})
    office.on("2025-02-20")
    rating = _prepare(office, cycle, "2025-02-20")
    with refused(ReportNotHeard):
        office.call(e.OPEN_RATING, rating_id=rating)
    office.call(e.RECORD_REPORT_HEARD, rating_id=rating, title="完成情况报告", heard_on="2025-02-19")
    office.call(e.OPEN_RATING, rating_id=rating)
    counted = office.rate(rating, (263, 249, 248), {ids[code]: row for code, row in YUANYANG.items()})
    assert (counted["state"], counted["results"]) == ("counted", [])
    assert (
        office.call(e.GET_PROJECT_EVALUATION, Role.RESIDENT, "anonymous", project_id=ids["D07"])["rating"]
        is None
    )
    declared = office.call(e.DECLARE_RATING, rating_id=rating, declared_in="闭幕会")
    low = [each["code"] for each in declared["results"] if each["explanation_required"]]
    assert low == ["D07"]
    seven = next(each for each in declared["results"] if each["code"] == "D07")
    assert seven["share"] == {"part": 124, "whole": 248, "percent_tenths": 500}
    fact = _events(office, "rating_declared")[0]
    assert fact["declared_on"] == "2025-02-20"
    assert fact["projects"][5] == {
        "project_id": ids["D06"],
        "grades": {"satisfied": 131, "fair": 97, "dissatisfied": 17},
        "abstain": 3,
        "base": 248,
        "explanation_required": False,
    }
    owed = office.call(e.LIST_OBLIGATIONS)["items"]
    assert [(each["kind"], each["due_on"], each["owed_by"]) for each in owed] == [
        ("explanation", "2025-02-20", "责任单位主要负责人")
    ]
    assert office.call(e.LIST_OBLIGATIONS, owed_by=seven["unit"])["items"] == owed
    assert office.call(e.LIST_OBLIGATIONS, owed_by="县民政局")["items"] == []
    done = office.call(
        e.DELIVER_EXPLANATION,
        statement_id=owed[0]["id"],
        explainer="责任单位主要负责人",
        speaker="局长",
        form="spoken",
        text="滞后原因和措施",
    )
    assert (done["state"], done["late"], done["outstanding"]) == ("delivered", False, [])
    assert office.call(e.LIST_OBLIGATIONS)["items"] == []
    office.on("2025-02-21")
    published = office.call(e.PUBLISH_RATING, rating_id=rating, issuer="大会秘书处")
    assert (published["state"], published["published_on"]) == ("published", "2025-02-21")
    paper = _events(office, "paper_requested")[0]
    assert (paper["paper_id"], paper["kind"], paper["channels"]) == (
        published["paper_id"],
        "result",
        ["县融媒体中心"],
    )
    assert ["D07 项目D07", "单位D07", "124", "88", "30", "6", "50.0%"] in paper["blocks"][1]["rows"]
    shown = office.call(e.GET_PROJECT_EVALUATION, Role.RESIDENT, "anonymous", project_id=ids["D07"])
    assert shown["rating"]["result"]["grades"]["satisfied"] == 124
    assert (shown["explanation"]["state"], shown["explanation"]["texts"]) == ("delivered", [])
    steps = office.call(e.TRACE_PROJECT, Role.RESIDENT, "anonymous", project_id=ids["D07"])
    assert steps["suggestion_ids"] == ["s-1"]
    assert [each["kind"] for each in steps["steps"]] == ["rating", "explanation"]
    assert "满意124" in steps["steps"][0]["text"]


def test_beiguans_rating_follows_the_delegations_and_is_explained_after_the_session_b096_b098(
    office: Office,
) -> None:
    cycle = office.open_cycle(
        2024,
        opens_after="delegations_deliberated",
        trigger={"at_most": None, "below": "3/5"},
        explainer=["区政府", "承办部门"],
        explain_when="after_session",
        explain_days=30,
    )
    ids = office.list_projects(cycle, 2024, {code: f"单位{code}" for code in BEIGUAN})
    office.on("2025-02-27")
    rating = _prepare(office, cycle, "2025-02-27")
    office.call(e.RECORD_REPORT_HEARD, rating_id=rating, title="实施情况报告", heard_on="2025-02-26")
    teams = [f"第{n}代表团" for n in range(1, 11)]
    office.call(e.RECORD_DELEGATIONS_DELIBERATED, rating_id=rating, total=10, delegations=teams)
    office.call(e.OPEN_RATING, rating_id=rating)
    office.rate(rating, (193, 185, 184), {ids[code]: row for code, row in BEIGUAN.items()})
    office.call(e.DECLARE_RATING, rating_id=rating, declared_in="闭幕会")
    owed = office.call(e.LIST_EXPLANATIONS, cycle_id=cycle)["items"]
    assert [(each["project_code"], each["satisfied"], each["base"], each["due_on"]) for each in owed] == [
        ("B09", 102, 184, "2025-03-29")
    ]
    office.on("2025-03-30")
    assert [each["overdue"] for each in office.call(e.LIST_OBLIGATIONS, overdue_only=True)["items"]] == [True]
    office.on("2025-03-26")
    assert office.call(e.LIST_OBLIGATIONS, overdue_only=True)["items"] == []
    for explainer in ("区政府", "承办部门"):
        office.call(
            e.DELIVER_EXPLANATION,
            Role.GOVERNMENT_CLERK,
            statement_id=owed[0]["id"],
            explainer=explainer,
            speaker="主任",
            form="written",
            text=f"{explainer}说明",
        )
    office.on("2025-03-28")
    office.call(e.PUBLISH_EXPLANATION, statement_id=owed[0]["id"], issuer="区人大常委会")
    paper = _events(office, "paper_requested")[-1]
    assert (paper["kind"], paper["issued_on"], paper["public"]) == ("explanation", "2025-03-28", True)
    shown = office.call(e.GET_PROJECT_EVALUATION, Role.RESIDENT, "anonymous", project_id=ids["B09"])
    assert shown["explanation"]["texts"] == ["区政府说明", "承办部门说明"]


def test_projects_of_an_imported_cycle_are_rated_by_the_rules_of_the_session_y012_y062(
    office: Office,
) -> None:
    rules = office.open_cycle(2024)
    ids = office.list_projects("c-2023", 2023, {"2023-01": "甲局", "2023-02": "甲局"})
    office.on("2024-02-29")
    rating = _prepare(office, "c-2023", "2024-02-29", rules_cycle_id=rules)
    with refused(RatingExists):
        _prepare(office, "c-2023", "2024-02-29", rules_cycle_id=rules)
    office.call(e.RECORD_REPORT_HEARD, rating_id=rating, title="完成情况报告", heard_on="2024-02-28")
    office.call(e.OPEN_RATING, rating_id=rating)
    office.rate(rating, (265, 252, 250), dict.fromkeys(ids.values(), (200, 30, 10, 10)))
    office.call(e.DECLARE_RATING, rating_id=rating, declared_in="全体会议")
    shown = office.call(e.GET_PROJECT_EVALUATION, project_id=ids["2023-01"])
    assert [each["name"] for each in shown["grades"]] == ["满意", "基本满意", "不满意"]
    trend = office.call(e.SATISFACTION_TREND)["units"]
    assert trend == [
        {
            "year": 2023,
            "unit": "甲局",
            "projects": 2,
            "share": {"part": 400, "whole": 500, "percent_tenths": 800},
        }
    ]
    chosen = office.call(
        e.CHOOSE_ADVANCED_UNIT,
        cycle_id="c-2023",
        unit="甲局",
        basis="进度和满意度",
        decided_by="主任会议",
        decided_on="2024-02-29",
    )
    assert [each["satisfied"] for each in chosen["grounds"]] == [200, 200]
    assert len(office.call(e.LIST_ADVANCED_UNITS, Role.RESIDENT, "anonymous")["items"]) == 1


def test_nobody_sees_results_or_what_the_other_sheet_holds_before_the_declaration_y063(
    office: Office,
) -> None:
    cycle = office.open_cycle(2024)
    ids = office.list_projects(cycle, 2024, {"D01": "甲局"})
    rating = _prepare(office, cycle, "2025-02-20")
    office.call(e.RECORD_REPORT_HEARD, rating_id=rating, title="报告", heard_on="2024-02-01")
    office.call(e.OPEN_RATING, rating_id=rating)
    office.call(e.RECORD_BALLOTS_ISSUED, rating_id=rating, in_office=9, present=8, issued=8)
    office.call(e.RECORD_BALLOTS_RETURNED, rating_id=rating, returned=8)

    def enter(teller: str, satisfied: int) -> Any:
        grades = {"satisfied": satisfied, "fair": 8 - satisfied, "dissatisfied": 0}
        line = {"project_id": ids["D01"], "grades": grades, "abstain": 0}
        return office.call(
            e.ENTER_TELLER_SHEET, Role.TELLER, teller, rating_id=rating, valid=8, invalid=0, lines=[line]
        )

    assert enter("a", 5)["sheets_entered"] == 1
    told = enter("b", 6)
    assert (told["differing"], told["differences"]) == (True, [])
    assert office.call(e.GET_RATING, rating_id=rating)["differences"] == [ids["D01"]]
    assert office.call(e.GET_RATING, Role.CONGRESS_CLERK, "b", rating_id=rating)["differences"] == []
    assert not office.call(e.GET_RATING, Role.RESIDENT, "anonymous", rating_id=rating)["differing"]
    counted = enter("b", 5)
    assert (counted["state"], counted["differing"], counted["results"]) == ("counted", False, [])
    assert len(office.call(e.GET_RATING, rating_id=rating)["results"]) == 1
    public = office.call(e.LIST_RATINGS, Role.RESIDENT, "anonymous")["items"][0]
    assert (public["results"], public["counts"], public["state"]) == ([], None, "counted")
    with refused(Forbidden):
        office.call(e.DECLARE_RATING, Role.TELLER, "a", rating_id=rating, declared_in="全会")


def test_a_rating_is_prepared_again_once_the_opening_of_its_cycle_has_arrived_y062(office: Office) -> None:
    office.on("2025-02-18")
    cycle, later = new_id(), new_id()
    office.list_projects(cycle, 2024, {"D01": "县教体局"})
    request = {
        "cycle_id": cycle,
        "rules_cycle_id": later,
        "session_name": "第五次会议",
        "session_closes_on": "2025-02-20",
    }
    with refused(NotYetKnown):
        office.call(e.PREPARE_RATING, **request)
    office.suite.open_cycle(tenant=office.tenant, year=2025, cycle_id=later)
    assert len(office.call(e.PREPARE_RATING, **request)["items"]) == 1
