"""Every process of a distributed suite on its own probe address: asked by `piaojue health`, closed to the public."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import psutil
import pytest

from services.embedded.home import Home
from services.embedded.up import Distributed, distributed, free_port
from shared.config import SERVICES
from tests.integration.embedded.tree import ROOT, piaojue, wait_for

pytestmark = [pytest.mark.rabbitmq, pytest.mark.long]

ASKED = 24


def health(*options: str, **environment: str) -> tuple[int, str]:
    """Code and sentence of ``piaojue health``, as a container runs it."""
    done = subprocess.run(
        [*piaojue("health"), *options],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def listening(suite: Distributed) -> dict[str, set[str]]:
    """By member: the addresses on which it or a child of it listens."""
    found: dict[str, set[str]] = {}
    for name, member in suite.fleet.members.items():
        assert member.process is not None
        root = psutil.Process(member.process.pid)
        connections = [
            c for each in (root, *root.children(recursive=True)) for c in each.net_connections("inet")
        ]
        found[name] = {c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN}
    return found


def counted(address: str) -> float:
    """The requests to ``/healthz`` that the gateway has counted."""
    text = httpx.get(f"{address}/metrics", trust_env=False).text
    pattern = r'^piaojue_http_requests_total\{[^}]*route="/healthz"[^}]*\} (\S+)$'
    return sum(float(each) for each in re.findall(pattern, text, re.M))


def test_each_process_is_asked_at_its_own_address_and_the_public_sees_no_metrics(
    make_home: Callable[[], Path],
) -> None:
    home = Home(make_home())
    home.hold()
    with distributed(home, free_port()) as suite:
        assert set(listening(suite)) == {
            *(f"{each}-1" for each in SERVICES),
            "relay-1",
            "ballots-1",
            "gateway",
        }
        assert set().union(*listening(suite).values()) == {"127.0.0.1"}
        ports = {
            **suite.probes,
            "gateway": int(suite.fleet.members["gateway"].environment["PIAOJUE_METRICS_PORT"]),
        }
        kinds = {name: ports[name] for name in ("congress-1", "relay-1", "gateway")}
        for name, port in kinds.items():
            code, said = health("--ready", PIAOJUE_METRICS_PORT=str(port))
            assert (code, said.startswith("正常")) == (0, True), (name, said)
        assert health("--address", suite.address)[0] == 0

        public = httpx.get(f"{suite.address}/metrics", trust_env=False)
        assert (public.status_code, "piaojue_" in public.text) == (404, False)
        metrics = f"http://127.0.0.1:{ports['gateway']}"
        before = counted(metrics)
        for _ in range(ASKED):
            # A connection each, so that all workers take some.
            httpx.get(f"{suite.address}/healthz", trust_env=False).raise_for_status()
        assert wait_for(lambda: counted(metrics) >= before + ASKED, 20)
        assert counted(metrics) == before + ASKED, "the sum of all workers, none left out"
    for port in kinds.values():
        code, said = health(PIAOJUE_METRICS_PORT=str(port))
        assert (code, "没有应答" in said) == (1, True), said
    home.release()
