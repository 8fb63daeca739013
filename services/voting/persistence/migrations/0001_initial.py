"""The first schema of voting."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table, create_platform_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table under the tenant rule."""
    create_platform_tables()
    create_aggregate_table(
        "roll_snapshots", sa.Column("cycle_id", sa.Text), sa.Column("body", sa.Text), indexes=[("cycle_id",)]
    )
    create_aggregate_table(
        "frozen_lists",
        sa.Column("cycle_id", sa.Text),
        sa.Column("track", sa.Text),
        sa.Column("body_name", sa.Text),
        sa.Column("list_version", sa.BigInteger),
        unique=[("cycle_id", "track", "body_name", "list_version")],
    )
    create_aggregate_table(
        "sessions",
        sa.Column("cycle_id", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("track", sa.Text),
        sa.Column("body_name", sa.Text),
        indexes=[("cycle_id", "track", "body_name")],
    )
    create_aggregate_table("ballot_measures", sa.Column("session_id", sa.Text), sa.Column("state", sa.Text))
    create_aggregate_table(
        "deliberation_opinions",
        sa.Column("session_id", sa.Text),
        sa.Column("unit", sa.Text),
        sa.Column("candidate", sa.Text),
        indexes=[("session_id",)],
    )
    create_aggregate_table(
        "votes",
        sa.Column("cycle_id", sa.Text),
        sa.Column("session_id", sa.Text),
        sa.Column("state", sa.Text),
        unique=[("session_id",)],
    )
    for name in ("entry_sheets", "settlements"):
        create_aggregate_table(
            name, sa.Column("vote_id", sa.Text), sa.Column("round", sa.BigInteger), indexes=[("vote_id",)]
        )
