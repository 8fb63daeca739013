"""Voting behind a real broker, and processes that check ballots."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from shared.config import BALLOTS
from tests.support.bussed import ROOT, BusSuite, shared_host
from tests.support.calling import CallingSuite, environment_of
from tests.support.instances import shared_rabbitmq

SpawnWorker = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture(scope="module")
def suite(make_suite: Callable[..., Any]) -> CallingSuite:
    """Voting behind either bus."""
    return make_suite("voting")


@pytest.fixture(scope="module")
def broker_suite(superuser_dsn: str, run_folder: Path) -> Iterator[BusSuite]:
    """Voting on RabbitMQ, with a checker of ballots beside it."""
    with shared_rabbitmq(run_folder) as node, shared_host(run_folder, superuser_dsn, node.uri) as host:
        suite = BusSuite(*host)
        yield suite.about("voting")
        suite.close()


@pytest.fixture
def spawn_worker(broker_suite: BusSuite) -> Iterator[SpawnWorker]:
    """``spawn_worker(output=file, PIAOJUE_METRICS_PORT="…")``: one more of them, ended with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def spawn(output: IO[bytes] | int = subprocess.DEVNULL, **settings: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "services.cli.main", BALLOTS],
            cwd=ROOT,
            env={**os.environ, **environment_of(broker_suite.settings), **settings},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        started.append(process)
        return process

    yield spawn
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
