"""The first schema of evaluation."""

import sqlalchemy as sa

from shared.persistence.migrations import create_aggregate_table, create_platform_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table under the tenant rule."""
    create_platform_tables()
    create_aggregate_table(
        "rated_projects", *_text("cycle_id", "track", "project_code"), indexes=[("cycle_id", "project_code")]
    )
    create_aggregate_table(
        "rating_links",
        *_text("cycle_id", "holder_kind", "token"),
        sa.Column("closes_on", sa.Date),
        unique=[("token",)],
        indexes=[("cycle_id", "closes_on")],
    )
    create_aggregate_table("device_secrets")
    create_aggregate_table(
        "resident_ratings",
        *_text("cycle_id", "project_id", "grade", "device_hash"),
        sa.Column("rated_on", sa.Date),
        sa.Column("device_kept", sa.Boolean),
        unique=[("device_hash",)],
        indexes=[("project_id", "grade"), ("project_id", "rated_on"), ("cycle_id", "device_kept")],
    )
    create_aggregate_table(
        "venue_sessions", *_text("cycle_id"), sa.Column("held_on", sa.Date), indexes=[("cycle_id",)]
    )
    create_aggregate_table(
        "opinions",
        *_text("cycle_id", "project_id", "state", "holder_account"),
        sa.Column("given_on", sa.Date),
        indexes=[("cycle_id", "state"), ("project_id", "state")],
    )
    create_aggregate_table(
        "opinion_letters",
        *_text("cycle_id", "state"),
        sa.Column("no", sa.BigInteger),
        unique=[("cycle_id", "no")],
    )
    create_aggregate_table(
        "satisfaction_ratings",
        *_text("cycle_id", "state"),
        sa.Column("year", sa.BigInteger),
        indexes=[("cycle_id",)],
    )
    create_aggregate_table(
        "explanatory_statements",
        *_text("rating_id", "cycle_id", "project_id", "state"),
        sa.Column("due_on", sa.Date),
        unique=[("project_id",)],
    )
    create_aggregate_table("assessment_plans", *_text("cycle_id", "state"))
    create_aggregate_table(
        "assessment_reports",
        *_text("plan_id", "cycle_id", "stage"),
        sa.Column("submitted_on", sa.Date),
        unique=[("plan_id", "stage")],
    )
    create_aggregate_table("onsite_scorings", *_text("cycle_id"))
    create_aggregate_table(
        "advanced_units",
        *_text("cycle_id", "unit"),
        sa.Column("year", sa.BigInteger),
        unique=[("cycle_id", "unit")],
    )


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text) for name in names]
