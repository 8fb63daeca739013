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

from shared.persistence.platform_tables import AUDIT_HEADS, AUDIT_LOG

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


_OF_TENANT = AUDIT_HEADS.c.tenant_id == sa.bindparam("tenant")
_TAKE_HEAD = sa.select(AUDIT_HEADS.c.seq, AUDIT_HEADS.c.hash).where(_OF_TENANT).with_for_update()
_BEGIN_CHAIN = (
    insert(AUDIT_HEADS).values(tenant_id=sa.bindparam("tenant"), seq=0, hash=GENESIS).on_conflict_do_nothing()
)
_ENTRY = AUDIT_LOG.insert().values(
    tenant_id=sa.bindparam("tenant"),
    seq=sa.bindparam("number"),
    at=sa.bindparam("at"),
    actor=sa.bindparam("actor"),
    act=sa.bindparam("act"),
    body=sa.bindparam("body"),
    previous=sa.bindparam("previous"),
    hash=sa.bindparam("digest"),
)
_APPEND = (
    AUDIT_HEADS.update()
    .where(_OF_TENANT)
    .values(seq=sa.bindparam("number"), hash=sa.bindparam("digest"))
    .add_cte(_ENTRY.cte("entry"))
)


def append(
    connection: sa.Connection, tenant: str, at: datetime, actor: str, act: str, body: dict[str, Any]
) -> None:
    """Add an entry. Takes the lock on the tenant's head, so call it last in the transaction."""
    head = connection.execute(_TAKE_HEAD, {"tenant": tenant}).one_or_none()
    if head is None:
        connection.execute(_BEGIN_CHAIN, {"tenant": tenant})
        head = connection.execute(_TAKE_HEAD, {"tenant": tenant}).one()
    number = head.seq + 1
    digest = entry_hash(head.hash, number, at, actor, act, body)
    connection.execute(
        _APPEND,
        {
            "tenant": tenant,
            "number": number,
            "at": at,
            "actor": actor,
            "act": act,
            "body": body,
            "previous": head.hash,
            "digest": digest,
        },
    )


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
