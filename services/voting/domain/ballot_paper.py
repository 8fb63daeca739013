"""The ballot paper (选票) to print: the same for everybody, with nothing on it that could tell one from another (Y-033)."""

from __future__ import annotations

from collections.abc import Mapping

from services.voting.domain.blocks import Block, paragraph, table
from services.voting.domain.measure import MeasureParameters
from services.voting.domain.methods import Method
from services.voting.domain.rounds import Round, RoundKind
from services.voting.domain.terms import Terms
from services.voting.domain.wording import CHOSEN, MARKS, OVER_MARKED
from shared.kernel.numerals import ordinal

_AGAIN = {
    RoundKind.FIRST: "",
    RoundKind.TIE: "本次对末位同票的项目再次投票。",
    RoundKind.SHORTFALL: "本次对其余候选项目再次投票。",
}


def ballot_title(title: str, word: str, ballot: Round) -> str:
    """How the ballot is headed; a further ballot says which it is, so that no left-over paper of another passes for it."""
    again = "" if ballot.number == 1 else f"（第{ordinal(ballot.number)}次投票）"
    return f"{title}民生实事项目{word}选票{again}"


def ballot_blocks(
    ballot: Round, names: Mapping[str, str], parameters: MeasureParameters, terms: Terms
) -> list[Block]:
    """The candidates in the order of the list, how they are marked, and what voids the ballot."""
    method = parameters.method
    over = OVER_MARKED[method, parameters.over_marked]
    column = "编号" if method is Method.RANKING else "符号"
    codes, places = ballot.candidates, ballot.places
    rows = [[str(number), f"{code} {names[code]}", ""] for number, code in enumerate(codes, start=1)]
    return [
        paragraph(
            f"{_AGAIN[ballot.kind]}候选项目{len(codes)}件，{terms.places(places)}，差额{len(codes) - places}件。"
        ),
        table(["序号", "候选项目", column], rows),
        paragraph(
            f"填写说明：{MARKS[method]}。{CHOSEN[method]}的项目不得多于{places}件，可以少于；多于的，{over}。"
            "请用黑色或者蓝色笔填写，不要在选票上写姓名或者作其他记号。"
        ),
        paragraph(f"{terms.seal}　　＿＿年＿＿月＿＿日"),
    ]
