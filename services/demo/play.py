"""Playing the demo year through the public API, with a bar that fills."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import httpx
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from services.demo.accounts import Accounts
from services.demo.client import DemoClient, DemoRefused, NotInTime
from services.demo.player import Player
from services.demo.script import Journal, Script
from services.embedded.errors import EmbeddedError


class DemoStopped(EmbeddedError):
    """The demo year could not be played to its end; the message says where, and what to do."""


def play(address: str, accounts_file: Path, scripts: Iterable[Script], begun: Callable[[str], None]) -> None:
    """Play scripts one after another. Playing again what was interrupted doubles nothing."""
    accounts = Accounts(accounts_file)
    journal = Journal(accounts_file.with_name("demo-journal"))
    for script in scripts:
        client = DemoClient(address, script.name)
        script.play(Player(client, accounts, script.tenant), journal, begun)


def play_with_progress(address: str, accounts_file: Path) -> None:
    """Play the whole demo, showing how far it is; raises ``DemoStopped`` where it cannot go on."""
    try:
        _show(address, accounts_file)
    except (DemoRefused, NotInTime, httpx.TransportError) as stopped:
        raise DemoStopped(
            f"演示年度没有演完：{stopped}。已演的部分都保留着，再运行一次会接着演；"
            f"若停在同一处，请查看 {accounts_file.parent} 里的日志，或用 make demo-reset 从头开始。"
        ) from stopped


def _show(address: str, accounts_file: Path) -> None:
    """A bar on a terminal, a line a script elsewhere."""
    from services.demo.scripts import ALL

    total = sum(len(script.steps) for script in ALL)
    if not sys.stderr.isatty():
        last = ""

        def line(title: str) -> None:
            nonlocal last
            name = title.split("：")[0]
            if name != last:
                print(f"演示：{name} …", file=sys.stderr, flush=True)  # noqa: T201
                last = name

        play(address, accounts_file, ALL, line)
        return
    columns = (
        TextColumn("演示年度"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("", total=total)

        def advance(title: str) -> None:
            progress.update(bar, advance=1, description=title)

        play(address, accounts_file, ALL, advance)
