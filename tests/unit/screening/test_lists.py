"""Candidate lists: dossiers, the chain, freezing, versions, the statement."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.screening.domain.candidates import CandidateList
from services.screening.domain.dossiers import (
    Candidate,
    CodeTwice,
    DossierIncomplete,
    ItemTwice,
    list_digest,
)
from services.screening.domain.list_states import (
    ListFrozen,
    ListNotFrozen,
    ListState,
    NothingChanged,
    NothingLeft,
    ReturnedWithChanges,
    StepOutOfOrder,
    UnknownCandidate,
)
from services.screening.domain.meetings import (
    Hands,
    HandsDoNotAddUp,
    MeetingNotHeld,
    MeetingTooEarly,
    MembersNotTold,
    MorePresentThanMembers,
    NotCarried,
    StepResult,
)
from services.screening.domain.policy import ScreeningPolicy
from shared.kernel.rulebook.model import RulebookInvalid
from shared.persistence.converter import from_data, to_data
from tests.unit.screening.builders import CHAIN, DAY, TODAY, a_candidate, a_frozen_list, a_list, policy

FUNDING = [{"code": "name", "name": "项目名称"}, {"code": "funding_source", "name": "资金来源"}]


def test_a_candidate_that_lacks_a_particular_is_refused_by_name_y035() -> None:
    rules = policy(dossier=FUNDING)
    with pytest.raises(DossierIncomplete) as refused:
        CandidateList.draft("l", "c", rules.tracks[0], [a_candidate(4, funding_source=" ")], rules, "甲县")
    assert "“项目4”（D04）材料缺少：资金来源" in refused.value.text
    assert "第九条" in refused.value.text


def test_a_county_may_demand_a_particular_of_its_own_d08() -> None:
    rules = policy(
        dossier=[*FUNDING, {"code": "build_content", "name": "建设内容"}, {"code": "land", "name": "用地"}]
    )
    with pytest.raises(DossierIncomplete) as refused:
        a_candidate().check(rules)
    assert refused.value.params["missing"] == "用地"
    a_candidate(particulars={"land": "利用现有校舍"}).check(rules)


def test_a_candidate_always_has_a_name_y035() -> None:
    with pytest.raises(DossierIncomplete):
        a_candidate(name="").check(policy(dossier=[FUNDING[1]]))


def test_codes_and_library_items_occur_once_y027() -> None:
    rules = policy()
    with pytest.raises(CodeTwice):
        CandidateList.draft(
            "l", "c", rules.tracks[0], [a_candidate(1), a_candidate(2, code="D01")], rules, "甲县"
        )
    with pytest.raises(ItemTwice):
        same = a_candidate(2, item_ids=["item-1"])
        CandidateList.draft("l", "c", rules.tracks[0], [a_candidate(1), same], rules, "甲县")


def test_the_chain_goes_step_by_step_and_its_last_step_freezes_y028() -> None:
    made = a_list(4)
    with pytest.raises(StepOutOfOrder) as refused:
        made.take_step(policy(), "committee", DAY, TODAY)
    assert (refused.value.params["next"], refused.value.params["given"]) == ("县政府常务会议", "县人大常委会")
    gone = made.take_step(
        policy(), "government", date(2023, 12, 18), TODAY, withdrawn={"D04": "留库"}, minutes="7"
    )
    assert [each.code for each in gone] == ["D04"]
    made.take_step(policy(), "party", date(2024, 1, 8), TODAY)
    assert (made.state, made.current) == (ListState.UNDER_APPROVAL, None)
    made.take_step(policy(), "committee", DAY, TODAY)
    assert made.state is ListState.FROZEN
    assert [(each.before, each.after) for each in made.steps] == [(4, 3), (3, 3), (3, 3)]
    assert made.current is not None
    assert (made.current.number, made.current.frozen_on, len(made.current.candidates)) == (1, DAY, 3)
    assert [(each.candidate.code, each.at, each.reason) for each in made.departures] == [
        ("D04", "县政府常务会议", "留库")
    ]


def majority(over: str, base: str) -> ScreeningPolicy:
    return policy(majority={"over": over, "base": base})


@pytest.mark.parametrize(
    ("rules", "hands", "carried"),
    [
        (majority("1/2", "present"), Hands(24, 23, 0, 1), True),
        (majority("1/2", "present"), Hands(24, 13, 11, 0, members=27), True),
        (majority("1/2", "present"), Hands(24, 12, 12, 0), False),
        (majority("1/2", "members"), Hands(24, 13, 11, 0, members=27), False),
        (majority("1/2", "members"), Hands(24, 14, 10, 0, members=27), True),
        (majority("2/3", "members"), Hands(24, 18, 6, 0, members=27), False),
        (majority("2/3", "members"), Hands(24, 19, 5, 0, members=27), True),
    ],
)
def test_a_meeting_carries_by_the_majority_of_the_base_that_the_rulebook_states_b028(
    rules: ScreeningPolicy, hands: Hands, carried: bool
) -> None:
    made = a_list()
    if carried:
        made.take_step(rules, "government", DAY, TODAY, hands=hands)
        assert made.steps[0].hands == hands
    else:
        with pytest.raises(NotCarried) as refused:
            made.take_step(rules, "government", DAY, TODAY, hands=hands)
        assert "《甲县实施办法》第九条" in refused.value.text


def test_a_step_may_have_a_majority_of_its_own_and_without_one_the_rule_of_all_holds_b028() -> None:
    own = {"over": "1/2", "base": "present"}
    rules = policy(chain=[{**CHAIN[0], "majority": own}, *CHAIN[1:]])
    hands = Hands(24, 13, 11, 0, members=27)
    made = a_list()
    made.take_step(rules, "government", DAY, TODAY, hands=hands)
    with pytest.raises(NotCarried):
        made.take_step(rules, "party", DAY, TODAY, hands=hands)


def test_a_majority_of_all_members_asks_for_their_number_b028() -> None:
    with pytest.raises(MembersNotTold):
        a_list().take_step(majority("1/2", "members"), "government", DAY, TODAY, hands=Hands(24, 24, 0, 0))


@pytest.mark.parametrize("freezing", [[False, False], [True, True], [True, False]])
def test_the_last_step_of_a_chain_and_no_other_freezes_the_list_y029(freezing: list[bool]) -> None:
    chain = [{**step, "freezes": each} for step, each in zip(CHAIN, freezing, strict=False)]
    with pytest.raises(RulebookInvalid, match=r"screening\.chain.*最后一步"):
        policy(chain=chain)


def test_two_steps_of_a_chain_cannot_have_one_code_y028() -> None:
    with pytest.raises(RulebookInvalid, match="不能重复"):
        policy(chain=[CHAIN[0], {**CHAIN[2], "code": CHAIN[0]["code"]}])


def test_numbers_of_a_vote_must_agree_b028() -> None:
    with pytest.raises(HandsDoNotAddUp):
        a_list().take_step(policy(), "government", DAY, TODAY, hands=Hands(24, 23, 0, 0))
    with pytest.raises(MorePresentThanMembers):
        a_list().take_step(policy(), "government", DAY, TODAY, hands=Hands(24, 23, 0, 1, members=23))


def test_a_meeting_is_neither_in_the_future_nor_before_the_one_that_precedes_it_y028() -> None:
    made = a_list()
    with pytest.raises(MeetingNotHeld):
        made.take_step(policy(), "government", DAY, DAY - timedelta(days=1))
    made.take_step(policy(), "government", DAY, DAY)
    with pytest.raises(MeetingTooEarly):
        made.take_step(policy(), "party", DAY - timedelta(days=1), TODAY)


def test_a_list_that_is_returned_is_drafted_anew_and_begins_the_chain_again_y028() -> None:
    made = a_list()
    made.take_step(policy(), "government", DAY, TODAY)
    refused = Hands(9, 3, 6, 0)
    made.take_step(policy(), "party", DAY, TODAY, hands=refused, result=StepResult.RETURNED)
    assert made.state is ListState.DRAFTED
    assert (made.steps[-1].result, made.steps[-1].hands) == (StepResult.RETURNED, refused)
    assert made.origin is not None
    made.redraft(policy(), [a_candidate(1, candidate_id="new"), a_candidate(9)], made.origin)
    assert [each.candidate_id for each in made.candidates] == ["candidate-1", "candidate-9"]
    for step in ("government", "party", "committee"):
        made.take_step(policy(), step, DAY, TODAY)
    assert [each.code for each in made.steps] == ["government", "party", "government", "party", "committee"]
    assert "退回重新拟定" in made.statement(policy())[3]


def test_a_meeting_that_returns_a_list_changes_nothing_in_it_y028() -> None:
    with pytest.raises(ReturnedWithChanges):
        a_list().take_step(
            policy(), "government", DAY, TODAY, withdrawn={"D01": "x"}, result=StepResult.RETURNED
        )


def test_a_list_under_approval_is_not_drafted_anew_y028() -> None:
    made = a_list()
    assert made.origin is not None
    made.take_step(policy(), "government", DAY, TODAY)
    with pytest.raises(Exception, match="审定中"):
        made.redraft(policy(), [a_candidate()], made.origin)


def test_a_meeting_may_change_a_dossier_but_never_who_the_candidate_is_y028() -> None:
    made = a_list()
    change = a_candidate(2, candidate_id="", investment_fen=1, item_ids=["other"], suggestion_ids=[])
    made.take_step(policy(), "government", DAY, TODAY, changes=[change])
    changed = made.candidates[1]
    assert (changed.investment_fen, changed.candidate_id, changed.item_ids) == (1, "candidate-2", ["item-2"])
    assert (made.steps[0].changed, changed.suggestion_ids) == (["D02"], ["suggestion-2"])


def test_nobody_can_take_off_everything_or_what_is_not_there_y028() -> None:
    with pytest.raises(NothingLeft):
        a_list(1).take_step(policy(), "government", DAY, TODAY, withdrawn={"D01": "x"})
    with pytest.raises(UnknownCandidate):
        a_list(1).take_step(policy(), "government", DAY, TODAY, withdrawn={"D09": "x"})
    with pytest.raises(UnknownCandidate):
        a_list(2).take_step(
            policy(), "government", DAY, TODAY, withdrawn={"D01": "x"}, changes=[a_candidate(1)]
        )


def revise(made: CandidateList, changes: list[Candidate], **others: Any) -> list[Candidate]:
    return made.revise(
        policy(), changes, others.get("withdrawn", {}), "采纳审议意见", others.get("on", DAY), TODAY
    )


def test_deliberation_leads_to_a_second_version_and_the_first_is_kept_a10_4() -> None:
    made = a_frozen_list()
    first = to_data(made.versions[0])
    revise(made, [a_candidate(2, content="扩大范围：增加3个村")], on=DAY + timedelta(days=35))
    one, two = made.versions
    assert to_data(one) == first
    assert (two.number, two.reason, two.candidates[1].content) == (2, "采纳审议意见", "扩大范围：增加3个村")
    assert one.digest != two.digest
    revise(made, [a_candidate(2)], on=DAY + timedelta(days=36))
    assert made.versions[2].digest == one.digest


def test_a_candidate_may_be_taken_off_after_deliberation_a10_4() -> None:
    made = a_frozen_list()
    gone = revise(made, [], withdrawn={"D03": "代表意见分歧大"})
    assert [each.code for each in gone] == ["D03"]
    assert [len(each.candidates) for each in made.versions] == [3, 2]


def test_a_version_that_says_the_same_is_refused_a10_4() -> None:
    with pytest.raises(NothingChanged):
        revise(a_frozen_list(), [a_candidate(1)])


def test_only_a_frozen_list_is_revised_and_only_revising_changes_it_y029() -> None:
    with pytest.raises(ListNotFrozen):
        revise(a_list(), [a_candidate(1, content="另")])
    frozen = a_frozen_list()
    with pytest.raises(ListFrozen):
        frozen.take_step(policy(), "committee", DAY, TODAY)
    assert frozen.origin is not None
    with pytest.raises(ListFrozen):
        frozen.redraft(policy(), [a_candidate()], frozen.origin)
    with pytest.raises(MeetingTooEarly):
        revise(frozen, [a_candidate(1, content="另")], on=DAY - timedelta(days=1))
    with pytest.raises(MeetingNotHeld):
        revise(frozen, [a_candidate(1, content="另")], on=TODAY + timedelta(days=1))


WORD = st.text(st.characters(codec="utf-8"), max_size=6)
CANDIDATE = st.builds(
    Candidate,
    candidate_id=WORD,
    code=WORD,
    name=WORD,
    content=WORD,
    implementer=WORD,
    investment_fen=st.integers(0, 10**15),
    funding_source=WORD,
    period=WORD,
    requirements=WORD,
    item_ids=st.lists(WORD, max_size=2),
    suggestion_ids=st.lists(WORD, max_size=2),
    particulars=st.dictionaries(WORD, WORD, max_size=2),
)
CANDIDATES = st.lists(CANDIDATE, max_size=3)


@given(CANDIDATES, CANDIDATES)
def test_two_lists_have_one_digest_exactly_when_they_say_the_same_y029(
    one: list[Candidate], other: list[Candidate]
) -> None:
    same = [asdict(each) for each in one] == [asdict(each) for each in other]
    assert (list_digest("l", "congress", one) == list_digest("l", "congress", other)) is same
    assert list_digest("l", "congress", one) != list_digest("l", "street:east", one)


@given(CANDIDATE, st.data())
def test_changing_any_particular_changes_the_digest_y029(candidate: Candidate, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(asdict(candidate))))
    value = getattr(candidate, name)
    if isinstance(value, dict):
        other: Any = {**value, "附加": "更多"}
    else:
        other = value + {int: 1, str: "。"}.get(type(value), ["more"])
    changed = replace(candidate, **{name: other})
    assert list_digest("l", "congress", [candidate]) != list_digest("l", "congress", [changed])
    kept = from_data(to_data(candidate), Candidate)
    assert list_digest("l", "congress", [candidate]) == list_digest("l", "congress", [kept])


def test_the_statement_tells_the_whole_way_and_nothing_internal_y036() -> None:
    made = a_list(21)
    withdrawn = {f"D{number}": "留库" for number in range(14, 22)}
    made.take_step(
        policy(), "government", date(2023, 12, 18), TODAY, withdrawn=withdrawn, minutes="〔2023〕7号"
    )
    made.take_step(policy(), "party", date(2024, 1, 8), TODAY, minutes="〔2024〕1号")
    made.take_step(policy(), "committee", DAY, TODAY, hands=Hands(27, 27, 0, 0, members=31))
    revise(made, [a_candidate(7, content="扩大")])
    lines = made.statement(policy())
    assert lines[:5] == [
        "本名单按照“急需先立、成熟先立、好中选优”的原则，经以下程序产生。",
        "2023年12月12日，共收到建议78件，合并同类建议后为61件，不符合参选条件4件，初步拟定21件。",
        "2023年12月18日，县政府常务会议研究，由21件确定为13件。",
        "2024年1月8日，县委常委会审定，共13件。",
        "2024年1月24日，县人大常委会列入议程草案，共13件（赞成27、反对0、弃权0）。",
    ]
    assert "第2版冻结，13件，理由：采纳审议意见" in lines[-1]
    assert "号" not in "".join(lines)


def test_a_list_survives_being_kept() -> None:
    made = a_frozen_list()
    assert from_data(to_data(made), CandidateList) == made


def test_a_list_kept_by_the_first_release_is_still_read() -> None:
    kept = to_data(a_frozen_list())
    for name in ("origin", "drafted", "departures"):
        del kept[name]
    for step in kept["steps"]:
        del step["changed"], step["result"]
    for each in (
        *kept["candidates"],
        *(one for version in kept["versions"] for one in version["candidates"]),
    ):
        del each["particulars"]
    read = from_data(kept, CandidateList)
    assert (read.state, read.next_step(policy()), len(read.steps)) == (ListState.FROZEN, None, 3)
    revise(read, [a_candidate(1, content="另")])
    assert "初步拟定" not in "".join(read.statement(policy()))


def test_a_list_of_the_congress_bears_the_name_of_its_congress() -> None:
    assert a_list(1).body_name == "甲县（演示）人民代表大会"
