"""What the congresses below tell of their year, and the notes from which it is told."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Two tables under the tenant rule; the second belongs to the congress above."""
    create_aggregate_table(
        "year_notes",
        sa.Column("cycle_id", sa.Text),
        sa.Column("subject", sa.Text),
        sa.Column("about", sa.Text),
        unique=[("cycle_id", "subject", "about")],
    )
    create_aggregate_table(
        "child_years",
        sa.Column("child", sa.Text),
        sa.Column("year", sa.BigInteger),
        unique=[("child", "year")],
    )
