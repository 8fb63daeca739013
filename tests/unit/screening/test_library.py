"""The project library: merging, eligibility, sorting, carrying over; nothing is ever lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.screening.domain.carry_over import CarryOver, NotALaterYear
from services.screening.domain.item_states import ItemStatus
from services.screening.domain.library import MOST_ORIGINALS, LibraryItem
from services.screening.domain.library_errors import (
    CriteriaIncomplete,
    EligibilityNotJudged,
    ItemNotOpen,
    MergeIntoItself,
    NotMergedHere,
    OtherTrack,
    TooManyOriginals,
    UnknownCategory,
    UnknownTrack,
)
from shared.contracts.screening.common import STATUSES
from shared.contracts.screening.events import OUTCOMES
from shared.persistence.converter import from_data, to_data
from tests.unit.screening.builders import DAY, a_short_listed_item, an_item, marks, policy

NUMBER = 8
PAIR = st.tuples(st.booleans(), st.integers(0, NUMBER - 1), st.integers(0, NUMBER - 1))


@given(st.lists(PAIR, max_size=40))
def test_every_original_stands_behind_exactly_one_item_however_one_merges_and_splits_b018(
    acts: list[tuple[bool, int, int]],
) -> None:
    items = [an_item(number) for number in range(NUMBER)]
    everything = sorted(one for each in items for one in each.suggestion_ids)
    done = 0
    for merge, into, other in acts:
        target = items[into]
        before = to_data(items)
        try:
            (target.absorb if merge else target.release)([items[other]], "同类", DAY)
            done += 1
        except (ItemNotOpen, MergeIntoItself, NotMergedHere):
            assert to_data(items) == before
        held = sorted(one for each in items if each.merged_into is None for one in each.suggestion_ids)
        assert held == everything
        assert all((each.merged_into is None) == (each.status is ItemStatus.ENTERED) for each in items)
    assert sum(len(each.decisions) for each in items) == 2 * done


def test_a_merged_item_keeps_its_words_and_knows_where_it_went_b018() -> None:
    target, other = an_item(1), an_item(2)
    target.absorb([other], "同类建议合并", DAY)
    assert (other.status, other.merged_into, other.title) == (ItemStatus.MERGED, "item-1", "增加学位2")
    assert target.suggestion_ids == ["suggestion-1", "suggestion-2"]
    assert (target.first_suggestion, other.first_suggestion) == ("suggestion-1", "suggestion-2")


def test_a_merging_that_was_a_mistake_is_undone_b018() -> None:
    target, other, deeper = an_item(1), an_item(2), an_item(3)
    other.absorb([deeper], "同类", DAY)
    target.absorb([other], "同类", DAY)
    target.release([other], "地点不同，撤销合并", DAY)
    assert target.suggestion_ids == ["suggestion-1"]
    assert other.suggestion_ids == ["suggestion-2", "suggestion-3"]
    assert [each.act for each in other.decisions] == ["absorb", "merge", "split"]
    with pytest.raises(NotMergedHere):
        target.release([deeper], "", DAY)


def test_more_suggestions_than_an_event_carries_are_not_merged_into_one_b018() -> None:
    target = an_item(1, suggestion_ids=[f"s{number}" for number in range(MOST_ORIGINALS)])
    with pytest.raises(TooManyOriginals):
        target.absorb([an_item(2)], "同类", DAY)


def test_eligibility_is_judged_by_every_criterion_with_a_reason_a10_16() -> None:
    item = an_item()
    item.judge(policy(), {"no_debt": "需新增债务", "budgeted": "未列入预算草案"}, DAY)
    assert [(each.criterion, each.met, each.reason) for each in item.eligibility] == [
        ("public_benefit", True, ""),
        ("within_year", True, ""),
        ("no_debt", False, "需新增债务"),
        ("not_arranged", True, ""),
        ("budgeted", False, "未列入预算草案"),
    ]
    assert item.status is ItemStatus.DROPPED
    assert item.reason == "不符合“不新增债务”：需新增债务；不符合“资金列入同次会议预算草案”：未列入预算草案"
    item.judge(policy(), {}, DAY)
    assert (item.status, item.reason) == (ItemStatus.ENTERED, "")
    assert [each.act for each in item.decisions] == ["drop", "qualify"]


def test_a_criterion_that_the_rules_do_not_have_is_not_judged_a10_16() -> None:
    with pytest.raises(CriteriaIncomplete):
        an_item().judge(policy(), {"beautiful": "不好看"}, DAY)


def test_no_item_is_sorted_before_its_eligibility_is_judged_a10_16() -> None:
    with pytest.raises(EligibilityNotJudged) as refused:
        an_item().sort(
            policy(eligibility=[{"code": "x", "name": "普惠"}]), marks(), True, "急需", "congress", DAY
        )
    assert "第九条" in refused.value.text


def test_kept_or_left_each_item_has_a_mark_for_each_criterion_and_a_reason_y026() -> None:
    kept, left = a_short_listed_item(1), an_item(2)
    left.judge(policy(), {}, DAY)
    left.sort(policy(), {**marks(), "mature": False}, False, "条件尚不成熟", "congress", DAY)
    assert (kept.status, kept.track, kept.reason) == (ItemStatus.SHORTLISTED, "congress", "群众急需")
    assert (left.status, left.track, left.reason) == (ItemStatus.RESERVED, None, "条件尚不成熟")
    assert {each.criterion: each.met for each in left.marks} == {
        "urgent": True,
        "mature": False,
        "merit": True,
    }
    with pytest.raises(CriteriaIncomplete):
        left.sort(policy(), {"urgent": True}, True, "", "congress", DAY)


def test_an_item_knows_its_track_and_stands_on_no_other_list_b027() -> None:
    item = a_short_listed_item(track="street:east")
    with pytest.raises(OtherTrack):
        item.become_candidate("congress", DAY)
    item.become_candidate("street:east", DAY)
    assert item.status is ItemStatus.CANDIDATE
    with pytest.raises(UnknownTrack):
        a_short_listed_item(track="street:west")


def test_an_individuals_grievance_is_transferred_and_stays_on_record_a10_16() -> None:
    item = an_item()
    item.transfer("12345热线", "转〔2024〕3号", DAY)
    assert (item.status, item.transfer_slip) == (ItemStatus.TRANSFERRED, "转〔2024〕3号")
    assert "12345热线" in item.reason
    for act in (
        lambda: item.judge(policy(), {}, DAY),
        lambda: an_item(2).absorb([item], "", DAY),
        lambda: item.carry_over("cycle-2025", "", DAY),
    ):
        with pytest.raises(ItemNotOpen):
            act()


def test_a_category_is_one_of_the_rulebooks_b018() -> None:
    item = an_item()
    item.classify(policy(), "transport", DAY)
    assert item.category == "transport"
    with pytest.raises(UnknownCategory):
        item.classify(policy(), "weather", DAY)


def test_words_that_were_taken_off_are_nowhere_on_record_a10_19() -> None:
    item = an_item(title="张三家门口修路", content="电话13800000000", place="幸福路")
    item.reword("村内道路修缮", "", None)
    assert (item.title, item.content, item.place) == ("村内道路修缮", "", "幸福路")
    assert "张三" not in str(to_data(item))


def test_what_one_year_did_not_take_stands_again_in_the_next_b018() -> None:
    reserved, dropped = an_item(1), an_item(2)
    reserved.judge(policy(), {}, DAY)
    reserved.sort(policy(), marks(False), False, "留库", "congress", DAY)
    dropped.judge(policy(), {"budgeted": "未列预算"}, DAY)
    years = {"cycle-2024": 2024, "cycle-2025": 2025}
    record = CarryOver.of("c", [reserved, dropped], years, "cycle-2025", "转入2025年度", DAY)
    assert (record.from_cycle, record.item_ids) == ("cycle-2024", ["item-1", "item-2"])
    for each in (reserved, dropped):
        assert (each.cycle_id, each.status, each.eligibility) == ("cycle-2025", ItemStatus.ENTERED, [])
        assert [one.cycle_id for one in each.decisions[:-1]] == ["cycle-2024"] * (len(each.decisions) - 1)
    with pytest.raises(NotALaterYear):
        CarryOver.of("c", [reserved], years, "cycle-2024", "", DAY)


def test_every_status_can_be_told_and_asked_for_y003() -> None:
    values = {each.value for each in ItemStatus}
    assert values == set(STATUSES) == set(OUTCOMES)


@pytest.mark.parametrize("make", [an_item, a_short_listed_item])
def test_an_item_survives_being_kept(make: Any) -> None:
    assert from_data(to_data(make()), LibraryItem) == make()
