"""Settings of a process, from the environment.

Every setting ``X`` may be given as ``X``, or as ``X_FILE`` naming a file that holds it: so a secret never stands in
an environment variable. There is one way to read a setting, ``setting``; nothing reads the environment beside it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SERVICES = ("congress", "collection", "screening", "voting", "supervision", "evaluation", "publication")
"""The services with a database of their own, in the order of the year."""

BALLOTS = "ballots"
"""The process that checks encrypted ballots for voting, in whose database it works."""

PROCESSES = (*SERVICES, "gateway", "relay", BALLOTS)
"""Everything that signs or reads messages."""

IN_PROCESS = "inprocess://"
"""The broker address that means: one process, no broker."""

LOOPBACK = "127.0.0.1"

SECRETS = ("PIAOJUE_AMQP_URI", "PIAOJUE_DATABASE_SECRETS", "PIAOJUE_SUPERUSER_DSN")
"""The settings that hold a password: deployments give them by file."""


class SettingWrong(RuntimeError):
    """A setting cannot be used as it is given; the message is a sentence that says what to do."""


class SettingMissing(SettingWrong):
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
        """The SQLAlchemy address of a service's database for a role; raises ``SettingMissing`` without its password."""
        role = self.role(service, kind)
        if role not in self.passwords:
            raise SettingMissing(
                f"没有数据库角色 {role} 的口令。请检查 PIAOJUE_DATABASE_SECRETS_FILE 指向的文件"
                "（或先执行 piaojue provision）。"
            )
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
    batch_seconds: float = 60.0
    """Between two batches in which accepted electronic ballots join their board."""

    metrics_port: int | None = None
    metrics_host: str = LOOPBACK
    """Where probes and metrics are served: every address (0.0.0.0) only inside a container's own network."""

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


def setting(name: str, environment: Mapping[str, str] | None = None) -> str | None:
    """The value of a setting, or ``None`` when it is not given; an empty one counts as not given.

    Raises ``SettingWrong`` when it is given twice, or its file cannot be read or is empty.
    """
    env = os.environ if environment is None else environment
    value, file = env.get(name) or None, env.get(f"{name}_FILE") or None
    if file is None:
        return value
    if value is not None:
        raise SettingWrong(f"{name} 和 {name}_FILE 只能设置一个，请去掉其中之一。")
    try:
        content = Path(file).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingWrong(
            f"{name}_FILE 指向的文件 {file} 不能读取（{error}），请检查路径和权限。"
        ) from error
    if not content:
        raise SettingWrong(f"{name}_FILE 指向的文件 {file} 是空的，请重新生成。")
    return content


def overlaid(environment: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """An environment in which what is given holds, in whichever of its two forms a setting stood there before."""
    forms = {
        name for each in given for name in (each.removesuffix("_FILE"), f"{each.removesuffix('_FILE')}_FILE")
    }
    return {name: value for name, value in environment.items() if name not in forms} | dict(given)


def metrics_address(environment: Mapping[str, str] | None = None) -> tuple[str, int | None]:
    """Where a process serves its probes and metrics; no port means that it serves none."""
    port = setting("PIAOJUE_METRICS_PORT", environment)
    host = setting("PIAOJUE_METRICS_HOST", environment) or LOOPBACK
    return host, None if port is None else _number("PIAOJUE_METRICS_PORT", port)


def count_setting(name: str, default: int, environment: Mapping[str, str] | None = None) -> int:
    """A setting that is a whole number, zero or more; raises ``SettingWrong``."""
    given = setting(name, environment)
    return default if given is None else _number(name, given)


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises ``SettingWrong`` naming the first that cannot be used."""
    env = os.environ if environment is None else environment

    def read(name: str, default: str) -> str:
        given = setting(name, env)
        return default if given is None else given

    home = Path(read("PIAOJUE_HOME", ".piaojue")).absolute()
    host, port = metrics_address(env)
    ready_file = env.get("PIAOJUE_READY_FILE")
    return Settings(
        home=home,
        amqp_uri=read("PIAOJUE_AMQP_URI", IN_PROCESS),
        database=DatabaseSettings(
            host=read("PIAOJUE_DATABASE_HOST", LOOPBACK),
            port=count_setting("PIAOJUE_DATABASE_PORT", 5432, env),
            prefix=read("PIAOJUE_DATABASE_PREFIX", "piaojue"),
            passwords=_passwords(home, env),
        ),
        keys=Path(read("PIAOJUE_KEYS_DIR", str(home / "keys"))),
        max_workers=count_setting("PIAOJUE_MAX_WORKERS", 8, env),
        rpc_timeout_seconds=_seconds("PIAOJUE_RPC_TIMEOUT", read("PIAOJUE_RPC_TIMEOUT", "15")),
        batch_seconds=_seconds("PIAOJUE_BATCH_SECONDS", read("PIAOJUE_BATCH_SECONDS", "60")),
        metrics_port=port,
        metrics_host=host,
        ready_file=Path(ready_file) if ready_file else None,
    )


def _passwords(home: Path, env: Mapping[str, str]) -> Mapping[str, str]:
    """By database role; none yet where no secrets are named and the home has none."""
    given = setting("PIAOJUE_DATABASE_SECRETS", env)
    own = home / "secrets" / "database.json"
    if given is None:
        given = own.read_text() if own.exists() else "{}"
    try:
        passwords = json.loads(given)
    except ValueError:
        passwords = None
    if not isinstance(passwords, dict):
        raise SettingWrong(
            "数据库口令（PIAOJUE_DATABASE_SECRETS_FILE）应是 JSON：角色名对应口令，请重新生成。"
        )
    return passwords


def _number(name: str, given: str) -> int:
    if not (given.isascii() and given.isdigit()):
        raise SettingWrong(f"{name} 应是一个不小于零的整数，现在是“{given}”，请改正。")
    return int(given)


def _seconds(name: str, given: str) -> float:
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 3600:
        raise SettingWrong(f"{name} 应是秒数，大于0，现在是“{given}”，请改正。")
    return seconds
