"""Photographs of tally sheets."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """One table under the tenant rule."""
    create_aggregate_table(
        "sheet_photographs",
        sa.Column("vote_id", sa.Text),
        sa.Column("round", sa.BigInteger),
        sa.Column("page", sa.BigInteger),
        unique=[("vote_id", "round", "page")],
    )
