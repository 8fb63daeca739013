"""The distributed suite on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from services.cli.commands.parameters import PORT
from shared.config import SERVICES


@click.command()
@click.option("--port", type=PORT, default=8000, show_default=True)
@click.option("--home", default=".piaojue", show_default=True, envvar="PIAOJUE_HOME")
@click.option("--copies", multiple=True, metavar="SERVICE=N", help="某服务的进程数，如 --copies voting=2")
@click.option("--demo/--no-demo", default=True, show_default=True)
def up(port: int, home: str, copies: tuple[str, ...], demo: bool) -> None:
    """像运维那样运行：RabbitMQ、PostgreSQL、每个服务各自的进程、转发进程、gunicorn。"""
    from services.embedded.errors import EmbeddedError
    from services.embedded.home import Home, unusable
    from services.embedded.up import up as run_up

    def announce() -> None:
        from services.demo.welcome import welcome
        from services.embedded.loopback import notice

        raised = notice(os.environ)
        if raised:
            click.echo(raised)
        click.echo(welcome(port, Path(home).absolute() / "up", demo))

    def play(address: str, folder: Path) -> None:
        from services.demo.play import play_with_progress

        play_with_progress(address, folder / "demo.json")

    try:
        run_up(Home(Path(home) / "up"), port, _numbers(copies), announce, play if demo else None)
    except EmbeddedError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(unusable(Path(home), error), err=True)
        sys.exit(1)


def _numbers(copies: tuple[str, ...]) -> dict[str, int]:
    from services.embedded.fleet import ALONE

    numbers: dict[str, int] = {}
    for each in copies:
        name, _, number = each.partition("=")
        if name not in (*SERVICES, *ALONE) or not number.isdigit() or int(number) < 1:
            raise click.BadParameter(f"{each}：应写成 服务名=进程数，如 voting=2。")
        numbers[name] = int(number)
    return numbers
