"""A vote from sealed boxes to announcement, with the votes of the demo year."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.demo.patterns import ballot_patterns, over_marked, unreadable
from services.voting.domain.correction_errors import ReturnedExceedsIssued
from services.voting.domain.entries import DeskName
from services.voting.domain.errors import (
    AdopterOutOfTurn,
    AdoptersMissing,
    BallotsUnaccounted,
    BoxesIncomplete,
    DeclinedWithoutReason,
    EntryAlreadyMade,
    IssuedExceedsPresent,
    NotAScrutineer,
    NotRecommended,
    SameTeller,
    ScrutineerOwnCount,
    SettlementIncomplete,
    SheetsUsedUp,
    UnknownBox,
)
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.policy import BodyKind
from services.voting.domain.putting_right import recount
from services.voting.domain.result import results
from services.voting.domain.roll import Delegation
from services.voting.domain.rounds import RoundKind
from services.voting.domain.scrutineers import Scrutineer, ScrutineerList
from services.voting.domain.steps import Agenda
from services.voting.domain.vote_records import AdoptionRecord, Confirmation
from services.voting.domain.vote_states import VoteState
from shared.kernel.citation import Citation
from shared.kernel.state_machine import ActNotPossible
from tests.unit.voting.builders import (
    BEIGUAN,
    BEIGUAN_2024,
    BEIGUAN_DELEGATIONS,
    DAY,
    GEBUKOU,
    SCRUTINEERS,
    YANGE,
    YUANYANG,
    YUANYANG_2024,
    approvals_only,
    hold,
    policy,
    sheet,
    to_counting,
    vote_on,
)


def test_the_vote_of_yuanyang_2024_gives_its_ten_projects_y039_y050() -> None:
    vote = vote_on(list(YUANYANG_2024), 10, policy(YUANYANG), 265)
    codes = list(YUANYANG_2024)
    patterns = [*ballot_patterns(YUANYANG_2024, 250, 10), over_marked(codes, 10), unreadable(codes)]
    hold(vote, 252, patterns)
    tally = vote.current.tally
    assert tally is not None
    assert (vote.current.issued, tally.returned, tally.valid, tally.over_marked, tally.unreadable) == (
        252, 252, 250, 1, 1,
    )  # fmt: skip
    for code, (approve, against) in YUANYANG_2024.items():
        line = tally.lines[code]
        assert (line.approve, line.against, line.abstain) == (approve, against, 250 - approve - against)
    assert vote.determined == ["D02", "D01", "D03", "D04", "D05", "D10", "D09", "D08", "D07", "D06"]
    assert [each.candidate.code for each in results(vote)][10:] == ["D11", "D12", "D13"]
    assert vote.state is VoteState.SIGNED


def test_the_vote_of_beiguan_2024_by_ten_delegations_b033_b034() -> None:
    delegations = [
        Delegation(f"T{n:02}", f"第{n}代表团", size) for n, size in enumerate(BEIGUAN_DELEGATIONS, 1)
    ]
    vote = vote_on(list(BEIGUAN_2024), 10, policy(BEIGUAN), 194)
    with pytest.raises(BoxesIncomplete):
        vote.seal_boxes([("main", "会场票箱")], delegations)
    vote.seal_boxes([(each.code, each.name) for each in delegations], delegations)
    issued = {each.code: each.number for each in delegations}
    with pytest.raises(IssuedExceedsPresent):
        vote.issue(issued, 187, delegations)
    issued["T10"] = 16
    vote.issue(issued, 187, delegations)
    assert vote.take_back(186)
    vote.declare_valid()
    patterns = [*ballot_patterns(BEIGUAN_2024, 185, 10), over_marked(list(BEIGUAN_2024), 10)]
    first = sheet(vote, DeskName.FIRST, patterns, "teller-1")
    second = sheet(vote, DeskName.SECOND, patterns, "teller-2")
    vote.take_entry(first)
    vote.take_entry(second)
    vote.compare(first.batch, second.batch)
    tally = vote.current.tally
    assert tally is not None
    assert (tally.valid, tally.invalid) == (185, 1)
    assert set(vote.determined) == {f"B{n:02}" for n in range(1, 11)}


def test_yangezhen_determines_four_of_five_y071() -> None:
    approvals = {"V1": 50, "V2": 47, "V3": 41, "V4": 39, "V5": 29}
    vote = vote_on(list(approvals), 4, policy(YANGE), 61)
    hold(vote, 57, approvals_only(approvals, 57, 4))
    assert vote.determined == ["V1", "V2", "V3", "V4"]


def test_a_tie_at_the_cut_leads_to_a_second_ballot_q05() -> None:
    approvals = {"P1": 58, "P2": 55, "P3": 53, "P4": 50, "卫生室": 37, "井房": 37, "P7": 20}
    vote = vote_on(list(approvals), 5, policy(YANGE), 68)
    hold(vote, 64, approvals_only(approvals, 64, 5))
    assert (vote.state, vote.determined) == (VoteState.OPEN, ["P1", "P2", "P3", "P4"])
    again = vote.current
    assert (again.kind, again.candidates, again.places) == (RoundKind.TIE, ["卫生室", "井房"], 1)
    hold(vote, 64, approvals_only({"卫生室": 35, "井房": 27}, 64, 1))
    assert (vote.state, vote.determined) == (VoteState.SIGNED, ["P1", "P2", "P3", "P4", "卫生室"])
    by_code = {each.candidate.code: each for each in results(vote)}
    assert by_code["卫生室"].line.approve == 37
    second = by_code["卫生室"].second_ballot
    assert second is not None
    assert (second.approve, second.abstain) == (35, 29)
    assert [each.rank for each in results(vote)] == [1, 2, 3, 4, 5, 6, 7]


def test_a_second_ballot_that_ties_again_is_held_again_q05() -> None:
    rules = policy({"voting.quota": {"least": 1, "most": 1}, "voting.threshold": "none"})
    vote = vote_on(["A", "B"], 1, rules, 20)
    for _ in range(3):
        hold(vote, 20, approvals_only({"A": 10, "B": 10}, 20, 1))
        assert (vote.state, vote.current.kind, vote.determined) == (VoteState.OPEN, RoundKind.TIE, [])
    hold(vote, 20, approvals_only({"A": 9, "B": 11}, 20, 1))
    assert vote.determined == ["B"]


SHORT = {"Q1": 46, "Q2": 43, "Q3": 26, "Q4": 21}


def test_a_shortfall_leads_to_a_second_ballot_among_the_rest_where_the_rules_say_so() -> None:
    vote = vote_on(list(SHORT), 3, policy(GEBUKOU), 54)
    hold(vote, 50, approvals_only(SHORT, 50, 3))
    again = vote.current
    assert (again.kind, again.candidates, again.places) == (RoundKind.SHORTFALL, ["Q3", "Q4"], 1)
    hold(vote, 50, approvals_only({"Q3": 31, "Q4": 17}, 50, 1))
    assert vote.determined == ["Q1", "Q2", "Q3"]
    assert vote.state is VoteState.SIGNED


def test_a_shortfall_is_not_made_up_twice() -> None:
    vote = vote_on(list(SHORT), 3, policy(GEBUKOU), 54)
    hold(vote, 50, approvals_only(SHORT, 50, 3))
    hold(vote, 50, approvals_only({"Q3": 27, "Q4": 17}, 50, 1))
    assert (vote.state, vote.determined) == (VoteState.SIGNED, ["Q1", "Q2"])


def test_a_shortfall_means_fewer_projects_where_the_rules_say_so() -> None:
    vote = vote_on(list(SHORT), 3, policy(YANGE), 54)
    hold(vote, 50, approvals_only(SHORT, 50, 3))
    assert (vote.state, vote.determined) == (VoteState.SIGNED, ["Q1", "Q2"])


def test_more_returned_than_issued_voids_the_round_and_it_is_held_again() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    vote.seal_boxes([("main", "会场票箱")], [])
    vote.issue({"main": 9}, 10, [])
    with pytest.raises(ReturnedExceedsIssued, match="再填一次"):
        vote.take_back(10)
    with pytest.raises(ReturnedExceedsIssued):
        vote.take_back(10, 11)
    assert (vote.state, vote.current.returned) == (VoteState.ISSUED, None)
    assert not vote.take_back(10, 10)
    assert vote.rounds[0].void
    assert (vote.current.number, vote.current.repeats, vote.state) == (2, 1, VoteState.OPEN)
    hold(vote, 10, approvals_only({"A": 9, "B": 8, "C": 1}, 10, 2))
    assert vote.determined == ["A", "B"]
    assert results(vote)[0].line.approve == 9


def test_not_more_ballots_are_issued_than_deputies_are_present_a10_15() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    vote.seal_boxes([("main", "会场票箱")], [])
    with pytest.raises(IssuedExceedsPresent):
        vote.issue({"main": 10}, 9, [])


def test_a_box_without_its_number_and_one_that_is_not_sealed_are_told_apart_b033() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    vote.seal_boxes([("B1", "一号票箱"), ("B2", "二号票箱")], [])
    with pytest.raises(UnknownBox, match="缺少票箱B2的张数。") as refused:
        vote.issue({"B1": 5}, 9, [])
    assert "多出" not in refused.value.text
    with pytest.raises(UnknownBox, match="缺少票箱B2的张数；多出未封闭的票箱B9"):
        vote.issue({"B1": 5, "B9": 4}, 9, [])
    assert vote.current.issued is None


def test_ballots_are_issued_only_once_the_boxes_are_sealed_a10_11() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    with pytest.raises(ActNotPossible):
        vote.issue({}, 10, [])


def test_two_tellers_enter_independently_and_a_difference_is_settled_on_record() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    to_counting(vote, 10)
    right = approvals_only({"A": 9, "B": 8, "C": 1}, 10, 2)
    wrong = approvals_only({"A": 9, "B": 7, "C": 2}, 10, 2)
    first = sheet(vote, DeskName.FIRST, right, "teller-1")
    vote.take_entry(first)
    with pytest.raises(SameTeller):
        vote.take_entry(sheet(vote, DeskName.SECOND, right, "teller-1"))
    with pytest.raises(EntryAlreadyMade):
        vote.take_entry(sheet(vote, DeskName.FIRST, right, "teller-3"))
    with pytest.raises(BallotsUnaccounted):
        vote.take_entry(sheet(vote, DeskName.SECOND, right[:-1], "teller-2"))
    second = sheet(vote, DeskName.SECOND, wrong, "teller-2")
    vote.take_entry(second)
    found = vote.compare(first.batch, second.batch)
    assert found
    assert (vote.state, vote.current.tally) == (VoteState.DIFFERING, None)
    rulings = {each.pattern: each.first for each in found}
    with pytest.raises(SettlementIncomplete):
        vote.settle(first.batch, second.batch, {})
    with pytest.raises(BallotsUnaccounted):
        vote.settle(first.batch, second.batch, {**rulings, found[0].pattern: found[0].first + 1})
    vote.settle(first.batch, second.batch, rulings)
    assert vote.state is VoteState.COUNTED
    assert vote.current.tally is not None
    assert vote.current.tally.lines["B"].approve == 8


def test_a_teller_of_the_round_does_not_sign_its_count_a10_11() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    to_counting(vote, 10)
    right = approvals_only({"A": 9, "B": 8, "C": 1}, 10, 2)
    for desk, teller in ((DeskName.FIRST, "teller-1"), (DeskName.SECOND, "teller-2")):
        vote.take_entry(sheet(vote, desk, right, teller))
    vote.compare(*[sheet(vote, desk, right, "").batch for desk in DeskName])
    clause = Citation("票决办法", "第五条")
    for teller in ("teller-1", "teller-2"):
        with pytest.raises(ScrutineerOwnCount, match="《票决办法》第五条"):
            vote.sign(["总监票人"], teller, SCRUTINEERS, clause)
    recount(vote)
    for desk, teller in ((DeskName.FIRST, "teller-3"), (DeskName.SECOND, "teller-4")):
        vote.take_entry(sheet(vote, desk, right, teller))
    vote.compare(*[sheet(vote, desk, right, "").batch for desk in DeskName])
    with pytest.raises(ScrutineerOwnCount):
        vote.sign(["总监票人"], "teller-1", SCRUTINEERS, clause)
    assert not vote.sign(["总监票人"], "account-1", SCRUTINEERS, clause)


def test_entries_that_differ_may_be_entered_again() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    to_counting(vote, 10)
    right = approvals_only({"A": 9, "B": 8, "C": 1}, 10, 2)
    wrong = sheet(vote, DeskName.SECOND, approvals_only({"A": 8, "B": 8, "C": 1}, 10, 2), "teller-2")
    first = sheet(vote, DeskName.FIRST, right, "teller-1")
    vote.take_entry(first)
    vote.take_entry(wrong)
    assert vote.compare(first.batch, wrong.batch)
    better = sheet(vote, DeskName.SECOND, right, "teller-2")
    better.id = "second-attempt"
    assert vote.take_entry(better) == wrong.id
    assert better.attempt == 2
    assert vote.compare(first.batch, better.batch) == []
    assert vote.state is VoteState.COUNTED


def test_after_the_third_sheet_of_a_desk_only_a_scrutineer_settles_y033() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    to_counting(vote, 10)
    right = approvals_only({"A": 9, "B": 8, "C": 1}, 10, 2)
    wrong = approvals_only({"A": 8, "B": 8, "C": 1}, 10, 2)
    first, second = sheet(vote, DeskName.FIRST, right, "t1"), sheet(vote, DeskName.SECOND, wrong, "t2")
    vote.take_entry(first)
    for _ in range(3):
        vote.take_entry(second)
        assert vote.compare(first.batch, second.batch)
    with pytest.raises(SheetsUsedUp, match=r"已经录入3次.*《票决办法》第五条"):
        vote.take_entry(sheet(vote, DeskName.SECOND, right, "t3"), Citation("票决办法", "第五条"))
    vote.take_entry(first)
    rulings = {each.pattern: each.first for each in vote.compare(first.batch, second.batch)}
    vote.settle(first.batch, second.batch, rulings)
    assert vote.state is VoteState.COUNTED
    recount(vote)
    vote.take_entry(second)
    assert second.attempt == 1


def test_every_scrutineer_signs_the_count_record_a10_2() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    to_counting(vote, 10)
    papers = approvals_only({"A": 9, "B": 8, "C": 1}, 10, 2)
    entries = [sheet(vote, desk, papers, f"teller-{desk}") for desk in DeskName]
    for each in entries:
        vote.take_entry(each)
    vote.compare(entries[0].batch, entries[1].batch)
    people = ScrutineerList(Scrutineer("总监票人", account="chief"), [Scrutineer("监票人01")])
    with pytest.raises(NotAScrutineer):
        vote.sign(["监票人09"], "anyone", people)
    with pytest.raises(NotAScrutineer):
        vote.sign(["总监票人"], "anyone", people)
    assert not vote.sign(["监票人01"], "anyone", people)
    assert vote.state is VoteState.COUNTED
    assert vote.sign(["总监票人"], "chief", people)
    assert vote.state is VoteState.SIGNED


def test_the_result_stays_unconfirmed_until_a_majority_of_all_members_says_yes_y040() -> None:
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    hold(vote, 10, approvals_only({"A": 9, "B": 8, "C": 1}, 10, 2))
    half = ShowOfHands(16, 15, 1, 0)
    vote.confirm(Confirmation(DAY, "大会主席团", 31, half, half.carried_by_members(31)))
    assert vote.state is VoteState.SIGNED
    with pytest.raises(ActNotPossible):
        vote.declare(DAY)
    more = ShowOfHands(16, 16, 0, 0)
    vote.confirm(Confirmation(DAY, "大会主席团", 31, more, more.carried_by_members(31)))
    vote.declare(DAY)
    vote.announce(DAY, "paper-1", None)
    assert vote.state is VoteState.ANNOUNCED


def test_a_recommendation_is_announced_only_once_adopted_in_order_a10_13() -> None:
    rules = policy({"street_voting.quota": {"least": 2, "most": 2}}, BodyKind.STREET_ASSEMBLY)
    vote = vote_on(["A", "B", "C"], 2, rules, 10)
    hold(vote, 10, approvals_only({"A": 9, "B": 8, "C": 1}, 10, 2))
    yes = ShowOfHands(5, 5, 0, 0)
    vote.confirm(Confirmation(DAY, "街道人大工委", 5, yes, True))
    vote.declare(DAY)
    with pytest.raises(AdoptersMissing):
        vote.announce(DAY, "paper-1", None)
    with pytest.raises(AdopterOutOfTurn):
        vote.adopt(AdoptionRecord("街道办事处", DAY), None)
    vote.adopt(AdoptionRecord("街道党工委", DAY), None)
    vote.adopt(AdoptionRecord("街道办事处", DAY), None)
    vote.announce(DAY, "paper-1", None)
    assert vote.state is VoteState.ANNOUNCED


def test_an_organ_may_adopt_a_recommendation_but_for_a_project_and_says_why_a10_13() -> None:
    rules = policy({"street_voting.quota": {"least": 2, "most": 2}}, BodyKind.STREET_ASSEMBLY)
    vote = vote_on(["A", "B", "C"], 2, rules, 10)
    hold(vote, 10, approvals_only({"A": 9, "B": 8, "C": 1}, 10, 2))
    vote.confirm(Confirmation(DAY, "街道人大工委", 5, ShowOfHands(5, 5, 0, 0), True))
    vote.declare(DAY)
    with pytest.raises(NotRecommended, match="C"):
        vote.adopt(AdoptionRecord("街道党工委", DAY, ["C"], "不在范围"), None)
    with pytest.raises(DeclinedWithoutReason):
        vote.adopt(AdoptionRecord("街道党工委", DAY, ["B"]), None)
    assert vote.adoptions == []
    vote.adopt(AdoptionRecord("街道党工委", DAY, ["B"], "资金未落实"), None)
    with pytest.raises(NotRecommended):
        vote.adopt(AdoptionRecord("街道办事处", DAY, ["B"], "资金未落实"), None)
    found = {each.candidate.code: (each.determined, each.declined) for each in results(vote)}
    assert found == {"A": (True, False), "B": (False, True), "C": (False, False)}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_vote_ends_with_no_more_projects_than_the_quota_and_none_below_the_threshold(
    data: st.DataObject,
) -> None:
    candidates = [f"D{n:02}" for n in range(data.draw(st.integers(2, 5)))]
    quota = data.draw(st.integers(1, len(candidates) - 1))
    shortfall = data.draw(st.sampled_from(["fewer", "second_ballot"]))
    threshold = data.draw(st.sampled_from(["none", "majority"]))
    rules = policy(
        {
            "voting.quota": {"least": quota, "most": quota},
            "voting.shortfall": shortfall,
            "voting.threshold": threshold,
        }
    )
    vote = vote_on(candidates, quota, rules, 7)
    for number in range(8):
        if vote.state is VoteState.SIGNED:
            break
        ballot = vote.current
        # The last chance gives every candidate a number of its own, so that no tie goes on for ever.
        approvals = {
            code: data.draw(st.integers(0, ballot.places)) if number < 5 else max(0, ballot.places - rank)
            for rank, code in enumerate(ballot.candidates)
        }
        hold(vote, 7, approvals_only(approvals, 7, ballot.places))
    assert len(vote.determined) == len(set(vote.determined)) <= quota
    if threshold == "none":
        assert vote.state is not VoteState.SIGNED or len(vote.determined) == quota
    for each in results(vote):
        votes = [line.approve for line in (each.line, each.second_ballot) if line]
        if each.determined and threshold == "majority":
            assert max(votes) >= 4


def test_a_result_is_confirmed_by_the_share_that_the_rules_ask_for_a10_2() -> None:
    hands = ShowOfHands(31, 20, 11, 0)
    two_thirds = policy({"voting.confirmation_share": "2/3"}).ratio("confirmation_share")
    assert hands.carried_by_members(31)
    assert not hands.carried_by_members(31, two_thirds)
    assert ShowOfHands(31, 21, 10, 0).carried_by_members(31, two_thirds)


def test_an_act_out_of_order_is_refused_by_the_clause_on_the_step_that_is_due_a10_1() -> None:
    rules = policy({"voting.validity": "not_more_than_issued"})
    vote = vote_on(["A", "B", "C"], 2, policy({"voting.quota": {"least": 2, "most": 2}}), 10)
    vote.order = Agenda.of(rules).clauses(rules)
    vote.seal_boxes([("main", "会场票箱")], [])
    vote.issue({"main": 9}, 10, [])
    vote.take_back(9)
    with pytest.raises(ActNotPossible, match=r"已收票.*宣布投票有效.*依据：《2024年票决办法》第九条"):
        vote.declare(DAY)
