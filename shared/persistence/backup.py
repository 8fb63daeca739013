"""Backup and restore of every database, with a manifest and the audit chains checked.

A backup folder holds one ``<service>.dump`` (pg_dump's custom format) for each service, and
``manifest.json`` with the digest of each dump, its schema version and its audit heads.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from shared.config import SERVICES, Settings
from shared.persistence.engine import single_engine
from shared.persistence.maintenance import verify_chains
from shared.persistence.platform_tables import AUDIT_HEADS

Programs = Callable[[str], Path | str]
"""Where ``pg_dump`` and ``pg_restore`` of the server's version are."""


class BackupRefused(RuntimeError):
    """The backup cannot be made, or is not what its manifest says; nothing was changed."""


def backup(settings: Settings, folder: Path, superuser_dsn: Callable[[str], str], programs: Programs) -> None:
    """Dump every database into an empty folder; raises ``BackupRefused`` when a chain is broken."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BackupRefused(f"目录 {folder} 不是空的，请另指定一个空目录。")
    manifest: dict[str, Any] = {"made_at": datetime.now(UTC).isoformat(), "services": {}}
    for service in SERVICES:
        report = verify_chains(settings, service)
        if report.breaks:
            raise BackupRefused(f"{service} 的审计链不完整，请先用 piaojue audit verify 查明。")
        dump = folder / f"{service}.dump"
        database = settings.database.name(service)
        _run(
            [programs("pg_dump"), "--format=custom", f"--file={dump}", f"--dbname={superuser_dsn(database)}"]
        )
        manifest["services"][service] = {
            "sha256": _digest(dump),
            "schema": _schema(settings, service),
            "audit_heads": _heads(settings, service),
        }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1))


def restore(
    settings: Settings, folder: Path, superuser_dsn: Callable[[str], str], programs: Programs
) -> None:
    """Put a backup in the place of what is there, then check chains and heads against the manifest.

    The roles must exist (``piaojue provision``). Raises ``BackupRefused`` before anything is changed
    when a dump is not what the manifest says.
    """
    manifest = json.loads((folder / "manifest.json").read_text())
    for service, facts in manifest["services"].items():
        if _digest(folder / f"{service}.dump") != facts["sha256"]:
            raise BackupRefused(f"{service}.dump 与清单不符，备份已损坏，没有恢复任何内容。")
    for service, facts in manifest["services"].items():
        database = settings.database.name(service)
        _run(
            [
                programs("pg_restore"),
                "--clean",
                "--if-exists",
                "--single-transaction",
                "--exit-on-error",
                f"--dbname={superuser_dsn(database)}",
                str(folder / f"{service}.dump"),
            ]
        )
        if verify_chains(settings, service).breaks or _heads(settings, service) != facts["audit_heads"]:
            raise BackupRefused(f"{service} 恢复后的审计链与清单不符，请勿启用，并换用另一份备份。")


def _run(command: list[Any]) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise BackupRefused(done.stderr.decode(errors="replace").strip()[-500:])


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _schema(settings: Settings, service: str) -> str:
    with single_engine(settings, service, "owner").connect() as connection:
        return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one())


def _heads(settings: Settings, service: str) -> dict[str, list[Any]]:
    with single_engine(settings, service, "relay").connect() as connection:
        return {row.tenant_id: [row.seq, row.hash] for row in connection.execute(sa.select(AUDIT_HEADS))}
