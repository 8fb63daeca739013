"""The configuration files of broker and database are accepted by real servers."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pika
import pytest

from services.embedded import wheel
from services.embedded.unprivileged import Account
from tests.support.instances import RabbitNode

ROOT = Path(__file__).parents[2]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o711)
        yield Path(name)


def test_postgres_of_the_same_major_version_accepts_its_configuration(open_folder: Path) -> None:
    account = Account.for_server()
    programs = wheel.installation() / "bin"
    if not account.can_run(programs / "postgres"):
        programs = wheel.copied_to(open_folder) / "bin"
    data, conf = open_folder / "data", open_folder / "postgresql.conf"
    data.mkdir(mode=0o700)
    account.give(data)
    initdb: list[str | Path] = [programs / "initdb", "-D", data, "--no-sync"]
    assert account.run(initdb).returncode == 0
    text = (ROOT / "deploy/postgres/postgresql.conf").read_text()
    ask: list[str | Path] = [
        programs / "postgres",
        "-D",
        data,
        "-c",
        f"config_file={conf}",
        "-C",
        "idle_in_transaction_session_timeout",
    ]

    conf.write_text(text)
    accepted = account.run(ask)
    assert (accepted.returncode, accepted.stdout.strip()) == (0, b"60000")

    conf.write_text(text + "no_such_setting = 1\n")
    assert account.run(ask).returncode != 0


@pytest.mark.rabbitmq
def test_the_broker_accepts_its_configuration_and_account(made_secrets: Path) -> None:
    text = (ROOT / "deploy/rabbitmq/rabbitmq.conf").read_text()
    secret = (made_secrets / "broker" / "default_user.conf").read_text()
    # Where it listens is the test's own, on loopback.
    configuration = re.sub(r"(?m)^listeners\..*\n", "", text) + secret
    account = dict(re.findall(r"(?m)^default_(user|pass) = (\S+)$", secret))
    with RabbitNode(configuration=configuration, account=(account["user"], account["pass"])) as node:
        connection = pika.BlockingConnection(pika.URLParameters(node.uri))
        assert connection.is_open
        connection.close()


def test_the_plugins_are_those_of_both_deployments() -> None:
    listed = set(re.findall(r"rabbitmq_\w+", (ROOT / "deploy/rabbitmq/enabled_plugins").read_text()))
    platform = (ROOT / "deploy/kubernetes/platform.yaml").read_text()
    assert listed == {"rabbitmq_prometheus", "rabbitmq_consistent_hash_exchange"}
    assert all(name in platform for name in listed)


def test_the_database_writes_no_statement_no_client_and_no_row_into_its_log() -> None:
    """A ballot's statement beside the moment of its line would be a link (Y-033); what is not set stays off."""
    text = (ROOT / "deploy/postgres/postgresql.conf").read_text()
    said = dict(re.findall(r"(?m)^(log_\w+) = '?([^'\n]+)'?$", text))
    assert said == {
        "log_timezone": "UTC",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length_on_error": "0",
        "log_lock_waits": "on",
        "log_autovacuum_min_duration": "10s",
    }


@pytest.mark.parametrize("switch", ["access-log", "accesslog", "GUNICORN_CMD_ARGS", "PIAOJUE_TRACES"])
def test_no_deployment_switches_on_an_access_log_or_traces_y033(switch: str) -> None:
    shipped = [ROOT / "docker-compose.yml", *(ROOT / "deploy").rglob("*")]
    files = [each for each in shipped if each.is_file() and each.suffix not in {".md", ".pyc"}]
    assert {each.name for each in files} >= {
        "docker-compose.yml",
        "Dockerfile",
        "generate.py",
        "platform.yaml",
    }
    assert [each.name for each in files if switch in each.read_text()] == []
