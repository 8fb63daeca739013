"""``make_secrets.py FOLDER``: every secret of a deployment as files, to each process only its own.

FOLDER/setup        all passwords and keys, for setup and the operator's tools
FOLDER/<process>    amqp_uri, database.json, <process>.pem, keyring.json
FOLDER/database     username and password of the superuser
FOLDER/broker       default_user.conf, and what the RabbitMQ Cluster Operator wants beside it

The folder itself may be entered by its owner only; the files in it are readable by all, because a container's user
is another one. Run again, it keeps what is there and adds what is missing (after ``piaojue keys rotate`` too).
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from pathlib import Path

from shared.config import BALLOTS, PROCESSES, SERVICES
from shared.persistence.provision import make_passwords
from shared.tenancy.keys import make_keys

PREFIX = "piaojue"
SUPERUSER = "postgres"


def roles_of(process: str) -> list[str]:
    """The database roles that a process logs in with."""
    if process == "relay":
        return [f"{PREFIX}_{service}_relay" for service in SERVICES]
    if process == BALLOTS:
        return [f"{PREFIX}_voting_app"]
    return [f"{PREFIX}_{process}_app"] if process in SERVICES else []


def make(folder: Path, database_host: str, broker_host: str) -> None:
    """Write all of it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    setup = folder / "setup"
    setup.mkdir(exist_ok=True)
    passwords = make_passwords(setup / "database.json", PREFIX)
    make_keys(setup, PROCESSES)
    superuser = _once(folder / "database" / "password")
    _write(folder / "database" / "username", SUPERUSER)
    _write(
        setup / "superuser_dsn",
        f"host={database_host} user={SUPERUSER} password={superuser} dbname=postgres",
    )
    account = _once(folder / "broker" / "password")
    broker = {
        "default_user.conf": f"default_user = {PREFIX}\ndefault_pass = {account}\n",
        "username": PREFIX,
        "host": broker_host,
        "port": "5672",
        "provider": "rabbitmq",
        "type": "rabbitmq",
    }
    for name, text in broker.items():
        _write(folder / "broker" / name, text)
    uri = f"amqp://{PREFIX}:{account}@{broker_host}:5672/"
    _write(setup / "amqp_uri", uri)
    for process in PROCESSES:
        own = folder / process
        _write(own / "amqp_uri", uri)
        _write(own / "database.json", json.dumps({role: passwords[role] for role in roles_of(process)}))
        for name in ("keyring.json", f"{process}.pem"):
            _write(own / name, (setup / name).read_text())
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o444)


def _once(path: Path) -> str:
    if not path.exists():
        _write(path, secrets.token_urlsafe(24))
    return path.read_text()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(text)


if __name__ == "__main__":
    make(
        Path(sys.argv[1]),
        os.environ.get("PIAOJUE_DATABASE_HOST", "database"),
        os.environ.get("PIAOJUE_BROKER_HOST", "broker"),
    )
