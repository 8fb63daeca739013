"""What an operator relies on: chains that show a change, backups that come back, keys that turn, pruning."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from psycopg.conninfo import make_conninfo

from services.congress.founding import found_platform, found_tenant, record_operator_act
from shared.config import SERVICES
from shared.contracts import congress
from shared.kernel.identity import new_id
from shared.messaging.dead_letters import TableDeadLetters
from shared.messaging.rpc_client import RpcClient
from shared.persistence.backup import BackupRefused, backup, restore
from shared.persistence.engine import single_engine
from shared.persistence.maintenance import prune, verify_chains
from shared.tenancy.context import PLATFORM
from shared.tenancy.keys import prune_keys, rotate_key
from shared.tenancy.roles import Role
from shared.tenancy.signing import GATEWAY, ContextRefused, load_keyring, load_signer
from tests.support.direct import DirectSuite

FIGURE = {"figures": [{"metric": "收到建议", "value": 500, "as_printed": "500余项", "qualifier": "余"}]}


@pytest.fixture
def congress_only(make_suite: Callable[..., DirectSuite]) -> DirectSuite:
    return make_suite("congress")


def test_a_changed_audit_entry_is_found_with_its_place(congress_only: DirectSuite, fresh_tenant: str) -> None:
    suite = congress_only
    for _ in range(3):
        suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    assert [
        each for each in verify_chains(suite.settings, "congress").breaks if each.tenant == fresh_tenant
    ] == []
    for change, seq, reason in (
        ("UPDATE audit_log SET act = 'x' WHERE tenant_id = :t AND seq = 2", 2, "内容与摘要不符"),
        ("DELETE FROM audit_log WHERE tenant_id = :t AND seq = 2", 2, "缺少记录"),
        ("DELETE FROM audit_log WHERE tenant_id = :t AND seq = 3", 3, "链尾与登记不符"),
    ):
        with single_engine(suite.settings, "congress", "owner").connect() as connection:
            connection.execute(sa.text("ALTER TABLE audit_log NO FORCE ROW LEVEL SECURITY"))
            connection.execute(sa.text(change), {"t": fresh_tenant})
            connection.execute(sa.text("GRANT SELECT ON audit_log TO PUBLIC"))
            found = _breaks_as_seen(connection, fresh_tenant)
            connection.rollback()
        assert [(each.seq, each.reason) for each in found] == [(seq, reason)]


def _breaks_as_seen(connection: sa.Connection, tenant: str) -> list[Any]:
    from shared.persistence import audit
    from shared.persistence.platform_tables import AUDIT_HEADS, AUDIT_LOG

    log, heads = AUDIT_LOG, AUDIT_HEADS
    connection.execute(sa.text("ALTER TABLE audit_heads NO FORCE ROW LEVEL SECURITY"))
    rows = connection.execute(sa.select(log).where(log.c.tenant_id == tenant).order_by(log.c.seq)).all()
    head = connection.execute(sa.select(heads).where(heads.c.tenant_id == tenant)).one()
    return audit.verify(iter(rows), {tenant: (head.seq, head.hash)})[1]


def test_a_backup_comes_back_whole_with_its_chains(
    make_suite: Callable[..., DirectSuite], superuser_dsn: str, fresh_tenant: str, tmp_path: Path
) -> None:
    suite = make_suite(*SERVICES)

    def dsn(name: str) -> str:
        return make_conninfo(superuser_dsn, dbname=name)

    def program(name: str) -> str:
        return str(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))[-1])

    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    backup(suite.settings, tmp_path / "copy", dsn, program)
    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    assert len(suite.call(congress.LIST_FIGURES, tenant=fresh_tenant)["items"]) == 2
    for engine in (*suite.engines.values(), *suite.relays.values()):
        engine.dispose()
    restore(suite.settings, tmp_path / "copy", dsn, program)
    assert len(suite.call(congress.LIST_FIGURES, tenant=fresh_tenant)["items"]) == 1
    assert all(verify_chains(suite.settings, service).breaks == [] for service in SERVICES)

    with pytest.raises(BackupRefused):
        backup(suite.settings, tmp_path / "copy", dsn, program)
    shutil.copytree(tmp_path / "copy", tmp_path / "spoilt")
    with (tmp_path / "spoilt" / "voting.dump").open("ab") as dump:
        dump.write(b"x")
    with pytest.raises(BackupRefused, match=r"voting\.dump"):
        restore(suite.settings, tmp_path / "spoilt", dsn, program)


def test_a_rotated_key_signs_and_the_old_one_is_trusted_until_it_is_pruned(
    congress_only: DirectSuite, fresh_tenant: str, tmp_path: Path
) -> None:
    folder = tmp_path / "keys"
    shutil.copytree(congress_only.settings.keys, folder)
    old = load_signer(folder, GATEWAY)
    rotate_key(folder, GATEWAY)
    new = load_signer(folder, GATEWAY)
    assert new.key_id != old.key_id
    congress_only.keyring = load_keyring(folder)
    try:
        for signer in (old, new):
            congress_only.client = RpcClient(congress_only, signer, 30)
            assert congress_only.call(congress.LIST_FIGURES, tenant=fresh_tenant) == {"items": []}
        assert prune_keys(folder, timedelta(hours=1)) == []
        assert prune_keys(folder, timedelta(seconds=-1)) == [old.key_id]
        congress_only.keyring = load_keyring(folder)
        assert congress_only.call(congress.LIST_FIGURES, tenant=fresh_tenant) == {"items": []}
        congress_only.client = RpcClient(congress_only, old, 30)
        with pytest.raises(Exception, match="密钥不受信任") as refused:
            congress_only.call(congress.LIST_FIGURES, tenant=fresh_tenant)
        assert getattr(refused.value, "remote_code", "") == ContextRefused.code
    finally:
        congress_only.keyring = load_keyring(congress_only.settings.keys)
        congress_only.client = RpcClient(congress_only, load_signer(congress_only.settings.keys, GATEWAY), 30)


def test_pruning_forgets_what_is_old_and_keeps_the_audit(
    congress_only: DirectSuite, fresh_tenant: str
) -> None:
    suite = congress_only
    key = secrets.token_hex(16)
    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant, key=key)
    assert prune(suite.settings, "congress", timedelta(days=1)).idempotency == 0
    assert prune(suite.settings, "congress", timedelta(seconds=-1)).idempotency >= 1
    entries = verify_chains(suite.settings, "congress")
    assert entries.entries >= 1
    assert [each for each in entries.breaks if each.tenant == fresh_tenant] == []


def test_the_first_tenant_and_its_administrator_are_made_without_demo_data(
    congress_only: DirectSuite,
) -> None:
    suite = congress_only
    path = found_platform(suite.settings)
    operator = json.loads(path.read_text())
    assert path.stat().st_mode & 0o077 == 0
    assert found_platform(suite.settings) == path
    assert json.loads(path.read_text()) == operator
    tenant = f"c{new_id()[:8]}"
    found_tenant(suite.settings, tenant, "某县", "county", "admin", "a-long-password")
    signed_in = suite.call(
        congress.SIGN_IN, {"login": "admin", "password": "a-long-password"}, tenant=tenant, role=Role.SERVICE
    )
    assert signed_in["token"].startswith(f"{tenant}.")
    record_operator_act(suite.settings, "dlq.discard", {"message": "m1"})
    with suite.engines["congress"].connect() as connection:
        connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": PLATFORM})
        acts = connection.execute(sa.text("SELECT act FROM audit_log ORDER BY seq")).scalars().all()
    assert acts[-1] == "dlq.discard"


def test_a_dead_letter_of_one_process_is_listed_replayed_and_discarded(
    congress_only: DirectSuite, fresh_tenant: str
) -> None:
    suite = congress_only
    with single_engine(suite.settings, "congress", "relay").begin() as connection:
        for message in ("m-1", "m-2"):
            body = {
                "headers": {"message_id": f"{fresh_tenant}-{message}", "event": "congress.cycle_opened"},
                "payload": {},
            }
            connection.execute(
                sa.text(
                    "INSERT INTO dead_letters (tenant_id, id, queue, message, error, died_at)"
                    " VALUES (:t, :id, 'events.voting', CAST(:m AS jsonb), 'RuntimeError: x', now())"
                ),
                {"t": fresh_tenant, "id": message, "m": json.dumps(body)},
            )
    letters = OnlyCongress(suite.settings)
    mine = [each for each in letters.all() if each.tenant == fresh_tenant]
    assert [(each.event, each.error) for each in mine] == [("congress.cycle_opened", "RuntimeError: x")] * 2
    letters.discard(mine[0].id)
    letters.replay(mine[1].id)
    assert [each for each in letters.all() if each.tenant == fresh_tenant] == []


class OnlyCongress(TableDeadLetters):
    """The dead letters of the one service that this suite has."""

    services = ("congress",)
