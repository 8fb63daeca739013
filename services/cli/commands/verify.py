"""``piaojue verify``: whether an exported vote holds, checked apart from the code that held it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from services.verifier.verification import Report

# Whether there is such a file is a question like the others: what is missing does not hold, with its name.
_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("archive", type=_FILE)
@click.option("--against", type=_FILE, multiple=True, help="较早的存档；可以给出多份。")
@click.option("--head", "heads", multiple=True, help="大厅公示过的链头；可以给出多个。")
@click.option("--format-only", is_flag=True, help="不核对成对证明（存档格式之外的文件）。")
@click.option("--unfinished", is_flag=True, help="投票尚未公布结果：只核对已有的部分。")
@click.option("--processes", type=click.IntRange(1, 64), help="用几个进程；默认与处理器数相同。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def verify(
    archive: Path,
    against: tuple[Path, ...],
    heads: tuple[str, ...],
    format_only: bool,
    unfinished: bool,
    processes: int | None,
    as_json: bool,
) -> None:
    """核验一次电子表决的存档（.bel）：全部成立时退出码为 0，否则为 1 并指出第一处不成立。"""
    from services.verifier.verification import Request
    from services.verifier.verification import verify as check

    report = check(Request(archive, against, heads, format_only, unfinished, processes))
    if as_json:
        click.echo(json.dumps(report.as_record(), ensure_ascii=False, indent=2))
    else:
        _tell(report)
    sys.exit(0 if report.holds else 1)


def _tell(report: Report) -> None:
    if report.uuid:
        click.echo(f"投票：{report.name}（编号 {report.uuid}，指纹 {report.fingerprint}）")
    for party in report.trustees:
        code = f"，核对码 {party['code']}" if party["code"] else ""
        click.echo(f"掌管密钥的监票人：{party['number']} 人，其中 {party['threshold']} 人即可解密{code}")
    counted = {"发出凭证": report.issued, "收到选票": report.ballots, "链头": report.head or None}
    if said := "　".join(f"{name}：{value}" for name, value in counted.items() if value is not None):
        click.echo(said)
    _tell_result(report)
    for each in report.skipped:
        click.echo(f"未核对：{each}")
    for finding in report.findings:
        click.echo(f"不成立：{finding.message}［{finding.code}］{finding.where}")
    if report.holds:
        click.echo("全部成立。" if report.result is not None else "已有的部分全部成立；投票尚未公布结果。")


def _tell_result(report: Report) -> None:
    for question, numbers in zip(report.questions, report.result or [], strict=False):
        click.echo(f"{question['title']}（可选 {question['least']}–{question['most']} 项）")
        for answer, number in zip(question["answers"], numbers, strict=True):
            click.echo(f"  {answer}：{number}")
    if report.abstained is not None:
        click.echo("弃权")
        for answer, number in zip(report.questions[0]["answers"], report.abstained, strict=True):
            click.echo(f"  {answer}：{number}")
