"""The sheet on which tellers tally by hand (计票表): blank, with what its totals must add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.voting.domain.blocks import Block, heading, paragraph, table
from services.voting.domain.methods import Method
from services.voting.domain.terms import Terms
from shared.kernel.numerals import ordinal

_HEADER = (
    "序号", "候选项目", "赞成○（画“正”）", "小计", "反对×（画“正”）", "小计",
    "弃权（画“正”）", "小计", "无效标记", "小计", "合计",
)  # fmt: skip
_TOTALS = ("发出选票", "收回选票", "未收回", "有效票", "无效票：赞成超过规定数", "无效票：无法辨认")

EQUATIONS = (
    "发出选票＝收回选票＋未收回",
    "收回选票＝有效票＋无效票",
    "每件候选项目：赞成＋反对＋弃权＋无效标记＝合计＝有效票",
)
"""What holds of every count, whatever the votes."""

RANKING_EQUATIONS = (*EQUATIONS[:2], "每件候选项目：各编号票数之和＋弃权＋无效标记＝合计＝有效票")
"""The same of a ranking."""


def tally_blocks(
    candidates: Sequence[str],
    names: Mapping[str, str],
    places: int,
    number: int,
    terms: Terms,
    method: Method = Method.APPROVAL,
) -> list[Block]:
    """A blank sheet for round ``number`` on these candidates for so many places; no figure of a count is in it."""
    header: tuple[str, ...] = _HEADER
    totals: tuple[str, ...] = _TOTALS
    equations = EQUATIONS
    if method is Method.RANKING:
        numbers = (f"编号{each}" for each in range(1, places + 1))
        header = ("序号", "候选项目", *numbers, "弃权", "无效标记", "合计")
        totals, equations = (
            (*_TOTALS[:4], "无效票：编号多于规定数", "无效票：编号有误", _TOTALS[-1]),
            RANKING_EQUATIONS,
        )
    rows = [
        [str(place), f"{code} {names[code]}", *[""] * (len(header) - 2)]
        for place, code in enumerate(candidates, start=1)
    ]
    return [
        paragraph(
            f"第{ordinal(number)}次投票，候选项目{len(candidates)}件，{terms.places(places)}。"
            "本表只计纸质选票。两组各用一份，各自独立计票，核对一致前互不对照。"
        ),
        paragraph("计票组：□第一组　□第二组　　第＿＿页　共＿＿页"),
        table(header, rows),
        heading("合计"),
        table(totals, [[""] * len(totals)]),
        heading("核对"),
        *[paragraph(f"□　{each}") for each in equations],
        paragraph("唱票人：＿＿＿＿＿＿　计票人：＿＿＿＿＿＿　监票人：＿＿＿＿＿＿　　＿＿年＿＿月＿＿日"),
    ]
