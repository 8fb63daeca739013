"""A candidate list is put to the vote once, whatever session holds it (A10.1)."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Votes know their list by a column; PostgreSQL holds that there is one for each."""
    op.add_column("votes", sa.Column("list_id", sa.Text))
    # The row rule binds the owner too, who is in no tenant here.
    op.execute("ALTER TABLE votes NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE votes SET list_id = aggregate ->> 'list_id'")
    op.execute("ALTER TABLE votes FORCE ROW LEVEL SECURITY")
    op.create_unique_constraint("uq_votes_list_id", "votes", ["tenant_id", "list_id"])
