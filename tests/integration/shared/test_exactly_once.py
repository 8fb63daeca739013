"""Commands run once for a key, events take effect once, stale writes are refused, races are run again."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from shared.contracts import congress, voting
from shared.kernel.errors import StaleVersion
from shared.kernel.identity import new_id
from shared.messaging.envelope import RemoteRefusal
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import Actor, CallContext, new_traceparent
from shared.tenancy.roles import Role
from tests.support.calling import CallingSuite

FIGURE = {"figures": [{"metric": "m", "value": 1, "as_printed": "1项"}]}


@pytest.fixture
def suite(make_suite: Callable[..., CallingSuite]) -> CallingSuite:
    return make_suite("congress")


def figures(suite: CallingSuite, tenant: str) -> int:
    return len(suite.call(congress.LIST_FIGURES, tenant=tenant)["items"])


def test_a_command_with_the_same_key_runs_once_and_answers_the_same(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    key = secrets.token_hex(16)
    answers = [suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant, key=key) for _ in range(3)]
    assert answers == [{"saved": 1}] * 3
    assert figures(suite, fresh_tenant) == 1


def test_the_same_key_with_another_request_is_refused(suite: CallingSuite, fresh_tenant: str) -> None:
    key = secrets.token_hex(16)
    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant, key=key)
    other = {"figures": [{"metric": "n", "value": 2, "as_printed": "2项"}]}
    with pytest.raises(RemoteRefusal) as refused:
        suite.call(congress.RECORD_FIGURES, other, tenant=fresh_tenant, key=key)
    assert refused.value.remote_code == "messaging.idempotency-key-reused"
    assert figures(suite, fresh_tenant) == 1


def test_a_key_of_one_account_is_no_key_of_another(suite: CallingSuite, fresh_tenant: str) -> None:
    key = secrets.token_hex(16)
    for actor in ("account-1", "account-2"):
        suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant, key=key, actor_id=actor)
    assert figures(suite, fresh_tenant) == 2


def test_a_refused_command_leaves_nothing_and_may_be_sent_again_with_its_key(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    key = secrets.token_hex(16)
    for _ in range(2):
        with pytest.raises(RemoteRefusal) as refused:
            suite.call(congress.CLOSE_CYCLE, {"cycle_id": "nothing"}, tenant=fresh_tenant, key=key)
        assert refused.value.remote_code == "kernel.not-found"


def test_one_key_from_many_threads_at_once_runs_once(suite: CallingSuite, fresh_tenant: str) -> None:
    key, answers = secrets.token_hex(16), []

    def send() -> None:
        answers.append(suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant, key=key, pump=False))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert answers == [{"saved": 1}] * 4
    assert figures(suite, fresh_tenant) == 1


def test_an_event_that_comes_twice_takes_effect_once(
    make_suite: Callable[..., CallingSuite], fresh_tenant: str
) -> None:
    suite = make_suite("voting")
    headers = {"event": "congress.roll_snapshotted", "message_id": new_id(), "tenant": fresh_tenant}
    fact = {
        "snapshot_id": "snapshot-1",
        "cycle_id": suite.open_cycle(tenant=fresh_tenant),
        "body": "congress",
        "body_name": "某县人民代表大会",
        "taken_on": "2024-02-26",
        "legal_number": 100,
        "in_office": 98,
        "delegations": [],
        "presidium_members": 9,
    }
    for _ in range(3):
        suite.deliver(headers, fact)
    rolls = suite.call(voting.LIST_ROLLS, {"cycle_id": fact["cycle_id"]}, tenant=fresh_tenant)["items"]
    assert [each["id"] for each in rolls] == ["snapshot-1"]


def test_a_stale_write_is_refused_and_not_merged(suite: CallingSuite, fresh_tenant: str) -> None:
    from services.congress.domain.records import Figure

    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    context = CallContext(fresh_tenant, Actor("x", frozenset({Role.CONGRESS_CLERK})), new_traceparent())
    with suite.engines["congress"].connect() as one, suite.engines["congress"].connect() as two:
        first, second = (UnitOfWork(each, suite.stores["congress"], context) for each in (one, two))
        mine, theirs = first.all(Figure)[0], second.all(Figure)[0]
        mine.value = 2
        first.save(mine)
        one.commit()
        theirs.value = 3
        with pytest.raises(StaleVersion):
            second.save(theirs)
        two.rollback()


def test_numbers_of_a_series_have_no_gap_when_a_transaction_is_given_up(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    context = CallContext(fresh_tenant, Actor("x", frozenset({Role.CONGRESS_CLERK})), new_traceparent())
    given = []
    for commits in (True, False, True):
        with suite.engines["congress"].connect() as connection:
            given.append(UnitOfWork(connection, suite.stores["congress"], context).next_number("paper"))
            if commits:
                connection.commit()
    assert given == [1, 2, 2]


def test_a_page_after_another_misses_and_repeats_nothing(suite: CallingSuite, fresh_tenant: str) -> None:
    rows = [
        {"login": f"user-{n:02}", "display_name": "某", "roles": ["deputy"], "password": "long-password"}
        for n in range(7)
    ]
    suite.call(congress.CREATE_ACCOUNTS, {"accounts": rows}, tenant=fresh_tenant)
    seen, after = [], None
    while True:
        page = suite.call(congress.LIST_ACCOUNTS, {"limit": 3, "after": after}, tenant=fresh_tenant)
        seen += [each["login"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert seen == [row["login"] for row in rows]
    with pytest.raises(RemoteRefusal) as refused:
        suite.call(congress.LIST_ACCOUNTS, {"after": "not-a-cursor"}, tenant=fresh_tenant)
    assert refused.value.remote_code == "kernel.invalid-input"


def test_business_time_comes_from_the_signed_context(suite: CallingSuite, fresh_tenant: str) -> None:
    suite.call(
        congress.REGISTER_TENANT,
        {"tenant_id": fresh_tenant, "display_name": "某县", "kind": "county"},
        tenant="platform",
        role=Role.OPERATOR,
    )
    with pytest.raises(RemoteRefusal) as refused:
        suite.call(
            congress.MOVE_CLOCK,
            {"tenant_id": fresh_tenant, "to": "2024-01-01T09:00:00+08:00"},
            tenant="platform",
            role=Role.OPERATOR,
        )
    assert refused.value.remote_code == "congress.clock-fixed"
    roll: dict[str, Any] = {
        "body": "congress",
        "body_name": "某县人民代表大会",
        "legal_number": 2,
        "presidium_members": 1,
        "delegations": [{"code": "T01", "name": "第一代表团"}],
        "members": [{"code": "代表001", "delegation": "T01"}],
        "as_of": "2024-01-01",
    }
    suite.call(congress.IMPORT_ROLL, roll, tenant=fresh_tenant)
    document = suite.call(
        congress.ADMIT_DOCUMENT,
        {"title": "办法", "kind": "实施办法", "issuer": "县人大", "drafter": "县人大"},
        tenant=fresh_tenant,
    )
    rulebook = {
        "code": "r",
        "title": "r",
        "effective_from_year": 2024,
        "governing_document_id": document["id"],
        "rules": [],
    }
    book = suite.call(congress.PUT_RULEBOOK, rulebook, tenant=fresh_tenant)
    ago = timedelta(days=-400)
    cycle = suite.call(
        congress.IMPORT_CYCLE, {"year": 2023, "rulebook_id": book["id"]}, tenant=fresh_tenant, offset=ago
    )
    now = suite.call(congress.IMPORT_CYCLE, {"year": 2024, "rulebook_id": book["id"]}, tenant=fresh_tenant)
    assert cycle["opened_on"] < now["opened_on"]


def test_the_audit_entry_names_what_was_touched_and_holds_no_words_of_the_request(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    secret = "某位居民的电话13800000000"
    suite.call(
        congress.RECORD_FIGURES,
        {"figures": [{"metric": secret, "value": 1, "as_printed": "1项"}]},
        tenant=fresh_tenant,
    )
    with suite.engines["congress"].connect() as connection:
        connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": fresh_tenant})
        rows = connection.execute(sa.text("SELECT act, actor, body::text AS body FROM audit_log")).all()
    assert [(row.act, row.actor) for row in rows] == [("congress.record_figures", "account-1")]
    assert "figures" in rows[0].body and "13800000000" not in rows[0].body
