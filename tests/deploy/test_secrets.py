"""The secrets of a deployment: complete, apart, kept."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from deploy.images.make_secrets import make
from shared.config import PROCESSES, SERVICES, load
from shared.tenancy.signing import load_keyring, load_signer


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_gets_its_own_key_and_database_roles_and_no_other(process: str, made_secrets: Path) -> None:
    own = made_secrets / process
    assert {path.name for path in own.iterdir()} == {
        "amqp_uri",
        "database.json",
        "keyring.json",
        f"{process}.pem",
    }
    expected = {
        "relay": {f"piaojue_{service}_relay" for service in SERVICES},
        "gateway": set(),
        "ballots": {"piaojue_voting_app"},
    }.get(process, {f"piaojue_{process}_app"})
    assert set(json.loads((own / "database.json").read_text())) == expected


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_reads_its_settings_and_keys_from_them(process: str, made_secrets: Path) -> None:
    own = made_secrets / process
    settings = load(
        {
            "PIAOJUE_AMQP_URI_FILE": str(own / "amqp_uri"),
            "PIAOJUE_DATABASE_HOST": "database",
            "PIAOJUE_DATABASE_SECRETS_FILE": str(own / "database.json"),
            "PIAOJUE_KEYS_DIR": str(own),
        }
    )
    assert settings.amqp_uri.endswith("@broker:5672/")
    assert load_signer(settings.keys, process).issuer == process
    load_keyring(settings.keys)
    if process in SERVICES:
        assert "@database:5432/" in settings.database.url(process, "app")


def test_the_folder_is_closed_to_other_accounts(made_secrets: Path) -> None:
    assert stat.S_IMODE(made_secrets.stat().st_mode) == 0o700


def test_the_superuser_logs_in_with_the_password_that_the_database_is_given(made_secrets: Path) -> None:
    given = conninfo_to_dict((made_secrets / "setup" / "superuser_dsn").read_text())
    assert given["password"] == (made_secrets / "database" / "password").read_text()
    assert given["user"] == (made_secrets / "database" / "username").read_text()


def test_running_it_again_changes_nothing(tmp_path: Path) -> None:
    make(tmp_path / "secrets", "database", "broker")
    before = {path: path.read_bytes() for path in (tmp_path / "secrets").rglob("*") if path.is_file()}
    make(tmp_path / "secrets", "database", "broker")
    after = {path: path.read_bytes() for path in (tmp_path / "secrets").rglob("*") if path.is_file()}
    assert before == after
