"""The same year on RabbitMQ, with a process a service: a township's in the short form, all of it in the long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from services.demo.check import CHECKS, check
from services.demo.land import LAND
from services.demo.play import play
from services.demo.script import Script
from services.demo.scripts import ALL
from services.embedded.fleet import ALONE
from services.embedded.home import Home
from services.embedded.up import Distributed, distributed, free_port
from shared.config import SERVICES

pytestmark = pytest.mark.rabbitmq

TOWNSHIP = "taiping"


@contextmanager
def played(
    home: Path, scripts: Iterable[Script], copies: dict[str, int] | None = None
) -> Iterator[Distributed]:
    with distributed(Home(home), free_port(), copies) as running:
        play(running.address, home / "demo.json", scripts, lambda _: None)
        yield running


def test_a_townships_year_on_rabbitmq_gives_the_same_figures(make_home: Callable[[], Path]) -> None:
    home = make_home()
    script = next(each for each in ALL if each.tenant == TOWNSHIP)
    with played(home, (LAND, script), copies={"voting": 2}) as running:
        assert (
            check(running.address, home / "demo.json", [each for each in CHECKS if each[0] == TOWNSHIP]) == []
        )
        assert running.fleet.members["voting-2"].starts == 1
        for name, port in running.probes.items():
            for path in ("healthz", "readyz", "metrics"):
                answer = httpx.get(f"http://127.0.0.1:{port}/{path}", trust_env=False)
                assert answer.status_code == 200, (name, path)
        assert len(running.probes) == len(SERVICES) + len(ALONE) + 1


@pytest.mark.long
def test_the_whole_demo_on_rabbitmq_gives_the_same_figures(make_home: Callable[[], Path]) -> None:
    home = make_home()
    with played(home, ALL) as running:
        assert check(running.address, home / "demo.json") == []
