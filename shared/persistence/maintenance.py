"""What an operator does to a service's database beside its business: check the chains, prune, count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from shared.config import Settings
from shared.persistence import audit
from shared.persistence.engine import single_engine
from shared.persistence.platform_tables import AUDIT_HEADS, AUDIT_LOG, IDEMPOTENCY, INBOX, OUTBOX

_BATCH = 5_000


@dataclass(frozen=True)
class ChainReport:
    """What the check of one service's audit chains found."""

    service: str
    entries: int
    chains: int
    breaks: list[audit.Break]


def verify_chains(settings: Settings, service: str) -> ChainReport:
    """Read every audit entry of every tenant and check the chains to their heads."""
    with single_engine(settings, service, "relay").connect() as connection:
        known = {
            row.tenant_id: (row.seq, row.hash)
            for row in connection.execute(sa.select(AUDIT_HEADS).order_by(AUDIT_HEADS.c.tenant_id))
        }
        rows = connection.execution_options(yield_per=_BATCH).execute(
            sa.select(AUDIT_LOG).order_by(AUDIT_LOG.c.tenant_id, AUDIT_LOG.c.seq)
        )
        entries, breaks = audit.verify(iter(rows), known)
    return ChainReport(service, entries, len(known), breaks)


@dataclass(frozen=True)
class Pruned:
    """How many rows were taken away."""

    outbox: int
    inbox: int
    idempotency: int


def prune(settings: Settings, service: str, older_than: timedelta) -> Pruned:
    """Forget published messages, inbox notes and idempotency answers older than that.

    An inbox note may go only when its message can no longer be delivered again, so the age must be
    longer than any message waits anywhere.
    """
    limit = datetime.now(UTC) - older_than
    with single_engine(settings, service, "relay").begin() as connection:
        gone = [
            connection.execute(statement).rowcount
            for statement in (
                OUTBOX.delete().where(OUTBOX.c.published_at < limit),
                INBOX.delete().where(INBOX.c.received_at < limit),
                IDEMPOTENCY.delete().where(IDEMPOTENCY.c.created_at < limit),
            )
        ]
    return Pruned(*gone)
