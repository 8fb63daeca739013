"""The audit log: an append-only hash chain for each service and tenant, written in the business transaction.

An entry says which operation was carried out, by which account, and which aggregates and events came
of it. It holds no personal data, so nothing ever has to be taken out of the chain (A10.19).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

GENESIS = "0" * 64


def entry_hash(previous: str, seq: int, at: datetime, actor: str, act: str, body: Any) -> str:
    """SHA-256 over the canonical JSON of an entry and the hash before it."""
    canonical = json.dumps(
        [previous, seq, at.isoformat(), actor, act, body],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def append(
    connection: sa.Connection,
    metadata: sa.MetaData,
    tenant: str,
    at: datetime,
    actor: str,
    act: str,
    body: dict[str, Any],
) -> None:
    """Add an entry. Takes the lock on the tenant's head, so call it last in the transaction."""
    heads, log = metadata.tables["audit_heads"], metadata.tables["audit_log"]
    connection.execute(insert(heads).values(tenant_id=tenant, seq=0, hash=GENESIS).on_conflict_do_nothing())
    head = connection.execute(
        sa.select(heads.c.seq, heads.c.hash).where(heads.c.tenant_id == tenant).with_for_update()
    ).one()
    seq = head.seq + 1
    digest = entry_hash(head.hash, seq, at, actor, act, body)
    connection.execute(
        log.insert().values(
            tenant_id=tenant, seq=seq, at=at, actor=actor, act=act, body=body, previous=head.hash, hash=digest
        )
    )
    connection.execute(heads.update().where(heads.c.tenant_id == tenant).values(seq=seq, hash=digest))


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold."""

    tenant: str
    seq: int
    reason: str


def verify(rows: Iterator[Any], heads: dict[str, tuple[int, str]]) -> tuple[int, list[Break]]:
    """Check chains given as log rows ordered by tenant and seq, against their heads.

    Returns how many entries were read, and at most one break for each tenant.
    """
    breaks: dict[str, Break] = {}
    last: dict[str, tuple[int, str]] = {}
    count = 0
    for row in rows:
        count += 1
        seq, digest = last.get(row.tenant_id, (0, GENESIS))
        if row.tenant_id in breaks:
            continue
        at = row.at.astimezone(UTC)
        if row.seq != seq + 1:
            breaks[row.tenant_id] = Break(row.tenant_id, seq + 1, "缺少记录")
        elif row.previous != digest:
            breaks[row.tenant_id] = Break(row.tenant_id, row.seq, "与前一条不相接")
        elif row.hash != entry_hash(row.previous, row.seq, at, row.actor, row.act, row.body):
            breaks[row.tenant_id] = Break(row.tenant_id, row.seq, "内容与摘要不符")
        last[row.tenant_id] = (row.seq, row.hash)
    for tenant, head in heads.items():
        if tenant not in breaks and last.get(tenant, (0, GENESIS)) != head:
            breaks[tenant] = Break(tenant, head[0], "链尾与登记不符")
    for tenant, (seq, _) in last.items():
        if tenant not in heads and tenant not in breaks:
            breaks[tenant] = Break(tenant, seq, "链尾未登记")
    return count, list(breaks.values())
