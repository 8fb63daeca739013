"""A chain that was written anew as a whole holds in itself; its anchor tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, timedelta

import pytest
import sqlalchemy as sa

from services.congress import anchoring
from services.congress.anchoring import Mismatch, anchor_heads, mismatches
from services.congress.domain.anchor import AuditAnchor
from shared.config import SERVICES
from shared.contracts import congress
from shared.persistence import audit
from shared.persistence.engine import single_engine
from shared.persistence.maintenance import verify_chains
from shared.persistence.platform_tables import AUDIT_HEADS, AUDIT_LOG
from tests.support.direct import DirectSuite

FIGURE = {"figures": [{"metric": "收到建议", "value": 500, "as_printed": "500余项", "qualifier": "余"}]}
log, heads = AUDIT_LOG, AUDIT_HEADS


@pytest.fixture
def suite(make_suite: Callable[..., DirectSuite]) -> DirectSuite:
    return make_suite(*SERVICES)


def anchors(suite: DirectSuite, tenant: str) -> list[tuple[str, int]]:
    table = suite.stores["congress"].tables[AuditAnchor]
    with suite.relays["congress"].connect() as connection:
        rows = connection.execute(sa.select(table).where(table.c.tenant_id == tenant).order_by(table.c.seq))
        return [(row.service, row.entry) for row in rows]


def rewrite(suite: DirectSuite, tenant: str) -> None:
    """What the owner of a database could do: change an entry and compute every hash anew."""
    owner = single_engine(suite.settings, "congress", "owner")
    with owner.begin() as connection:
        for table in ("audit_log", "audit_heads"):
            connection.execute(sa.text(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"))
        rows = connection.execute(sa.select(log).where(log.c.tenant_id == tenant).order_by(log.c.seq)).all()
        previous = audit.GENESIS
        for row in rows:
            act = "congress.nothing_happened" if row.seq == 1 else row.act
            digest = audit.entry_hash(previous, row.seq, row.at.astimezone(UTC), row.actor, act, row.body)
            connection.execute(
                log.update()
                .where(log.c.tenant_id == tenant, log.c.seq == row.seq)
                .values(act=act, previous=previous, hash=digest)
            )
            previous = digest
        connection.execute(heads.update().where(heads.c.tenant_id == tenant).values(hash=previous))
        for table in ("audit_log", "audit_heads"):
            connection.execute(sa.text(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"))


def test_a_chain_written_anew_is_found_by_its_anchor_alone(suite: DirectSuite, fresh_tenant: str) -> None:
    for _ in range(3):
        suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    anchor_heads(suite.settings)

    def found() -> list[Mismatch]:
        return [each for each in mismatches(suite.settings) if each.tenant == fresh_tenant]

    assert found() == []
    rewrite(suite, fresh_tenant)
    report = verify_chains(suite.settings, "congress")
    assert [each for each in report.breaks if each.tenant == fresh_tenant] == []
    (unlike,) = found()
    assert (unlike.service, unlike.seq) == ("congress", 3)
    assert "锚不符" in unlike.reason


def test_heads_are_anchored_once_a_day_and_only_where_a_chain_has_grown(
    suite: DirectSuite, fresh_tenant: str
) -> None:
    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    suite.open_cycle(tenant=fresh_tenant)
    anchor_heads(suite.settings)
    first = anchors(suite, fresh_tenant)
    assert ("congress", 2) in first
    assert {service for service, _ in first} >= {"congress", "collection", "screening"}
    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    anchor_heads(suite.settings)
    assert anchors(suite, fresh_tenant) == first


def test_a_tenant_in_which_nothing_happens_is_anchored_no_more(
    suite: DirectSuite, fresh_tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = [date(2026, 1, 1)]
    monkeypatch.setattr(anchoring, "local_day", lambda _: day[0])
    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    for _ in range(3):
        anchor_heads(suite.settings)
        day[0] += timedelta(days=1)
    assert anchors(suite, fresh_tenant) == [("congress", 1)]
    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    anchor_heads(suite.settings)
    assert anchors(suite, fresh_tenant) == [("congress", 1), ("congress", 3)]


def test_no_service_changes_or_deletes_an_anchor(suite: DirectSuite, fresh_tenant: str) -> None:
    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    anchor_heads(suite.settings)
    for statement in ("UPDATE audit_anchors SET digest = ''", "DELETE FROM audit_anchors"):
        with suite.engines["congress"].connect() as connection:
            connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": fresh_tenant})
            with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
                connection.execute(sa.text(statement))
