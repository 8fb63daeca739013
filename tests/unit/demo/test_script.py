"""Scripts, their journal, and the table of the demo year's lines."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import httpx
import pytest

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.land import TENANTS
from services.demo.lines import LINES
from services.demo.player import Player
from services.demo.script import Journal, Part, Script
from services.demo.scripts import ALL
from services.demo.welcome import welcome

STEPS = {f"{script.name}：{step.title}" for script in ALL for step in script.steps}


def test_steps_have_names_of_their_own_since_keys_are_made_of_them() -> None:
    counted = Counter((script.name, step.title) for script in ALL for step in script.steps)
    assert [name for name, number in counted.items() if number > 1] == []


def test_the_clock_of_a_script_only_goes_forward() -> None:
    for script in ALL:
        days = [date.fromisoformat(step.day) for step in script.steps if step.day]
        assert days == sorted(days), script.name


def test_every_line_is_played_by_steps_that_exist_or_says_what_it_waits_for() -> None:
    assert [line.code for line in LINES if not line.steps and not line.waits] == []
    unknown = [(line.code, step) for line in LINES for step in line.steps if step not in STEPS]
    assert unknown == []
    codes = [line.code for line in LINES]
    assert len(set(codes)) == len(codes)


def test_every_demo_tenant_says_that_it_is_a_demo_a10_20() -> None:
    assert all(name.endswith("（演示）") for _tenant, name, _kind, _parent in TENANTS)


def test_a_step_is_noted_once_it_is_done_and_known_in_a_replay(tmp_path: Path) -> None:
    part, seen = Part(), []

    @part.step("一")
    def first(player: Player) -> None:
        seen.append(("一", player.again))

    @part.step("二")
    def second(player: Player) -> None:
        seen.append(("二", player.again))
        if len(seen) == 2:
            raise ConnectionError

    http = httpx.Client(base_url="http://demo")
    script = Script("yuanyang", "原阳县", (part,))
    for _ in range(2):
        player = Player(
            DemoClient("http://demo", "原阳县", http), Accounts(tmp_path / "demo.json"), "yuanyang"
        )
        try:
            script.play(player, Journal(tmp_path / "journal"), lambda _title: None)
        except ConnectionError:
            assert (tmp_path / "journal").read_text() == "原阳县：一\n"
    assert seen == [("一", False), ("二", False), ("一", True), ("二", False)]


def test_every_account_of_the_demo_is_printed(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "demo.json")
    passwords = [
        accounts.password(tenant, login)
        for tenant in ("yuanyang", "taiping")
        for login in ("clerk", "teller1")
    ]
    printed = welcome(8000, tmp_path, True)
    assert all(password in printed for password in passwords)
    assert "原阳县（演示）" in printed
    assert "演示数据·非正式公文" in printed


@pytest.mark.parametrize("demo", [True, False])
def test_without_a_demo_no_account_is_printed(tmp_path: Path, demo: bool) -> None:
    assert "演示账号" not in welcome(8000, tmp_path, demo)
