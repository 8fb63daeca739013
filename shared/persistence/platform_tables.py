"""The tables that every service has beside its aggregates."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

PLATFORM_TABLES = sa.MetaData()


def _moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


OUTBOX = sa.Table(
    "outbox",
    PLATFORM_TABLES,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("seq", sa.BigInteger, sa.Identity(always=True), nullable=False),
    sa.Column("routing_key", sa.Text, nullable=False),
    sa.Column("headers", JSONB, nullable=False),
    sa.Column("payload", JSONB, nullable=False),
    _moment("created_at"),
    _moment("published_at", nullable=True),
    sa.Index("ix_outbox_unpublished", "seq", postgresql_where=sa.text("published_at IS NULL")),
)

INBOX = sa.Table(
    "inbox",
    PLATFORM_TABLES,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("consumer", sa.Text, primary_key=True),
    sa.Column("message_id", sa.Text, primary_key=True),
    _moment("received_at"),
)

IDEMPOTENCY = sa.Table(
    "idempotency",
    PLATFORM_TABLES,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("request_digest", sa.Text, nullable=False),
    sa.Column("response", JSONB, nullable=True),
    _moment("created_at"),
)

AUDIT_LOG = sa.Table(
    "audit_log",
    PLATFORM_TABLES,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    _moment("at"),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("body", JSONB, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

AUDIT_HEADS = sa.Table(
    "audit_heads",
    PLATFORM_TABLES,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

COUNTERS = sa.Table(
    "counters",
    PLATFORM_TABLES,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("series", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

BLOBS = sa.Table(
    "blobs",
    PLATFORM_TABLES,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    _moment("created_at"),
)

DEAD_LETTERS = sa.Table(
    "dead_letters",
    PLATFORM_TABLES,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("queue", sa.Text, nullable=False),
    sa.Column("message", JSONB, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    _moment("died_at"),
)


def add_platform_tables(metadata: sa.MetaData) -> None:
    """Declare them in the metadata of a service, which is what its migrations must make."""
    for table in PLATFORM_TABLES.sorted_tables:
        table.to_metadata(metadata)
