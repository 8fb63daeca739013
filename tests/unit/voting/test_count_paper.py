"""The count record to print: its figures are those of the count, with a line for everybody who signs (A10.2, A10.12)."""

from __future__ import annotations

from services.voting.domain.blocks import Block
from services.voting.domain.count_paper import TELLERS, record_blocks
from services.voting.domain.entries import DeskName
from services.voting.domain.scrutineers import Scrutineer, ScrutineerList
from services.voting.domain.scrutineers_report import counted_rounds
from services.voting.domain.vote import Vote
from tests.unit.voting.builders import BEIGUAN, YUANYANG_2024, hold, policy, sheet, vote_on
from tests.unit.voting.test_sitting_papers import BALLOTS, CODES, RULES, ruled, words

PEOPLE = ScrutineerList(Scrutineer("总监票人", account="a1"), [Scrutineer("监票人01")])


def counted() -> Vote:
    """Both entries agree, nobody has signed."""
    vote = vote_on(CODES, 10, RULES, 265)
    vote.seal_boxes([("B1", "一号票箱"), ("B2", "二号票箱")], [])
    vote.issue({"B1": 130, "B2": 123}, 253, [])
    vote.take_back(252)
    vote.declare_valid()
    for desk, teller in ((DeskName.FIRST, "t1"), (DeskName.SECOND, "t2")):
        vote.take_entry(sheet(vote, desk, BALLOTS, teller))
    batch = sheet(vote, DeskName.FIRST, BALLOTS, "t1").batch
    assert vote.compare(batch, batch) == []
    return vote


def tables(vote: Vote) -> list[Block]:
    blocks = record_blocks(vote, counted_rounds(vote, signed_only=False), PEOPLE)
    return [each for each in blocks if each["kind"] == "table"]


def test_the_record_says_what_was_issued_returned_valid_and_invalid_and_why_a10_12() -> None:
    ballots = dict(tables(counted())[0]["rows"])
    assert ballots == {
        "到会": "253人",
        "发出选票": "253张",
        "其中一号票箱（B1）发出纸质选票": "130张",
        "其中二号票箱（B2）发出纸质选票": "123张",
        "收回选票": "252张",
        "未收回选票": "1张",
        "有效票": "250张",
        "无效票": "2张",
        "其中赞成超过10件": "1张",
        "其中无法辨认": "1张",
    }


def test_the_record_holds_every_candidate_in_the_order_of_the_ballot() -> None:
    rows = tables(counted())[1]["rows"]
    assert [each[1].split()[0] for each in rows] == CODES
    for place, (code, (yes, no)) in enumerate(YUANYANG_2024.items(), start=1):
        assert rows[place - 1] == [
            str(place),
            f"{code} 项目{code}",
            str(yes),
            str(no),
            str(250 - yes - no),
            "0",
        ]


def test_everybody_who_signs_has_a_line_and_it_is_said_who_signed_how_a10_2() -> None:
    vote = counted()
    assert tables(vote)[2]["rows"] == [
        ["总监票人", "尚未签字", "", ""],
        ["监票人01", "尚未签字", "", ""],
        *([each, "", "", ""] for each in TELLERS),
    ]
    vote.sign(PEOPLE.titles, "a1", PEOPLE)
    signed = tables(vote)[2]["rows"]
    assert [each[1] for each in signed[:2]] == ["已用账号签字", "已按纸质签字登记"]


def test_before_both_entries_agree_there_is_nothing_to_record() -> None:
    vote = vote_on(CODES, 10, RULES, 265)
    assert record_blocks(vote, counted_rounds(vote, signed_only=False), PEOPLE) == []


def test_each_signed_round_keeps_its_own_signatures() -> None:
    rules = policy({**BEIGUAN, "voting.polling": "plenary", "voting.quota": {"least": 2, "most": 2}})
    vote = vote_on(["A", "B", "C"], 2, rules, 60)
    hold(vote, 50, [{"marks": {"A": "approve", "B": "approve"}, "copies": 50}])
    (signatures,) = [each for each in tables(vote) if each["header"][0] == "职务"]
    assert [each[0] for each in signatures["rows"][:3]] == ["总监票人", "监票人01", "监票人02"]


def test_the_record_says_how_differences_were_settled_and_how_many_were_helped_to_write_a10_2_a10_15() -> (
    None
):
    vote = counted()
    vote.current.note_assisted(2)
    rounds = counted_rounds(vote, signed_only=False)
    said = words(record_blocks(vote, rounds, PEOPLE, [ruled("看错一行", vote.current.sheets)]))
    assert "请人代写选票 2人" in said
    assert "监票人01于2024年2月29日对照选票裁定" in said and "理由：看错一行" in said
    assert "ox-" not in said
