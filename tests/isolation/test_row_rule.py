"""Row-level security: every table of every service stands under the tenant rule, and the rule holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from shared.config import SERVICES
from shared.persistence.engine import single_engine

SYSTEM = {"alembic_version"}

TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) AS owner,
       (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> Any:
    return make_suite(*SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_every_table_has_a_forced_tenant_policy_and_the_application_owns_none(
    suite: Any, service: str
) -> None:
    with single_engine(suite.settings, service, "owner").connect() as connection:
        rows = connection.execute(sa.text(TABLES)).all()
    assert {row.relname for row in rows} >= {"outbox", "inbox", "audit_log"}
    for row in rows:
        assert row.owner == suite.settings.database.role(service, "owner")
        if row.relname not in SYSTEM:
            assert row.relrowsecurity and row.relforcerowsecurity and row.policies, row.relname


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_bypasses_the_rule(suite: Any, service: str) -> None:
    with single_engine(suite.settings, service, "owner").connect() as connection:
        rows = connection.execute(
            sa.text("SELECT rolname, rolbypassrls, rolsuper FROM pg_roles WHERE rolname LIKE :prefix"),
            {"prefix": f"{suite.settings.database.prefix}_{service}_%"},
        ).all()
    assert len(rows) == 3
    assert not any(row.rolbypassrls or row.rolsuper for row in rows)


@pytest.mark.parametrize("service", SERVICES)
def test_without_a_tenant_the_application_sees_and_writes_nothing(suite: Any, service: str) -> None:
    metadata = suite.stores[service].metadata
    with suite.engines[service].connect() as connection:
        for table in metadata.tables.values():
            if table.name == "tenants":
                continue
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0
        with pytest.raises(sa.exc.ProgrammingError, match="row-level security"):
            connection.execute(
                metadata.tables["counters"].insert().values(tenant_id="t1", series="x", value=1)
            )


@pytest.mark.parametrize("service", SERVICES)
def test_the_audit_log_cannot_be_changed_or_emptied_by_the_application(suite: Any, service: str) -> None:
    for statement in ("UPDATE audit_log SET act = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"):
        with suite.engines[service].connect() as connection, pytest.raises(sa.exc.ProgrammingError):
            connection.execute(sa.text(statement))


@pytest.mark.parametrize("service", SERVICES)
def test_the_migrations_make_exactly_the_tables_that_the_code_declares(suite: Any, service: str) -> None:
    with single_engine(suite.settings, service, "owner").connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda _o, name, kind, *_: not (kind == "table" and name in SYSTEM)},
        )
        differences = compare_metadata(context, suite.stores[service].metadata)
    assert differences == []


@pytest.mark.parametrize("service", SERVICES)
def test_migrating_again_changes_nothing(suite: Any, service: str) -> None:
    from shared.persistence.migrations import head, migrate

    migrate(suite.settings, service)
    with single_engine(suite.settings, service, "owner").connect() as connection:
        version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
    assert version == head(suite.settings, service)
