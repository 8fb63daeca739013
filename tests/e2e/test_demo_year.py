"""The demo year, played through the public API and compared figure by figure with what it answers."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from pathlib import Path

import httpx

from services.demo.accounts import Accounts
from services.demo.check import check
from services.demo.client import DemoClient
from services.demo.land import LAND
from services.demo.play import play
from services.demo.player import Player
from services.demo.scripts import ALL as SCRIPTS
from services.gateway.api.every_route import ALL
from tests.support.running import Running, running


def player(suite: Running, tenant: str) -> Player:
    return Player(DemoClient(suite.address, "check"), Accounts(suite.home / "demo.json"), tenant)


def test_every_figure_of_the_demo_year_is_what_the_api_answers(suite: Running) -> None:
    assert check(suite.address, suite.home / "demo.json") == []


def test_playing_the_year_again_changes_nothing(suite: Running) -> None:
    county = [each for each in SCRIPTS if each.tenant != "beiguan"]
    play(suite.address, suite.home / "demo.json", county, lambda _: None)
    assert check(suite.address, suite.home / "demo.json") == []


def test_ctrl_c_stops_everything_and_a_second_start_keeps_the_data(make_home: Callable[[], Path]) -> None:
    home = make_home()
    with running("run", home, "--no-demo") as first:
        play(first.address, first.home / "demo.json", (LAND,), lambda _: None)
        assert first.stop(signal.SIGINT) == 0
    with running("run", home, "--no-demo") as second:
        listed = httpx.get(f"{second.address}/api/v1/tenants/platform/tenants", trust_env=False).json()
        assert "yuanyang" in [each["id"] for each in listed["items"]]
        assert second.stop(signal.SIGTERM) == 0


def test_a_session_of_one_tenant_opens_nothing_at_anothers_address(suite: Running) -> None:
    clerk = player(suite, "yuanyang")
    token = clerk.client.sign_in("yuanyang", "clerk", clerk.accounts.password("yuanyang", "clerk"))
    with httpx.Client(
        base_url=suite.address, trust_env=False, headers={"Authorization": f"Bearer {token}"}
    ) as client:
        for _service, routes in ALL:
            for route in routes:
                path = re.sub(r"<[a-z_]+>", "x", route.path)
                answer = client.request(route.method, f"/api/v1/tenants/taiping{path}", json={})
                assert answer.status_code in (401, 422), (route, answer.text)
                assert answer.headers["content-type"] == "application/problem+json"
