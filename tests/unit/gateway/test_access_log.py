"""The gateway writes no line a request, however gunicorn is told to (Y-033: no address and no moment of a ballot)."""

from __future__ import annotations

import os
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from gunicorn.config import Config
from gunicorn.glogging import Logger

from services.cli.commands.processes import gateway
from services.gateway import gunicorn_config
from services.gateway.access_log import NoAccessLog

ASKED = {
    "REMOTE_ADDR": "198.51.100.23",
    "REQUEST_METHOD": "POST",
    "RAW_URI": "/api/v1/tenants/yuanyang/voting/electronic-votes/x/ballots",
    "SERVER_PROTOCOL": "HTTP/1.1",
}


def configured(**given: Any) -> Config:
    """gunicorn's configuration as the shipped file makes it, and what an operator gives beside."""
    made = Config()
    for name, value in {**vars(gunicorn_config), **given}.items():
        if name in made.settings:
            made.set(name, value)
    return made


def one_request(log: Logger) -> None:
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    log.access(answer, SimpleNamespace(headers=[]), ASKED, timedelta(seconds=1))


def test_none_is_written_by_default() -> None:
    made = configured()
    assert made.accesslog is None
    assert made.logger_class is NoAccessLog


def test_none_is_written_where_gunicorn_is_told_to(capfd: pytest.CaptureFixture[str]) -> None:
    made = configured(accesslog="-")
    one_request(Logger(made))
    assert ASKED["REMOTE_ADDR"] in "".join(capfd.readouterr()), "gunicorn's own log would show it"
    one_request(made.logger_class(made))
    assert "".join(capfd.readouterr()) == ""


def test_the_command_starts_gunicorn_with_that_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(os, "execve", lambda _path, arguments, _environment: started.append(arguments))
    assert CliRunner().invoke(gateway, ["--port", "8443"]).exit_code == 0
    (arguments,) = started
    assert "--config=python:services.gateway.gunicorn_config" in arguments
    assert not [each for each in arguments if "log" in each and "config" not in each]
