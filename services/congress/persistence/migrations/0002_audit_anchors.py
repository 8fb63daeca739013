"""The heads of all audit chains, anchored day by day."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Rows that are only ever added; ``piaojue audit verify`` reads those of all tenants."""
    create_aggregate_table(
        "audit_anchors",
        sa.Column("service", sa.Text),
        sa.Column("day", sa.Date),
        sa.Column("entry", sa.BigInteger),
        sa.Column("digest", sa.Text),
        unique=[("service", "day")],
    )
