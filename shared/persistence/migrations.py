"""Numbered migrations: what a migration script calls, and what runs them.

Each service keeps its scripts in ``services/<service>/persistence/migrations`` (``0001_initial.py`` …).
They run as the owner role; the application role only ever gets what is granted here.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command, op
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.dialects.postgresql import JSONB

from shared.config import Settings
from shared.persistence.documents import base_columns
from shared.persistence.engine import single_engine
from shared.persistence.platform_tables import PLATFORM_TABLES
from shared.tenancy.context import PLATFORM

TENANT = "tenant_id = current_setting('app.tenant', true)"

APPEND_ONLY = {"audit_log", "audit_anchors"}
"""Tables in which the application role may add and read, never change or delete."""

RELAY_TABLES = {"outbox", "inbox", "idempotency", "dead_letters", "audit_log", "audit_heads", "audit_anchors"}
"""Tables that the relay's role sees for all tenants: to publish, to prune, to check the chains."""


def create_aggregate_table(
    name: str,
    *columns: sa.Column[Any],
    unique: Iterable[tuple[str, ...]] = (),
    indexes: Iterable[tuple[str, ...]] = (),
) -> None:
    """Create the table of a ``Document`` with its tenant policy and grants."""
    op.create_table(
        name,
        *base_columns(),
        *columns,
        sa.Column("aggregate", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=f"pk_{name}"),
        *[sa.UniqueConstraint("tenant_id", *names, name=f"uq_{name}_{'_'.join(names)}") for names in unique],
    )
    for names in indexes:
        op.create_index(f"ix_{name}_{'_'.join(names)}", name, ["tenant_id", *names])
    protect(name)


def create_table_beside(name: str, *columns: sa.Column[Any], primary_key: tuple[str, ...]) -> None:
    """Create a table of rows that are no aggregates, with its tenant policy and grants."""
    op.create_table(
        name,
        sa.Column("tenant_id", sa.Text, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("tenant_id", *primary_key, name=f"pk_{name}"),
    )
    protect(name)


def create_platform_tables() -> None:
    """Create what every service has: outbox, inbox, idempotency, audit, counters, blobs, cycle snapshots."""
    PLATFORM_TABLES.create_all(op.get_bind())
    for name in PLATFORM_TABLES.tables:
        protect(name)
    create_aggregate_table("cycle_snapshots", sa.Column("year", sa.BigInteger))


def protect(table: str) -> None:
    """Put a table under the tenant rule: row-level security, forced, and the grants of each role."""
    roles = _roles()
    op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    op.execute(
        f'CREATE POLICY tenant_rule ON "{table}" TO "{roles["app"]}" USING ({TENANT}) WITH CHECK ({TENANT})'
    )
    granted = "SELECT, INSERT" if table in APPEND_ONLY else "SELECT, INSERT, UPDATE, DELETE"
    op.execute(f'GRANT {granted} ON "{table}" TO "{roles["app"]}"')
    if table in RELAY_TABLES:
        op.execute(
            f'CREATE POLICY relay_rule ON "{table}" TO "{roles["relay"]}" USING (true) WITH CHECK (true)'
        )
        granted = "SELECT" if table.startswith("audit") else "SELECT, INSERT, UPDATE, DELETE"
        op.execute(f'GRANT {granted} ON "{table}" TO "{roles["relay"]}"')


def open_registry(table: str) -> None:
    """Let every tenant read the rows of the platform tenant in this one table (the list of tenants)."""
    app = _roles()["app"]
    op.execute(
        f'CREATE POLICY registry_rule ON "{table}" FOR SELECT TO "{app}" USING (tenant_id = \'{PLATFORM}\')'
    )


def let_relay_read(table: str) -> None:
    """Let the relay's role read this one table for all tenants: work that is due by the clock is found so."""
    relay = _roles()["relay"]
    op.execute(f'CREATE POLICY relay_reads ON "{table}" FOR SELECT TO "{relay}" USING (true)')
    op.execute(f'GRANT SELECT ON "{table}" TO "{relay}"')


def _roles() -> dict[str, str]:
    config = op.get_context().config
    if config is None:
        raise RuntimeError("migrations run through shared.persistence.migrations.migrate")
    return dict(config.attributes["roles"])


def script_folder(service: str) -> Path:
    """Where a service's migration scripts are."""
    return Path(str(resources.files(f"services.{service}.persistence"))) / "migrations"


def alembic_config(settings: Settings, service: str) -> Config:
    """Alembic's configuration for one service."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "alembic_env"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(script_folder(service)))
    config.attributes["roles"] = {
        kind: settings.database.role(service, kind) for kind in ("owner", "app", "relay")
    }
    config.attributes["engine"] = single_engine(settings, service, "owner")
    return config


def migrate(settings: Settings, service: str) -> None:
    """Bring a service's database to the newest schema; does nothing when it is there."""
    command.upgrade(alembic_config(settings, service), "head")


def head(settings: Settings, service: str) -> str | None:
    """The newest migration that this release knows."""
    return ScriptDirectory.from_config(alembic_config(settings, service)).get_current_head()
