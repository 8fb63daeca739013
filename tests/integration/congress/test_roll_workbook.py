"""The roll as a workbook, through the operations of congress (A10.15)."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from services.congress.domain.roll import RollOfTheFuture, WorkbookRefused
from shared.contracts import congress, voting
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.roles import Role
from tests.integration.congress.test_oversight import a_township, register
from tests.support.calling import CallingSuite


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("congress", "voting")


def filled(template: str, *rows: tuple[str, list[Any]]) -> str:
    """The template with rows typed into its sheets."""
    book = load_workbook(BytesIO(b64decode(template)))
    for sheet, row in rows:
        book[sheet].append(row)
    made = BytesIO()
    book.save(made)
    return b64encode(made.getvalue()).decode()


def test_a_template_is_filled_in_imported_fixed_for_a_session_and_exported_again(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    town, cycle = a_township(suite, register(suite, fresh_tenant, "county", None), None)

    def call(operation: Any, **request: Any) -> Any:
        return suite.call(operation, request, tenant=town, role=Role.CONGRESS_CLERK)

    template = call(congress.GET_ROLL_WORKBOOK, body="congress", template=True)["content"]
    rows = [
        ("基本情况", [4, 3, "甲县（演示）人民代表大会"]),
        ("代表团", ["T01", "第一代表团"]),
        ("代表", ["代表001", "T01"]),
        ("代表", ["代表002", "T01"]),
        ("列席", ["列席01", "县教体局", "局长"]),
    ]
    wrong = filled(template, *rows, ("代表", ["代表001", "T09"]))
    with pytest.raises(RemoteRefusal, match="“代表”第4行：编号“代表001”与第2行重复") as refused:
        call(congress.IMPORT_ROLL_WORKBOOK, body="congress", workbook=wrong, as_of="2024-01-02")
    assert refused.value.remote_code == WorkbookRefused.code
    with pytest.raises(RemoteRefusal, match="晚于今天") as refused:
        call(
            congress.IMPORT_ROLL_WORKBOOK,
            body="congress",
            workbook=filled(template, *rows),
            as_of="2099-01-01",
        )
    assert refused.value.remote_code == RollOfTheFuture.code
    with pytest.raises(RemoteRefusal, match="代表名册"):
        call(congress.GET_ROLL, body="congress")
    with pytest.raises(RemoteRefusal, match="base64"):
        call(congress.IMPORT_ROLL_WORKBOOK, body="congress", workbook="不是", as_of="2024-01-02")

    done = call(
        congress.IMPORT_ROLL_WORKBOOK, body="congress", workbook=filled(template, *rows), as_of="2024-01-02"
    )
    assert (done["in_office"], done["delegations"], done["observers"]) == (2, 1, 1)
    kept = call(congress.GET_ROLL_WORKBOOK, body="congress")["content"]
    before = call(congress.GET_ROLL, body="congress")
    assert before["observers"] == [{"code": "列席01", "unit": "县教体局", "post": "局长"}]
    call(congress.IMPORT_ROLL_WORKBOOK, body="congress", workbook=kept, as_of="2024-01-02")
    after = call(congress.GET_ROLL, body="congress")
    assert {**after, "version": 0} == {**before, "version": 0}

    call(congress.VACATE_SEATS, body="congress", codes=["代表002"], reason="suspension", on="2024-01-03")
    call(congress.IMPORT_ROLL_WORKBOOK, body="congress", workbook=kept, as_of="2024-01-04")
    left = call(congress.GET_ROLL, body="congress")
    assert left["in_office"] == 1
    assert left["vacancies"] == [{"code": "代表002", "since": "2024-01-03", "reason": "suspension"}]
    call(congress.REINSTATE_SEATS, body="congress", codes=["代表002"])
    assert call(congress.GET_ROLL, body="congress")["vacancies"] == []

    taken = call(congress.SNAPSHOT_ROLL, body="congress", cycle_id=cycle)
    session = call(voting.OPEN_SESSION, snapshot_id=taken["id"], title="会议", organ="主席团")["id"]
    seen = call(voting.GET_ATTENDANCE, session_id=session, sitting="sign_in")
    assert [each["code"] for each in seen["observers"]] == ["列席01"]
    assert seen["numbers"]["due"] == 2


def test_the_rolls_of_the_congress_and_of_each_street_are_listed_a10_13(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    def call(operation: Any, **request: Any) -> Any:
        return suite.call(operation, request, tenant=fresh_tenant, role=Role.CONGRESS_CLERK)

    assert call(congress.LIST_ROLLS)["items"] == []
    for body, number in (("street:wenming", 2), ("congress", 3)):
        call(
            congress.IMPORT_ROLL,
            body=body,
            body_name=f"{body}的名册",
            legal_number=5,
            presidium_members=0,
            delegations=[{"code": "一团", "name": "第一代表团"}],
            members=[{"code": f"代表{n}", "delegation": "一团"} for n in range(number)],
            as_of="2024-01-02",
        )
    first = call(congress.LIST_ROLLS, limit=1)
    second = call(congress.LIST_ROLLS, limit=1, after=first["next"])
    listed = [*first["items"], *second["items"]]
    assert [(each["body"], each["in_office"]) for each in listed] == [("congress", 3), ("street:wenming", 2)]
    assert second["next"] is None
