"""The chief scrutineer's report on the count (总监票人报告计票结果), from the count record (A10.2, A10.11).

Its figures are secret until the count is signed; whoever asks for them says so by ``signed_only``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from services.voting.domain.blocks import Block, heading, paragraph, table
from services.voting.domain.counting import Line, Tally
from services.voting.domain.determination import Outcome, score
from services.voting.domain.entries import Settlement
from services.voting.domain.methods import Method
from services.voting.domain.rounds import Round, RoundKind
from services.voting.domain.session import Session
from services.voting.domain.steps import STEP_NAMES
from services.voting.domain.terms import Terms
from services.voting.domain.vote import Vote
from services.voting.domain.vote_states import VoteState
from services.voting.domain.wording import CHOSEN, voided
from shared.kernel.clock import day_in_words
from shared.kernel.numerals import ordinal

_HEADER = {
    Method.APPROVAL: ("序号", "候选项目", "赞成", "反对", "弃权", "无效标记", "合计"),
    Method.RANKING: ("序号", "候选项目", "得分", "编号的票", "弃权", "无效标记", "合计"),
}
_WHY = {
    RoundKind.FIRST: "对全部候选项目投票",
    RoundKind.TIE: "对末位同票的项目再次投票",
    RoundKind.SHORTFALL: "对其余候选项目再次投票",
}


def counted_rounds(vote: Vote, *, signed_only: bool) -> list[Round]:
    """The rounds that have a count; the current one, where asked, only once it is signed."""
    unsigned = vote.current.number if vote.state is VoteState.COUNTED and signed_only else None
    return [each for each in vote.held if each.tally and each.number != unsigned]


def report_blocks(
    session: Session,
    vote: Vote,
    rounds: list[Round],
    terms: Terms,
    settlements: Sequence[Settlement] = (),
) -> list[Block]:
    """The report on these rounds, in the words of its body.

    ``settlements`` are the rulings on record, of which no pattern is told.
    """
    names = {each.code: each.name for each in vote.candidates}
    blocks = [paragraph(f"现将{session.title}民生实事项目{terms.vote}的计票结果报告如下。")]
    latest = max((each.number for each in rounds), default=0)
    for ballot in vote.rounds:
        if ballot.void and ballot.number < latest:
            blocks += [heading(_title(ballot)), paragraph(_voided(ballot))]
        elif ballot in rounds and ballot.tally and ballot.outcome:
            blocks += _round(ballot, ballot.tally, ballot.outcome, names, vote.parameters.method, terms)
            blocks += settled(ballot, settlements)
            blocks += _put_right(ballot, session)
            signing = _signing(ballot, vote, session)
            blocks.append(paragraph(_signatures(ballot, signing)))
            blocks.append(table(("职务", "签字", "日期"), [[each, "", ""] for each in signing]))
    return blocks


def _title(ballot: Round) -> str:
    return f"第{ordinal(ballot.number)}次投票：{_WHY[ballot.kind]}"


def _voided(ballot: Round) -> str:
    return f"{voided(ballot)}，已重新投票。"


def _round(
    ballot: Round, tally: Tally, outcome: Outcome, names: dict[str, str], method: Method, terms: Terms
) -> list[Block]:
    issued = ballot.issued or 0
    ballots = (
        f"到会{ballot.present}人，发出选票{issued}张，收回选票{tally.returned}张，"
        f"未收回{issued - tally.returned}张。有效票{tally.valid}张，无效票{tally.invalid}张"
    )
    if tally.invalid:
        ballots += f"，其中{CHOSEN[method]}超过{ballot.places}件的{tally.over_marked}张、无法辨认的{tally.unreadable}张"
        ballots += f"、编号有误的{tally.misnumbered}张" if method is Method.RANKING else ""
    if ballot.assisted:
        ballots += f"。请人代写选票的{ballot.assisted}人"
    if ballot.electronic:
        ballots += "。纸质选票和电子投票合并计票"
    ranked = sorted(tally.lines.items(), key=lambda each: -score(each[1], method))
    rows = [
        [str(number), f"{code} {names[code]}", *map(str, _figures(line, method))]
        for number, (code, line) in enumerate(ranked, start=1)
    ]
    return [
        heading(_title(ballot)),
        paragraph(f"{ballots}。"),
        table(_HEADER[method], rows),
        paragraph(_outcome(ballot, outcome, names, method, terms)),
    ]


def _figures(line: Line, method: Method) -> list[int]:
    """The figures of a candidate; the last is their sum, which is that of the valid ballots."""
    total = line.approve + line.against + line.abstain + line.invalid_marks
    if method is Method.RANKING:
        return [line.points, line.approve, line.abstain, line.invalid_marks, total]
    return [line.approve, line.against, line.abstain, line.invalid_marks, total]


def _outcome(ballot: Round, outcome: Outcome, names: dict[str, str], method: Method, terms: Terms) -> str:
    said = terms.places(ballot.places)
    if outcome.needed:
        said += f"，{CHOSEN[method]}票须达到{outcome.needed}张"
    said += f"；达到规定、得票在前的{len(outcome.determined)}件"
    if outcome.determined:
        said += f"：{'、'.join(names[code] for code in outcome.determined)}"
    if outcome.tied:
        tied = "、".join(names[code] for code in outcome.tied)
        equal = "得分" if method is Method.RANKING else "赞成票"
        said += f"。{tied}{equal}相等，余{outcome.tied_places}个名额，须再次投票"
    if outcome.missing:
        said += f"。不足{outcome.missing}件"
    return f"{said}。"


def settled(ballot: Round, settlements: Iterable[Settlement]) -> list[Block]:
    """How differences between the two entries were settled: who, when, why and how many ballots."""
    return [
        paragraph(
            f"录入差异裁定：两份录入有{each.ballots}张选票读法不同，"
            f"{each.scrutineer}于{day_in_words(each.settled_on)}对照选票裁定，改正第一份{each.first_changed}张、"
            f"第二份{each.second_changed}张，理由：{each.reason}。"
            + ("" if each.stands(ballot.sheets) else "此后已经重新计票。")
        )
        for each in settlements
        if each.round == ballot.number
    ]


def _put_right(ballot: Round, session: Session) -> list[Block]:
    """What was registered wrongly in the round, or counted again (ADR 0013)."""
    return [
        paragraph(
            f"更正：{STEP_NAMES[each.step]}，原登记“{each.was}”，更正为“{each.now}”，理由：{each.reason}。"
        )
        for each in session.corrections
        if each.round == ballot.number
    ]


def _signing(ballot: Round, vote: Vote, session: Session) -> list[str]:
    """Who signs the count record of a round, or has: scrutineers may be replaced before a further one."""
    if ballot is not vote.current or vote.signed or session.scrutineers is None:
        return ballot.signed_by
    return session.scrutineers.titles


def _signatures(ballot: Round, signing: Sequence[str]) -> str:
    waiting = [each for each in signing if each not in ballot.signed_by]
    said = f"计票记录已签字：{'、'.join(ballot.signed_by) or '无'}。"
    said += f"尚未签字：{'、'.join(waiting)}。" if waiting else ""
    if not ballot.signed_on_paper:
        return said
    return f"{said}其中在纸质计票记录上签字：{'、'.join(ballot.signed_on_paper)}。"
