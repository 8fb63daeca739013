"""The first schema of publication."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table, create_platform_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table under the tenant rule."""
    create_platform_tables()
    create_aggregate_table(
        "papers",
        sa.Column("cycle_id", sa.Text),
        sa.Column("kind", sa.Text),
        sa.Column("series", sa.Text),
        sa.Column("sequence", sa.BigInteger),
        sa.Column("public", sa.Boolean),
        sa.Column("issued_on", sa.Date),
        sa.Column("about_kind", sa.Text),
        sa.Column("about_id", sa.Text),
        sa.Column("digest", sa.Text),
        sa.Column("pdf_digest", sa.Text),
        unique=[("series", "sequence"), ("digest",), ("pdf_digest",)],
        indexes=[("cycle_id",), ("about_kind", "about_id")],
    )
    create_aggregate_table("distributions", sa.Column("paper_id", sa.Text), indexes=[("paper_id",)])
