"""The collection of both demo counties, with the shipped templates and every printed figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.collection.domain.round import DepartmentsNotComplete, NoticeTooShort, NotRolling
from shared.contracts import collection
from shared.tenancy.roles import Role
from tests.integration.collection.office import Office, counts, refused

WEB = [{"code": "media_centre", "where": "网站首页", "open": True}, {"code": "government_site", "open": True}]


def test_yuanyang_collects_78_from_36_departments_and_its_people_y020(
    make_suite: Callable[..., Any], fresh_tenant: str
) -> None:
    office = Office(make_suite("collection"), fresh_tenant, "13121")
    with refused(NoticeTooShort) as short:
        office.open_round("2023-09-11", "2023-10-09", WEB)
    assert "第六条" in str(short.value)
    opened = office.open_round("2023-09-11", "2023-10-20", [*WEB, {"code": "congress_site", "open": True}])
    assert (opened["owner"], opened["number"], opened["stage"]) == ("县人民政府", 1, "collecting")

    departments = [f"县直部门{number:02}" for number in range(1, 37)]
    sent = office.call(
        collection.SEND_TASKS,
        Role.GOVERNMENT_CLERK,
        round_id=office.round_id,
        departments=departments,
        channel="department",
        due_on="2023-10-10",
    )
    assert sent["sent"] == 36
    office.on("2023-10-09")
    items = [2 if index < 5 else 1 for index in range(31)]
    entry = {"category": "transport", "title": "拟办项目", "content": "", "place": ""}
    replies: list[dict[str, Any]] = [
        {"department": name, "entries": [entry] * number}
        for name, number in zip(departments, items, strict=False)
    ]
    replies += [{"department": name, "nil": True} for name in departments[31:35]]
    office.call(collection.RECORD_REPLIES, Role.GOVERNMENT_CLERK, round_id=office.round_id, replies=replies)

    office.on("2023-10-16")
    week = office.call(
        collection.REGISTER_CAMPAIGN,
        round_id=office.round_id,
        title="代表调研周",
        starts_on="2023-10-16",
        ends_on="2023-10-20",
        deputies=["代表001", "代表002"],
    )
    office.on("2023-10-20")
    office.enter(
        office.rows("media_centre", 8), office.rows("government_site", 8), office.rows("congress_site", 8)
    )
    deputy = {"proposer_name": "代表001", "proposer_level": "county", "constituency": "第3选区"}
    found = office.rows("research_week", 8, "deputy", campaign_id=week["id"], **deputy)
    office.enter(
        office.rows("station", 10, "station", proposer_name="阳和街道联络站", on_behalf_of="voter"), found
    )
    with refused(DepartmentsNotComplete) as missing:
        office.call(collection.CLOSE_ROUND, Role.GOVERNMENT_CLERK, round_id=office.round_id)
    assert departments[35] in str(missing.value)

    task = next(each for each in sent["tasks"] if each["department"] == departments[35])
    office.call(collection.REPLY_TASK, Role.DEPARTMENT, unit=departments[35], task_id=task["id"], nil=True)
    closed = office.call(collection.CLOSE_ROUND, Role.GOVERNMENT_CLERK, round_id=office.round_id)
    assert closed["state"] == "closed"
    coverage = office.call(collection.GET_COVERAGE, round_id=office.round_id)
    expected = {"asked": 36, "replied": 36, "with_items": 31, "nil": 5, "items": 36, "complete": True}
    assert {name: coverage[name] for name in expected} == expected

    statistics = office.statistics(cycle_id=office.cycle_id)
    assert statistics["total"] == 78
    assert counts(statistics["by_layer"]) == {
        "职能部门全覆盖": 36,
        "信息平台全铺开": 24,
        "民主渠道全运用": 18,
    }
    assert counts(statistics["by_proposer"]) == {"resident": 24, "department": 36, "station": 10, "deputy": 8}
    recorded = office.facts("collection.suggestion_recorded")
    assert len(recorded) == len({each["suggestion_id"] for each in recorded}) == 78
    with refused(NotRolling):
        office.open_round("2024-05-06", "2024-06-30", WEB)


def test_beiguan_collects_511_in_three_rounds_b017(make_suite: Callable[..., Any], fresh_tenant: str) -> None:
    office = Office(make_suite("collection"), fresh_tenant, "three-three-three")
    totals = {
        "media": 18,
        "government_site": 66,
        "wechat_account": 97,
        "suggestion_box": 43,
        "station": 71,
        "hall": 48,
        "courtyard": 39,
        "studio": 86,
        "wechat_group": 43,
    }
    left = [code for code, number in totals.items() for _ in range(number)]
    rounds = (
        ("2024-01-02", "2024-02-02", 389),
        ("2024-05-06", "2024-05-31", 67),
        ("2024-09-02", "2024-10-11", 55),
    )
    for first, last, number in rounds:
        opened = office.open_round(first, last, [{"code": "wechat_account", "open": True}])
        assert opened["owner"] == "区人大常委会"
        office.on(last)
        mine, left = left[:number], left[number:]
        office.enter([office.rows(code, 1, source="来源01")[0] for code in mine])
        office.call(collection.CLOSE_ROUND, round_id=office.round_id)
    statistics = office.statistics(began_from="2024-01-01", began_until="2024-12-31")
    assert statistics["total"] == 511
    assert [each["count"] for each in statistics["by_round"]] == [389, 67, 55]
    assert counts(statistics["by_channel"]) == totals
    assert counts(statistics["by_layer"]) == {"向社会征集": 224, "借平台征集": 158, "由代表征集": 129}
    assert office.statistics(began_until="2024-02-01")["total"] == 389
    assert office.statistics(round_id=office.round_id)["total"] == 55
    assert len(office.facts("collection.suggestion_recorded")) == 511
