"""The text of the ballot measure: what it says is what the count does, and where it stands (Y-030, Y-031, Y-038)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.congress.templates import load_template
from services.voting.domain.article import Article
from services.voting.domain.errors import MeasureLocked, QuotaOutsideRange
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.measure import BallotMeasure, MeasureSections, parameters_for
from services.voting.domain.measure_articles import articles_for, unstated_rules
from services.voting.domain.policy import BodyKind, VotingPolicy
from services.voting.domain.unstated import SILENT
from services.voting.domain.wording import value_in_words
from shared.kernel.citation import Citation
from shared.kernel.numerals import ordinal
from shared.kernel.rulebook import PARAMETERS, Rule, Rulebook
from shared.kernel.rulebook.kinds import Choice
from tests.unit.voting.builders import BEIGUAN, DAY, GEBUKOU, YUANYANG, frozen_list, policy

TITLE = "甲县人民代表大会2024年会议民生实事项目票决办法"
THIRTEEN = [f"D{n:02}" for n in range(1, 14)]
TOPICS = {
    "quota", "candidates", "differential", "quorum", "polling", "electronic", "scrutineers", "method", "marks", "void", "validity",
    "counting", "determination", "tie", "shortfall", "confirmation", "publication",
}  # fmt: skip


def articles(rules: VotingPolicy, quota: int = 10, codes: list[str] = THIRTEEN) -> dict[str, Article]:
    """The articles of a measure on these candidates, by topic."""
    frozen = frozen_list(codes, kind=rules.kind)
    return {
        each.topic: each for each in articles_for(parameters_for(frozen, quota, rules), rules, frozen, TITLE)
    }


def shipped(template: str) -> VotingPolicy:
    return VotingPolicy.from_rulebook(Rulebook.from_data(load_template(template)), BodyKind.CONGRESS)


def test_the_measure_says_everything_that_the_count_will_do_y030() -> None:
    found = articles(policy(YUANYANG))
    assert set(found) == TOPICS
    assert "应确定民生实事项目10件" in found["quota"].text
    assert "候选项目13件" in found["candidates"].text
    assert found["candidates"].items == [f"{code} 项目{code}" for code in THIRTEEN]
    for mark in ("赞成的画“○”", "反对的画“×”", "弃权的不画任何符号"):
        assert mark in found["marks"].text


def test_every_article_of_a_county_whose_measure_says_all_names_its_clause_y013() -> None:
    found = articles(shipped("13121"))
    clauses = {
        "quorum": "第二条", "quota": "第三条", "polling": "第四条", "counting": "第五条", "marks": "第六条",
        "void": "第七条", "validity": "第八条", "determination": "第九条", "tie": "第十条",
        "shortfall": "第十一条", "publication": "第十二条",
    }  # fmt: skip
    for topic, clause in clauses.items():
        assert found[topic].stated, topic
        assert found[topic].source.startswith(("依据：《原阳县", "本条规定，拟订参照：《原阳县")), topic
        assert clause in found[topic].source
        assert SILENT not in found[topic].source


def test_an_article_that_no_document_states_says_so_with_the_value_chosen_q04_q05() -> None:
    found = articles(shipped("three-three-three"), codes=THIRTEEN[:12])
    assert found["tie"].stated
    assert not found["marks"].stated
    assert found["marks"].source.startswith(f"{SILENT}赞成的画“○”")
    assert "依据：" not in found["marks"].source


@given(st.data())
def test_an_article_names_a_clause_exactly_where_one_is_stated(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(BodyKind)))
    keys = policy(kind=kind).keys
    stated = data.draw(st.sets(st.sampled_from(keys)))
    rules = policy({key: PARAMETERS[key].default for key in stated}, kind)
    for each in articles(rules).values():
        assert each.stated == (SILENT not in each.source)
        assert each.stated or "本级文件对此没有规定，采用：" in each.source
        assert ("第九条" in each.source) == ("依据：" in each.source)
    assert {each.key for each in unstated_rules(rules)} == set(keys) - stated


@pytest.mark.parametrize("kind", list(BodyKind))
def test_the_clerks_list_holds_the_votes_own_parameters_in_words(kind: BodyKind) -> None:
    rules = unstated_rules(policy(kind=kind))
    prefix = "voting." if kind is BodyKind.CONGRESS else "street_voting."
    assert {each.key for each in rules} == {key for key in PARAMETERS if key.startswith(prefix)}
    for each in rules:
        assert each.meaning == PARAMETERS[each.key].meaning
        assert not re.search(r"[a-z_]{3,}", each.chosen), each


@pytest.mark.parametrize("key", sorted(key for key in PARAMETERS if "voting." in key))
def test_every_choice_has_a_word_of_its_own_in_the_text_that_deputies_adopt(key: str) -> None:
    """The legal number as a base is not the legal effect of an electronic vote, though the rulebook's word is one."""
    kind = PARAMETERS[key].kind
    if isinstance(kind, Choice):
        words = [value_in_words(each, key) for each in kind.options]
        assert len(set(words)) == len(words)
        assert not re.search(r"[a-z]", "".join(words))
    if key.endswith("_base"):
        assert value_in_words("legal", key) == "法定代表名额"


def test_the_differential_and_its_base_stand_in_the_text_y038() -> None:
    of_quota = articles(policy(YUANYANG))["differential"].text
    assert "不得少于应确定项目数的十分之三" in of_quota
    assert "候选项目至少13件" in of_quota
    assert "差额3件" in of_quota
    base = {"voting.differential": "1/5", "voting.differential_base": "candidates"}
    of_candidates = articles(policy(base))["differential"].text
    assert "不得少于候选项目数的五分之一" in of_candidates
    assert "不得少于" not in articles(policy())["differential"].text


@pytest.mark.parametrize(
    ("values", "topic", "says"),
    [
        ({"voting.over_marked": "void"}, "void", "整张选票无效"),
        ({"voting.over_marked": "candidate_void"}, "void", "赞成标记全部无效，其余标记有效"),
        ({"voting.threshold": "none"}, "determination", "不设得票门槛"),
        ({"voting.threshold_base": "in_office"}, "determination", "赞成票超过实有代表半数"),
        ({"voting.threshold_base": "valid"}, "determination", "赞成票超过有效票半数"),
        ({"voting.shortfall": "fewer"}, "shortfall", "不再补足"),
        ({"voting.shortfall": "second_ballot"}, "shortfall", "再次投票，只进行一次"),
        ({"voting.polling": "delegation"}, "polling", "不单独统计任何票箱的票数"),
        ({"voting.publish_counts": True}, "publication", "；载明各项目得票数，不公布未获确定的项目"),
        ({"voting.publish_losers": True}, "publication", "不载明得票数，同时公布未获确定的项目"),
        ({"voting.quorum_base": "legal"}, "quorum", "达到法定代表名额的三分之二以上"),
        ({"voting.confirmation": "主席团"}, "confirmation", "经主席团全体组成人员过半数表决确认"),
    ],
)
def test_each_value_of_a_rule_is_said_in_plain_chinese(values: dict[str, Any], topic: str, says: str) -> None:
    assert says in articles(policy(values))[topic].text


def test_a_townships_range_of_projects_is_named_y071() -> None:
    text = articles(policy(GEBUKOU), 4, THIRTEEN[:6])["quota"].text
    assert "4件（规定为3至5件）" in text


SEATS_OF_A_STREET = {
    "street_voting.quota": {"least": 8, "most": 8},
    "street_voting.quorum": "1/2",
    "street_voting.adoption": "2/3",
    "street_voting.adoption_base": "present",
}
"""What 北关 does not print for its 148 candidates: seats, quorum, majority."""


def test_a_streets_seats_quorum_and_majority_are_chosen_openly_until_a_document_states_them_q10() -> None:
    unstated = unstated_rules(policy(BEIGUAN, BodyKind.STREET_ASSEMBLY))
    assert {each.key: each.chosen for each in unstated}["street_voting.adoption_base"] == "实有议事代表"
    silent = {each.key for each in unstated}
    assert silent >= SEATS_OF_A_STREET.keys()
    rules = policy({**BEIGUAN, **SEATS_OF_A_STREET}, BodyKind.STREET_ASSEMBLY)
    assert silent - {each.key for each in unstated_rules(rules)} == SEATS_OF_A_STREET.keys()
    assert rules.quorum(48, 48) == 24
    assert rules.adoption_needed(48, 48, 30) == 21
    assert parameters_for(frozen_list(THIRTEEN, kind=rules.kind), 8, rules).quota == 8
    with pytest.raises(QuotaOutsideRange):
        parameters_for(frozen_list(THIRTEEN, kind=rules.kind), 10, rules)
    congress = policy({**BEIGUAN, **SEATS_OF_A_STREET})
    assert congress.value("quota") == PARAMETERS["voting.quota"].default


def test_a_street_assembly_recommends_and_its_adopters_are_named_a10_13() -> None:
    found = articles(policy(BEIGUAN, BodyKind.STREET_ASSEMBLY))
    assert "推荐意见，依次由街道党工委、街道办事处研究采纳" in found["confirmation"].text
    assert "议事代表" in found["quorum"].text
    assert "差额票选" in found["differential"].text
    everything = "".join(each.title + each.text + each.source for each in found.values())
    assert not re.search("大会公告|主席团|(?<!议事)代表[^团大会]|确定", everything), everything
    assert "本次会议应推荐民生实事项目10件" in found["quota"].text
    assert "按赞成票数由高到低，推荐前10件" in found["determination"].text
    assert "超过到会议事代表半数" in found["determination"].text


@pytest.mark.parametrize("kind", list(BodyKind))
def test_deputies_read_what_is_done_and_no_name_of_a_setting_y030(kind: BodyKind) -> None:
    for each in articles(policy(kind=kind)).values():
        assert each.source.startswith("本级文件对此没有规定，采用："), each
        assert not any(PARAMETERS[key].meaning in each.source for key in each.keys), each
        assert "——" not in each.source


def test_a_measure_names_no_article_of_its_own_as_its_model_or_ground_y032() -> None:
    own = Citation(TITLE, "第三条“差额”")
    rules = {key: Rule(key, PARAMETERS[key].default, own) for key in ("voting.tie", "voting.counting")}
    for required in (True, False):
        rules["voting.measure_required"] = Rule("voting.measure_required", required, None)
        book = Rulebook("test", "测试", 1, 2024, dict(rules))
        found = articles(VotingPolicy.from_rulebook(book, BodyKind.CONGRESS))
        assert [found[topic].source for topic in ("tie", "counting")] == ["", ""]


@pytest.mark.parametrize(
    ("channels", "says"),
    [
        (["大会公告"], "结果以大会公告的形式向社会公布；"),
        (["大会公告", "新闻媒体", "微信公众号"], "向社会公布，并通过新闻媒体、微信公众号发布；"),
    ],
)
def test_a_paper_is_not_named_as_its_own_channel_d15(channels: list[str], says: str) -> None:
    assert says in articles(policy({"voting.channels": channels}))["publication"].text


def test_no_code_word_of_the_rulebook_is_left_in_the_text() -> None:
    for rules in (policy(), policy(BEIGUAN), policy(kind=BodyKind.STREET_ASSEMBLY), shipped("13121")):
        for each in articles(rules).values():
            assert not re.search(r"[a-z_]{3,}", each.text + each.source), each


def test_the_text_that_was_adopted_does_not_change_with_the_rules_y032() -> None:
    rules, frozen = policy(YUANYANG), frozen_list(THIRTEEN)
    measure = BallotMeasure(
        id="measure-1",
        session_id="session-1",
        cycle_id="cycle-1",
        title="票决办法",
        drafter="大会主席团",
        list_version=1,
        sections=MeasureSections("甲", "乙", "丙"),
        parameters=parameters_for(frozen, 10, rules),
    )
    measure.write(articles_for(measure.parameters, rules, frozen, TITLE), unstated_rules(rules), None)
    adopted = list(measure.articles)
    measure.voted(ShowOfHands(252, 249, 1, 2), True, DAY)
    later = policy({**YUANYANG, "voting.measure_required": True, "voting.threshold": "none"})
    with pytest.raises(MeasureLocked, match="第九条"):
        changed = articles_for(parameters_for(frozen, 10, later), later, frozen, TITLE)
        measure.write(changed, unstated_rules(later), later.cite("measure_required"))
    assert measure.articles == adopted


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一")]
)
def test_articles_are_numbered_as_laws_are(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_a_ranking_is_written_as_a_ranking_and_no_article_speaks_of_approvals() -> None:
    rules = policy({**YUANYANG, "voting.method": "ranking"})
    frozen = frozen_list([f"D{number:02}" for number in range(1, 14)])
    found = {
        each.topic: each.text
        for each in articles_for(parameters_for(frozen, 10, rules), rules, frozen, TITLE)
    }
    assert "编号1的得分" in found["method"]
    assert "编号重复或者跳号的，整张选票无效" in found["void"]
    assert "得分由高到低" in found["determination"]
    assert "末位得分相等" in found["tie"]
    assert not any("赞成票" in text or "画“○”" in text for text in found.values())


def test_the_share_that_confirms_a_result_is_written_as_it_is_ruled_a10_2() -> None:
    for value, said in (("1/2", "过半数表决确认"), ("2/3", "超过三分之二表决确认")):
        found = articles(policy({"voting.confirmation_share": value}))
        assert f"全体组成人员{said}" in found["confirmation"].text
        assert "voting.confirmation_share" in found["confirmation"].keys
