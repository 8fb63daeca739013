"""Satisfaction ratings that are held with the electronic ballot."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """One table under the tenant rule."""
    create_aggregate_table("rating_ballots", sa.Column("cycle_id", sa.Text), indexes=[("cycle_id",)])
