"""Panels and postings: views kept apart, weighted to one ranking."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.screening.domain.argument import (
    NotArgued,
    PanelOpinion,
    ScoresIncomplete,
    UnknownPanel,
    check_argued,
    check_scores,
    consensus,
)
from services.screening.domain.postings import (
    NothingToPost,
    NotPosted,
    NotRedacted,
    PersonalDataLeft,
    PostedTooShort,
    PostingBackwards,
    PublicPosting,
    check_posted,
    has_personal_data,
)
from tests.unit.screening.builders import DAY, PANELS, an_item, policy

RULES = policy(panels=PANELS, posting_days=15)


def an_opinion(item: str, panel: str, *scores: int, group: str = "第1组") -> PanelOpinion:
    criteria = next([c["code"] for c in each["criteria"]] for each in PANELS if each["code"] == panel)
    return PanelOpinion(
        id=f"{item}-{panel}-{group}",
        cycle_id="cycle-2024",
        panel=panel,
        group=group,
        item_id=item,
        held_on=DAY,
        scores=dict(zip(criteria, scores, strict=True)),
    )


def test_each_panels_view_is_apart_and_the_whole_is_weighted_b021() -> None:
    opinions = [
        an_opinion("a", "professional", 80, 90),
        an_opinion("a", "professional", 70, 70, group="第2组"),
        an_opinion("a", "departments", 60, 70),
        an_opinion("a", "need", 100),
    ]
    (standing,) = consensus(RULES, ["a"], opinions)
    assert standing.panels == {"professional": 7750, "departments": 6500, "need": 10000}
    assert standing.weighted == round(Fraction(30 * 7750 + 40 * 6500 + 30 * 10000, 100)) == 7925
    assert standing.complete


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.tuples(*[st.integers(0, 100)] * 5), min_size=1, max_size=6)
)
def test_the_weighted_whole_lies_between_the_panels_and_orders_the_ranks_b021(
    scores: dict[str, tuple[int, int, int, int, int]],
) -> None:
    opinions = []
    for item, (first, second, third, fourth, fifth) in scores.items():
        opinions.append(an_opinion(item, "professional", first, second))
        opinions.append(an_opinion(item, "departments", third, fourth))
        opinions.append(an_opinion(item, "need", fifth))
    standings = consensus(RULES, scores, opinions)
    assert {each.item_id for each in standings} == set(scores)
    for each in standings:
        assert min(each.panels.values()) <= each.weighted <= max(each.panels.values())
        exact = {item: 15 * (s[0] + s[1]) + 20 * (s[2] + s[3]) + 30 * s[4] for item, s in scores.items()}
        assert each.rank == 1 + sum(other > exact[each.item_id] for other in exact.values())
    assert standings == consensus(RULES, reversed(list(scores)), opinions)


def test_weights_need_not_add_up_to_a_hundred_b021() -> None:
    halves = policy(panels=[{**PANELS[0], "weight": 1}, {**PANELS[2], "weight": 1}])
    opinions = [an_opinion("a", "professional", 50, 50), an_opinion("a", "need", 100)]
    assert consensus(halves, ["a"], opinions)[0].weighted == 7500


def test_a_group_that_corrects_itself_counts_once_b022() -> None:
    opinions = [
        an_opinion("a", "need", 10),
        an_opinion("a", "need", 90),
        an_opinion("a", "need", 70, group="第2组"),
    ]
    assert consensus(RULES, ["a"], opinions)[0].panels == {"need": 8000}


def test_a_silent_panel_shows_b021() -> None:
    first, second = consensus(RULES, ["a", "b"], [an_opinion("a", "need", 100)])
    assert (first.item_id, first.weighted, first.complete) == ("a", 3000, False)
    assert (second.item_id, second.weighted, second.rank) == ("b", 0, 2)


def test_equal_sums_share_a_rank_b021() -> None:
    opinions = [an_opinion(item, "need", score) for item, score in (("a", 50), ("b", 50), ("c", 40))]
    assert [each.rank for each in consensus(RULES, "abc", opinions)] == [1, 1, 3]


def test_without_panels_there_is_no_ranking_d04() -> None:
    assert consensus(policy(), ["a"], []) == []
    check_argued(policy(), "D01", "项目", ["a"], {})


def test_scores_are_those_of_the_panels_criteria_b023() -> None:
    assert check_scores(RULES, "departments", {"compliant": 1, "feasible": 2}).name == "职能部门论证"
    with pytest.raises(ScoresIncomplete):
        check_scores(RULES, "departments", {"compliant": 1, "need": 2})
    with pytest.raises(UnknownPanel):
        check_scores(RULES, "neighbours", {})


def test_every_panel_speaks_before_an_item_becomes_a_candidate_b021() -> None:
    opinions = {"a": [an_opinion("a", "need", 1), an_opinion("a", "professional", 1, 1)]}
    with pytest.raises(NotArgued) as refused:
        check_argued(RULES, "B01", "学校食堂", ["a"], opinions)
    assert "职能部门论证" in refused.value.text
    assert "专业代表论证" not in refused.value.text
    assert "第九条" in refused.value.text
    opinions["a"].append(an_opinion("a", "departments", 1, 1))
    check_argued(RULES, "B01", "学校食堂", ["a"], opinions)


def a_posting(posted_on: date, until: date, items: int = 1) -> PublicPosting:
    return PublicPosting(
        id="p",
        cycle_id="cycle-2024",
        area="东街道",
        places=["公告栏"],
        posted_on=posted_on,
        until=until,
        items=items,
    )


def test_a_posting_stands_as_long_as_the_rules_say_b024() -> None:
    a_posting(date(2024, 2, 20), date(2024, 3, 5)).check(RULES, [an_item()], True)
    with pytest.raises(PostedTooShort) as refused:
        a_posting(date(2024, 2, 20), date(2024, 3, 4)).check(RULES, [an_item()], True)
    assert (refused.value.params["days"], refused.value.params["least"]) == (14, 15)
    with pytest.raises(PostingBackwards):
        a_posting(date(2024, 3, 5), date(2024, 2, 20)).check(policy(), [an_item()], True)
    with pytest.raises(NothingToPost):
        a_posting(date(2024, 2, 20), date(2024, 3, 5), items=0).check(RULES, [], True)


@pytest.mark.parametrize("left", ["电话138 0000 0000", "13800000000", "0372-1234567", "41050319800101123X"])
def test_personal_data_come_off_before_posting_a10_19(left: str) -> None:
    posting = a_posting(date(2024, 2, 20), date(2024, 3, 5))
    with pytest.raises(NotRedacted):
        posting.check(RULES, [an_item()], False)
    with pytest.raises(PersonalDataLeft) as refused:
        posting.check(RULES, [an_item(1), an_item(2, title=f"修路，{left}")], True)
    assert refused.value.params["receipts"] == "YU24-000002"
    assert left not in refused.value.text


@pytest.mark.parametrize(
    "plain", ["投资2300万元", "1120户14个小区", "2024-02-20至2024-03-05", "编号20240220123456789012"]
)
def test_plain_numbers_are_no_personal_data_a10_19(plain: str) -> None:
    assert not has_personal_data(plain)


def test_the_list_is_decided_after_the_posting_is_over_b024() -> None:
    posting = a_posting(date(2024, 2, 20), date(2024, 3, 5))
    check_posted(RULES, [posting], date(2024, 3, 8))
    check_posted(policy(), [], date(2024, 3, 8))
    for postings, on in (([], date(2024, 3, 8)), ([posting], date(2024, 3, 5))):
        with pytest.raises(NotPosted):
            check_posted(RULES, postings, on)
