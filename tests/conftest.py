"""Instances that several tests share: one PostgreSQL for the whole run, databases of its own for each suite."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from shared.kernel.identity import new_id

# How long something takes is measured by `make bench`; a busy machine is no reason for a test to fail.
settings.register_profile("suite", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def superuser_dsn(run_folder: Path) -> Iterator[str]:
    """A private PostgreSQL; the first worker that needs it starts it, the last one that leaves ends it."""
    given = os.environ.get("PIAOJUE_TEST_POSTGRES")
    if given:
        yield given
        return
    from tests.support.instances import shared_postgres

    with shared_postgres(run_folder) as instance:
        yield instance.superuser_dsn


@pytest.fixture(scope="session")
def make_direct_suite(
    superuser_dsn: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Any]]:
    """``make_direct_suite("voting", "congress")``: those services in this process, on databases of their own.

    Suites are kept for the session, since making databases takes longer than a test; tests keep apart
    by tenants of their own (``fresh_tenant``).
    """
    from psycopg.conninfo import conninfo_to_dict

    from shared.persistence.migrations import migrate
    from shared.persistence.provision import make_passwords, provision
    from tests.support.direct import DirectSuite, make_settings

    suites: dict[tuple[str, ...], Any] = {}

    def make(*services: str) -> Any:
        if services not in suites:
            home = tmp_path_factory.mktemp("suite")
            prefix = f"t{new_id()[:8]}"
            passwords = make_passwords(home / "secrets" / "database.json", prefix, services)
            provision(superuser_dsn, prefix, passwords, services)
            where = conninfo_to_dict(superuser_dsn)
            settings = make_settings(home, str(where["host"]), int(str(where["port"])), prefix, passwords)
            for service in services:
                migrate(settings, service)
            suites[services] = DirectSuite(settings, services)
        return suites[services]

    yield make
    for suite in suites.values():
        suite.close()


@pytest.fixture(scope="session")
def make_suite(make_direct_suite: Callable[..., Any]) -> Callable[..., Any]:
    """How a test gets its services: called straight; ``tests/integration`` puts them behind both buses."""
    return make_direct_suite


@pytest.fixture
def fresh_tenant() -> str:
    """A tenant that no other test uses."""
    return f"t-{new_id()[:10]}"


@pytest.fixture(scope="session")
def once_per_run(run_folder: Path) -> Callable[[str, Callable[[], Any]], Any]:
    """``once_per_run(name, make)``: plain data that the first worker makes and the others read."""

    def once(name: str, make: Callable[[], Any]) -> Any:
        path = run_folder / f"{name}.json"
        with FileLock(f"{path}.lock"):
            if not path.exists():
                path.write_text(json.dumps(make()))
            return json.loads(path.read_text())

    return once


@pytest.fixture(scope="session")
def make_home() -> Iterator[Callable[[], Path]]:
    """``make_home()``: an empty data folder that PostgreSQL's account can enter, gone afterwards."""
    from services.embedded.postgres import EmbeddedPostgres

    made: list[Path] = []

    def make() -> Path:
        folder = Path(tempfile.mkdtemp(prefix="piaojue-home-"))
        folder.chmod(0o711)
        made.append(folder)
        return folder / "home"

    yield make
    for folder in made:
        for data in (folder / "home", folder / "home" / "up"):
            EmbeddedPostgres(data / "postgres").erase()
        shutil.rmtree(folder, ignore_errors=True)
