"""Reminder letters of earlier years keep the number that their register gives them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """The register's number, once in a year; letters of our own have none."""
    op.add_column("reminder_letters", sa.Column("record_number", sa.Text))
    op.create_unique_constraint(
        "uq_reminder_letters_cycle_id_record_number",
        "reminder_letters",
        ["tenant_id", "cycle_id", "record_number"],
    )
