"""Suggestions from the public and by the sheet; receipts, contacts, tracking."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from services.collection.domain.receipt import ReceiptMistyped, new_receipt
from services.collection.domain.round import ChannelNotOpen, OutsidePeriod
from services.collection.domain.sheet import FaultyRows
from services.collection.domain.task import DepartmentAskedTwice, NotYourTask
from shared.contracts import collection
from shared.kernel.errors import Forbidden, InvalidInput, NotFound
from shared.tenancy.roles import Role
from tests.integration.collection.office import Office, refused


@pytest.fixture
def office(make_suite: Callable[..., Any], fresh_tenant: str) -> Office:
    made = Office(make_suite("collection", "screening"), fresh_tenant, "three-three-three")
    made.open_round("2024-01-02", "2024-02-02", [{"code": "wechat_account", "open": True}])
    return made


LATER = 1_000_000
"""Numbers of decisions that the test makes up, after those of screening itself."""


def suggest(office: Office, key: str | None = None, **changes: Any) -> Any:
    body = {
        "round_id": office.round_id,
        "channel": "wechat_account",
        "category": "elderly",
        "title": "增设日间照料中心",
        "content": "附近老人多，没有活动场所。",
        "place": "红旗路街道",
        "benefit": {"problem": "老人无处活动", "townships_affected": 1, "people_affected": 3000},
        "contact": {"name": "张三某", "phone": "13800000000"},
    }
    return office.call(collection.SUBMIT_SUGGESTION, Role.RESIDENT, key=key, **{**body, **changes})


def test_a_resident_tracks_a_suggestion_with_no_account_y003(office: Office) -> None:
    given = suggest(office)
    for number, outcome in enumerate(("merged", "candidate"), start=LATER):
        office.settle([given["id"]], outcome, "item-1", "同类建议", number)
    typed = given["receipt"].lower().replace("-", " ")
    tracked = office.call(collection.TRACK, Role.RESIDENT, receipt=typed)
    assert [each["outcome"] for each in tracked["steps"]] == ["received", "entered", "merged", "candidate"]
    assert (tracked["outcome"], tracked["item_id"]) == ("candidate", "item-1")
    assert (tracked["category"], tracked["channel"]) == ("养老", "微信公众号")
    assert all(each["sentence"] for each in tracked["steps"])


def test_a_merging_that_was_undone_is_followed_in_whatever_order_it_is_heard_of_y003(office: Office) -> None:
    given = suggest(office)
    decided = [("merged", "item-2"), ("entered", "item-1"), ("merged", "item-3")]
    for place in (1, 2, 0):
        office.settle([given["id"]], *decided[place], "同类建议", LATER + place)
    tracked = office.call(collection.TRACK, Role.RESIDENT, receipt=given["receipt"])
    assert (tracked["outcome"], tracked["item_id"]) == ("merged", "item-3")
    assert [each["outcome"] for each in tracked["steps"]] == [
        "received",
        "entered",
        *(each for each, _ in decided),
    ]


def test_tracking_tells_nothing_of_a_person_a10_19(office: Office) -> None:
    given = suggest(office)
    shown = json.dumps(
        office.call(collection.TRACK, Role.RESIDENT, receipt=given["receipt"]), ensure_ascii=False
    )
    for private in ("张三某", "13800000000", "活动场所", "日间照料"):
        assert private not in shown


def test_a_receipt_that_was_never_given_out_is_not_found_y003(office: Office) -> None:
    with refused(NotFound):
        office.call(collection.TRACK, Role.RESIDENT, receipt=new_receipt(office.tenant, 2024, 1))
    with refused(ReceiptMistyped):
        office.call(collection.TRACK, Role.RESIDENT, receipt="YY24-000001-AAAAAA")


def test_a_contact_is_in_no_event_and_can_be_erased_a10_19(office: Office) -> None:
    given = suggest(office)
    told = json.dumps(office.facts("collection.suggestion_recorded"), ensure_ascii=False)
    seen = office.call(collection.GET_SUGGESTION, Role.STATION, suggestion_id=given["id"])
    for private in ("张三某", "13800000000"):
        assert private not in told
        assert private not in json.dumps(seen, ensure_ascii=False)
    for role in (Role.STATION, Role.GOVERNMENT_CLERK, Role.DEPUTY, Role.RESIDENT):
        with refused(Forbidden):
            office.call(collection.GET_CONTACT, role, suggestion_id=given["id"])
    assert office.call(collection.GET_CONTACT, suggestion_id=given["id"])["phone"] == "13800000000"
    office.call(collection.ERASE_CONTACT, suggestion_id=given["id"])
    erased = office.call(collection.GET_CONTACT, suggestion_id=given["id"])
    assert (erased["name"], erased["phone"]) == ("", "")
    assert office.call(collection.GET_SUGGESTION, suggestion_id=given["id"])["title"] == "增设日间照料中心"


def test_a_need_is_kept_with_whom_it_affects_y084(office: Office) -> None:
    seen = office.call(collection.GET_SUGGESTION, suggestion_id=suggest(office)["id"])
    assert seen["benefit"] == {"problem": "老人无处活动", "townships_affected": 1, "people_affected": 3000}


def test_the_same_form_sent_twice_is_one_suggestion_y022(office: Office) -> None:
    first, again = (suggest(office, key="0123456789abcdef") for _ in range(2))
    assert first == again
    assert office.statistics(round_id=office.round_id)["total"] == 1


def test_residents_keep_to_the_notice_b012(office: Office) -> None:
    with refused(ChannelNotOpen):
        suggest(office, channel="suggestion_box")
    office.on("2024-02-03")
    with refused(OutsidePeriod):
        suggest(office)


def test_a_sheet_with_a_faulty_row_leaves_nothing_behind_b016(office: Office) -> None:
    good = office.rows("wechat_group", 40, source="民生监督微信群07")
    wrong = office.rows("pigeon", 1)
    with refused(FaultyRows) as found:
        office.enter(good, wrong, good, wrong)
    assert "第41行" in str(found.value)
    assert "第82行" in str(found.value)
    assert office.statistics()["total"] == 0
    assert office.facts("collection.suggestion_recorded") == []
    entered = office.enter(good)
    assert entered["recorded"] == 40
    assert [each["receipt"].split("-")[1] for each in entered["receipts"]] == [
        f"{number:06}" for number in range(1, 41)
    ]


def test_a_row_of_the_wrong_shape_is_named_by_its_number_b016(office: Office) -> None:
    rows = office.rows("wechat_group", 3)
    rows[1]["title"] = "   "
    with refused(InvalidInput) as found:
        office.enter(rows)
    assert "第2行" in str(found.value)
    assert office.statistics()["total"] == 0


def test_a_station_speaks_for_itself_or_for_residents_only_y023(office: Office) -> None:
    claimed = office.rows("station", 1, "department", proposer_name="区教育局")
    given = office.enter(claimed, role=Role.STATION, unit="红旗路联络站")
    seen = office.call(collection.GET_SUGGESTION, suggestion_id=given["receipts"][0]["id"])
    provenance = seen["provenance"]
    assert (provenance["proposer_kind"], provenance["proposer_name"]) == ("station", "红旗路联络站")
    assert provenance["entered_unit"] == "红旗路联络站"


def test_the_source_group_of_a_message_is_kept_b016(office: Office) -> None:
    given = office.enter(office.rows("wechat_group", 1, source="民生监督微信群07", on_behalf_of="resident"))
    page = office.call(collection.LIST_SUGGESTIONS, channel="wechat_group")
    assert [each["id"] for each in page["items"]] == [given["receipts"][0]["id"]]
    assert page["items"][0]["provenance"]["source"] == "民生监督微信群07"


def test_a_department_sees_and_answers_its_own_task_only_y020(office: Office) -> None:
    names = ["区教育局", "区民政局"]
    body = {"round_id": office.round_id, "channel": "hall", "due_on": "2024-01-31"}
    sent = office.call(collection.SEND_TASKS, departments=names, **body)
    with refused(DepartmentAskedTwice):
        office.call(collection.SEND_TASKS, departments=names[:1], **body)
    mine = office.call(collection.LIST_TASKS, Role.DEPARTMENT, unit=names[0])
    assert [each["department"] for each in mine["items"]] == names[:1]
    other = next(each["id"] for each in sent["tasks"] if each["department"] == names[1])
    with refused(NotYourTask):
        office.call(collection.REPLY_TASK, Role.DEPARTMENT, unit=names[0], task_id=other, nil=True)
    coverage = office.call(collection.GET_COVERAGE, round_id=office.round_id)
    assert (coverage["asked"], coverage["replied"], coverage["missing"]) == (2, 0, names)


def test_another_congress_sees_nothing_of_it_d01(office: Office) -> None:
    given = suggest(office)
    stranger = f"{office.tenant}-x"
    for operation, body in (
        (collection.GET_ROUND, {"round_id": office.round_id}),
        (collection.GET_SUGGESTION, {"suggestion_id": given["id"]}),
        (collection.GET_CONTACT, {"suggestion_id": given["id"]}),
        (collection.TRACK, {"receipt": given["receipt"]}),
    ):
        with refused(NotFound):
            office.call(operation, tenant=stranger, **body)
    assert office.call(collection.LIST_ROUNDS, tenant=stranger)["items"] == []
    assert office.call(collection.GET_STATISTICS, tenant=stranger)["total"] == 0
