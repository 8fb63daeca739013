"""After the play: does the API answer every figure of the demo year?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from services.demo.accounts import Accounts
from services.demo.checks import beiguan, rules, townships, yuanyang
from services.demo.checks.differences import Differences
from services.demo.client import DemoClient
from services.demo.player import Player

Check = Callable[[Player, Differences], None]

CHECKS: tuple[tuple[str, str, Check], ...] = (
    *(("yuanyang", f"原阳县·{name}", check) for name, check in (*yuanyang.CHECKS, *rules.YUANYANG)),
    *(("beiguan", f"北关区·{name}", check) for name, check in (*beiguan.CHECKS, *rules.BEIGUAN)),
    *((each.tenant, each.tenant, townships.checker(each)) for each in townships.TOWNSHIPS),
    ("yuanyang", "原阳县·乡镇年度进度", townships.check_told),
)
"""Tenant, what the differences are headed with, and the comparison."""


def check(address: str, accounts_file: Path, checks: Iterable[tuple[str, str, Check]] = CHECKS) -> list[str]:
    """Every difference between the API's answers and the expected figures, as a sentence; none is success."""
    client = DemoClient(address, "核对")
    accounts = Accounts(accounts_file)
    players: dict[str, Player] = {}
    found: list[str] = []
    for tenant, part, compare in checks:
        player = players.setdefault(tenant, Player(client, accounts, tenant))
        differences = Differences(part)
        compare(player, differences)
        found += differences.found
    return found
