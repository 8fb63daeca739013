"""``piaojue recount``: a scrutineer counts the sealed mark patterns again, offline."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from services.voting.domain.recount.problems import RecountRefused
    from services.voting.domain.recount.recount import Recount

STANDS, REFUSED, SECOND_BALLOT = 0, 2, 3
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--measure", type=_FILE, required=True, help="票决办法（JSON）。")
@click.option("--ballots", type=_FILE, required=True, help="选票（CSV：ballot,candidate,mark）。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def recount(measure: Path, ballots: Path, as_json: bool) -> None:
    """复核计票：结果成立时退出码为 0，需要再次投票时为 3，材料不合要求时为 2。"""
    from services.voting.domain.recount.problems import RecountRefused

    try:
        found = _count(measure, ballots)
    except RecountRefused as refused:
        _refuse(refused, as_json)
        sys.exit(REFUSED)
    if as_json:
        _write(found.as_record())
    else:
        _tell(found)
    sys.exit(STANDS if found.stands else SECOND_BALLOT)


def _count(measure: Path, ballots: Path) -> Recount:
    from services.voting.domain.recount.measure import read_measure
    from services.voting.domain.recount.problems import Problem, RecountRefused
    from services.voting.domain.recount.recount import recount as count

    try:
        record = json.loads(measure.read_text(encoding="utf-8-sig"))
        # Half a character, or a number that JSON has no spelling for, could not be written out again.
        json.dumps(record, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise RecountRefused(
            Problem("recount.measure", "票决办法：文件不是 UTF-8 编码的 JSON，或含有无法写出的字符、数字。")
        ) from None
    with ballots.open(encoding="utf-8-sig", newline="") as file:
        return count(read_measure(record), file)


def _refuse(refused: RecountRefused, as_json: bool) -> None:
    if as_json:
        problems = [each.as_record() for each in refused.problems]
        click.echo(json.dumps({"problems": problems}, ensure_ascii=False, indent=2))
    for each in refused.problems:
        click.echo(f"{each.message}［{each.code}］", err=True)


def _write(record: Mapping[str, Any]) -> None:
    """A JSON object, of whose lists one item is written at a time."""
    encoded = json.JSONEncoder(ensure_ascii=False).encode
    click.echo("{", nl=False)
    for position, (name, value) in enumerate(record.items()):
        click.echo(f"{',' if position else ''}\n  {encoded(name)}: ", nl=False)
        if not isinstance(value, list | Iterator):
            click.echo(encoded(value), nl=False)
            continue
        lead = "["
        for each in value:
            sys.stdout.write(f"{lead}\n    {encoded(each)}")
            lead = ","
        click.echo("[]" if lead == "[" else "\n  ]", nl=False)
    click.echo("\n}")


def _tell(found: Recount) -> None:
    tally, measure, outcome = found.tally, found.measure, found.outcome
    click.echo(
        f"发出 {measure.issued}　收回 {tally.returned}　未收回 {measure.issued - tally.returned}　"
        f"有效 {tally.valid}　无效 {tally.invalid}（超过应确定项目数 {tally.over_marked}，无法辨认 {tally.unreadable}"
        + (f"，编号有误 {tally.misnumbered}）" if measure.method == "ranking" else "）")
    )
    for code in sorted(tally.lines, key=found.rank):
        line = tally.lines[code]
        mark = "　确定" if code in outcome.determined else "　并列" if code in outcome.tied else ""
        said = f"赞成 {line.approve}　反对 {line.against}"
        if measure.method == "ranking":
            said = f"得分 {line.points}　编号的票 {line.approve}"
        click.echo(
            f"第{found.rank(code)}名　{code}　{said}　弃权 {line.abstain}　废项 {line.invalid_marks}{mark}"
        )
    if outcome.needed:
        click.echo(f"通过所需赞成票：{outcome.needed}")
    for clause, text in measure.clauses.items():
        click.echo(f"依据 {clause}：{text}")
    certain = f"确定 {len(outcome.determined)} 件"
    if outcome.tied:
        equal = "得分" if measure.method == "ranking" else "得票"
        click.echo(
            f"需要再次投票：{'、'.join(outcome.tied)} {equal}相同，尚余 {outcome.tied_places} 个名额（{certain}）。"
        )
    elif found.standing_again:
        click.echo(
            f"需要再次投票：过门槛的项目少于应确定项目数，尚余 {outcome.missing} 个名额，"
            f"在其余候选项目 {'、'.join(found.standing_again)} 中再次投票（{certain}）。"
        )
    else:
        click.echo(f"计票成立：{certain}。")
