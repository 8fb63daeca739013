"""The document library through the operations of congress, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shared.contracts import congress
from shared.tenancy.roles import Role
from tests.support.calling import CallingSuite


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    return make_suite("congress")


def issue(suite: CallingSuite, tenant: str, title: str, *, internal: bool) -> None:
    """A document from draft to issue; the day of issue is left open where it is internal."""
    draft = {
        "title": title,
        "kind": "意见",
        "issuer": "县委",
        "drafter": "县人大常委会",
        "internal": internal,
    }
    document_id = suite.call(congress.ADMIT_DOCUMENT, draft, tenant=tenant)["id"]
    for operation, request in (
        (congress.SUBMIT_DOCUMENT, {"to": "县委", "on": "2019-12-20"}),
        (congress.RECORD_APPROVAL, {"body": "县委常委会", "on": "2019-12-28", "approved": True}),
        (congress.ISSUE_DOCUMENT, {"on": None if internal else "2020-01-01", "effective_from_year": 2020}),
    ):
        suite.call(operation, {"document_id": document_id, **request}, tenant=tenant)


def test_a_document_is_listed_with_its_history_y010_y011(suite: CallingSuite, fresh_tenant: str) -> None:
    issue(suite, fresh_tenant, "实施意见", internal=True)
    (shown,) = suite.call(congress.LIST_DOCUMENTS, {}, tenant=fresh_tenant)["items"]
    assert (shown["state"], shown["number"], shown["issued_on"]) == ("in_force", "", None)
    assert [(each["act"], each["body"], each["on"]) for each in shown["history"]] == [
        ("submitted", "县委", "2019-12-20"),
        ("approved", "县委常委会", "2019-12-28"),
        ("issued", "县委", None),
    ]


def test_an_internal_document_is_for_staff_only_a10_18(suite: CallingSuite, fresh_tenant: str) -> None:
    issue(suite, fresh_tenant, "实施意见", internal=True)
    issue(suite, fresh_tenant, "实施办法", internal=False)
    staff = suite.call(congress.LIST_DOCUMENTS, {}, tenant=fresh_tenant, role=Role.DEPARTMENT)["items"]
    assert [each["title"] for each in staff] == ["实施办法", "实施意见"]
    public = suite.call(congress.LIST_DOCUMENTS, {}, tenant=fresh_tenant, role=Role.RESIDENT)["items"]
    assert [each["title"] for each in public] == ["实施办法"]
