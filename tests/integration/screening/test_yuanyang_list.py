"""原阳's way of the list: 78 → 61 → 21 → 13, frozen, deliberated, frozen anew (Y-026 … Y-036)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from services.screening.domain.dossiers import DossierIncomplete
from services.screening.domain.list_states import ListExists, NothingChanged, StepOutOfOrder
from shared.contracts import collection, screening
from shared.kernel.errors import Forbidden, NotFound
from shared.tenancy.roles import Role
from tests.integration.collection.office import Office as CollectionOffice
from tests.integration.screening.office import MET, Office, dossier, off, refused


def test_yuanyang_comes_from_78_to_13_and_freezes_twice_y027(
    make_suite: Callable[..., Any], fresh_tenant: str
) -> None:
    office = Office(make_suite("collection", "screening"), fresh_tenant, "13121")
    office.on("2023-11-10")
    suggestions = office.suggest([f"建议{number}" for number in range(1, 79)])
    items = office.ids()
    assert len(items) == 78

    merges = [{"into": items[n], "items": [items[61 + n]], "reason": "同类建议合并"} for n in range(17)]
    office.call(screening.MERGE_ITEMS, Role.GOVERNMENT_CLERK, merges=merges)
    office.judge(items[:57])
    office.judge(items[57:61], not_arranged="上级已另行安排")
    office.short_list(items[:21])
    left = [{**ruling(item), "keep": False, "reason": "条件尚不成熟"} for item in items[21:57]]
    office.call(screening.SORT_ITEMS, rulings=left)
    counts = office.call(screening.COUNT_LIBRARY, Role.RESIDENT)
    assert counts == {
        "total": 78,
        "by_status": {"merged": 17, "dropped": 4, "reserved": 36, "shortlisted": 21},
        "by_track": [{"track": "congress", "shortlisted": 21, "candidates": 0}],
    }

    office.on("2023-12-12")
    lacking = [dossier("D04", [items[0]], requirements="")]
    with refused(DossierIncomplete) as missing:
        office.call(screening.DRAFT_LIST, track="congress", candidates=lacking)
    assert "“项目D04”（D04）材料缺少：相关要求" in str(missing.value)
    assert "第十一条" in str(missing.value)
    drafted = office.draft(items[:21], "D")
    with refused(ListExists):
        office.draft(items[:1], "E")
    with refused(DossierIncomplete):
        office.call(screening.DRAFT_LIST, track="congress", candidates=lacking)
    with refused(StepOutOfOrder):
        office.step("standing_committee", "2023-12-18", off(drafted, []))

    gone = [f"D{number}" for number in range(14, 22)]
    office.step("government_meeting", "2023-12-18", off(drafted, gone), minutes="〔2023〕9号")
    office.step("party_standing_committee", "2024-01-08", off(drafted, []), minutes="〔2024〕1号")
    assert office.facts("screening.list_frozen") == []
    assert office.call(screening.LIST_PUBLISHED, Role.RESIDENT)["items"] == []
    hands = {"present": 27, "yes": 27, "no": 0, "abstain": 0, "members": 31}
    (frozen,) = office.step("standing_committee", "2024-01-24", off(drafted, []), hands=hands)
    assert frozen["state"] == "frozen"

    office.on("2024-02-28")
    wider = dossier("D07", [], content="8个村生活污水治理，增加3个村管网接户")
    revision = {"list_id": drafted["id"], "reason": "采纳审议意见", "on": "2024-02-28"}
    with refused(NothingChanged):
        office.call(screening.REVISE_LIST, changes=[dossier("D07", [])], **revision)
    office.call(screening.REVISE_LIST, changes=[wider], **revision)

    one, two = office.facts("screening.list_frozen")
    assert [(each["list_version"], each["frozen_on"], each["reason"]) for each in (one, two)] == [
        (1, "2024-01-24", ""),
        (2, "2024-02-28", "采纳审议意见"),
    ]
    assert one["digest"] != two["digest"]
    assert {len(each["candidates"]) for each in (one, two)} == {13}
    assert two["candidates"][0]["suggestion_ids"] == [suggestions[0], suggestions[61]]
    check_public(office, drafted["id"], (one["digest"], two["digest"]))
    check_history(office, drafted["id"], gone)
    check_told(office, items)


def check_public(office: Office, list_id: str, digests: tuple[str, str]) -> None:
    """Anybody can compute the digest of either version from what the API shows (Y-029)."""
    for number, digest in enumerate(digests, start=1):
        shown = office.call(screening.GET_FROZEN_VERSION, Role.RESIDENT, list_id=list_id, number=number)
        content = {"list": list_id, "track": shown["track"], "candidates": shown["candidates"]}
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(canonical.encode()).hexdigest() == shown["digest"] == digest
    with refused(NotFound):
        office.call(screening.GET_FROZEN_VERSION, Role.RESIDENT, list_id=list_id, number=3)
    (published,) = office.call(screening.LIST_PUBLISHED, Role.RESIDENT)["items"]
    assert [each["number"] for each in published["versions"]] == [1, 2]
    assert {each["minutes"] for each in published["steps"]} == {""}
    assert [each["withdrawn"] for each in published["steps"]] == [[], [], []]
    with refused(Forbidden):
        office.call(screening.GET_LIST, Role.RESIDENT, list_id=list_id)


def check_history(office: Office, list_id: str, gone: list[str]) -> None:
    """Clerks see the minutes' numbers, deputies do not, and the statement tells neither (A10.18, Y-036)."""
    seen = office.call(screening.GET_LIST, list_id=list_id)["steps"]
    assert [each["minutes"] for each in seen] == ["〔2023〕9号", "〔2024〕1号", ""]
    assert [each["code"] for each in seen[0]["withdrawn"]] == gone
    assert [(each["before"], each["after"]) for each in seen] == [(21, 13), (13, 13), (13, 13)]
    deputies = office.call(screening.GET_LIST, Role.DEPUTY, list_id=list_id)["steps"]
    assert {each["minutes"] for each in deputies} == {""}
    told = office.call(screening.GET_STATEMENT, Role.DEPUTY, list_id=list_id)["paragraphs"]
    assert "共收到建议78件，合并同类建议后为61件，不符合参选条件4件，初步拟定21件" in told[1]
    assert "由21件确定为13件" in told[2]
    assert "号" not in "".join(told)


def check_told(office: Office, items: list[str]) -> None:
    """Proposers hear of a candidate when the list is frozen, and of a withdrawal when it is made."""
    outcomes: dict[str, list[str]] = {}
    for fact in office.facts("screening.suggestion_settled"):
        outcomes.setdefault(fact["item_id"], []).append(fact["outcome"])
    assert outcomes[items[20]] == ["entered", "shortlisted", "reserved"]
    assert outcomes[items[12]] == ["entered", "merged", "shortlisted", "candidate"]
    kept = office.call(screening.GET_ITEM, item_id=items[0])
    assert [each["act"] for each in kept["decisions"]] == ["absorb", "qualify", "shortlist", "list"]
    assert [each["id"] for each in kept["originals"]] == [items[61]]


def test_a_suggestion_is_followed_from_its_receipt_to_the_frozen_list_y003(
    make_suite: Callable[..., Any], fresh_tenant: str
) -> None:
    suite = make_suite("collection", "screening")
    collecting = CollectionOffice(suite, fresh_tenant, "13121")
    collecting.open_round("2023-09-11", "2023-10-20", [{"code": "media_centre", "open": True}])
    collecting.on("2023-10-20")
    given = collecting.enter(collecting.rows("media_centre", 3))["receipts"]
    office = Office(suite, fresh_tenant, "13121", cycle_id=collecting.cycle_id)
    office.on("2023-12-12")
    first, second, third = office.ids()
    office.call(screening.MERGE_ITEMS, merges=[{"into": second, "items": [third], "reason": "同类"}])
    office.call(screening.MERGE_ITEMS, merges=[{"into": first, "items": [second], "reason": "同类"}])
    office.judge([first])
    office.short_list([first])
    drafted = office.draft([first], "D")

    def trace() -> Any:
        return office.call(screening.TRACE_SUGGESTION, Role.RESIDENT, suggestion_id=given[2]["id"])

    before = trace()
    assert (before["merged_into"], before["candidate_id"], before["frozen"]) == (first, None, False)
    of_first = office.call(screening.TRACE_SUGGESTION, Role.RESIDENT, suggestion_id=given[0]["id"])
    assert (of_first["status"], of_first["candidate_name"]) == ("shortlisted", None)
    office.step("government_meeting", "2023-12-18", off(drafted, []))
    office.step("party_standing_committee", "2024-01-08", off(drafted, []))
    office.step("standing_committee", "2024-01-24", off(drafted, []))
    after = trace()
    assert (after["status"], after["candidate_name"], after["list_id"], after["frozen"]) == (
        "merged",
        "项目D01",
        drafted["id"],
        True,
    )
    tracked = collecting.call(collection.TRACK, Role.RESIDENT, receipt=given[2]["receipt"])
    assert tracked["outcome"] == "candidate"


def test_a_list_that_is_returned_gives_its_items_back_to_the_draft_y028(
    make_suite: Callable[..., Any], fresh_tenant: str
) -> None:
    office = Office(make_suite("collection", "screening"), fresh_tenant, "13121-township")
    office.suggest(["一", "二", "三"])
    items = office.ids()
    office.judge(items)
    office.short_list(items)
    drafted = office.draft(items[:2], "T")
    against = {"present": 9, "yes": 4, "no": 5, "abstain": 0}
    office.step("township_government", "2024-02-18", off(drafted, []))
    (back,) = office.step("party_committee", "2024-02-20", off(drafted, []), hands=against, result="returned")
    assert (back["state"], back["steps"][-1]["result"]) == ("drafted", "returned")
    again = office.call(
        screening.REDRAFT_LIST,
        list_id=drafted["id"],
        candidates=[dossier("T01", [items[0]]), dossier("T03", [items[2]])],
    )
    assert again["candidates"][0]["candidate_id"] == drafted["candidates"][0]["candidate_id"]
    assert [each["status"] for each in office.items()] == ["candidate", "shortlisted", "candidate"]
    for step, day in (("township_government", "21"), ("party_committee", "22"), ("presidium", "28")):
        (taken,) = office.step(step, f"2024-02-{day}", off(drafted, []))
    assert taken["state"] == "frozen"
    (fact,) = office.facts("screening.list_frozen")
    assert [each["code"] for each in fact["candidates"]] == ["T01", "T03"]


def ruling(item: str) -> dict[str, Any]:
    return {"item_id": item, "keep": True, "marks": MET, "reason": "群众急需", "track": "congress"}
