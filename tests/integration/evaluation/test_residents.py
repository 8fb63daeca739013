"""Residents rate by code and in venues; opinions become letters."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.evaluation.domain.days import DayInFuture
from services.evaluation.domain.devices import DeviceSecretErased, RatingStillOpen
from services.evaluation.domain.grades import GradeUnknown
from services.evaluation.domain.links import LinkUnknown, RatingClosed, ResidentRatingOff
from services.evaluation.domain.opinions import NotYourOpinion
from services.evaluation.domain.residents import AlreadyRated, SheetExceedsRespondents
from services.evaluation.persistence.store import STORE
from shared.contracts import evaluation as e
from shared.kernel.errors import Forbidden, NotYetKnown
from shared.tenancy.roles import Role
from tests.integration.evaluation.office import Office, refused

PUBLIC = (Role.RESIDENT, "anonymous")


def _cycle(office: Office, **rules: Any) -> tuple[str, dict[str, str]]:
    cycle = office.open_cycle(2024, opinion_letter=True, **rules)
    return cycle, office.list_projects(cycle, 2024, {"B01": "区教育局", "B09": "区住建局"})


def _codes(office: Office, cycle: str, *links: dict[str, Any]) -> list[dict[str, Any]]:
    issued = office.call(
        e.ISSUE_RATING_LINKS, cycle_id=cycle, opens_on="2024-05-01", closes_on="2024-12-31", links=list(links)
    )
    return list(issued["items"])


def _rate(office: Office, token: str, device: int, grade: str = "satisfied", **more: Any) -> Any:
    return office.call(
        e.RATE_PROJECT, *PUBLIC, token=token, grade=grade, device=f"device-token-{device:06}", **more
    )


def test_a_device_rates_a_project_once_and_another_project_again_b073_a1019(office: Office) -> None:
    cycle, ids = _cycle(office)
    token = _codes(office, cycle, {"kind": "deputy", "holder_code": "代表001"})[0]["token"]
    office.on("2024-04-30")
    with refused(RatingClosed):
        _rate(office, token, 1, project_id=ids["B01"])
    office.on("2024-05-01")
    read = office.call(e.READ_RATING_LINK, *PUBLIC, token=token)
    assert (read["open"], [each["code"] for each in read["projects"]]) == (True, ["B01", "B09"])
    _rate(office, token, 1, project_id=ids["B01"])
    with refused(AlreadyRated):
        _rate(office, token, 1, "dissatisfied", project_id=ids["B01"])
    _rate(office, token, 1, project_id=ids["B09"])
    _rate(office, token, 2, "fair", project_id=ids["B01"])
    with refused(GradeUnknown):
        _rate(office, token, 3, "splendid", project_id=ids["B01"])
    with refused(LinkUnknown):
        _rate(office, "no-such-token-anywhere", 3)
    residents = office.call(e.GET_PROJECT_EVALUATION, *PUBLIC, project_id=ids["B01"])["residents"]
    assert residents["online"] == {"satisfied": 1, "fair": 1, "dissatisfied": 0}
    assert residents["satisfied"] is None


def test_the_device_traces_go_when_the_codes_have_ended_and_the_ratings_stay_a1019(office: Office) -> None:
    cycle, ids = _cycle(office)
    code = _codes(office, cycle, {"kind": "project", "project_id": ids["B01"]})[0]
    office.on("2024-06-01")
    for device in range(12):
        _rate(office, code["token"], device, "satisfied" if device else "fair")
    with refused(RatingStillOpen):
        office.call(e.ERASE_DEVICE_TRACES, cycle_id=cycle)
    office.call(e.CLOSE_RATING_LINKS, link_ids=[code["id"]])
    office.on("2024-06-02")
    assert office.call(e.ERASE_DEVICE_TRACES, cycle_id=cycle) == {"erased": 12, "remaining": 0}
    assert office.call(e.ERASE_DEVICE_TRACES, cycle_id=cycle) == {"erased": 0, "remaining": 0}
    residents = office.call(e.GET_PROJECT_EVALUATION, *PUBLIC, project_id=ids["B01"])["residents"]
    assert residents["satisfied"] == {"part": 11, "whole": 12, "percent_tenths": 917}
    new = _codes(office, cycle, {"kind": "project", "project_id": ids["B01"]})[0]
    with refused(DeviceSecretErased):
        _rate(office, new["token"], 99)


def test_a_rulebook_may_have_no_residents_rating_d21(office: Office) -> None:
    cycle, ids = _cycle(office, resident_rating=False)
    with refused(ResidentRatingOff):
        _codes(office, cycle, {"kind": "project", "project_id": ids["B01"]})


def test_codes_are_posted_and_listed_b072(office: Office) -> None:
    cycle, ids = _cycle(office)
    codes = _codes(
        office,
        cycle,
        *[{"kind": "deputy", "holder_code": f"代表{n:03}"} for n in range(1, 195)],
        {"kind": "venue", "holder_code": "厅01", "project_id": ids["B01"]},
    )
    assert len({each["token"] for each in codes}) == 195
    office.on("2024-05-02")
    posted = {"link_id": codes[0]["id"], "place": "第一选区公示栏", "posted_on": "2024-05-01"}
    office.call(e.RECORD_LINK_POSTINGS, Role.STATION, postings=[posted])
    with refused(DayInFuture):
        office.call(e.RECORD_LINK_POSTINGS, postings=[{**posted, "posted_on": "2024-05-03"}])
    listed = office.call(e.LIST_RATING_LINKS, cycle_id=cycle, kind="deputy", limit=200)
    assert len(listed["items"]) == 194
    assert listed["items"][0]["postings"] == [{"place": "第一选区公示栏", "posted_on": "2024-05-01"}]


def test_words_pass_from_the_deputy_through_review_into_a_letter_and_back_b073_b076_b077(
    office: Office,
) -> None:
    cycle, ids = _cycle(office, opinion_reply_days=30)
    code = _codes(office, cycle, {"kind": "deputy", "holder_code": "代表001", "holder_account": "acc-1"})[0]
    office.on("2024-06-03")
    _rate(office, code["token"], 1, "dissatisfied", project_id=ids["B09"], text="进度太慢")
    deputy = (Role.DEPUTY, "acc-1")
    assert office.call(e.LIST_OPINIONS, Role.DEPUTY, "acc-2", cycle_id=cycle)["items"] == []
    opinion = office.call(e.LIST_OPINIONS, *deputy, cycle_id=cycle)["items"][0]
    assert opinion["state"] == "at_deputy"
    forwarding = [{"opinion_id": opinion["id"], "note": "属实"}]
    with refused(NotYourOpinion):
        office.call(e.FORWARD_OPINIONS, Role.DEPUTY, "acc-2", opinions=forwarding)
    office.call(e.FORWARD_OPINIONS, *deputy, opinions=forwarding)
    assert office.call(e.LIST_PUBLIC_OPINIONS, *PUBLIC, project_id=ids["B09"])["items"] == []
    with refused(Forbidden):
        office.call(e.REVIEW_OPINIONS, *deputy, decisions=[{"opinion_id": opinion["id"], "approve": True}])
    office.call(e.REVIEW_OPINIONS, decisions=[{"opinion_id": opinion["id"], "approve": True}])
    shown = office.call(e.LIST_PUBLIC_OPINIONS, *PUBLIC, project_id=ids["B09"])["items"]
    assert shown == [
        {"text": "进度太慢", "grade": "dissatisfied", "mode": "online", "given_on": "2024-06-03"}
    ]
    letter = office.call(
        e.DRAFT_LETTER,
        cycle_id=cycle,
        addressee="区政府",
        opinion_ids=[opinion["id"]],
        items=[{"project_id": ids["B01"], "text": "开学前完工"}],
    )
    issued = office.call(e.ISSUE_LETTER, letter_id=letter["id"], issuer="区人大常委会")
    assert (issued["no"], issued["due_on"], len(issued["items"])) == (1, "2024-07-03", 2)
    office.on("2024-07-04")
    assert office.call(e.LIST_OBLIGATIONS)["items"][0]["overdue"] is True
    answers = [{"no": 1, "reply": "已增派人员"}, {"no": 2, "reply": "八月完工"}]
    office.call(e.ANSWER_LETTER_ITEMS, Role.GOVERNMENT_CLERK, "gov", letter_id=letter["id"], answers=answers)
    confirmations = [{"no": 1, "effective": True}, {"no": 2, "effective": True}]
    closed = office.call(e.CONFIRM_LETTER_ITEMS, letter_id=letter["id"], confirmations=confirmations)
    assert closed["state"] == "closed"
    sheet = office.call(e.GET_REVIEW_SHEET, Role.DEPUTY, "acc-1", project_id=ids["B09"])
    assert [(each["text"], each["reply"]) for each in sheet["letter_items"]] == [("进度太慢", "已增派人员")]
    trace = office.call(e.TRACE_PROJECT, *PUBLIC, project_id=ids["B09"])["steps"]
    assert [each["kind"] for each in trace] == ["resident_rating", "opinion_letter"]


def test_the_letters_of_two_years_are_counted_over_a_named_window_b078_q16(office: Office) -> None:
    cycle, ids = _cycle(office)
    office.list_projects("c-2023", 2023, {"2023-01": "甲局"})
    before = office.call(e.LIST_RATED_PROJECTS, *PUBLIC, cycle_id="c-2023")["items"][0]["id"]
    office.on("2024-11-18")

    def letters(number: int, items: int, project_id: str, day: str) -> list[dict[str, Any]]:
        sizes = [items // number + (n < items % number) for n in range(number)]
        item = {"project_id": project_id, "text": "意见", "reply": "已办", "handled_on": day}
        return [
            {"addressee": "区政府", "issued_on": day, "due_on": "2024-12-31", "items": [item] * size}
            for size in sizes
        ]

    office.call(e.IMPORT_LETTERS, cycle_id="c-2023", letters=letters(19, 96, before, "2023-06-01"))
    office.call(e.IMPORT_LETTERS, cycle_id=cycle, letters=letters(18, 91, ids["B01"], "2024-06-01"))
    counted = office.call(e.LETTER_STATISTICS, *PUBLIC, from_day="2023-01-01", to_day="2024-11-18")
    assert (counted["letters"], counted["items"], counted["overdue"]) == (37, 187, 0)
    assert counted["handled"] == {"part": 187, "whole": 187, "percent_tenths": 1000}
    year = office.call(e.LETTER_STATISTICS, *PUBLIC, from_day="2024-01-01", to_day="2024-11-18")
    assert (year["letters"], year["items"]) == (18, 91)


def test_venue_sessions_are_counted_apart_from_online_ratings_b070_b074_b075_b099(office: Office) -> None:
    cycle, ids = _cycle(office)
    office.on("2024-11-20")

    def session(satisfied: int) -> dict[str, Any]:
        grades = {"satisfied": satisfied, "fair": 5, "dissatisfied": 1}
        return {
            "venue_code": "hall-01",
            "venue_name": "民主议事厅01",
            "held_on": "2024-11-12",
            "method": "questionnaire",
            "respondents": 30,
            "aware": 27,
            "sheets": [{"project_id": id, "grades": grades} for id in ids.values()],
            "opinions": [{"project_id": ids["B09"], "text": "早日完工", "grade": "fair"}],
        }

    with refused(SheetExceedsRespondents):
        office.call(e.RECORD_VENUE_SESSIONS, cycle_id=cycle, sessions=[session(24), session(25)])
    assert office.call(e.LIST_VENUE_SESSIONS, cycle_id=cycle)["items"] == []
    office.call(e.RECORD_VENUE_SESSIONS, Role.STATION, cycle_id=cycle, sessions=[session(24), session(20)])
    residents = office.call(e.GET_PROJECT_EVALUATION, *PUBLIC, project_id=ids["B01"])["residents"]
    assert residents["offline"] == {"satisfied": 44, "fair": 10, "dissatisfied": 2}
    assert (residents["total"], residents["venue_sessions"]) == (56, 2)
    assert office.call(e.SATISFACTION_TREND)["awareness"][0]["share"]["percent_tenths"] == 900
    waiting = office.call(e.LIST_OPINIONS, cycle_id=cycle, state="received")["items"]
    assert [each["mode"] for each in waiting] == ["offline", "offline"]


def test_neither_the_device_nor_its_token_stands_in_any_table_a1019(office: Office) -> None:
    cycle, ids = _cycle(office)
    token = _codes(office, cycle, {"kind": "project", "project_id": ids["B01"]})[0]["token"]
    office.on("2024-06-01")
    _rate(office, token, 424242)
    found = []
    with office.suite.engines["evaluation"].connect() as database:
        database.execute(sa.text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": office.tenant})
        for table in STORE.metadata.tables:
            found += [row[0] for row in database.execute(sa.text(f'SELECT t::text FROM "{table}" t'))]
    assert any(token in row for row in found)
    assert not [row for row in found if "device-token-424242" in row]


def test_a_caller_is_told_to_come_back_while_the_opening_of_a_cycle_is_on_its_way_d21(office: Office) -> None:
    with refused(NotYetKnown):
        _codes(office, "no-such-cycle", {"kind": "deputy"})
