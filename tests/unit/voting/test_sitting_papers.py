"""The papers of a sitting: their figures are those of the data, and none stands in them before its time (A10.11)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.demo.patterns import ballot_patterns, over_marked, unreadable
from services.voting.domain.announcement import announcement_blocks, announcement_title, issuer
from services.voting.domain.ballot_paper import ballot_blocks, ballot_title
from services.voting.domain.blocks import Block
from services.voting.domain.candidates import Candidate
from services.voting.domain.entries import DeskName, Ruling, Settlement
from services.voting.domain.errors import AssistedExceedsIssued
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.media import ElectronicPart
from services.voting.domain.opinion_digest import digest_blocks
from services.voting.domain.opinions import DeliberationOpinion
from services.voting.domain.policy import BodyKind, VotingPolicy
from services.voting.domain.presider_script import Sitting, script_blocks
from services.voting.domain.rounds import Round, RoundKind
from services.voting.domain.scrutineers import Scrutineer, ScrutineerList
from services.voting.domain.scrutineers_report import counted_rounds, report_blocks
from services.voting.domain.session import Session
from services.voting.domain.steps import Step
from services.voting.domain.tally_sheet import EQUATIONS, tally_blocks
from services.voting.domain.terms import Terms
from services.voting.domain.vote import Vote
from services.voting.domain.vote_records import AdoptionRecord, Confirmation
from services.voting.domain.vote_states import VoteState
from tests.unit.voting.builders import (
    BEIGUAN,
    DAY,
    GEBUKOU,
    SCRUTINEERS,
    YANGE,
    YUANYANG,
    YUANYANG_2024,
    adopted,
    approvals_only,
    hold,
    on,
    policy,
    session,
    sheet,
    to_counting,
    vote_on,
)
from tests.unit.voting.test_session import until

CODES = list(YUANYANG_2024)
RULES = policy({**YUANYANG, "voting.quorum": "2/3", "voting.validity": "not_more_than_issued"})
TERMS = Terms.of(RULES)
BALLOTS = [*ballot_patterns(YUANYANG_2024, 250, 10), over_marked(CODES, 10), unreadable(CODES)]


def words(blocks: list[Block]) -> str:
    """Everything that a paper says, tables included."""
    said = []
    for each in blocks:
        said.append(str(each["text"]))
        said += [" ".join(row) for row in [each["header"], *each["rows"]]]  # type: ignore[list-item, misc]
    return "\n".join(said)


def tables(blocks: list[Block]) -> list[list[list[str]]]:
    return [each["rows"] for each in blocks if each["kind"] == "table"]  # type: ignore[misc]


def meeting() -> Session:
    """原阳县 in its second plenary, with measure and scrutineers adopted."""
    found = session()
    until(found, Step.BOXES, RULES, present=252)
    found.scrutineers = SCRUTINEERS
    return found


def script(vote: Vote | None, *due: Step, of: Session | None = None, rules: VotingPolicy = RULES) -> str:
    return words(script_blocks(Sitting(of or meeting(), rules, adopted(CODES, RULES), vote), due))


def confirmed(vote: Vote) -> Vote:
    vote.confirm(Confirmation(DAY, "大会主席团", 31, ShowOfHands(31, 31, 0, 0), True))
    return vote


def test_the_script_opens_with_attendance_and_the_quorum_sentence() -> None:
    said = script(None, Step.BOXES)
    assert "应到代表265人，实到252人。法定人数为实有代表的三分之二以上，即至少177人" in said
    assert "（依据：《2024年票决办法》第九条）" in said


def test_the_script_says_when_too_many_have_left_to_vote() -> None:
    left = meeting()
    left.present_now = 176
    said = script(None, Step.BOXES, of=left)
    assert "实到252人，现在在场176人。" in said
    assert "在场人数不足，不得表决" in said
    assert "可以开会" not in said


def test_what_nobody_or_an_assembly_decided_is_not_announced_as_decided_a10_13() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    hold(vote, 252, BALLOTS)
    vote.effect = "recommendation"
    vote.adoptions = [
        AdoptionRecord("街道党工委", DAY),
        AdoptionRecord("街道办事处", DAY),
    ]
    said = words(announcement_blocks(meeting(), vote, 2024, "票选"))
    assert (
        "票选，推荐下列10件项目，经街道党工委、街道办事处研究采纳，作为2024年度民生实事项目，现予公布。"
        in said
    )
    assert "街道党工委已于2024年" in said
    assembly = replace(meeting(), organ="彰东街道（演示）议事代表会", title="彰东街道2024年票选会")
    assert issuer(assembly, vote) == "彰东街道（演示）办事处"
    assert announcement_title(assembly, "票选结果公示") == "彰东街道2024年票选会票选结果公示"
    vote.effect, vote.adoptions = "decision", []
    assert issuer(meeting(), vote) == "甲县（演示）第一届人民代表大会第四次会议主席团"
    assert announcement_title(meeting(), "大会公告") == f"{meeting().title}公告"
    assert vote.current.outcome is not None
    vote.current.outcome = replace(vote.current.outcome, determined=[])
    said = words(announcement_blocks(meeting(), vote, 2024, "票决"))
    assert "票决，没有项目获得确定，现予公布。" in said
    assert "没有确定民生实事项目。" in script(confirmed(vote), Step.DECLARATION)


def test_an_announcement_gives_the_ballots_of_each_round_that_its_votes_add_up_to_y041() -> None:
    approvals = {"P1": 58, "P2": 55, "P3": 53, "P4": 50, "P5": 37, "P6": 37, "P7": 20}
    vote = vote_on(list(approvals), 5, policy(YANGE), 68)
    vote.parameters = replace(vote.parameters, publish_counts=True, publish_losers=False)
    hold(vote, 64, [*approvals_only(approvals, 63, 5), unreadable(list(approvals))])
    vote.seal_boxes([("main", "会场票箱")], [])
    vote.issue({"main": 60}, 64, [])
    vote.take_back(61, 61)
    hold(vote, 62, ballot_patterns({"P5": (35, 27), "P6": (27, 35)}, 62, 1))
    said = words(announcement_blocks(meeting(), vote, 2024, "票决"))
    assert "对全部7件候选项目投票，应确定5件：发出选票64张，收回64张，有效63张，无效1张。\n" in said
    assert "对末位同票的2件候选项目再次投票，应确定1件：发出选票62张，收回62张，有效62张，无效0张。\n" in said
    vote.parameters = replace(vote.parameters, publish_counts=False)
    assert "发出选票" not in words(announcement_blocks(meeting(), vote, 2024, "票决"))


def test_a_single_round_is_announced_without_its_number_y041() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    vote.parameters = replace(vote.parameters, publish_counts=True)
    hold(vote, 252, BALLOTS)
    said = words(announcement_blocks(meeting(), vote, 2024, "票决"))
    assert "\n发出选票252张，收回252张，有效250张，无效2张。\n" in said


def test_before_the_roll_is_called_the_script_leaves_the_number_open() -> None:
    said = script(None, Step.SECOND_PLENARY, of=session())
    assert "应到代表265人，实到＿＿＿人" in said
    assert "可以开会" not in said


def test_a_motion_is_put_with_the_number_that_carries_it() -> None:
    opened = session()
    until(opened, Step.MEASURE, RULES, present=252)
    said = script(None, Step.MEASURE, of=opened)
    assert "《民生实事项目票决办法》（草案）" in said
    assert "候选项目13件，应确定10件" in said
    assert "赞成人数超过实有代表的半数（至少133人）为通过" in said
    assert RULES.adopts(133, 268, 265, 252)
    assert not RULES.adopts(132, 268, 265, 252)


@given(st.integers(1, 400), st.integers(0, 19), st.sampled_from(["legal", "in_office", "present"]))
def test_the_number_said_to_carry_a_motion_is_the_fewest_that_do(
    number: int, twentieths: int, base: str
) -> None:
    rules = policy({"voting.adoption": f"{twentieths}/20", "voting.adoption_base": base})
    needed = rules.adoption_needed(number + 3, number, number - 1)
    assert rules.adopts(needed, number + 3, number, number - 1)
    assert not rules.adopts(needed - 1, number + 3, number, number - 1)


def test_hands_on_record_are_read_as_they_were_counted() -> None:
    opened = meeting()
    opened.steps.pop()
    opened.vote_by_hands(Step.SCRUTINEERS, (240, 7, 5), on(), RULES)
    assert "通过监票人名单：到会252人，赞成240人，反对7人，弃权5人，通过。" in script(
        None, Step.BOXES, of=opened
    )


def test_the_instructions_for_marking_are_those_of_the_round_q05() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    vote.seal_boxes([("main", "会场票箱")], [])
    said = script(vote, Step.ISSUE)
    assert "候选项目13件，应确定10件" in said
    assert "赞成的画“○”，反对的画“×”，弃权的不画任何符号" in said
    assert "多于10件的，整张选票无效" in said
    assert "13 D13 项目D13" in said
    approvals = {"P1": 58, "P2": 55, "P3": 53, "P4": 50, "P5": 37, "P6": 37, "P7": 20}
    township = policy(YANGE)
    again = vote_on(list(approvals), 5, township, 68)
    hold(again, 64, approvals_only(approvals, 64, 5))
    assert "由于末位赞成票相等，现在对2件项目再次投票，确定1件" in script(again, Step.BOXES, rules=township)
    assert "多于1件的，整张选票无效" in script(again, Step.ISSUE, rules=township)


def test_validity_is_declared_with_issued_and_returned() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    vote.seal_boxes([("main", "会场票箱")], [])
    vote.issue({"main": 252}, 252, [])
    assert "发出选票252张。" in script(vote, Step.RETURN)
    vote.take_back(251)
    said = script(vote, Step.VALIDITY)
    assert "发出选票252张，收回选票251张" in said
    assert "本次投票有效。（依据：《2024年票决办法》第九条）" in said


def test_a_void_round_is_explained_before_it_is_held_again() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    vote.seal_boxes([("main", "会场票箱")], [])
    vote.issue({"main": 252}, 252, [])
    assert not vote.take_back(253, 253)
    assert "发出选票252张，收回253张，收回的多于发出的，投票无效" in script(vote, Step.BOXES)


def test_with_two_media_the_paper_alone_is_set_against_what_was_issued_of_it() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    vote.seal_boxes([("main", "会场票箱")], [])
    assert "信封" not in script(vote, Step.ISSUE)
    vote.parameters = replace(vote.parameters, electronic=True)
    assert "也可以抽取电子投票的信封，只能选择一种" in script(vote, Step.ISSUE)
    vote.issue({"main": 252}, 252, [])
    void = vote.current
    void.electronic = ElectronicPart([f"S{n:03}" for n in range(100)], returned=90)
    void.issued = 252 + 100
    vote.take_back(253, 253)
    assert void.void
    said = script(vote, Step.BOXES)
    assert "发出纸质选票252张，收回253张，收回的多于发出的" in said
    assert "343" not in said


@pytest.mark.parametrize("polling", ["plenary", "delegation"])
def test_no_box_and_no_delegation_has_a_figure_in_the_script_a10_12(polling: str) -> None:
    rules = policy({**BEIGUAN, "voting.polling": polling})
    vote = vote_on(CODES[:12], 10, rules, 265)
    vote.state = VoteState.ISSUED
    said = script(vote, Step.RETURN, rules=rules)
    assert ("混合后统一清点" in said) == (polling == "delegation")


@pytest.mark.parametrize(
    "state", [each for each in VoteState if each not in ("confirmed", "declared", "announced")]
)
def test_no_votes_are_in_the_script_before_the_result_is_confirmed(state: VoteState) -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    hold(vote, 252, BALLOTS)
    vote.state = state
    said = script(vote, *Step)
    assert not any(re.search(rf"(?<!\d){votes}(?!\d)", said) for votes in (238, 241, 236, 229, 224, 187))
    assert "确定下列" not in said


def test_the_result_is_read_out_once_it_is_confirmed_y040() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    hold(vote, 252, BALLOTS)
    blocks = script_blocks(
        Sitting(meeting(), RULES, adopted(CODES, RULES), confirmed(vote)), [Step.DECLARATION]
    )
    rows = tables(blocks)[0]
    read = {row[1].split()[0]: (int(row[2]), int(row[3]), int(row[4])) for row in rows}
    assert read == {code: (yes, no, 250 - yes - no) for code, (yes, no) in YUANYANG_2024.items()}
    assert [row[1].split()[0] for row in rows if row[-1] == "确定"] == vote.determined
    assert "票决确定下列10件民生实事项目：项目D02、项目D01" in words(blocks)


def test_a_ranking_is_read_out_by_its_points() -> None:
    rules = {"voting.method": "ranking", "voting.threshold": "none", "voting.quota": {"least": 1, "most": 5}}
    vote = vote_on(["P1", "P2", "P3"], 2, policy(rules), 265)
    opposed = {"P1": "1", "P2": "2"}, {"P3": "1", "P2": "2"}
    hold(vote, 20, [{"marks": each, "copies": 10} for each in opposed])
    assert "由于末位得分相等" in script(vote, Step.BOXES)
    hold(vote, 20, [{"marks": {"P2": "1", "P1": "2"}, "copies": 20}])
    (rows,) = tables(
        script_blocks(Sitting(meeting(), RULES, adopted(CODES, RULES), confirmed(vote)), [Step.DECLARATION])
    )
    assert rows[0] == ["1", "P2 项目P2", "20", "40", "确定"]


def test_when_nothing_is_left_the_script_says_so() -> None:
    assert script(None, Step.FURTHER_PLENARY).endswith("会议程序已经全部完成。\n")
    assert "会议程序已经全部完成" not in script(None, Step.FURTHER_PLENARY, Step.BOXES)


def test_the_report_holds_the_count_record_to_the_last_figure_a10_2() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    hold(vote, 251, [*BALLOTS[:-1]])
    blocks = report_blocks(meeting(), vote, counted_rounds(vote, signed_only=True), TERMS)
    said = words(blocks)
    assert "到会251人，发出选票251张，收回选票251张，未收回0张。有效票250张，无效票1张" in said
    assert "赞成超过10件的1张、无法辨认的0张" in said
    assert "赞成票须达到133张" in said
    for code, (yes, no) in YUANYANG_2024.items():
        assert f"{code} 项目{code} {yes} {no} {250 - yes - no} 0 250" in said
    assert "得票在前的10件：项目D02、项目D01" in said
    assert "计票记录已签字：总监票人、监票人01、监票人02。" in said
    assert "尚未签字" not in said


def ruled(reason: str, sheets: list[str]) -> Settlement:
    """One ballot was read differently, and once neither entry was right."""
    rulings = [Ruling("ox-", 1, 0, 0), Ruling("oo-", 0, 1, 0), Ruling("o--", 7, 7, 8)]
    return Settlement(
        id=reason,
        vote_id="vote-1",
        round=1,
        scrutineer="监票人01",
        settled_on=DAY,
        reason=reason,
        rulings=rulings,
        sheets=sheets,
    )


def test_the_report_tells_who_settled_what_and_why_but_no_pattern_a10_2_y033() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    hold(vote, 252, BALLOTS)
    rounds = counted_rounds(vote, signed_only=True)
    settlements = [ruled("看错一行", ["gone-1", "gone-2"]), ruled("笔迹不清", vote.current.sheets)]
    said = words(report_blocks(meeting(), vote, rounds, TERMS, settlements))
    told = "两份录入有1张选票读法不同，监票人01于2024年2月29日对照选票裁定，改正第一份1张、第二份1张"
    assert f"{told}，理由：看错一行。此后已经重新计票。" in said
    assert f"{told}，理由：笔迹不清。\n" in said
    assert not any(each.pattern in said for each in settlements[0].rulings)
    vote.current.number = 2
    assert "录入差异裁定" not in words(report_blocks(meeting(), vote, rounds, TERMS, settlements))


def test_the_report_tells_how_many_had_somebody_write_for_them_a10_15() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    hold(vote, 252, BALLOTS)

    def said() -> str:
        return words(report_blocks(meeting(), vote, counted_rounds(vote, signed_only=True), TERMS))

    assert "代写" not in said()
    with pytest.raises(AssistedExceedsIssued):
        vote.current.note_assisted(253)
    vote.current.note_assisted(2)
    assert "无法辨认的1张。请人代写选票的2人。" in said()


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.text("ox-?", min_size=3, max_size=3), st.integers(1, 40)), min_size=1, max_size=8)
)
def test_every_row_of_the_report_adds_up_to_the_valid_ballots(drawn: list[tuple[str, int]]) -> None:
    marks = {"o": "approve", "x": "against", "-": "abstain", "?": "unclear"}
    patterns = [
        {
            "marks": {code: marks[letter] for code, letter in zip("ABC", pattern, strict=True)},
            "copies": copies,
        }
        for pattern, copies in dict(drawn).items()
    ]
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 1000)
    number = sum(int(each["copies"]) for each in patterns)  # type: ignore[call-overload]
    hold(vote, number, patterns)
    rounds = counted_rounds(vote, signed_only=True)
    tally = rounds[0].tally
    assert tally is not None
    blocks = report_blocks(meeting(), vote, rounds, TERMS)
    for row in tables(blocks)[0]:
        assert sum(map(int, row[2:6])) == int(row[6]) == tally.valid
    assert f"有效票{tally.valid}张，无效票{number - tally.valid}张" in words(blocks)


def test_the_count_is_reported_to_others_than_scrutineers_only_once_it_is_signed() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    to_counting(vote, 252)
    assert counted_rounds(vote, signed_only=False) == []
    first, second = (sheet(vote, DeskName.FIRST, BALLOTS, "t1"), sheet(vote, DeskName.SECOND, BALLOTS, "t2"))
    vote.take_entry(first)
    assert counted_rounds(vote, signed_only=False) == []
    vote.take_entry(second)
    vote.compare(first.batch, second.batch)
    assert counted_rounds(vote, signed_only=True) == []
    assert len(counted_rounds(vote, signed_only=False)) == 1
    vote.sign(["总监票人", "监票人01"], "account-1", SCRUTINEERS)
    assert counted_rounds(vote, signed_only=True) == []
    said = words(report_blocks(meeting(), vote, counted_rounds(vote, signed_only=False), TERMS))
    assert "已签字：总监票人、监票人01。尚未签字：监票人02。" in said
    vote.sign(["监票人02"], "account-1", SCRUTINEERS)
    assert len(counted_rounds(vote, signed_only=True)) == 1


def test_each_round_has_its_part_of_the_report_q05_a10_7() -> None:
    approvals = {"P1": 58, "P2": 55, "P3": 20, "P4": 12, "P5": 10}
    rules = policy(GEBUKOU)
    vote = vote_on(list(approvals), 3, rules, 68)
    hold(vote, 64, approvals_only(approvals, 64, 3))
    hold(vote, 64, approvals_only({"P3": 40, "P4": 12, "P5": 10}, 64, 1))
    said = words(report_blocks(meeting(), vote, counted_rounds(vote, signed_only=True), TERMS))
    assert "第一次投票：对全部候选项目投票" in said
    assert "不足1件" in said
    assert "第二次投票：对其余候选项目再次投票" in said
    assert "P3 项目P3 40 0 24 0 64" in said


def test_a_tally_sheet_is_blank_and_says_what_must_add_up() -> None:
    blocks = tally_blocks(["A", "B"], {"A": "学校", "B": "道路"}, 1, 2, TERMS)
    rows, totals = tables(blocks)
    assert [row[:2] for row in rows] == [["1", "A 学校"], ["2", "B 道路"]]
    assert all(cell == "" for row in rows for cell in row[2:])
    assert all(cell == "" for cell in totals[0])
    header = " ".join(str(each["header"]) for each in blocks)
    for column in ("赞成", "反对", "弃权", "无效标记", "发出选票", "收回选票", "有效票", "无效票"):
        assert column in header
    for equation in EQUATIONS:
        assert equation in words(blocks)
    assert "第二次投票，候选项目2件，应确定1件" in words(blocks)


def opinion(unit: str, candidate: str, text: str) -> DeliberationOpinion:
    return DeliberationOpinion(
        id=f"{unit}-{candidate}-{text}",
        session_id="session-1",
        unit=unit,
        candidate=candidate,
        given_on=date(2024, 2, 28),
        text=text,
    )


CANDIDATES = [Candidate("1", "A", "学校"), Candidate("2", "B", "道路"), Candidate("3", "C", "井房")]


def test_opinions_are_compiled_by_candidate_and_unit_y037_b032() -> None:
    given_ = [
        opinion("T02", "A", "扩大范围"),
        opinion("T01", "A", "提前完工"),
        opinion("T01", "", "总体同意"),
    ]
    blocks = digest_blocks(given_, CANDIDATES, {"T01": "第一代表团", "T02": "第二代表团"})
    headings = [each["text"] for each in blocks if each["kind"] == "heading"]
    assert headings == ["A 学校（2条）", "对名单的总体意见（1条）", "没有提出意见的候选项目"]
    assert tables(blocks)[0] == [
        ["第一代表团", "2024年2月28日", "提前完工"],
        ["第二代表团", "2024年2月28日", "扩大范围"],
    ]
    assert "2个单位提出审议意见3条，涉及候选项目1件，其中对名单的总体意见1条" in words(blocks)
    assert "B 道路、C 井房" in words(blocks)


def test_units_stand_in_the_order_of_their_numbers() -> None:
    given_ = [opinion(unit, "A", "好") for unit in ("第10代表团", "妇女小组", "第2代表团", "第1代表团")]
    rows = tables(digest_blocks(given_, CANDIDATES, {}))[0]
    assert [row[0] for row in rows] == ["妇女小组", "第1代表团", "第2代表团", "第10代表团"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["一组", "二组"]), st.sampled_from(["", "A", "B", "C", "Z"])), max_size=30
    )
)
def test_no_opinion_is_lost_or_doubled_in_the_compilation(drawn: list[tuple[str, str]]) -> None:
    given_ = [opinion(unit, code, f"意见{n}号") for n, (unit, code) in enumerate(drawn)]
    blocks = digest_blocks(given_, CANDIDATES, {})
    texts = [row[2] for rows in tables(blocks) for row in rows]
    assert sorted(texts) == sorted(each.text for each in given_)


def test_papers_are_made_of_blocks_that_publication_knows() -> None:
    made: list[dict[str, Any]] = [
        *tally_blocks(["A"], {"A": "学校"}, 1, 1, TERMS),
        *digest_blocks([opinion("T01", "A", "好")], CANDIDATES, {}),
        *script_blocks(Sitting(meeting(), RULES, adopted(CODES, RULES), None), [Step.BOXES]),
    ]
    assert {each["kind"] for each in made} <= {"paragraph", "heading", "table"}
    for each in made:
        assert all(len(row) == len(each["header"]) for row in each["rows"])


def test_the_ballot_paper_tells_how_it_is_marked_and_nothing_about_who_holds_it_y033() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    names = {code: f"项目{code}" for code in CODES}
    assert ballot_title("某次会议", "票决", vote.current) == "某次会议民生实事项目票决选票"
    said = words(ballot_blocks(vote.current, names, vote.parameters, TERMS))
    assert "候选项目13件，应确定10件，差额3件" in said
    assert "赞成的项目不得多于10件，可以少于；多于的，整张选票无效" in said
    assert "编号" not in said.partition("填写说明")[0]
    vote.rounds.append(Round(2, RoundKind.TIE, CODES[:2], 1))
    assert ballot_title("某次会议", "票决", vote.current) == "某次会议民生实事项目票决选票（第二次投票）"
    said = words(ballot_blocks(vote.current, names, vote.parameters, TERMS))
    assert said.startswith("本次对末位同票的项目再次投票。候选项目2件，应确定1件")
    assert f"项目{CODES[2]}" not in said


def test_the_report_names_those_who_signed_a_round_though_others_watch_the_next_a10_2() -> None:
    vote = vote_on(
        ["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}, "voting.threshold": "none"}), 60
    )
    hold(vote, 50, approvals_only({"A": 40, "B": 30, "C": 30}, 50, 2))
    held = meeting()
    held.scrutineers = ScrutineerList(Scrutineer("总监票人"), [Scrutineer("监票人03")])
    said = words(report_blocks(held, vote, counted_rounds(vote, signed_only=True), TERMS))
    assert "计票记录已签字：总监票人、监票人01、监票人02。" in said
    assert "尚未签字" not in said
    assert "监票人03" not in said


def test_the_report_tells_what_was_put_right_in_a_round() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    hold(vote, 251, [*BALLOTS[:-1]])
    held = meeting()
    held.put_right(Step.RETURN, "收回选票25张", "收回选票251张", "少录一位", on(), 1)
    said = words(report_blocks(held, vote, counted_rounds(vote, signed_only=True), TERMS))
    assert "更正：收回选票，原登记“收回选票25张”，更正为“收回选票251张”，理由：少录一位。" in said


def test_every_paper_of_a_street_speaks_of_a_recommendation_by_its_representatives_a10_13() -> None:
    rules = policy(BEIGUAN, BodyKind.STREET_ASSEMBLY)
    vote = vote_on(CODES, 10, rules, 265)
    vote.effect = "recommendation"
    hold(vote, 252, BALLOTS)
    terms, names = Terms.of(rules), {each.code: each.name for each in vote.candidates}
    held = meeting()
    held.steps = [each for each in held.steps if each.step is Step.SIGN_IN]
    at = Sitting(held, rules, None, confirmed(vote))
    said = words(
        [
            *ballot_blocks(vote.current, names, vote.parameters, terms),
            *tally_blocks(CODES, names, 10, 1, terms),
            *report_blocks(meeting(), vote, counted_rounds(vote, signed_only=True), terms),
            *script_blocks(at, [Step.ISSUE, Step.SCRUTINEERS, Step.DECLARATION, Step.ANNOUNCEMENT]),
        ]
    )
    assert "应推荐10件" in said
    assert "法定人数为实有议事代表的" in said
    assert not re.search("确定|大会|主席团|票决", said.replace(held.title, "")), said


def test_the_script_names_the_paper_once_d15() -> None:
    rules = policy({**YUANYANG, "voting.channels": ["大会公告", "新闻媒体"]})
    assert "结果将以大会公告向社会公布（新闻媒体）。" in script(None, Step.ANNOUNCEMENT, rules=rules)
    alone = policy({**YUANYANG, "voting.channels": ["大会公告"]})
    assert "结果将以大会公告向社会公布。" in script(None, Step.ANNOUNCEMENT, rules=alone)
