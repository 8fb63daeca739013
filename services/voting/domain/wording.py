"""How numbers, shares and rule values are written in the texts of a vote."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from services.voting.domain.methods import Method
from shared.kernel.numerals import DIGITS, ordinal

if TYPE_CHECKING:
    from services.voting.domain.rounds import Round

_SHARE = re.compile(r"\d+(/\d+)?")

BASES = {
    "legal": "法定代表名额",
    "in_office": "实有代表",
    "present": "到会代表",
    "issued": "发出的选票",
    "returned": "收回的选票",
    "valid": "有效票",
    "quota": "应确定项目数",
    "candidates": "候选项目数",
}
"""What a share is counted on, by the rulebook's word."""

_WORDS = BASES | {
    "plenary": "全体会议",
    "delegation": "分代表团",
    "group": "分组",
    "none": "不要求",
    "void": "整张选票无效",
    "candidate_void": "该票的赞成标记无效",
    "majority": "过半数",
    "second_ballot": "再次投票",
    "approval": "逐项赞成、反对、弃权",
    "ranking": "按优先顺序编号计分",
    "copies": "按份数",
    "receipts": "按代表签收",
    "fewer": "按实际过线数确定，不再补足",
    "decision": "决定",
    "recommendation": "推荐意见",
    "circle_cross": "赞成画“○”，反对画“×”，弃权不画",
    "not_more_than_issued": "收回不多于发出则有效，否则重新投票",
    "double_entry": "两名计票人各自独立录入并核对",
}

_WORDS_OF = {"electronic": {"rehearsal": "演练", "legal": "正式投票，与纸质选票合并计票"}}
"""Values whose word means something of its own in one parameter, by the parameter's name."""

MARKS = {
    Method.APPROVAL: "赞成的画“○”，反对的画“×”，弃权的不画任何符号",
    Method.RANKING: "按优先顺序给候选项目编号，最优先的编1，依次编2、3……，不得重复或跳号，弃权的不编号",
}
"""How a ballot is filled in, by its kind."""

CHOSEN = {Method.APPROVAL: "赞成", Method.RANKING: "编号"}
"""What a deputy does for a project."""

OVER_MARKED = {
    (Method.APPROVAL, "void"): "整张选票无效",
    (Method.APPROVAL, "candidate_void"): "该张选票的赞成标记全部无效，其余标记有效",
    (Method.RANKING, "void"): "整张选票无效",
    (Method.RANKING, "candidate_void"): "多出的编号无效，其余编号有效",
}
"""What becomes of a ballot that chooses more than there are places, by its kind and the rulebook's word."""


CHOSEN_AS = {"decision": "确定", "recommendation": "推荐"}
"""What a vote does with a project, by the effect that its body's rules give it (A10.13)."""


def article_number(place: int) -> str:
    """The number of an article as laws write it: 第十二条."""
    return f"第{ordinal(place)}条"


def share(value: Fraction) -> str:
    """A share as people say it: 半数, 三分之二; with digits where the numbers are large."""
    if value == Fraction(1, 2):
        return "半数"
    if value.denominator == 1:
        return "全部" if value == 1 else str(value)
    if value.denominator <= 10 and value.numerator <= 10:
        return f"{DIGITS[value.denominator]}分之{DIGITS[value.numerator]}"
    return str(value)


def more_than(value: Fraction) -> str:
    """What has to be exceeded, as people say it: 过半数, 超过三分之二."""
    return "过半数" if value == Fraction(1, 2) else f"超过{share(value)}"


def value_in_words(value: Any, key: str = "") -> str:
    """The value of a parameter in words; names and sentences stand as they are."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(value_in_words, value)) or "无"
    if isinstance(value, dict):
        least, most = value["least"], value["most"]
        return f"{least}件" if least == most else f"{least}至{most}件"
    if isinstance(value, int):
        return str(value)
    if _SHARE.fullmatch(value):
        return share(Fraction(value))
    own = _WORDS_OF.get(key.rpartition(".")[2], {})
    return own.get(value) or _WORDS.get(value, value)


def voided(ballot: Round) -> str:
    """Why a round is void, in the words of a paper."""
    if ballot.annulled:
        return f"计票结果未获确认，决定重新投票：{ballot.annulled}"
    if ballot.given_up:
        return f"发出选票{ballot.issued}张（其中电子投票未能完成），整体作废，改为全部使用纸质选票"
    return f"发出{ballot.paper_said}{ballot.paper_issued}张，收回{ballot.paper_returned}张，收回的多于发出的，投票无效"
