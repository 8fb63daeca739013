"""Attendance and receipts by seat; a sheet is one row, so that no row tells when one deputy came."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Two tables under the tenant rule."""
    create_aggregate_table(
        "attendances",
        sa.Column("session_id", sa.Text),
        sa.Column("sitting", sa.Text),
        sa.Column("ordinal", sa.BigInteger),
        unique=[("session_id", "sitting", "ordinal")],
    )
    create_aggregate_table("paper_receipts", sa.Column("session_id", sa.Text), unique=[("session_id",)])
