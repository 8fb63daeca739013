"""``piaojue rehearse``: a whole electronic vote with random marks, for training and for outside verifiers."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import click

_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command()
@click.option("--ballots", type=click.IntRange(0, 5000), required=True, help="选票张数。")
@click.option(
    "--candidates", type=click.IntRange(1, 100), default=12, show_default=True, help="候选项目件数。"
)
@click.option("--quota", type=click.IntRange(1, 100), default=10, show_default=True, help="应确定件数。")
@click.option(
    "--trustees", type=click.IntRange(1, 9), default=3, show_default=True, help="掌管密钥的监票人数。"
)
@click.option(
    "--threshold", type=click.IntRange(1, 9), default=2, show_default=True, help="解密所需监票人数。"
)
@click.option("--out", type=_OUT, required=True, help="要写的 .bel 文件。")
def rehearse(ballots: int, candidates: int, quota: int, trustees: int, threshold: int, out: Path) -> None:
    """演练：用随机选票走完电子表决的全过程，写出可由外部程序核验的 .bel 文件。"""
    from rich.progress import Progress

    from services.voting.domain.crypto.rehearsal import Plan
    from services.voting.domain.crypto.rehearsal import rehearse as play

    if threshold > trustees:
        raise click.UsageError(f"解密所需监票人数（{threshold}）不能多于监票人数（{trustees}）。")
    if quota > candidates:
        raise click.UsageError(f"应确定件数（{quota}）不能多于候选项目件数（{candidates}）。")
    _check_writable(out)
    plan = Plan(ballots, candidates, quota, trustees, threshold)
    with Progress(disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("演练投票", total=ballots)
        played = play(plan, int(time.time()), lambda number: bar.update(task, completed=number))
    beside = out.with_suffix(".pairs.jsonl")
    try:
        out.write_bytes(played.board.archive())
        beside.write_text("".join(f"{line}\n" for line in played.pairs), encoding="utf-8")
    except OSError as wrong:
        raise click.ClickException(f"写不了 {out} 或 {beside.name}，请检查磁盘空间和权限。") from wrong
    click.echo(f"演练完成：{ballots}张选票，写入 {out} 和 {beside}。核验：piaojue verify {out}")


def _check_writable(out: Path) -> None:
    """Before the vote is played, which takes minutes; raises ``click.UsageError``."""
    if out.suffix != ".bel":
        raise click.UsageError("输出文件名应以 .bel 结尾。")
    folder = out.parent
    if not folder.is_dir():
        raise click.UsageError(f"没有文件夹 {folder}，请先建立，或把 --out 写到别处。")
    if not os.access(folder, os.W_OK | os.X_OK) or out.with_suffix(".pairs.jsonl").is_dir():
        raise click.UsageError(f"不能在文件夹 {folder} 中写入，请检查权限，或把 --out 写到别处。")
