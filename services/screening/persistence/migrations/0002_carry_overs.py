"""Carrying over to a later year, and one list a track and year."""

import sqlalchemy as sa
from alembic import op

from shared.persistence.migrations import create_aggregate_table

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """The records of carrying over, and the key that keeps two lists of one track apart."""
    create_aggregate_table(
        "carry_overs",
        sa.Column("from_cycle", sa.Text),
        sa.Column("to_cycle", sa.Text),
        indexes=[("from_cycle",)],
    )
    op.create_unique_constraint(
        "uq_candidate_lists_cycle_id_track", "candidate_lists", ["tenant_id", "cycle_id", "track"]
    )
