"""One suite with the whole demo year, played once, for every end-to-end test that looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.demo.play import play
from services.demo.scripts import ALL
from tests.support.running import Running, running


@pytest.fixture(scope="session")
def suite(make_home: Callable[[], Path]) -> Iterator[Running]:
    """The embedded suite after the demo year."""
    with running("run", make_home(), "--no-demo") as suite:
        play(suite.address, suite.home / "demo.json", ALL, lambda _: None)
        yield suite
