"""Settings: plain or by file, one way to read them, a sentence for what cannot be used."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from shared.config import (
    SECRETS,
    SettingMissing,
    SettingWrong,
    count_setting,
    load,
    metrics_address,
    overlaid,
    setting,
)

ROOT = Path(__file__).parents[3]
PASSWORDS = {"piaojue_voting_app": "p/w"}


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_read_from_the_file_that_the_setting_names(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("value of the file\n")
    assert setting(name, {f"{name}_FILE": str(tmp_path / "secret")}) == "value of the file"
    assert setting(name, {name: "plain"}) == "plain"
    assert setting(name, {}) is None
    assert setting(name, {name: "", f"{name}_FILE": ""}) is None


def test_every_setting_that_a_process_reads_may_be_given_by_file(tmp_path: Path) -> None:
    plain = {
        "PIAOJUE_HOME": str(tmp_path),
        "PIAOJUE_AMQP_URI": "amqp://u:p@broker:5672/",
        "PIAOJUE_DATABASE_HOST": "database",
        "PIAOJUE_DATABASE_PORT": "5433",
        "PIAOJUE_DATABASE_PREFIX": "other",
        "PIAOJUE_DATABASE_SECRETS": json.dumps(PASSWORDS),
        "PIAOJUE_KEYS_DIR": str(tmp_path / "keys"),
        "PIAOJUE_MAX_WORKERS": "3",
        "PIAOJUE_RPC_TIMEOUT": "2.5",
        "PIAOJUE_BATCH_SECONDS": "30",
        "PIAOJUE_METRICS_PORT": "9100",
        "PIAOJUE_METRICS_HOST": "0.0.0.0",
    }
    by_file = {}
    for name, value in plain.items():
        (tmp_path / name).write_text(value + "\n")
        by_file[f"{name}_FILE"] = str(tmp_path / name)
    assert load(by_file) == load(plain)
    assert load(plain).rpc_timeout_seconds == 2.5
    assert load(plain).database.passwords == PASSWORDS


def test_a_setting_given_twice_is_refused_without_saying_the_secret(tmp_path: Path) -> None:
    (tmp_path / "uri").write_text("amqp://u:from-file@broker/")
    given = {"PIAOJUE_AMQP_URI": "amqp://u:plain@broker/", "PIAOJUE_AMQP_URI_FILE": str(tmp_path / "uri")}
    with pytest.raises(SettingWrong, match="只能设置一个") as refused:
        load(given)
    assert "plain" not in str(refused.value)
    assert "from-file" not in str(refused.value)


def test_a_secret_file_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for name, sentence in (("absent", "不能读取"), ("empty", "是空的")):
        file = str(tmp_path / name)
        with pytest.raises(SettingWrong, match=sentence) as refused:
            load({"PIAOJUE_AMQP_URI_FILE": file})
        assert file in str(refused.value)


@pytest.mark.parametrize("text", ["not json", "[]", '"password"'])
def test_passwords_that_are_no_table_are_refused_without_being_shown(text: str) -> None:
    with pytest.raises(SettingWrong, match="JSON") as refused:
        load({"PIAOJUE_DATABASE_SECRETS": text})
    assert text not in str(refused.value)


def test_a_role_without_a_password_is_named() -> None:
    database = load({"PIAOJUE_DATABASE_SECRETS": json.dumps(PASSWORDS)}).database
    assert "piaojue_voting_app" in database.url("voting", "app")
    with pytest.raises(SettingMissing, match="piaojue_voting_owner"):
        database.url("voting", "owner")


@pytest.mark.parametrize("name", ["PIAOJUE_DATABASE_PORT", "PIAOJUE_MAX_WORKERS", "PIAOJUE_METRICS_PORT"])
@pytest.mark.parametrize("value", ["many", "-1", "8.5", "８"])
def test_a_number_that_is_none_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingWrong, match=name):
        load({name: value})


@pytest.mark.parametrize("value", ["soon", "0", "-3", "nan", "inf"])
def test_a_time_limit_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(SettingWrong, match="PIAOJUE_RPC_TIMEOUT"):
        load({"PIAOJUE_RPC_TIMEOUT": value})


def test_probes_and_metrics_are_on_loopback_unless_told_otherwise() -> None:
    assert metrics_address({}) == ("127.0.0.1", None)
    assert metrics_address({"PIAOJUE_METRICS_PORT": "9100"}) == ("127.0.0.1", 9100)
    assert metrics_address({"PIAOJUE_METRICS_PORT": "9100", "PIAOJUE_METRICS_HOST": "0.0.0.0"}) == (
        "0.0.0.0",
        9100,
    )


def test_a_count_without_a_setting_has_its_default() -> None:
    assert count_setting("PIAOJUE_TRUSTED_PROXIES", 0, {}) == 0
    assert count_setting("PIAOJUE_TRUSTED_PROXIES", 0, {"PIAOJUE_TRUSTED_PROXIES": "2"}) == 2


def test_what_a_supervisor_gives_its_children_holds_over_both_forms_of_what_stood_there() -> None:
    outside = {"PIAOJUE_AMQP_URI_FILE": "/elsewhere", "PIAOJUE_DATABASE_SECRETS": "{}", "PATH": "/bin"}
    given = {"PIAOJUE_AMQP_URI": "inprocess://", "PIAOJUE_DATABASE_SECRETS_FILE": "/ours"}
    assert overlaid(outside, given) == {"PATH": "/bin", **given}


def test_no_program_reads_a_secret_from_the_environment_by_itself() -> None:
    names = "|".join(SECRETS)
    beside = re.compile(rf"(environ|getenv|envvar)[^\n]*({names})")
    found = [
        path.name
        for folder in ("shared", "services", "deploy")
        for path in (ROOT / folder).rglob("*.py")
        if beside.search(path.read_text())
    ]
    assert found == []
