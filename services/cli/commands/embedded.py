"""The embedded suite: everything on one machine, with nothing installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from services.cli.commands.parameters import PORT


@click.command()
@click.option("--port", type=PORT, default=8000, show_default=True, help="网页端口")
@click.option("--home", default=".piaojue", show_default=True, envvar="PIAOJUE_HOME", help="数据目录")
@click.option("--demo/--no-demo", default=True, show_default=True, help="是否演示两个县一年的全过程")
def run(port: int, home: str, demo: bool) -> None:
    """单机运行：内置数据库、全部服务、演示数据。"""
    from services.embedded.errors import EmbeddedError
    from services.embedded.home import Home, unusable
    from services.embedded.run import run as run_all

    def announce(_fresh: bool) -> None:
        from services.demo.welcome import welcome
        from services.embedded.loopback import notice

        raised = notice(os.environ)
        if raised:
            click.echo(raised)
        click.echo(welcome(port, Path(home).absolute(), demo))

    def play(address: str) -> None:
        from services.demo.play import play_with_progress

        play_with_progress(address, Path(home) / "demo.json")

    try:
        run_all(Home(Path(home)), port, demo, announce, play)
    except EmbeddedError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(unusable(Path(home), error), err=True)
        sys.exit(1)


@click.command(hidden=True)
@click.option("--port", type=PORT, default=8000)
def suite(port: int) -> None:
    """全部服务在一个进程内（由 run 启动）。"""
    from services.embedded.suite import run_suite
    from shared.config import load

    settings = load()
    run_suite(settings, "127.0.0.1", port, ready=lambda: not settings.demo_awaited)
