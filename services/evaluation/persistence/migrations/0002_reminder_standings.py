"""How reminder letters stand, for the performance export."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """One row a letter that supervision issued."""
    create_aggregate_table(
        "reminder_standings",
        sa.Column("cycle_id", sa.Text),
        sa.Column("project_id", sa.Text),
        sa.Column("struck_off", sa.Boolean),
        indexes=[("project_id", "struck_off")],
    )
