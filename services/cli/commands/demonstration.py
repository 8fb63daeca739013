"""The demo's data."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click


@click.group()
def demo() -> None:
    """演示数据。"""


@demo.command("reset")
@click.option("--home", default=".piaojue", show_default=True, envvar="PIAOJUE_HOME")
def reset(home: str) -> None:
    """删除 make run 的全部数据，从头开始。"""
    from services.embedded.errors import EmbeddedError
    from services.embedded.home import Home, unusable
    from services.embedded.postgres import EmbeddedPostgres

    held = Home(Path(home))
    if not held.folder.exists():
        click.echo("没有数据需要删除。")
        return
    try:
        held.hold()
        EmbeddedPostgres(held.database_folder).erase()
        held.release()
    except EmbeddedError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(unusable(Path(home), error), err=True)
        sys.exit(1)
    shutil.rmtree(held.folder)
    click.echo(f"已删除 {held.folder}；再次 make run 会重新演示。")
