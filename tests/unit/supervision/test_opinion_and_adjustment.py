"""Deliberation opinions (Y-060, A10.14), adjustments (Q-15) and what events lead to (Y-056, Y-057)."""

from __future__ import annotations

from datetime import date

import pytest

from services.supervision.domain.adjustment import (
    Adjustment,
    AdjustmentBodyOutOfTurn,
    AdjustmentDateOutOfOrder,
    AdjustmentIncomplete,
    AdjustmentKind,
    AdjustmentPolicy,
    AdjustmentState,
    Change,
)
from services.supervision.domain.event import (
    AlreadySettled,
    CircularAlreadyIssued,
    Commitment,
    EventNotHeld,
    Inquiry,
    ItemUnknown,
    SupervisionEvent,
)
from services.supervision.domain.findings import ProblemKind
from services.supervision.domain.opinion import (
    DeliberationOpinion,
    GovernmentReport,
    HeardBeforeSubmitted,
    OpinionAct,
    OpinionDateOutOfOrder,
    OpinionItem,
    OpinionState,
    RecipientMissing,
    ReportHeardTwice,
    reply_months,
)
from services.supervision.domain.project_state import ProjectState
from services.supervision.domain.schedule import Milestone, Schedule
from services.supervision.domain.visit import Problem, ProblemAlreadySolved
from shared.kernel.state_machine import ActNotPossible
from tests.unit.supervision.builders import BEIGUAN, project, rulebook

CHAIN = AdjustmentPolicy.from_rulebook(rulebook(BEIGUAN))


def opinion() -> DeliberationOpinion:
    return DeliberationOpinion(
        id="o",
        cycle_id="c",
        report_id="r",
        title="审议意见",
        government="县政府",
        departments=["县教体局"],
        items=[OpinionItem(f"意见{n}") for n in range(5)],
        compiled_on=date(2024, 12, 20),
    )


def test_an_opinion_sent_on_27_december_is_replied_to_by_27_march_a10_14() -> None:
    one = opinion()
    months = reply_months(rulebook({"supervision.reply_months": 3}))
    one.take(OpinionAct.APPROVE, date(2024, 12, 26), "主任会议", "", months)
    one.take(OpinionAct.SEND, date(2024, 12, 27), "县人大常委会办公室", "", months)
    assert one.reply_due == date(2025, 3, 27)
    assert not one.overdue(date(2025, 3, 27))
    assert one.overdue(date(2025, 3, 28))
    one.take(OpinionAct.REPLY, date(2025, 3, 20), "县政府", "五条意见均已办理", months)
    assert not one.overdue(date(2025, 3, 28))
    one.take(OpinionAct.ASSESS, date(2025, 3, 24), "财经工委", "同意", months)
    one.take(OpinionAct.PUBLISH, date(2025, 3, 28), "主任会议", "", months)
    assert one.state is OpinionState.PUBLISHED
    assert one.reply == "五条意见均已办理"


def test_an_opinion_is_not_sent_before_the_chairpersons_meeting_agreed_a10_14() -> None:
    one = opinion()
    with pytest.raises(ActNotPossible):
        one.take(OpinionAct.SEND, date(2024, 12, 27), "办公室", "", 3)
    with pytest.raises(OpinionDateOutOfOrder):
        one.take(OpinionAct.APPROVE, date(2024, 12, 1), "主任会议", "", 3)


def test_an_opinion_goes_to_each_competent_department_y060() -> None:
    opinion().check_recipients(["县教体局"])
    with pytest.raises(RecipientMissing, match="县民政局"):
        opinion().check_recipients(["县教体局", "县民政局"])


def test_a_report_is_heard_once_and_after_it_was_submitted_y059() -> None:
    title = "关于人大代表票决民生实事项目建设情况的报告"
    one = GovernmentReport(
        id="r", cycle_id="c", title=title, author="县政府", submitted_on=date(2024, 12, 10), text="…"
    )
    with pytest.raises(HeardBeforeSubmitted):
        one.hear(date(2024, 12, 9), "县人大常委会", "")
    one.hear(date(2024, 12, 19), "县人大常委会", "审议发言摘要")
    with pytest.raises(ReportHeardTwice):
        one.hear(date(2024, 12, 20), "县人大常委会", "")


def b09() -> Adjustment:
    schedule = Schedule(date(2024, 4, 1), date(2025, 3, 31), [Milestone("主体", date(2024, 12, 31), 80)])
    return Adjustment(
        id="a",
        cycle_id="c",
        project_id="p",
        kind=AdjustmentKind.PERIOD,
        reason="地下管线迁改",
        change=Change(period="至2025年3月", schedule=schedule),
        requested_on=date(2024, 10, 10),
    )


def test_b09_is_extended_by_the_chairpersons_meeting_and_the_standing_committee_q15() -> None:
    one = b09()
    former = Schedule(date(2024, 4, 1), date(2024, 12, 31), [Milestone("主体", date(2024, 9, 30), 80)])
    former.reach("主体", date(2024, 10, 8))
    subject = project(state=ProjectState.UNDER_WAY, schedule=former, schedule_binding=True)
    one.decide("主任会议", date(2024, 10, 15), True, "", CHAIN)
    assert one.state is AdjustmentState.IN_CHAIN
    one.decide("区人大常委会", date(2024, 10, 24), True, "", CHAIN)
    assert one.state is AdjustmentState.APPROVED
    one.apply_to(subject)
    assert subject.period == "至2025年3月"
    assert subject.planned_on(date(2025, 3, 30)) == 99
    assert subject.schedule is not None
    assert subject.schedule.milestones[0].done_on == date(2024, 10, 8)
    one.announce(date(2024, 10, 25), "paper")
    assert one.state is AdjustmentState.ANNOUNCED


def test_no_organ_of_the_chain_is_passed_over_q15() -> None:
    one = b09()
    with pytest.raises(AdjustmentBodyOutOfTurn, match="演示办法"):
        one.decide("区人大常委会", date(2024, 10, 24), True, "", CHAIN)
    with pytest.raises(ActNotPossible):
        one.announce(date(2024, 10, 25), "paper")
    one.decide("主任会议", date(2024, 10, 15), True, "", CHAIN)
    with pytest.raises(AdjustmentDateOutOfOrder):
        one.decide("区人大常委会", date(2024, 10, 14), True, "", CHAIN)
    one.decide("区人大常委会", date(2024, 10, 24), False, "理由不足", CHAIN)
    assert one.state is AdjustmentState.REJECTED
    with pytest.raises(ActNotPossible):
        one.decide("区人大常委会", date(2024, 10, 25), True, "", CHAIN)


def test_an_adjustment_says_what_changes_b088() -> None:
    with pytest.raises(AdjustmentIncomplete, match="新的投资额度"):
        Adjustment(
            id="a",
            cycle_id="c",
            project_id="p",
            kind=AdjustmentKind.INVESTMENT,
            reason="造价上涨",
            change=Change(period="不相干"),
            requested_on=date(2024, 10, 10),
        )


def test_an_approved_termination_ends_the_project_b088() -> None:
    one = Adjustment(
        id="a",
        cycle_id="c",
        project_id="p",
        kind=AdjustmentKind.TERMINATION,
        reason="政策变化",
        change=Change(),
        requested_on=date(2024, 10, 10),
    )
    subject = project(state=ProjectState.UNDER_WAY)
    one.apply_to(subject)
    assert subject.state is ProjectState.TERMINATED


def event() -> SupervisionEvent:
    return SupervisionEvent(
        id="e",
        cycle_id="c",
        code="inspection",
        name="集中视察",
        every="once",
        period="2024-09",
        due_on=date(2024, 9, 30),
        commitments=[Commitment("k1", "常务副县长", "年底前完工")],
        inquiries=[Inquiry("q1", "代表", "县水利局", "进度如何？")],
    )


def test_a_commitment_is_followed_up_until_it_is_settled_y056() -> None:
    one = event()
    one.settle("k1", date(2024, 12, 30), "已完工")
    assert one.commitments[0].outcome == "已完工"
    with pytest.raises(AlreadySettled):
        one.settle("k1", date(2024, 12, 31), "再次")
    with pytest.raises(ItemUnknown):
        one.settle("k2", date(2024, 12, 31), "没有")


def test_an_inquiry_is_answered_once_y057() -> None:
    one = event()
    one.answer("q1", date(2024, 9, 25), "已完成七成", "月底再报")
    assert (one.inquiries[0].answer, one.inquiries[0].follow_up) == ("已完成七成", "月底再报")
    with pytest.raises(AlreadySettled):
        one.answer("q1", date(2024, 9, 26), "再答", "")
    with pytest.raises(ItemUnknown):
        one.answer("q9", date(2024, 9, 26), "再答", "")


def test_a_circular_follows_an_event_that_was_held_once_b055() -> None:
    one = event()
    with pytest.raises(EventNotHeld):
        one.issue_circular("paper")
    one.hold(date(2024, 9, 20))
    one.issue_circular("paper")
    with pytest.raises(CircularAlreadyIssued):
        one.issue_circular("paper-2")


def test_a_problem_is_solved_once_b056() -> None:
    one = Problem(
        id="x",
        cycle_id="c",
        project_id="p",
        kind=ProblemKind.PROCEDURE,
        text="施工许可未办",
        owner="区住建局",
        raised_on=date(2024, 5, 1),
        due_on=date(2024, 5, 31),
    )
    assert one.open
    one.solve(date(2024, 5, 20), "已办证")
    assert not one.open
    with pytest.raises(ProblemAlreadySolved):
        one.solve(date(2024, 5, 21), "又办")
