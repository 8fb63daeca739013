"""The count record (计票记录) to print and to sign by hand: what each round's ballots came to (A10.2, A10.12).

Its figures are secret until both entries agree, and to others than scrutineers until all have signed; whoever asks
for it chooses the rounds by that.
"""

from __future__ import annotations

from collections.abc import Sequence

from services.voting.domain.blocks import Block, heading, paragraph, table
from services.voting.domain.counting import Line, Tally
from services.voting.domain.entries import Settlement
from services.voting.domain.methods import Method
from services.voting.domain.result import FIGURES
from services.voting.domain.rounds import Round
from services.voting.domain.scrutineers import ScrutineerList
from services.voting.domain.scrutineers_report import settled
from services.voting.domain.vote import Vote
from services.voting.domain.wording import CHOSEN
from shared.kernel.numerals import ordinal

TELLERS = ("计票人（第一组）", "计票人（第二组）")


def record_blocks(
    vote: Vote,
    rounds: list[Round],
    scrutineers: ScrutineerList | None,
    settlements: Sequence[Settlement] = (),
) -> list[Block]:
    """A part for each of these rounds, each with the rulings on record and the lines that scrutineers and tellers sign on."""
    names = {each.code: each.name for each in vote.candidates}
    blocks: list[Block] = []
    for ballot in rounds:
        if ballot.tally is None:
            continue
        blocks.append(heading(f"第{ordinal(ballot.number)}次投票"))
        blocks.append(table(("项目", "数量"), _ballots(ballot, ballot.tally, vote.parameters.method)))
        blocks.append(_candidates(ballot, ballot.tally, names, vote.parameters.method))
        blocks += settled(ballot, settlements)
        blocks.append(paragraph("以上记录经核对无误。"))
        blocks.append(_signatures(vote, ballot, scrutineers))
    return blocks


def _ballots(ballot: Round, tally: Tally, method: Method) -> list[list[str]]:
    issued = ballot.issued or 0
    rows: list[tuple[str, str]] = [("到会", f"{ballot.present}人"), ("发出选票", f"{issued}张")]
    if len(ballot.boxes) > 1:
        rows += [
            (f"其中{each.name}（{each.code}）发出纸质选票", f"{each.issued or 0}张") for each in ballot.boxes
        ]
    rows += [
        ("收回选票", f"{tally.returned}张"),
        ("未收回选票", f"{issued - tally.returned}张"),
        ("有效票", f"{tally.valid}张"),
        ("无效票", f"{tally.invalid}张"),
        (f"其中{CHOSEN[method]}超过{ballot.places}件", f"{tally.over_marked}张"),
        ("其中无法辨认", f"{tally.unreadable}张"),
    ]
    if ballot.assisted:
        rows.append(("请人代写选票", f"{ballot.assisted}人"))
    if method is Method.RANKING:
        rows.append(("其中编号有误", f"{tally.misnumbered}张"))
    return [list(each) for each in rows]


def _candidates(ballot: Round, tally: Tally, names: dict[str, str], method: Method) -> Block:
    """The figures of each candidate in the order of the ballot; approvals add up to the valid ballots."""
    columns = {**FIGURES[method], **_MORE[method]}
    rows = [
        [
            str(place),
            f"{code} {names[code]}",
            *(str(figure(tally.lines[code])) for figure in columns.values()),
        ]
        for place, code in enumerate(ballot.candidates, start=1)
    ]
    return table(("序号", "候选项目", *columns), rows)


def _invalid(line: Line) -> int:
    return line.invalid_marks


_MORE = {
    Method.APPROVAL: {"无效标记": _invalid},
    Method.RANKING: {
        "编号的票": lambda line: line.approve,
        "弃权": lambda line: line.abstain,
        "无效标记": _invalid,
    },
}
"""What the record holds of a candidate beside the figures of the result."""


def _signatures(vote: Vote, ballot: Round, scrutineers: ScrutineerList | None) -> Block:
    """A line for each who signs; scrutineers may be replaced before a further round, so a signed one keeps its own."""
    signing = ballot.signed_by
    if ballot is vote.current and not vote.signed and scrutineers is not None:
        signing = scrutineers.titles
    rows = [[each, _registered(ballot, each), "", ""] for each in signing]
    return table(("职务", "系统登记", "签字", "日期"), [*rows, *([each, "", "", ""] for each in TELLERS)])


def _registered(ballot: Round, title: str) -> str:
    if title not in ballot.signed_by:
        return "尚未签字"
    return "已按纸质签字登记" if title in ballot.signed_on_paper else "已用账号签字"
