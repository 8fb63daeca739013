"""The text of a ballot measure, written from its parameters, the body's rules and the candidate list (Y-030).

Each article says one rule in plain Chinese and where it stands. What no document of the body states is
said to be so, with the value chosen: nobody votes on a default that looks like a rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.voting.domain.article import Article, UnstatedRule
from services.voting.domain.candidates import FrozenList
from services.voting.domain.measure import MeasureParameters
from services.voting.domain.methods import Method
from services.voting.domain.policy import VotingPolicy
from services.voting.domain.terms import Terms
from services.voting.domain.unstated import SILENT, sentence_for
from services.voting.domain.wording import (
    CHOSEN,
    MARKS,
    OVER_MARKED,
    more_than,
    share,
    value_in_words,
)
from shared.kernel.clock import day_in_words
from shared.kernel.rulebook import PARAMETERS, Rule


@dataclass(frozen=True)
class Drafting:
    """What a measure is written from."""

    parameters: MeasureParameters
    policy: VotingPolicy
    frozen: FrozenList

    @property
    def terms(self) -> Terms:
        """How the body is spoken of."""
        return Terms.of(self.policy)


@dataclass(frozen=True)
class _Written:
    title: str
    keys: tuple[str, ...]
    text: str
    items: tuple[str, ...] = ()


def articles_for(
    parameters: MeasureParameters, policy: VotingPolicy, frozen: FrozenList, title: str
) -> list[Article]:
    """Every article in order, of a measure of that title."""
    drafting = Drafting(parameters, policy, frozen)
    found = []
    for topic, write in _ARTICLES.items():
        written = write(drafting)
        keys = [policy.full_key(key) for key in written.keys]
        source, stated = _source(drafting, keys, title)
        found.append(Article(topic, written.title, written.text, source, stated, list(written.items), keys))
    return found


def unstated_rules(policy: VotingPolicy) -> list[UnstatedRule]:
    """The parameters of the vote that the body's documents do not state, for the clerk to check."""
    return [
        UnstatedRule(rule.key, PARAMETERS[rule.key].meaning, _in_words(rule, policy))
        for rule in policy.rulebook.unstated()
        if rule.key in policy.keys
    ]


def _in_words(rule: Rule, policy: VotingPolicy) -> str:
    if rule.key.endswith("_base"):
        return Terms.of(policy).base(rule.value)
    return value_in_words(rule.value, rule.key)


def _source(at: Drafting, keys: list[str], title: str) -> tuple[str, bool]:
    """Where the rules of an article stand, and whether all of them do.

    A measure is not its own ground: what the rulebook cites from an earlier one is the wording that this article was
    written from, and what it cites from this very measure is the article itself, so that nothing is to be said.
    """
    policy = at.policy
    rules = [policy.rulebook.rule(key) for key in keys]
    stated = [rule.citation for rule in rules if rule.citation is not None]
    above = [each for each in stated if each.document != title]
    clauses = list(dict.fromkeys(str(each) for each in above if not policy.is_of_measure(each)))
    models = list(dict.fromkeys(str(each) for each in above if policy.is_of_measure(each)))
    silent = [rule.key for rule in rules if not rule.stated]
    parts = [f"依据：{'、'.join(clauses)}"] if clauses else []
    if models:
        parts.append(f"本条规定，拟订参照：{'、'.join(models)}")
    if silent:
        parts.append(SILENT + "；".join(sentence_for(key, policy, at.parameters) for key in silent))
    return "".join(f"{each}。" for each in parts), not silent


def _quota(at: Drafting) -> _Written:
    limits = at.policy.value("quota")
    text = f"本次会议应{at.terms.chosen}民生实事项目{at.parameters.quota}件"
    if limits["least"] != limits["most"]:
        text += f"（规定为{limits['least']}至{limits['most']}件）"
    return _Written(at.terms.quota, ("quota",), f"{text}。")


def _candidates(at: Drafting) -> _Written:
    frozen = at.frozen
    text = (
        f"候选项目{at.parameters.candidates}件，以{day_in_words(frozen.frozen_on)}定稿的第{frozen.list_version}版"
        f"候选项目名单为准。{at.terms.member}不得另提项目。"
    )
    lines = (
        f"{each.code} {each.name}" + (f"（{each.implementer}）" if each.implementer else "")
        for each in frozen.candidates
    )
    return _Written("候选项目", ("screening.chain",), text, tuple(lines))


def _differential(at: Drafting) -> _Written:
    quota, candidates = at.parameters.quota, at.parameters.candidates
    ratio, base = at.policy.ratio("differential"), at.terms.base(at.policy.value("differential_base"))
    least = f"候选项目须多于{at.terms.quota}，差额不得少于{base}的{share(ratio)}"
    keys: tuple[str, ...] = ("differential", "differential_base")
    if not ratio:
        least, keys = f"候选项目须多于{at.terms.quota}", keys[:1]
    text = (
        f"实行差额{at.terms.vote}。{least}：{at.terms.places(quota)}，候选项目至少{at.policy.candidates_needed(quota)}件；"
        f"本次候选项目{candidates}件，差额{candidates - quota}件。"
    )
    return _Written("差额", keys, text)


def _quorum(at: Drafting) -> _Written:
    base = at.terms.base(at.policy.value("quorum_base"))
    text = f"到会{at.terms.member}达到{base}的{share(at.policy.ratio('quorum'))}以上，方可开会和投票。"
    return _Written("法定人数", ("quorum", "quorum_base"), text)


def _polling(at: Drafting) -> _Written:
    where = "在全体会议上设票箱投票。"
    if at.parameters.polling == "delegation":
        where = "各代表团分设票箱投票；所有票箱的选票混合后统一清点，不单独统计任何票箱的票数。"
    text = (
        f"采取无记名投票方式，每名到会{at.terms.member}一张选票，本人填写、本人投票，不得委托他人；"
        f"发出选票不得多于到会人数。{where}"
    )
    return _Written("投票方式", ("polling",), text)


def _electronic(at: Drafting) -> _Written:
    parameters = at.parameters
    if not parameters.electronic:
        text = "使用纸质选票。电子投票只作演练，结果不产生法律效力。"
        return _Written("电子投票", ("electronic",), text)
    text = (
        f"纸质选票和电子投票并用，每名{at.terms.member}只用一种方式，两种方式合并计票，不公布其中一种方式的小计；"
        f"每种方式发出、收回都不少于{parameters.least_issued}票，否则全部使用纸质选票。"
        "电子投票的合计在纸质选票核对一致以后，由达到门槛人数的监票人共同解密；"
        "电子投票未能完成的，整体作废，全部改用纸质选票。"
    )
    return _Written("电子投票", ("electronic", "least_issued"), text)


def _scrutineers(at: Drafting) -> _Written:
    text = (
        "设总监票人和监票人，由全体会议举手表决通过，对检查票箱、发票、投票、收票、计票进行监督。"
        f"{at.policy.value('scrutineer_exclusions')}不得担任监票人。"
    )
    return _Written("监票人", ("scrutineer_exclusions",), text)


def _method(at: Drafting) -> _Written:
    text = "选票上对每件候选项目分别表示赞成、反对或者弃权，以赞成票数比较。"
    if at.parameters.method is Method.RANKING:
        text = (
            f"选票上按优先顺序给候选项目编号，以得分比较：编号1的得分等于本次投票应{at.terms.chosen}的件数，编号每增加1，得分减1，"
            "不编号的不得分。"
        )
    return _Written("选票方式", ("method",), text)


def _marks(at: Drafting) -> _Written:
    method = at.parameters.method
    text = (
        f"对候选项目，{MARKS[method]}。{CHOSEN[method]}的项目不得多于{at.terms.quota}（{at.parameters.quota}件），可以少于；"
        f"再次投票时，以该次投票应{at.terms.chosen}的件数为限。"
    )
    return _Written("选票的填写", ("marks",), text)


def _void(at: Drafting) -> _Written:
    method = at.parameters.method
    over = OVER_MARKED[method, at.parameters.over_marked]
    wrong = "编号重复或者跳号的，整张选票无效。" if method is Method.RANKING else ""
    text = (
        f"{CHOSEN[method]}的项目多于本次投票应{at.terms.chosen}件数的，{over}。{wrong}所有项目的标记都无法辨认的，整张选票无效；"
        "个别项目的标记无法辨认的，只该项目计为无效标记。没有画任何符号的选票有效，计为对全部项目弃权。"
    )
    return _Written("无效票", ("over_marked",), text)


def _validity(at: Drafting) -> _Written:
    text = "收回的选票等于或者少于发出的选票，投票有效；多于发出的选票，投票无效，应当重新投票。"
    return _Written("投票的效力", ("validity",), text)


def _counting(at: Drafting) -> _Written:
    text = (
        "收回的全部选票由两名计票人各自独立录入；两份录入不一致的，由监票人查对选票后逐项裁定。"
        "核对一致以前，任何人不得查看票数。计票记录由总监票人和全体监票人签字。"
    )
    return _Written("计票", ("counting",), text)


def _determination(at: Drafting) -> _Written:
    parameters = at.parameters
    score = "得分" if parameters.method is Method.RANKING else "赞成票数"
    ranked = f"按{score}由高到低，{at.terms.chosen}前{parameters.quota}件"
    if parameters.threshold == "none":
        return _Written(at.terms.chosen, ("threshold",), f"{ranked}。不设得票门槛。")
    base = at.terms.base(parameters.threshold_base)
    passing = "给该项目编号的有效票" if parameters.method is Method.RANKING else "赞成票"
    text = f"{passing}超过{base}半数的候选项目，{ranked}。"
    return _Written(at.terms.chosen, ("threshold", "threshold_base"), text)


def _tie(at: Drafting) -> _Written:
    equal, more, chosen = "末位赞成票相等", "赞成票多", at.terms.chosen
    if at.parameters.method is Method.RANKING:
        equal, more = "末位得分相等", "得分高"
    text = f"{equal}、不能{chosen}的，就相等的项目以同样方式再次投票，以{more}的{chosen}；仍相等的，继续投票，直至{chosen}。"
    return _Written("末位同票", ("tie",), text)


def _shortfall(at: Drafting) -> _Written:
    text = f"过门槛的项目少于{at.terms.quota}的，按实际过门槛的项目{at.terms.chosen}，不再补足。"
    if at.parameters.shortfall == "second_ballot":
        text = f"过门槛的项目少于{at.terms.quota}的，不足的名额在其余候选项目中再次投票，只进行一次。"
    return _Written("不足", ("shortfall",), text)


def _confirmation(at: Drafting) -> _Written:
    policy = at.policy
    majority = more_than(policy.ratio("confirmation_share"))
    text = f"计票结果经{policy.value('confirmation')}全体组成人员{majority}表决确认后，在会议上宣布。"
    keys = ("confirmation", "confirmation_share", "effect")
    if policy.value("effect") != "recommendation":
        return _Written("结果的确认", keys, f"{text}结果即为会议的决定。")
    organs = "、".join(policy.value("adopters"))
    text += f"结果属于推荐意见，依次由{organs}研究采纳。" if organs else "结果属于推荐意见。"
    return _Written("结果的确认和效力", (*keys, "adopters"), text)


def _publication(at: Drafting) -> _Written:
    counts = "载明各项目得票数" if at.parameters.publish_counts else "不载明得票数"
    losers = "同时公布" if at.parameters.publish_losers else "不公布"
    paper = at.policy.value("paper")
    # The paper itself may be among the channels; it is not its own channel.
    channels = "、".join(each for each in at.policy.value("channels") if each != paper)
    through = f"，并通过{channels}发布" if channels else ""
    text = f"结果以{paper}的形式向社会公布{through}；{counts}，{losers}未获{at.terms.chosen}的项目。"
    return _Written("公布", ("paper", "channels", "publish_counts", "publish_losers"), text)


_ARTICLES: dict[str, Callable[[Drafting], _Written]] = {
    "quota": _quota,
    "candidates": _candidates,
    "differential": _differential,
    "quorum": _quorum,
    "polling": _polling,
    "electronic": _electronic,
    "scrutineers": _scrutineers,
    "method": _method,
    "marks": _marks,
    "void": _void,
    "validity": _validity,
    "counting": _counting,
    "determination": _determination,
    "tie": _tie,
    "shortfall": _shortfall,
    "confirmation": _confirmation,
    "publication": _publication,
}
"""The articles in their order, by topic."""
