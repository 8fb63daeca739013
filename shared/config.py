"""Settings of a process, from the environment.

Every setting ``X`` may be given as ``X`` or, for secrets, as ``X_FILE`` naming a file that holds it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SERVICES = ("congress", "collection", "screening", "voting", "supervision", "evaluation", "publication")
"""The services with a database of their own, in the order of the year."""

PROCESSES = (*SERVICES, "gateway", "relay")
"""Everything that signs or reads messages."""

IN_PROCESS = "inprocess://"
"""The broker address that means: one process, no broker."""


class SettingMissing(RuntimeError):
    """A setting that has no default was not given."""


@dataclass(frozen=True)
class DatabaseSettings:
    """Where the databases are. One database a service, three roles each."""

    host: str
    port: int
    prefix: str
    passwords: Mapping[str, str]

    def name(self, service: str) -> str:
        """The database of a service."""
        return f"{self.prefix}_{service}"

    def role(self, service: str, kind: str) -> str:
        """A database role: ``owner`` (migrations), ``app`` (the service), ``relay`` (outbox and pruning)."""
        return f"{self.prefix}_{service}_{kind}"

    def url(self, service: str, kind: str) -> str:
        """The SQLAlchemy address of a service's database for one of its roles."""
        role = self.role(service, kind)
        return (
            f"postgresql+psycopg://{role}:{self.passwords[role]}@{self.host}:{self.port}/{self.name(service)}"
        )


@dataclass(frozen=True)
class Settings:
    """All that a process needs to know of its surroundings."""

    home: Path
    amqp_uri: str
    database: DatabaseSettings
    keys: Path
    max_workers: int = 8
    rpc_timeout_seconds: float = 15.0
    metrics_port: int | None = None
    ready_file: Path | None = None
    """Where set, the suite counts as ready only once this file exists (the demo has been played)."""

    @property
    def demo_awaited(self) -> bool:
        """Whether something has to be finished before the suite counts as ready."""
        return self.ready_file is not None and not self.ready_file.exists()

    @property
    def in_process(self) -> bool:
        """Whether messages stay in this process."""
        return self.amqp_uri == IN_PROCESS


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises ``SettingMissing`` naming the first that is needed and absent."""
    env = os.environ if environment is None else environment

    def read(name: str, default: str | None = None) -> str:
        file = env.get(f"{name}_FILE")
        if file:
            return Path(file).read_text().strip()
        value = env.get(name, default)
        if value is None:
            raise SettingMissing(f"缺少环境变量 {name}（或 {name}_FILE），请设置后重试。")
        return value

    home = Path(read("PIAOJUE_HOME", ".piaojue")).absolute()
    secrets_file = Path(read("PIAOJUE_DATABASE_SECRETS_FILE", str(home / "secrets" / "database.json")))
    passwords = json.loads(secrets_file.read_text()) if secrets_file.exists() else {}
    metrics = env.get("PIAOJUE_METRICS_PORT")
    return Settings(
        home=home,
        amqp_uri=read("PIAOJUE_AMQP_URI", IN_PROCESS),
        database=DatabaseSettings(
            host=read("PIAOJUE_DATABASE_HOST", "127.0.0.1"),
            port=int(read("PIAOJUE_DATABASE_PORT", "5432")),
            prefix=read("PIAOJUE_DATABASE_PREFIX", "piaojue"),
            passwords=passwords,
        ),
        keys=Path(read("PIAOJUE_KEYS_DIR", str(home / "keys"))),
        max_workers=int(read("PIAOJUE_MAX_WORKERS", "8")),
        rpc_timeout_seconds=float(read("PIAOJUE_RPC_TIMEOUT", "15")),
        metrics_port=int(metrics) if metrics else None,
        ready_file=Path(env["PIAOJUE_READY_FILE"]) if env.get("PIAOJUE_READY_FILE") else None,
    )
