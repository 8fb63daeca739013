"""The first schema of congress."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table, create_platform_tables, open_registry

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table under the tenant rule."""
    create_platform_tables()
    create_aggregate_table(
        "tenants", sa.Column("parent", sa.Text), sa.Column("kind", sa.Text), indexes=[("parent",)]
    )
    open_registry("tenants")
    create_aggregate_table("accounts", sa.Column("login", sa.Text), unique=[("login",)])
    create_aggregate_table(
        "sessions",
        sa.Column("account_id", sa.Text),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("ended", sa.Boolean),
        indexes=[("account_id",)],
    )
    create_aggregate_table("rolls", sa.Column("body", sa.Text), unique=[("body",)])
    create_aggregate_table("roll_snapshots", sa.Column("cycle_id", sa.Text), sa.Column("body", sa.Text))
    create_aggregate_table("governing_documents", sa.Column("title", sa.Text), sa.Column("state", sa.Text))
    create_aggregate_table(
        "rulebooks",
        sa.Column("code", sa.Text),
        sa.Column("number", sa.BigInteger),
        unique=[("code", "number")],
    )
    create_aggregate_table(
        "cycles", sa.Column("year", sa.BigInteger), sa.Column("state", sa.Text), unique=[("year",)]
    )
    create_aggregate_table("facilities", sa.Column("kind", sa.Text))
    create_aggregate_table("figures", sa.Column("metric", sa.Text))
