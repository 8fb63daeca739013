"""The first schema of screening."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table, create_platform_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table under the tenant rule."""
    create_platform_tables()
    create_aggregate_table(
        "library_items",
        sa.Column("cycle_id", sa.Text),
        sa.Column("status", sa.Text),
        sa.Column("track", sa.Text),
        sa.Column("first_suggestion", sa.Text),
        unique=[("first_suggestion",)],
        indexes=[("cycle_id", "status")],
    )
    create_aggregate_table(
        "panel_opinions",
        sa.Column("cycle_id", sa.Text),
        sa.Column("item_id", sa.Text),
        indexes=[("cycle_id", "item_id")],
    )
    create_aggregate_table("postings", sa.Column("cycle_id", sa.Text))
    create_aggregate_table(
        "candidate_lists",
        sa.Column("cycle_id", sa.Text),
        sa.Column("track", sa.Text),
        sa.Column("state", sa.Text),
        indexes=[("cycle_id",)],
    )
