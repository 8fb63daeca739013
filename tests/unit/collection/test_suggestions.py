"""Suggestions, sheets of them, and what becomes of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.collection.domain.intake import CategoryUnknown, ChannelUnknown
from services.collection.domain.round import OutsidePeriod
from services.collection.domain.sheet import CampaignUnknown, Draft, FaultyRows, ReceivedInFuture, each_row
from services.collection.domain.statistics import Statistics
from services.collection.domain.suggestion import (
    OUTCOME_SENTENCES,
    Contact,
    Outcome,
    ProposerKind,
    ProposerNotNamed,
    Provenance,
    ResidentNamed,
    Suggestion,
)
from shared.contracts.collection.suggestions import OUTCOMES
from shared.contracts.screening import SUGGESTION_SETTLED
from shared.kernel.errors import DomainError
from tests.unit.collection.builders import CHANNELS, a_draft, a_round, rules

TODAY = date(2023, 10, 12)


def check(draft: Draft, campaigns: tuple[str, ...] = ()) -> Draft:
    draft.check(rules(), a_round(), campaigns, TODAY)
    return draft


def a_suggestion() -> Suggestion:
    return Suggestion(
        id="s1",
        cycle_id="c1",
        round_id="r1",
        receipt="YU24-000001-ABCDEF",
        channel="web",
        category="education",
        title="增加学位",
        content="",
        place="",
        received_on=TODAY,
        provenance=Provenance(proposer_kind=ProposerKind.RESIDENT),
    )


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (a_draft(channel="pigeon"), ChannelUnknown),
        (a_draft(category="weather"), CategoryUnknown),
        (a_draft(received_on=TODAY + timedelta(days=1)), ReceivedInFuture),
        (a_draft(received_on=date(2023, 9, 10)), OutsidePeriod),
        (a_draft(ProposerKind.STATION, " "), ProposerNotNamed),
        (a_draft(ProposerKind.DEPUTY), ProposerNotNamed),
        (a_draft(ProposerKind.RESIDENT, "某人"), ResidentNamed),
        (
            a_draft(
                provenance=Provenance(
                    proposer_kind=ProposerKind.DEPUTY, proposer_name="代表001", campaign_id="unknown"
                )
            ),
            CampaignUnknown,
        ),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_y021_d03(draft: Draft, error: type[DomainError]) -> None:
    with pytest.raises(error):
        check(draft)


def test_findings_of_a_research_week_name_their_campaign_y024() -> None:
    finding = a_draft(
        provenance=Provenance(
            proposer_kind=ProposerKind.DEPUTY, proposer_name="代表001", campaign_id="week-1"
        )
    )
    assert check(finding, ("week-1",)) is finding


def test_a_department_may_answer_after_the_period_y020() -> None:
    late = a_draft(
        received_on=date(2023, 10, 12),
        provenance=Provenance(
            proposer_kind=ProposerKind.DEPARTMENT, proposer_name="县教体局", task_id="task-1"
        ),
    )
    late.check(rules(), a_round("2023-09-11", "2023-10-10"), (), TODAY)


def test_a_sheet_with_faulty_rows_names_each_of_them_b016() -> None:
    sheet = [a_draft(), a_draft(channel="pigeon"), a_draft(), a_draft(ProposerKind.STATION)]
    with pytest.raises(FaultyRows) as refused:
        each_row(sheet, check)
    assert [fault["row"] for fault in refused.value.params["faults"]] == [2, 4]
    assert "第2行" in refused.value.text
    assert "第4行" in refused.value.text
    assert "整表未录入" in refused.value.text


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_a_sheet_is_taken_whole_or_not_at_all_b016(right: list[bool]) -> None:
    sheet = [a_draft() if each else a_draft(category="weather") for each in right]
    wrong = [number for number, each in enumerate(right, start=1) if not each]
    try:
        made = each_row(sheet, check)
    except FaultyRows as refused:
        assert [fault["row"] for fault in refused.params["faults"]] == wrong
    else:
        assert made == sheet
        assert wrong == []


def test_tracking_shows_every_step_y003() -> None:
    suggestion = a_suggestion()
    for number, outcome in enumerate((Outcome.ENTERED, Outcome.MERGED, Outcome.CANDIDATE), start=1):
        assert suggestion.settle(outcome, "item-1", "", TODAY, number)
    assert [each.outcome for each in suggestion.steps] == [
        Outcome.RECEIVED,
        Outcome.ENTERED,
        Outcome.MERGED,
        Outcome.CANDIDATE,
    ]
    assert all(each.sentence for each in suggestion.steps)
    assert suggestion.item_id == "item-1"


def test_whatever_screening_says_of_a_suggestion_is_understood_y003() -> None:
    said = cast(Any, SUGGESTION_SETTLED.payload().fields["outcome"].validate).choices
    assert {*said} | {"received"} == set(Outcome) == set(OUTCOMES)
    assert set(OUTCOME_SENTENCES) == set(Outcome)


def test_the_same_fact_twice_is_one_step_y003() -> None:
    suggestion = a_suggestion()
    assert suggestion.settle(Outcome.TRANSFERRED, "item-1", "转12345", TODAY, 1)
    assert not suggestion.settle(Outcome.TRANSFERRED, "item-1", "转12345", TODAY, 1)
    assert len(suggestion.steps) == 2


@pytest.mark.parametrize("later", [Outcome.MERGED, Outcome.TRANSFERRED, Outcome.DROPPED, Outcome.CANDIDATE])
def test_an_entry_that_arrives_late_takes_nothing_back_b018(later: Outcome) -> None:
    suggestion = a_suggestion()
    suggestion.settle(later, "item-2", "", TODAY, 2)
    suggestion.settle(Outcome.ENTERED, "item-1", "", TODAY, 1)
    suggestion.settle(Outcome.ENTERED, "item-1", "", TODAY, 1)
    assert (suggestion.outcome, suggestion.item_id) == (later, "item-2")
    assert [each.outcome for each in suggestion.steps] == [Outcome.RECEIVED, Outcome.ENTERED, later]


DECIDED = [
    (Outcome.ENTERED, "item-1"),
    (Outcome.MERGED, "item-2"),
    (Outcome.ENTERED, "item-1"),
    (Outcome.DROPPED, "item-1"),
    (Outcome.ENTERED, "item-1"),
    (Outcome.SHORTLISTED, "item-1"),
]
"""Merged, the merging undone, not eligible, the judgement taken back, short-listed."""


@given(st.lists(st.integers(1, len(DECIDED)), max_size=12), st.permutations(range(1, len(DECIDED) + 1)))
def test_the_trace_follows_what_was_decided_whatever_the_order_and_however_often_y003(
    again: list[int], order: list[int]
) -> None:
    suggestion = a_suggestion()
    for number in [*again, *order]:
        outcome, item_id = DECIDED[number - 1]
        suggestion.settle(outcome, item_id, "", TODAY, number)
    assert [(each.outcome, each.item_id) for each in suggestion.way[1:]] == DECIDED
    assert (suggestion.outcome, suggestion.item_id) == DECIDED[-1]


def test_a_decision_taken_again_is_one_step_for_the_reader_y003() -> None:
    suggestion = a_suggestion()
    for number in (1, 2):
        suggestion.settle(Outcome.CANDIDATE, "item-1", "", TODAY, number)
    assert [each.outcome for each in suggestion.way] == [Outcome.RECEIVED, Outcome.CANDIDATE]
    suggestion.settle(Outcome.CANDIDATE, "item-1", "采纳审议意见", TODAY, 3)
    assert len(suggestion.way) == 3


def test_a_contact_can_be_erased_and_the_suggestion_stays_a10_19() -> None:
    contact = Contact(id="s1", name="某人", phone="000")
    contact.erase(TODAY)
    contact.erase(TODAY + timedelta(days=1))
    assert (contact.name, contact.phone, contact.erased_on) == ("", "", TODAY)


def test_statistics_add_up_over_rounds_channels_and_layers_b017() -> None:
    statistics = Statistics()
    intake = rules(channels=[*CHANNELS, {"code": "box", "name": "建议箱", "layer": "民主渠道"}])
    for number, counts in enumerate(({"web": 5, "station": 2}, {"web": 1, "box": 4}), start=1):
        statistics.add_round(f"r{number}", f"第{number}轮", sum(counts.values()))
        statistics.add_channels(intake.channels.values(), counts)
    assert statistics.total == 12
    assert {each.code: each.count for each in statistics.by_channel} == {
        "department": 0,
        "web": 6,
        "station": 2,
        "box": 4,
    }
    assert {each.code: each.count for each in statistics.by_layer} == {
        "职能部门": 0,
        "信息平台": 6,
        "民主渠道": 6,
    }
