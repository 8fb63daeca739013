"""An upgrade keeps data: databases at their first schema, with data, brought to the newest."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from psycopg.conninfo import conninfo_to_dict

from shared.config import SERVICES
from shared.contracts import congress
from shared.kernel.identity import new_id
from shared.persistence.engine import single_engine
from shared.persistence.maintenance import verify_chains
from shared.persistence.migrations import alembic_config, head, migrate
from shared.persistence.provision import make_passwords, provision
from tests.support.direct import DirectSuite, make_settings

FIGURE = {"metric": "收到建议", "value": 500, "as_printed": "500余项", "qualifier": "余"}


def rows(suite: DirectSuite, service: str, tenant: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a tenant, table by table, in the columns of the first schema."""
    found = {}
    with suite.engines[service].connect() as connection:
        connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": tenant})
        for table in ("audit_log", "audit_heads", "cycle_snapshots", "inbox", "outbox"):
            result = connection.execute(sa.text(f"SELECT to_jsonb(t) FROM {table} t ORDER BY 1"))
            found[table] = [tuple(row) for row in result]
    return found


def test_an_upgrade_from_the_first_schema_keeps_every_row_and_every_chain(
    superuser_dsn: str, tmp_path: Path, fresh_tenant: str
) -> None:
    prefix = f"u{new_id()[:8]}"
    passwords = make_passwords(tmp_path / "secrets" / "database.json", prefix)
    provision(superuser_dsn, prefix, passwords)
    where = conninfo_to_dict(superuser_dsn)
    settings = make_settings(tmp_path, str(where["host"]), int(str(where["port"])), prefix, passwords)
    for service in SERVICES:
        command.upgrade(alembic_config(settings, service), "0001")
    suite = DirectSuite(settings)
    suite.call(congress.RECORD_FIGURES, {"figures": [FIGURE]}, tenant=fresh_tenant)
    suite.open_cycle(tenant=fresh_tenant)
    before = {service: rows(suite, service, fresh_tenant) for service in SERVICES}
    assert all(tables["audit_log"] for tables in before.values())

    for service in SERVICES:
        migrate(settings, service)

    newest = {service: head(settings, service) for service in SERVICES}
    assert max(str(each) for each in newest.values()) > "0001"
    for service in SERVICES:
        with single_engine(settings, service, "owner").connect() as connection:
            version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
        assert version == newest[service]
        assert verify_chains(settings, service).breaks == []
    assert {service: rows(suite, service, fresh_tenant) for service in SERVICES} == before
    (figure,) = suite.call(congress.LIST_FIGURES, tenant=fresh_tenant)["items"]
    assert (figure["value"], figure["as_printed"]) == (500, "500余项")
    suite.close()
