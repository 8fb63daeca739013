"""The hub's longest gap: what a service does beside its green threads must not hold them up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from shared.config import Settings
from tests.integration.messaging.conftest import ROOT, Probe


@cache
def measured(dsn: str, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.probe_hub", dsn, *options],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_queries_leave_the_hub_free_that_psycopgs_own_wait_would_hold_up(superuser_dsn: str) -> None:
    found, blocking = measured(superuser_dsn), measured(superuser_dsn, "--wait-in-c", "--rounds", "1")
    assert (found["waits"], blocking["waits"]) == ("wait_select", "wait_c")
    assert found["queries"] < blocking["queries"] / 2, (found, blocking)


def test_eight_queries_at_once_take_as_long_as_one(superuser_dsn: str) -> None:
    assert measured(superuser_dsn)["took"] < 2.0


def test_with_psycopgs_own_way_to_wait_each_query_stops_every_green_thread(superuser_dsn: str) -> None:
    found = measured(superuser_dsn, "--wait-in-c", "--rounds", "1")
    assert found["waits"] == "wait_c"
    assert found["queries"] >= 0.45
    assert found["took"] >= 3.9


def test_a_hash_and_a_paper_that_are_made_on_the_hub_stop_every_green_thread(superuser_dsn: str) -> None:
    """Each of them, three times in a row without letting go, is one gap; beside the hub no gap is half as long."""
    found, ours = measured(superuser_dsn, "--on-the-hub", "--rounds", "1"), measured(superuser_dsn)
    for work in ("hashes", "papers"):
        assert found[work] > 2 * ours[work], (found, ours)


@pytest.mark.rabbitmq
def test_a_service_sees_to_that_whoever_imported_psycopg_first(
    start_probe: Callable[..., Probe], on_node: Settings
) -> None:
    assert start_probe("--desk", settings=on_node).lines("waits") == ["waits for its database by wait_select"]
    assert start_probe().lines("waits") == ["waits for its database by wait_c"]
