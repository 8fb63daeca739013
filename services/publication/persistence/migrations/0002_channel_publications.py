"""Which channel published a paper, and what shows it."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """One table under the tenant rule."""
    create_aggregate_table("channel_publications", sa.Column("paper_id", sa.Text), indexes=[("paper_id",)])
