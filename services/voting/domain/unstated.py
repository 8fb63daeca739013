"""What applies where no document of the body states a rule, in sentences for deputies (Y-030).

The names of the parameters are for the clerk's own list; an article that deputies read says what is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from services.voting.domain.measure import MeasureParameters
from services.voting.domain.methods import Method
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.terms import Terms
from services.voting.domain.wording import CHOSEN, MARKS, OVER_MARKED, more_than, share

SILENT = "本级文件对此没有规定，采用："


def sentence_for(key: str, policy: VotingPolicy, parameters: MeasureParameters) -> str:
    """The chosen rule of a parameter of the vote, by its key with or without the body's chapter."""
    value = policy.rulebook.value(policy.full_key(key))
    own = key if key in _SAID else key.rpartition(".")[2]
    return _SAID[own](value, policy, parameters)


def _over_marked(_value: Any, _policy: VotingPolicy, parameters: MeasureParameters) -> str:
    method = parameters.method
    return f"{CHOSEN[method]}的项目过多的，{OVER_MARKED[method, parameters.over_marked]}"


def _differential(_value: Any, policy: VotingPolicy, _parameters: MeasureParameters) -> str:
    ratio, quota = policy.ratio("differential"), Terms.of(policy).quota
    return f"差额不少于{share(ratio)}" if ratio else f"候选项目多于{quota}即可"


_SAID: Mapping[str, Callable[[Any, VotingPolicy, MeasureParameters], str]] = {
    "quota": lambda _, policy, at: Terms.of(policy).places(at.quota),
    "screening.chain": lambda value, _, __: (
        f"候选项目名单经{'、'.join(each['body'] + each['action'] for each in value)}产生"
    ),
    "differential": _differential,
    "differential_base": lambda value, policy, _: f"差额以{Terms.of(policy).base(value)}计算",
    "quorum": lambda _, policy, __: f"到会人数达到{share(policy.ratio('quorum'))}以上",
    "quorum_base": lambda value, policy, _: f"到会的比例以{Terms.of(policy).base(value)}计算",
    "polling": lambda value, _, __: (
        "各代表团分设票箱投票" if value == "delegation" else "在全体会议上设票箱投票"
    ),
    "electronic": lambda _, __, at: "纸质选票和电子投票并用" if at.electronic else "电子投票只作演练",
    "least_issued": lambda value, _, __: f"纸质选票、电子投票各不少于{value}票",
    "scrutineer_exclusions": lambda value, _, __: f"{value}不担任监票人",
    "method": lambda value, _, __: (
        "按优先顺序编号计分" if value == Method.RANKING else "逐项表示赞成、反对或者弃权"
    ),
    "marks": lambda _, __, at: MARKS[at.method],
    "over_marked": _over_marked,
    "validity": lambda _, __, ___: "收回的选票不多于发出的选票，投票有效，否则重新投票",
    "counting": lambda _, __, ___: "由两名计票人各自独立录入并核对",
    "threshold": lambda value, _, __: "得票须过半数" if value == "majority" else "不设得票门槛",
    "threshold_base": lambda value, policy, _: f"半数以{Terms.of(policy).base(value)}计算",
    "tie": lambda _, __, ___: "末位同票的项目再次投票",
    "shortfall": lambda value, policy, _: (
        "不足的名额再次投票"
        if value == "second_ballot"
        else f"按实际过门槛的项目{Terms.of(policy).chosen}，不再补足"
    ),
    "confirmation": lambda value, _, __: f"结果由{value}确认",
    "confirmation_share": lambda _, policy, __: (
        f"确认结果以全体组成人员{more_than(policy.ratio('confirmation_share'))}通过"
    ),
    "effect": lambda value, _, __: "结果属于推荐意见" if value == "recommendation" else "结果即为会议的决定",
    "adopters": lambda value, _, __: f"由{'、'.join(value)}研究采纳" if value else "不经其他机关采纳",
    "paper": lambda value, _, __: f"结果以{value}公布",
    "channels": lambda value, policy, _: (
        f"公布渠道为{'、'.join(value)}" if value != [policy.value("paper")] else "不另设公布渠道"
    ),
    "publish_counts": lambda value, _, __: "载明得票数" if value else "不载明得票数",
    "publish_losers": lambda value, policy, _: (
        f"未获{Terms.of(policy).chosen}的项目{'一并' if value else '不'}公布"
    ),
}
