"""When each open board last took the ballots that wait: a clock says when next, so that nobody chooses the moment."""

import sqlalchemy as sa

from shared.persistence.migrations import create_table_beside, let_relay_read

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """One table under the tenant rule; whoever keeps the clock sees whose turn it is, in every tenant."""
    create_table_beside(
        "open_boards",
        sa.Column("election", sa.Text, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        primary_key=("election",),
    )
    let_relay_read("open_boards")
