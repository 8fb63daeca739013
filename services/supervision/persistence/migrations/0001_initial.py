"""The first schema of supervision."""

import sqlalchemy as sa
from alembic import op

from shared.persistence.migrations import create_aggregate_table, create_platform_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table under the tenant rule; the ledger refuses to be changed."""
    create_platform_tables()
    create_aggregate_table(
        "supervision_plans",
        *_texts("cycle_id", "track", "body_name"),
        sa.Column("adopted", sa.Boolean),
        unique=[("cycle_id", "track", "body_name")],
    )
    create_aggregate_table(
        "projects",
        *_texts("cycle_id", "plan_id", "candidate_id", "track", "body_name", "code", "state"),
        sa.Column("lagging", sa.Boolean),
        unique=[("candidate_id",)],
        indexes=[("cycle_id",), ("plan_id",)],
    )
    create_aggregate_table(
        "suggestion_links",
        *_texts("suggestion_id", "project_id"),
        unique=[("suggestion_id", "project_id")],
    )
    create_aggregate_table("task_forces", *_texts("cycle_id", "project_id"), unique=[("project_id",)])
    create_aggregate_table(
        "ledger_entries",
        *_texts("cycle_id", "project_id", "kind"),
        sa.Column("number", sa.BigInteger),
        *_texts("supersedes"),
        unique=[("number",), ("supersedes",)],
        indexes=[("project_id",)],
    )
    _make_append_only("ledger_entries")
    create_aggregate_table("supervision_years", *_texts("cycle_id"), unique=[("cycle_id",)])
    create_aggregate_table(
        "supervision_events",
        *_texts("cycle_id", "code", "period"),
        sa.Column("due_on", sa.Date),
        *_texts("state"),
        unique=[("cycle_id", "code", "period")],
    )
    create_aggregate_table("government_reports", *_texts("cycle_id"))
    create_aggregate_table("deliberation_opinions", *_texts("cycle_id", "state"))
    create_aggregate_table(
        "reminder_letters",
        *_texts("cycle_id", "project_id", "state", "finding_class", "addressee_unit"),
        indexes=[("project_id",), ("cycle_id",)],
    )
    create_aggregate_table(
        "site_visits",
        *_texts("cycle_id", "project_id"),
        sa.Column("visited_on", sa.Date),
        indexes=[("project_id",)],
    )
    create_aggregate_table("problems", *_texts("cycle_id", "project_id"), sa.Column("open", sa.Boolean))
    create_aggregate_table("adjustments", *_texts("cycle_id", "project_id", "state"))


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text) for name in names]


def _make_append_only(table: str) -> None:
    """Y-078: entries are never overwritten, not even by a fault of ours."""
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    op.execute(
        f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
