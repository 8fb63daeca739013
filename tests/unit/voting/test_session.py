"""The gates of a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.congress.domain.template import compose
from services.congress.templates import load_template
from services.voting.domain.errors import (
    AttendanceImpossible,
    CopiesTooFew,
    DelegationsMissing,
    HandsDoNotAddUp,
    ListOfAnotherBody,
    MembersUnknown,
    OpinionsClosed,
    QuorumNotMet,
    ScrutineerExcluded,
    ScrutineersSettled,
    ScrutineersUndeclared,
    StepAlreadyRecorded,
    StepNotOfThisBody,
    StepOutOfOrder,
    TooManyPresent,
    UnknownDelegation,
    WrongDay,
)
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.policy import BodyKind, VotingPolicy
from services.voting.domain.roll import Delegation
from services.voting.domain.scrutineers import Scrutineer, ScrutineerList
from services.voting.domain.session import Briefing, Session
from services.voting.domain.steps import Agenda, Step
from shared.kernel.citation import Citation
from shared.kernel.rulebook import Rule, Rulebook
from shared.kernel.state_machine import ActNotPossible
from tests.unit.voting.builders import (
    BEIGUAN,
    DAY,
    SCRUTINEERS,
    frozen_list,
    on,
    policy,
    session,
    vote_on,
)

ALL_YES = ShowOfHands(31, 31, 0, 0)


def until(meeting: Session, last: Step, rules: VotingPolicy, present: int = 252) -> None:
    """Hold every step before ``last`` as it should be."""
    codes = [each.code for each in meeting.delegations]
    for step in Step:
        if step is last:
            return
        match step:
            case Step.TABLING:
                meeting.table(frozen_list(["A", "B", "C"], kind=meeting.kind), on(), rules)
            case Step.CREDENTIALS:
                meeting.record(step, on(), rules)
            case Step.SIGN_IN | Step.FIRST_PLENARY | Step.SECOND_PLENARY:
                meeting.sit(step, None, present, on(), rules)
            case Step.PREPARATORY | Step.MEASURE:
                meeting.vote_by_hands(step, (present, 0, 0), on(), rules)
            case Step.PRESIDIUM_1 | Step.PRESIDIUM_2:
                meeting.presidium_meets(step, ALL_YES, on(), rules)
            case Step.DISTRIBUTION:
                meeting.distribute(meeting.in_office, on(), rules)
            case Step.BRIEFING:
                meeting.brief(Briefing(DAY, "常务副县长", codes), on(), rules)
            case Step.DELIBERATION:
                meeting.deliberate(codes or ["第一组"], on(), rules)
            case Step.SCRUTINEERS:
                meeting.elect_scrutineers(SCRUTINEERS, (present, 0, 0), on(), rules)


def test_a_session_goes_through_its_steps_in_order_a10_11() -> None:
    rules, meeting = policy(), session()
    assert meeting.possible(rules) == [Step.TABLING, Step.CREDENTIALS]
    with pytest.raises(StepOutOfOrder, match="预备会议"):
        meeting.presidium_meets(Step.PRESIDIUM_1, ALL_YES, on(), rules)
    until(meeting, Step.BOXES, rules)
    meeting.check_vote_may_open(rules)
    assert [each.step for each in meeting.steps][-1] is Step.SCRUTINEERS


def test_a_vote_on_record_says_how_many_were_needed_and_how_many_the_organ_has_a10_2() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.PRESIDIUM_1, rules)
    lost = meeting.presidium_meets(Step.PRESIDIUM_1, ShowOfHands(30, 15, 15, 0), on(), rules)
    assert (lost.carried, lost.members, lost.needed) == (False, 31, 16)
    won = meeting.presidium_meets(Step.PRESIDIUM_1, ShowOfHands(30, 16, 14, 0), on(), rules)
    assert (won.carried, won.needed) == (True, 16)
    preparatory = meeting.done(Step.PREPARATORY)
    assert preparatory is not None
    assert (preparatory.members, preparatory.needed) == (None, 133)


def test_nothing_waits_for_what_may_be_held_again_once_it_was_held_a10_11() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.MEASURE, rules)
    meeting.vote_by_hands(Step.MEASURE, (252, 0, 0), on(), rules)
    possible = meeting.possible(rules)
    assert possible == [Step.FURTHER_PLENARY, Step.SCRUTINEERS]
    assert [each for each in possible if meeting.only_at_need(each)] == [Step.FURTHER_PLENARY]
    meeting.elect_scrutineers(SCRUTINEERS, (252, 0, 0), on(), rules)
    assert [each for each in possible if meeting.only_at_need(each)] == possible


@pytest.mark.parametrize("step", [Step.PREPARATORY, Step.FIRST_PLENARY, Step.MEASURE, Step.SCRUTINEERS])
def test_no_step_is_held_before_its_predecessors_a10_1(step: Step) -> None:
    rules, meeting = policy(), session()
    with pytest.raises(StepOutOfOrder):
        meeting.check(step, on(), rules)
    until(meeting, step, rules)
    meeting.check(step, on(), rules)


@pytest.mark.parametrize("values", [{}, BEIGUAN], ids=["defaults", "北关"])
def test_deliberation_differential_vote_and_publication_come_in_this_order_b030(
    values: dict[str, Any],
) -> None:
    """酝酿讨论、差额票决、全面公开: whatever else a rulebook says, none of the three overtakes the one before it."""
    rules = policy(values)
    delegations = [Delegation(f"T{n}", f"第{n}代表团", 30) for n in range(1, 4)]
    meeting = session(delegations=delegations)
    until(meeting, Step.DELIBERATION, rules)
    for later in (Step.PRESIDIUM_2, Step.SECOND_PLENARY, Step.MEASURE, Step.SCRUTINEERS):
        with pytest.raises(StepOutOfOrder):
            meeting.check(later, on(), rules)
    with pytest.raises(StepOutOfOrder):
        meeting.check_vote_may_open(rules)
    until_now = len(meeting.steps)
    meeting.deliberate([each.code for each in delegations], on(), rules)
    with pytest.raises(StepOutOfOrder):
        meeting.check_vote_may_open(rules)
    assert len(meeting.steps) == until_now + 1
    vote = vote_on([f"D{n}" for n in range(1, 13)], 10, rules, in_office=90)
    for act in (vote.declare, lambda day: vote.announce(day, "paper-1", None)):
        with pytest.raises(ActNotPossible):
            act(DAY)
    assert (vote.declared_on, vote.announced_on) == (None, None)


def test_the_boxes_stay_shut_until_measure_and_scrutineers_are_voted_on_y032() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.MEASURE, rules)
    with pytest.raises(StepOutOfOrder, match="通过监票人名单"):
        meeting.check_vote_may_open(rules)


DEMANDS = {"voting.measure_required": True, "voting.scrutineer_exclusions": "实施主体负责人"}


def cited(clauses: dict[str, str]) -> VotingPolicy:
    rules = {key: Rule(key, DEMANDS[key], Citation("2024年票决办法", clauses[key])) for key in clauses}
    return VotingPolicy.from_rulebook(Rulebook("t", "测试", 1, 2024, rules), BodyKind.CONGRESS)


def test_the_gate_of_the_boxes_names_the_clause_that_demands_what_is_missing_a10_11() -> None:
    rules = cited({"voting.measure_required": "第一条", "voting.scrutineer_exclusions": "第五条"})
    for missing, clause in ((Step.MEASURE, "第一条"), (Step.SCRUTINEERS, "第五条")):
        meeting = session()
        until(meeting, missing, rules)
        assert meeting.possible(rules)[-1] is missing
        with pytest.raises(StepOutOfOrder, match=f"依据：《2024年票决办法》{clause}"):
            meeting.check_vote_may_open(rules)


def test_a_step_without_a_clause_of_its_own_is_held_back_by_the_clause_on_the_measure_a10_1() -> None:
    rules, meeting = cited({"voting.measure_required": "第一条"}), session()
    with pytest.raises(StepOutOfOrder, match=r"预备会议.*依据：《2024年票决办法》第一条"):
        meeting.presidium_meets(Step.PRESIDIUM_1, ALL_YES, on(), rules)


MEETINGS = {
    Step.CREDENTIALS, Step.SIGN_IN, Step.PREPARATORY, Step.PRESIDIUM_1, Step.FIRST_PLENARY, Step.PRESIDIUM_2,
    Step.SECOND_PLENARY, Step.FURTHER_PLENARY,
}  # fmt: skip
"""Of these the documents of 北关 say nothing, nor of a measure that orders them."""


@pytest.mark.parametrize("code", ["13121", "13121-township", "three-three-three"])
@pytest.mark.parametrize("step", [each for each in Step if each is not Step.ADOPTION])
def test_every_gate_of_a_shipped_rulebook_cites_a_clause_that_speaks_of_it_a10_1(
    code: str, step: Step
) -> None:
    rules = compose(code, "某县", 1, 2024, load_template(code), [])
    policy_of_template = VotingPolicy.from_rulebook(rules, BodyKind.CONGRESS)
    found = Agenda.of(policy_of_template).clause([step], policy_of_template)
    silent = code == "three-three-three" and step in MEETINGS
    assert (found is None) is silent


def test_a_step_is_held_once_and_not_before_the_one_that_leads_to_it() -> None:
    rules, meeting = policy(), session()
    meeting.record(Step.CREDENTIALS, on(date(2024, 2, 27)), rules)
    with pytest.raises(StepAlreadyRecorded):
        meeting.record(Step.CREDENTIALS, on(), rules)
    with pytest.raises(WrongDay, match="日期2024年2月26日不对：不能早于“代表资格审查”（2024年2月27日）。"):
        meeting.sit(Step.SIGN_IN, None, 252, on(date(2024, 2, 26)), rules)
    with pytest.raises(WrongDay, match="不能晚于今天"):
        meeting.sit(Step.SIGN_IN, None, 252, on(date(2025, 1, 1)), rules)


def test_a_sitting_needs_its_quorum_and_cites_the_clause() -> None:
    rules, meeting = policy({"voting.quorum": "2/3"}), session(265)
    meeting.record(Step.CREDENTIALS, on(), rules)
    with pytest.raises(QuorumNotMet, match="第九条") as refused:
        meeting.sit(Step.SIGN_IN, None, 176, on(), rules)
    assert refused.value.params == {"present": 176, "needed": 177}
    with pytest.raises(AttendanceImpossible):
        meeting.sit(Step.SIGN_IN, 265, 266, on(), rules)
    with pytest.raises(AttendanceImpossible):
        meeting.sit(Step.SIGN_IN, 266, 252, on(), rules)
    assert meeting.sit(Step.SIGN_IN, None, 177, on(), rules).due == 265


def test_hands_add_up_to_those_present_and_carry_by_a_majority_of_all_in_office() -> None:
    rules, meeting = policy(), session(265)
    until(meeting, Step.MEASURE, rules)
    with pytest.raises(HandsDoNotAddUp):
        meeting.vote_by_hands(Step.MEASURE, (249, 1, 1), on(), rules)
    assert not meeting.vote_by_hands(Step.MEASURE, (132, 120, 0), on(), rules).carried
    with pytest.raises(StepOutOfOrder):
        meeting.check_vote_may_open(rules)
    assert meeting.vote_by_hands(Step.MEASURE, (249, 1, 2), on(), rules).carried


def test_the_presidium_passes_its_papers_by_a_majority_of_all_members_a10_2() -> None:
    rules, meeting = policy(), session(presidium_members=31)
    until(meeting, Step.PRESIDIUM_1, rules)
    assert not meeting.presidium_meets(Step.PRESIDIUM_1, ShowOfHands(20, 15, 5, 0), on(), rules).carried
    with pytest.raises(TooManyPresent):
        meeting.presidium_meets(Step.PRESIDIUM_1, ShowOfHands(32, 32, 0, 0), on(), rules)
    assert meeting.presidium_meets(Step.PRESIDIUM_1, ShowOfHands(20, 16, 4, 0), on(), rules).carried


def test_the_papers_reach_every_deputy_y037() -> None:
    rules, meeting = policy(), session(265)
    until(meeting, Step.DISTRIBUTION, rules)
    with pytest.raises(CopiesTooFew):
        meeting.distribute(252, on(), rules)


def test_the_briefing_reaches_every_delegation_where_the_rules_say_so_d09_b031() -> None:
    rules = policy(BEIGUAN)
    delegations = [Delegation("T1", "第一代表团", 100), Delegation("T2", "第二代表团", 94)]
    meeting = session(194, delegations)
    until(meeting, Step.BRIEFING, rules, 187)
    assert not meeting.brief(Briefing(DAY, "区政府", ["T1"]), on(), rules)
    assert meeting.done(Step.BRIEFING) is None
    assert meeting.brief(Briefing(DAY, "区政府", ["T2"]), on(), rules)
    with pytest.raises(DelegationsMissing, match="第二代表团"):
        meeting.deliberate(["T1"], on(), rules)
    with pytest.raises(UnknownDelegation, match="第九组"):
        meeting.deliberate(["T1", "T2", "第九组"], on(), rules)
    meeting.deliberate(["第一代表团", "T2"], on(), rules)


def test_opinions_are_taken_between_the_briefing_and_the_second_presidium_meeting_y037() -> None:
    rules, meeting = policy(), session()
    with pytest.raises(OpinionsClosed):
        meeting.check_opinions_open(rules)
    until(meeting, Step.DELIBERATION, rules)
    meeting.check_opinions_open(rules)
    meeting.deliberate(["第一组"], on(), rules)
    meeting.presidium_meets(Step.PRESIDIUM_2, ALL_YES, on(), rules)
    with pytest.raises(OpinionsClosed):
        meeting.check_opinions_open(rules)


def test_heads_of_implementing_bodies_and_close_kin_are_not_scrutineers_a10_15() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.SCRUTINEERS, rules)
    people = ScrutineerList(Scrutineer("总监票人"), [Scrutineer("监票人01", excluded=True)])
    with pytest.raises(ScrutineerExcluded, match="监票人01"):
        meeting.elect_scrutineers(people, (252, 0, 0), on(), rules)
    assert meeting.scrutineers is None


def test_the_head_of_an_implementing_body_watches_no_count_a10_15() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.SCRUTINEERS, rules)
    head = ScrutineerList(Scrutineer("总监票人"), [Scrutineer("监票人01", unit="县住建局")])
    with pytest.raises(ScrutineerExcluded, match="监票人01"):
        meeting.elect_scrutineers(head, (252, 0, 0), on(), rules, implementers={"县教体局", "县住建局"})
    meeting.elect_scrutineers(head, (252, 0, 0), on(), rules, implementers={"县教体局"})
    assert meeting.scrutineers == head


def test_nobody_is_proposed_as_a_scrutineer_without_the_declaration_a10_15() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.SCRUTINEERS, rules)
    with pytest.raises(ScrutineersUndeclared, match="回避声明"):
        meeting.elect_scrutineers(replace(SCRUTINEERS, declared=False), (252, 0, 0), on(), rules)


def test_the_units_of_a_project_are_looked_at_one_by_one() -> None:
    frozen = frozen_list(["A", "B"])
    frozen.candidates[0] = replace(frozen.candidates[0], implementer="县教体局、县财政局；各乡镇")
    assert frozen.implementers == {"县教体局", "县财政局", "各乡镇"}


def test_a_presidium_of_unknown_number_asks_for_it_instead_of_losing_every_vote_a10_2() -> None:
    rules, meeting = policy(), session()
    meeting.presidium_members = 0
    until(meeting, Step.PRESIDIUM_1, rules)
    with pytest.raises(MembersUnknown, match="主席团"):
        meeting.presidium_meets(Step.PRESIDIUM_1, ALL_YES, on(), rules)


def test_scrutineers_may_be_replaced_until_they_have_signed() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.BOXES, rules)
    others = ScrutineerList(Scrutineer("总监票人"), [Scrutineer("监票人03")])
    meeting.elect_scrutineers(others, (252, 0, 0), on(), rules)
    assert meeting.scrutineers == others
    with pytest.raises(ScrutineersSettled):
        meeting.elect_scrutineers(SCRUTINEERS, (252, 0, 0), on(), rules, signed=True)
    assert Step.SCRUTINEERS not in meeting.possible(rules, signed=True)


def test_a_scrutineer_who_falls_ill_before_a_second_ballot_is_replaced() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.BOXES, rules)
    meeting.record(Step.SIGNATURES, on(), rules, round=1)
    others = ScrutineerList(Scrutineer("总监票人"), [Scrutineer("监票人03")])
    assert Step.SCRUTINEERS in meeting.possible(rules)
    meeting.elect_scrutineers(others, (252, 0, 0), on(), rules)
    assert meeting.scrutineers == others


def test_a_street_has_no_presidium_and_no_preparatory_meeting_a10_13() -> None:
    rules = policy(kind=BodyKind.STREET_ASSEMBLY)
    meeting = session(48, kind=BodyKind.STREET_ASSEMBLY, presidium_members=0)
    assert meeting.possible(rules) == [Step.TABLING, Step.SIGN_IN]
    with pytest.raises(StepNotOfThisBody):
        meeting.record(Step.CREDENTIALS, on(), rules)
    with pytest.raises(StepOutOfOrder, match="报到签到"):
        meeting.brief(Briefing(DAY, "街道办事处"), on(), rules)
    meeting.table(frozen_list(["A", "B"], kind=BodyKind.STREET_ASSEMBLY), on(), rules)
    meeting.sit(Step.SIGN_IN, None, 40, on(), rules)
    meeting.brief(Briefing(DAY, "街道办事处"), on(), rules)
    meeting.distribute(48, on(), rules)
    meeting.deliberate(["第一组"], on(), rules)
    meeting.elect_scrutineers(SCRUTINEERS, (40, 0, 0), on(), rules)
    meeting.check_vote_may_open(rules)


def test_only_a_list_of_this_body_is_tabled_y029() -> None:
    rules, meeting = policy(), session()
    with pytest.raises(ListOfAnotherBody):
        meeting.table(frozen_list(["A", "B"], kind=BodyKind.STREET_ASSEMBLY), on(), rules)
    meeting.table(frozen_list(["A", "B"]), on(), rules)
    assert meeting.track == "congress"


def test_a_ballot_step_is_not_dated_before_the_one_before_it() -> None:
    rules, meeting = policy(), session()
    until(meeting, Step.BOXES, rules)
    meeting.record(Step.BOXES, on(date(2024, 3, 1)), rules, round=1)
    with pytest.raises(WrongDay):
        meeting.record(Step.ISSUE, on(), rules, round=1)
