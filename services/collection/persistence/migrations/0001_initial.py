"""The first schema of collection."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table, create_platform_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table under the tenant rule."""
    create_platform_tables()
    create_aggregate_table(
        "rounds",
        sa.Column("cycle_id", sa.Text),
        sa.Column("number", sa.BigInteger),
        sa.Column("state", sa.Text),
        unique=[("cycle_id", "number")],
    )
    create_aggregate_table(
        "reply_tasks",
        sa.Column("cycle_id", sa.Text),
        sa.Column("round_id", sa.Text),
        sa.Column("department", sa.Text),
        sa.Column("state", sa.Text),
        unique=[("round_id", "department")],
        indexes=[("cycle_id",)],
    )
    create_aggregate_table("campaigns", sa.Column("round_id", sa.Text), indexes=[("round_id",)])
    create_aggregate_table(
        "suggestions",
        sa.Column("cycle_id", sa.Text),
        sa.Column("round_id", sa.Text),
        sa.Column("receipt", sa.Text),
        sa.Column("channel", sa.Text),
        sa.Column("category", sa.Text),
        sa.Column("proposer_kind", sa.Text),
        sa.Column("outcome", sa.Text),
        unique=[("receipt",)],
        indexes=[("round_id", "channel"), ("round_id", "category"), ("round_id", "proposer_kind")],
    )
    create_aggregate_table("contacts")
