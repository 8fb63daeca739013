"""What has to come first, and what follows when it did not."""

from __future__ import annotations

from datetime import date

import pytest

from services.evaluation.domain.counting import BallotCounts, LegalNumberMissing, NumbersInconsistent
from services.evaluation.domain.rating_states import RatingState
from services.evaluation.domain.satisfaction import (
    DelegationsNotDone,
    MoreDelegationsThanThereAre,
    NothingToRate,
    ReportNotHeard,
    SatisfactionRating,
    SessionTooFar,
)
from shared.kernel.state_machine import ActNotPossible
from tests.unit.evaluation.builders import CLOSES, NOW, counting, rating, rules


def test_a_rating_opens_after_the_report_and_names_the_clause_y061() -> None:
    prepared = rating()
    with pytest.raises(ReportNotHeard) as refused:
        prepared.open(rules(opens_after="report_heard"))
    assert "《办法》第二十条" in refused.value.text
    prepared.hear_report("完成情况报告", CLOSES)
    prepared.open(rules(opens_after="report_heard"))
    assert prepared.state is RatingState.OPEN


def test_a_rating_opens_after_all_delegations_where_the_rulebook_says_so_b097() -> None:
    wanted = rules(opens_after="delegations_deliberated")
    prepared = rating()
    with pytest.raises(ReportNotHeard):
        prepared.note_deliberated(2, ["一团"], wanted)
    prepared.hear_report("实施情况报告", CLOSES)
    with pytest.raises(DelegationsNotDone):
        prepared.open(wanted)
    prepared.note_deliberated(2, ["一团", "一团"], wanted)
    with pytest.raises(DelegationsNotDone) as refused:
        prepared.open(wanted)
    assert refused.value.params == {"done": 1, "total": 2}
    prepared.note_deliberated(2, ["二团"], wanted)
    prepared.open(wanted)
    assert prepared.state is RatingState.OPEN


def test_more_delegations_than_there_are_is_refused_b097() -> None:
    prepared = rating()
    prepared.hear_report("实施情况报告", CLOSES)
    with pytest.raises(MoreDelegationsThanThereAre):
        prepared.note_deliberated(1, ["一团", "二团"], rules())
    assert prepared.delegations_done == []


def test_a_rating_without_projects_is_refused_y062() -> None:
    with pytest.raises(NothingToRate):
        SatisfactionRating(
            id="r",
            cycle_id="c",
            rules_cycle_id="c",
            year=2024,
            track="",
            session_name="会议",
            session_closes_on=date(2025, 2, 20),
        )


@pytest.mark.parametrize(
    ("counts", "name"),
    [
        (BallotCounts(in_office=263, present=249, issued=250), "发出"),
        (BallotCounts(in_office=263, present=264, issued=249), "到会"),
        (BallotCounts(in_office=263, present=249, issued=249, legal_number=262), "实有"),
    ],
)
def test_numbers_that_cannot_be_are_refused_y062(counts: BallotCounts, name: str) -> None:
    prepared = rating()
    prepared.hear_report("完成情况报告", CLOSES)
    prepared.open(rules())
    with pytest.raises(NumbersInconsistent) as refused:
        prepared.issue(counts, rules())
    assert refused.value.params["more_name"] == name
    assert prepared.state is RatingState.OPEN


def test_the_legal_number_is_asked_for_when_shares_are_counted_on_it_q07() -> None:
    prepared = rating()
    prepared.hear_report("完成情况报告", CLOSES)
    prepared.open(rules(base="legal"))
    with pytest.raises(LegalNumberMissing):
        prepared.issue(BallotCounts(in_office=263, present=249, issued=249), rules(base="legal"))


def test_more_returned_than_issued_voids_and_it_is_held_again_y062() -> None:
    prepared = rating()
    prepared.hear_report("完成情况报告", CLOSES)
    prepared.open(rules())
    prepared.issue(BallotCounts(in_office=263, present=249, issued=249), rules())
    prepared.take_back(250, rules())
    assert str(prepared.state) == "void"
    prepared.repeat()
    assert prepared.state is RatingState.OPEN
    assert [each.returned for each in prepared.void_counts] == [250]
    prepared.issue(BallotCounts(in_office=263, present=249, issued=249), rules())
    prepared.take_back(249, rules())
    assert prepared.state is RatingState.COUNTING


def test_nothing_is_declared_before_the_count_y063() -> None:
    with pytest.raises(ActNotPossible):
        counting().declare(NOW, "闭幕会")


def test_a_session_that_closes_after_next_year_is_a_slip_y061() -> None:
    prepared = rating()
    prepared.check_session(date(2024, 2, 20))
    with pytest.raises(SessionTooFar):
        prepared.check_session(date(2023, 12, 31))
