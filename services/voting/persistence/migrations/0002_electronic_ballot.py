"""The electronic ballot: ceremony, envelopes, votes; ballots and board, which have no clock and no order of arrival."""

import sqlalchemy as sa
from alembic import op

from shared.persistence.migrations import create_aggregate_table, create_table_beside

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Five tables under the tenant rule."""
    create_aggregate_table("key_ceremonies", sa.Column("session_id", sa.Text), indexes=[("session_id",)])
    create_aggregate_table("envelope_sets", sa.Column("session_id", sa.Text), indexes=[("session_id",)])
    create_aggregate_table(
        "electronic_votes",
        sa.Column("session_id", sa.Text),
        sa.Column("uuid", sa.Text),
        sa.Column("state", sa.Text),
        unique=[("uuid",)],
        indexes=[("session_id",)],
    )
    create_table_beside(
        "ballots_received",
        sa.Column("election", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("credential", sa.Text),
        sa.Column("tracker", sa.Text),
        sa.Column("ballot", sa.Text),
        sa.Column("pairs", sa.Text),
        primary_key=("election", "digest"),
    )
    op.create_unique_constraint(
        "uq_ballots_received_credential", "ballots_received", ["tenant_id", "election", "credential"]
    )
    create_table_beside(
        "board_members",
        sa.Column("election", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        primary_key=("election", "position"),
    )
