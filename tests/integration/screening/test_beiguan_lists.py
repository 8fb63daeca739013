"""北关's way: three panels, posting, 48 + 192 long, 12 + 148 short, decided in one meeting (B-018 … B-029)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.screening.domain.argument import NotArgued
from services.screening.domain.library_errors import OtherYear
from services.screening.domain.postings import NotPosted, PersonalDataLeft, PostedTooShort
from shared.contracts import screening
from shared.kernel.errors import Forbidden, NotFound
from shared.tenancy.roles import Role
from tests.integration.screening.office import Office, dossier, off, refused

STREETS = {
    "hongqilu": (20, 16),
    "jiefanglu": (21, 16),
    "dengtalu": (20, 16),
    "doufuying": (21, 16),
    "shuguanglu": (20, 16),
    "huanbei": (22, 17),
    "minhanglu": (22, 17),
    "zhangbei": (23, 17),
    "zhangdong": (23, 17),
}
TRACKS = {"congress": (48, 12), **{f"street:{code}": pair for code, pair in STREETS.items()}}
PANELS = {
    "professional": ("经济组", ("inclusive", "effective"), "2024-02-23"),
    "departments": ("区财政局", ("compliant", "feasible"), "2024-03-01"),
    "need": ("红旗路街道", ("need",), "2024-03-05"),
}


def speak(office: Office, panel: str, items: list[str]) -> None:
    """One group of a panel gives the first item the most points, the next one fewer, and so on."""
    group, criteria, held_on = PANELS[panel]
    points = {item: dict.fromkeys(criteria, 100 - place % 90) for place, item in enumerate(items)}
    office.argue(panel, group, points, held_on)


def post(office: Office, until: str = "2024-03-05", **changes: Any) -> Any:
    posting = {
        "area": "红旗路街道",
        "places": ["街道公告栏", "各社区公示栏"],
        "posted_on": "2024-02-20",
        "until": until,
        "redacted": True,
    }
    return office.call(screening.RECORD_POSTING, **{**posting, **changes})


def test_beiguan_decides_12_and_148_of_48_and_192_in_one_meeting_b028(
    make_suite: Callable[..., Any], fresh_tenant: str
) -> None:
    office = Office(make_suite("collection", "screening"), fresh_tenant, "three-three-three")
    office.on("2024-02-05")
    office.suggest([f"建议{number}" for number in range(1, 264)])
    items = office.ids()
    transfers = [{"item_id": item, "to": "12345热线", "slip": f"转{item[:8]}"} for item in items[240:]]
    office.call(screening.TRANSFER_GRIEVANCES, transfers=transfers)
    items = items[:240]
    office.judge(items)
    for panel in PANELS:
        speak(office, panel, items)
    posted = post(office)
    assert posted["items"] == 240

    lists: dict[str, Any] = {}
    rest = list(items)
    office.on("2024-03-05")
    for number, (track, (long, _short)) in enumerate(TRACKS.items()):
        mine, rest = rest[:long], rest[long:]
        office.short_list(mine, track)
        lists[track] = office.draft(mine, f"{'BCEFGHJKLM'[number]}", track)
    assert not rest
    counts = office.call(screening.COUNT_LIBRARY, Role.RESIDENT)
    assert counts["by_status"] == {"transferred": 23, "candidate": 240}
    assert {each["track"]: each["shortlisted"] for each in counts["by_track"]} == {
        track: long for track, (long, _) in TRACKS.items()
    }

    office.step("chairpersons_meeting", "2024-03-06", *[off(each, []) for each in lists.values()])
    outcomes = [
        off(listed, [each["code"] for each in listed["candidates"][TRACKS[track][1] :]])
        for track, listed in lists.items()
    ]
    hands = {"members": 27, "present": 24, "yes": 23, "no": 0, "abstain": 1}
    decided = office.step("standing_committee", "2024-03-08", *outcomes, hands=hands)
    assert {each["track"]: len(each["candidates"]) for each in decided} == {
        track: short for track, (_, short) in TRACKS.items()
    }
    frozen = office.facts("screening.list_frozen")
    assert [len(each["candidates"]) for each in frozen if each["body"] == "congress"] == [12]
    streets = [each for each in frozen if each["body"] == "street_assembly"]
    assert (len(streets), sum(len(each["candidates"]) for each in streets)) == (9, 148)
    assert {each["steps"][-1]["hands"]["yes"] for each in decided} == {23}
    counts = office.call(screening.COUNT_LIBRARY, Role.RESIDENT)
    assert counts["by_status"] == {"transferred": 23, "candidate": 160, "reserved": 80}
    (poster,) = office.facts("screening.paper_requested")
    assert len(poster["blocks"][-1]["rows"]) == 240


@pytest.fixture
def office(make_suite: Callable[..., Any], fresh_tenant: str) -> Office:
    made = Office(make_suite("collection", "screening"), fresh_tenant, "three-three-three")
    made.on("2024-03-08")
    made.suggest(["食堂改造", "停车泊位", "口袋公园"])
    made.judge(made.ids())
    return made


def test_after_the_freeze_the_ranking_shows_the_whole_long_list_with_outcomes_b021_b026(
    office: Office,
) -> None:
    items = office.ids()
    for panel in ("professional", "departments", "need"):
        speak(office, panel, items)
    office.short_list(items)
    drafted = office.draft(items, "B")
    post(office)
    office.step("chairpersons_meeting", "2024-03-08", off(drafted, []))
    before = office.call(screening.GET_CONSENSUS, track="congress")["items"]
    office.step("standing_committee", "2024-03-08", off(drafted, ["B03"]))
    ranking = office.call(screening.GET_CONSENSUS, track="congress")["items"]
    assert {each["item_id"]: each["status"] for each in ranking} == {
        items[0]: "candidate",
        items[1]: "candidate",
        items[2]: "reserved",
    }
    assert [(each["item_id"], each["rank"]) for each in ranking] == [
        (each["item_id"], each["rank"]) for each in before
    ]


def test_the_panels_rank_before_anything_is_short_listed_b021(office: Office) -> None:
    items = office.ids()
    speak(office, "professional", items)
    office.argue("professional", "法律组", {items[0]: {"inclusive": 0, "effective": 0}}, "2024-02-23")
    office.argue("professional", "法律组", {items[0]: {"inclusive": 80, "effective": 80}}, "2024-02-23")
    speak(office, "departments", items)
    ranking = office.call(screening.GET_CONSENSUS)["items"]
    assert {each["item_id"] for each in ranking[:2]} == {items[1], items[2]}
    assert ranking[2]["item_id"] == items[0]
    assert ranking[2]["panels"] == {"professional": 9000, "departments": 10000}
    assert (ranking[2]["weighted"], ranking[2]["complete"]) == (6700, False)
    assert office.call(screening.GET_CONSENSUS, track="congress")["items"] == []
    apart = office.call(screening.LIST_OPINIONS, item_id=items[0])["items"]
    assert [(each["panel"], each["group"]) for each in apart] == [
        ("professional", "经济组"),
        ("professional", "法律组"),
        ("professional", "法律组"),
        ("departments", "区财政局"),
    ]


def test_no_candidate_without_every_panel_and_no_decision_before_the_posting_is_over_b024(
    office: Office,
) -> None:
    items = office.ids()
    office.short_list(items)
    for panel in ("professional", "departments"):
        speak(office, panel, items)
    with refused(NotArgued) as missing:
        office.draft(items, "B")
    assert "民需论证" in str(missing.value)
    assert "第九条" in str(missing.value)
    speak(office, "need", items)
    drafted = office.draft(items, "B")
    office.step("chairpersons_meeting", "2024-03-06", off(drafted, []))
    for until in (None, "2024-03-10"):
        if until:
            post(office, until)
        with refused(NotPosted) as early:
            office.step("standing_committee", "2024-03-08", off(drafted, []))
        assert "第十条" in str(early.value)
    assert office.call(screening.GET_LIST, list_id=drafted["id"])["state"] == "under_approval"
    post(office)
    (decided,) = office.step("standing_committee", "2024-03-08", off(drafted, []))
    assert decided["state"] == "frozen"


def test_a_poster_shows_every_item_and_no_person_b024(office: Office) -> None:
    office.suggest(["修路，联系13800000000"], place="幸福路")
    number = office.items()[-1]
    with refused(PersonalDataLeft) as left:
        post(office)
    assert number["receipt"] in str(left.value)
    assert "13800000000" not in str(left.value)
    office.call(screening.REDACT_ITEMS, rows=[{"item_id": number["id"], "title": "修路", "content": ""}])
    with refused(PostedTooShort):
        post(office, "2024-03-01")
    assert post(office)["items"] == 4
    (paper,) = office.facts("screening.paper_requested")
    assert {row[1] for row in paper["blocks"][-1]["rows"]} == {"食堂改造", "停车泊位", "口袋公园", "修路"}
    (shown,) = office.call(screening.LIST_POSTINGS, Role.RESIDENT)["items"]
    assert shown["places"] == ["街道公告栏", "各社区公示栏"]


def test_a_merging_that_was_a_mistake_is_undone_and_told_b018(office: Office) -> None:
    first, second, third = office.ids()
    office.call(screening.MERGE_ITEMS, merges=[{"into": first, "items": [second, third], "reason": "同类"}])
    office.call(screening.SPLIT_ITEMS, splits=[{"out_of": first, "items": [second], "reason": "地点不同"}])
    rows = {each["id"]: each for each in office.items()}
    assert [rows[each]["status"] for each in (first, second, third)] == ["entered", "entered", "merged"]
    assert len(rows[first]["suggestion_ids"]) == 2
    told = [(each["item_id"], each["outcome"]) for each in office.facts("screening.suggestion_settled")]
    assert told[-3:] == [(first, "merged"), (first, "merged"), (second, "entered")]
    numbers = [each["number"] for each in office.facts("screening.suggestion_settled")]
    assert numbers == sorted(set(numbers))


def test_a_sheet_with_one_bad_row_changes_nothing(office: Office) -> None:
    items = office.ids()
    rows = [{"item_id": items[0], "category": "transport"}, {"item_id": "nowhere", "category": "transport"}]
    with refused(NotFound):
        office.call(screening.CLASSIFY_ITEMS, rows=rows)
    assert {each["category"] for each in office.items()} == {"education"}
    office.call(screening.CLASSIFY_ITEMS, rows=rows[:1])
    assert office.items()[0]["category"] == "transport"


def test_the_library_carries_over_years_and_the_first_years_figures_stay_b018(office: Office) -> None:
    items = office.ids()
    first_year = office.cycle_id
    second_year = office.next_year(2025)
    with refused(OtherYear):
        office.judge(items)
    office.call(screening.CARRY_OVER_ITEMS, item_ids=items[:2], reason="转入2025年度")
    assert office.ids(cycle_id=second_year) == items[:2]
    told = [(each["outcome"], each["reason"]) for each in office.facts("screening.suggestion_settled")[-2:]]
    assert told == [("entered", "转入2025年度")] * 2
    counts = office.call(screening.COUNT_LIBRARY, cycle_id=first_year)
    assert (counts["total"], counts["by_status"]) == (3, {"entered": 1, "carried_over": 2})
    assert office.call(screening.COUNT_LIBRARY)["by_status"] == {"entered": 2}
    office.judge(items[:2], budgeted="未列入预算草案")
    detail = office.call(screening.GET_ITEM, item_id=items[0])
    assert [(each["act"], each["cycle_id"]) for each in detail["decisions"]] == [
        ("qualify", first_year),
        ("carry_over", first_year),
        ("drop", second_year),
    ]
    assert [each["met"] for each in detail["eligibility"]] == [True, True, True, True, False]


def test_a_long_reason_is_kept_whole_and_told_short_y003(office: Office) -> None:
    item = office.ids()[0]
    office.judge([item], **dict.fromkeys(("public_benefit", "within_year", "no_debt"), "因" * 400))
    assert len(office.call(screening.GET_ITEM, item_id=item)["reason"]) > 1200
    told = office.facts("screening.suggestion_settled")[-1]
    assert (told["outcome"], len(told["reason"])) == ("dropped", 1000)


def test_only_clerks_screen_and_no_other_tenant_sees_d04(office: Office) -> None:
    items = office.ids()
    for role in (Role.RESIDENT, Role.DEPUTY, Role.DEPARTMENT, Role.OPERATOR):
        with refused(Forbidden):
            office.call(screening.DRAFT_LIST, role, track="congress", candidates=[dossier("B01", [items[0]])])
    for role in (Role.RESIDENT, Role.OPERATOR):
        with refused(Forbidden):
            office.call(screening.LIST_LIBRARY, role)
    with refused(NotFound):
        office.call(screening.GET_ITEM, tenant="another", item_id=items[0])
    assert office.call(screening.LIST_LIBRARY, tenant="another")["items"] == []
