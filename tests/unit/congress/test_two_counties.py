"""What the two counties do differently is a value of one rulebook (D-02 … D-23, D-25, D-26, Q-03, Q-06, Y-013)."""

from __future__ import annotations

from typing import Any

import pytest

from services.congress.templates import load_template, template_codes
from shared.kernel.rulebook import Rulebook

YUANYANG, BEIGUAN = "13121", "three-three-three"


def names(steps: list[dict[str, Any]], of: str = "name") -> list[str]:
    return [each[of] for each in steps]


def rulebook(template: str) -> Rulebook:
    return Rulebook.from_data(load_template(template))


DIFFERENCES: dict[str, tuple[str, Any, Any]] = {
    "D-02": ("collection.owner", "县人民政府", "区人大常委会"),
    "D-04": ("screening.owner", "县人民政府", "区人大常委会"),
    "D-05": ("screening.principle", "急需先立、成熟先立、好中选优", "急需先立、成熟先干、好中选优"),
    "D-09": ("voting.briefing", "plenary", "delegation"),
    "D-10": ("voting.deliberation", "group", "delegation"),
    "D-11": ("voting.measure_required", True, True),
    "D-12": ("voting.polling", "plenary", "delegation"),
    "D-13": ("voting.quota", {"least": 10, "most": 10}, {"least": 10, "most": 10}),
    "D-14": ("voting.tie", "second_ballot", "second_ballot"),
    "D-15": ("voting.channels", ["大会公告"], ["大会公告", "新闻媒体", "微信公众号"]),
    "D-19": ("supervision.ledger", "民生实事项目实施工作台账", "全区年度重点工作督查台账"),
    "D-20 提醒函": ("supervision.reminder_letter", False, True),
    "D-20 意见书": ("evaluation.opinion_letter", False, True),
    "D-22": ("evaluation.opens_after", "report_heard", "delegations_deliberated"),
    "D-23 界限": (
        "evaluation.trigger",
        {"at_most": "1/2", "below": None},
        {"at_most": None, "below": "3/5"},
    ),
    "D-23 何人": ("evaluation.explainer", ["责任单位主要负责人"], ["区政府", "承办部门"]),
    "D-23 何时": ("evaluation.explain_when", "before_session_closes", "after_session"),
    "D-25": ("evaluation.channels", ["全体会议宣布", "县融媒体中心"], ["人大网站", "微信公众号"]),
    "Q-06": ("voting.differential", "3/10", "1/5"),
}


@pytest.mark.parametrize("number", DIFFERENCES)
def test_a_difference_between_the_counties_is_a_value_of_the_rulebook(number: str) -> None:
    key, yuanyang, beiguan = DIFFERENCES[number]
    assert (rulebook(YUANYANG).value(key), rulebook(BEIGUAN).value(key)) == (yuanyang, beiguan)


def test_channels_are_grouped_in_layers_of_each_countys_own_d03() -> None:
    layers = [
        list(dict.fromkeys(names(rulebook(each).value("collection.channels"), "layer")))
        for each in (YUANYANG, BEIGUAN)
    ]
    assert layers == [
        ["职能部门全覆盖", "信息平台全铺开", "民主渠道全运用"],
        ["向社会征集", "借平台征集", "由代表征集"],
    ]


def test_three_panels_argue_in_one_county_and_none_in_the_other_d04() -> None:
    assert rulebook(YUANYANG).value("screening.panels") == []
    assert len(rulebook(BEIGUAN).value("screening.panels")) == 3


def test_the_chain_of_approval_ends_with_who_freezes_the_list_d06() -> None:
    chains = [rulebook(each).value("screening.chain") for each in (YUANYANG, BEIGUAN)]
    assert [names(each, "body") for each in chains] == [
        ["县政府常务会议", "县委常委会", "县人大常委会"],
        ["区人大常委会主任会议", "区人大常委会"],
    ]
    assert [[each["freezes"] for each in chain][-1] for chain in chains] == [True, True]


def test_one_county_has_one_list_and_the_other_one_for_each_street_besides_d07_d16() -> None:
    bodies = [names(rulebook(each).value("screening.tracks"), "body") for each in (YUANYANG, BEIGUAN)]
    assert bodies == [["congress"], ["congress"] + ["street_assembly"] * 9]
    township = rulebook("13121-township")
    assert names(township.value("screening.tracks"), "body") == ["congress"]
    assert township.value("voting.quota") == {"least": 3, "most": 5}
    assert rulebook(BEIGUAN).value("street_voting.effect") == "recommendation"


def test_a_candidates_dossier_has_the_parts_that_the_county_asks_for_d08() -> None:
    parts = [names(rulebook(each).value("screening.dossier"), "code") for each in (YUANYANG, BEIGUAN)]
    assert parts == [
        ["name", "content", "implementer", "investment", "requirements"],
        ["name", "content", "funding_source", "period"],
    ]


def test_four_sides_watch_a_project_in_one_county_and_a_task_force_in_the_other_d17_d26() -> None:
    yuanyang, beiguan = rulebook(YUANYANG), rulebook(BEIGUAN)
    assert len(yuanyang.value("supervision.assignments")) == 4
    assert (yuanyang.value("supervision.task_force"), beiguan.value("supervision.task_force")) == (
        False,
        True,
    )
    assert names(beiguan.value("supervision.watchers"), "code") == [
        "deputy",
        "assembly_representative",
        "mass_supervisor",
    ]
    assert yuanyang.value("supervision.watchers") == []


def test_each_countys_calendar_has_its_own_beat_d18_q03() -> None:
    yuanyang, beiguan = (rulebook(each).value("supervision.calendar") for each in (YUANYANG, BEIGUAN))
    assert [(each["every"], each["month"]) for each in yuanyang][:2] == [("once", 9), ("once", 12)]
    assert {"month", "quarter", "half_year"} <= set(names(beiguan, "every"))


def test_who_evaluates_is_settled_by_the_rulebook_d21() -> None:
    assert [rulebook(each).value("evaluation.resident_rating") for each in (YUANYANG, BEIGUAN)] == [
        True,
        True,
    ]
    assert names(rulebook(YUANYANG).value("evaluation.grades")) == ["满意", "基本满意", "不满意"]


@pytest.mark.parametrize("template", template_codes())
def test_what_a_template_says_to_be_written_names_document_and_clause_y013(template: str) -> None:
    stated = [rule for rule in rulebook(template).rules.values() if rule.citation is not None]
    assert len(stated) > 20
    for rule in stated:
        assert rule.citation is not None and rule.citation.document and rule.citation.clause, rule.key
