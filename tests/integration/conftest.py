"""Integration tests run twice: with the services on the in-process bus, and on RabbitMQ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.config import IN_PROCESS

BUSES = ("in-process", "rabbitmq")
TWICE_ONLY_AT_LENGTH = ("ballot", "collection", "screening", "supervision")
"""Folders whose tests run on the in-process bus in `make test-long` only: what a handler does, it does on either bus, and
the other folders and the whole demo year show that bus each time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the second run of these folders to `make test-long`."""
    here = Path(__file__).parent
    for item in items:
        where = item.path.relative_to(here).parts if item.path.is_relative_to(here) else ("",)
        called = getattr(item, "callspec", None)
        if where[0] in TWICE_ONLY_AT_LENGTH and called and called.params.get("bus_suite") == "in-process":
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session", params=BUSES)
def bus_suite(request: pytest.FixtureRequest, superuser_dsn: str, run_folder: Path) -> Iterator[Any]:
    """Every service behind that bus; one host for all workers of the run."""
    from tests.support.bussed import BusSuite, shared_host
    from tests.support.instances import shared_rabbitmq

    if request.param == "rabbitmq":
        with shared_rabbitmq(run_folder) as node, shared_host(run_folder, superuser_dsn, node.uri) as host:
            suite = BusSuite(*host)
            yield suite
            suite.close()
    else:
        with shared_host(run_folder, superuser_dsn, IN_PROCESS) as host:
            suite = BusSuite(*host)
            yield suite
            suite.close()


@pytest.fixture(scope="session")
def make_suite(bus_suite: Any) -> Callable[..., Any]:
    """``make_suite("voting", "congress")``: the suite, for a test about these services."""

    def make(*services: str) -> Any:
        return bus_suite.about(*services)

    return make
