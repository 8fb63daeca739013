"""Anchoring the heads of all audit chains in congress, once a day, and checking the chains against the anchors.

A chain tells of a changed entry; of a chain that was written anew as a whole, by somebody with the
database in hand, only a copy of its head kept elsewhere can tell. The anchors are themselves part of
congress's own chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from services.congress.domain.anchor import AuditAnchor
from services.congress.persistence.store import STORE
from shared.config import SERVICES, Settings
from shared.kernel.clock import local_day
from shared.kernel.identity import new_id
from shared.persistence.engine import single_engine
from shared.persistence.platform_tables import AUDIT_HEADS, AUDIT_LOG
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import Actor, CallContext, new_traceparent

OWN = "congress"
ACT = "congress.heads_anchored"


@dataclass(frozen=True)
class Head:
    """The last entry of a chain: its number, and its hash in hexadecimal digits."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Mismatch:
    """An anchor that its chain does not bear out."""

    service: str
    tenant: str
    seq: int
    reason: str


def anchor_heads(settings: Settings) -> int:
    """Keep today's head of each chain that has grown since its last anchor; returns how many were kept.

    Safe to repeat on the same day: what has an anchor of today keeps it.
    """
    engine = single_engine(settings, OWN, "app")
    kept = 0
    for tenant, heads in _heads(settings).items():
        with engine.connect() as connection:
            context = CallContext(tenant, Actor.service(OWN), new_traceparent())
            work = UnitOfWork(connection, STORE, context)
            fresh = list(_fresh(work, heads))
            if fresh:
                work.add_all(fresh)
                work.audit(ACT)
                connection.commit()
            kept += len(fresh)
    return kept


def mismatches(settings: Settings) -> list[Mismatch]:
    """Every anchor whose chain has no entry of that number, or another one in its place."""
    anchors = STORE.tables[AuditAnchor]
    found = []
    with single_engine(settings, OWN, "relay").connect() as connection:
        rows = connection.execute(sa.select(anchors).order_by(anchors.c.tenant_id, anchors.c.day)).all()
    for service in SERVICES:
        with single_engine(settings, service, "relay").connect() as connection:
            for row in rows:
                if row.service != service:
                    continue
                entry = connection.execute(
                    sa.select(AUDIT_LOG.c.hash).where(
                        AUDIT_LOG.c.tenant_id == row.tenant_id, AUDIT_LOG.c.seq == row.entry
                    )
                ).scalar_one_or_none()
                if entry != row.digest:
                    reason = "缺少已锚定的记录" if entry is None else f"与{row.day}的锚不符"
                    found.append(Mismatch(service, row.tenant_id, row.entry, reason))
    return found


def _heads(settings: Settings) -> dict[str, dict[str, Head]]:
    """Tenant → service → head."""
    found: dict[str, dict[str, Head]] = defaultdict(dict)
    for service in SERVICES:
        with single_engine(settings, service, "relay").connect() as connection:
            for row in connection.execute(sa.select(AUDIT_HEADS).where(AUDIT_HEADS.c.seq > 0)):
                found[row.tenant_id][service] = Head(row.seq, row.hash)
    return found


def _fresh(work: UnitOfWork, heads: dict[str, Head]) -> Iterator[AuditAnchor]:
    today = local_day(datetime.now(UTC))
    for service, head in heads.items():
        newest = work.page(AuditAnchor, page={"limit": 1}, order="-day", service=service)["items"]
        last = newest[0] if newest else None
        # The entry that tells of the last anchors is no growth: otherwise a silent tenant would never rest.
        grown = head.seq - (last.entry if last else 0) - (1 if last and service == OWN else 0)
        if grown > 0 and (last is None or last.day < today):
            yield AuditAnchor(id=new_id(), service=service, day=today, entry=head.seq, digest=head.hash)
