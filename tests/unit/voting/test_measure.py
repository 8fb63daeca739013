"""The ballot measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain.candidates import FrozenList, latest
from services.voting.domain.errors import (
    DifferentialTooSmall,
    MeasureLocked,
    MeasureNotAdopted,
    MeasureOutdated,
    QuotaOutsideRange,
    SectionEmpty,
)
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.measure import (
    BallotMeasure,
    MeasureSections,
    MeasureState,
    parameters_for,
    title_for,
)
from services.voting.domain.policy import BodyKind, VotingPolicy
from tests.unit.voting.builders import DAY, YANGE, YUANYANG, frozen_list, policy

SECTIONS = MeasureSections("分组酝酿讨论。", "差额票决，无记名投票。", "以大会公告公布。")
THIRTEEN = [f"D{n:02}" for n in range(1, 14)]


def measure(frozen: FrozenList, quota: int, rules: VotingPolicy) -> BallotMeasure:
    """A draft."""
    return BallotMeasure(
        id="measure-1",
        session_id="session-1",
        cycle_id="cycle-1",
        title="票决办法",
        drafter="大会主席团",
        list_version=frozen.list_version,
        sections=SECTIONS,
        parameters=parameters_for(frozen, quota, rules),
    )


def test_the_parameters_come_from_the_rulebook_and_the_list_y030() -> None:
    found = parameters_for(frozen_list(THIRTEEN), 10, policy(YUANYANG))
    assert (found.quota, found.candidates, found.over_marked, found.threshold) == (10, 13, "void", "majority")


def test_thirty_per_cent_over_the_quota_means_thirteen_candidates_y038() -> None:
    rules = policy(YUANYANG)
    with pytest.raises(DifferentialTooSmall, match="第九条") as refused:
        parameters_for(frozen_list(THIRTEEN[:12]), 10, rules)
    assert refused.value.params["needed"] == 13
    assert rules.candidates_needed(10) == 13


def test_a_value_that_no_document_states_is_refused_as_chosen_y038_y071() -> None:
    with pytest.raises(DifferentialTooSmall) as refused:
        parameters_for(frozen_list(THIRTEEN[:10]), 10, policy())
    assert refused.value.text.endswith("（规则未载明，按所选值）")
    with pytest.raises(QuotaOutsideRange, match="规则未载明，按所选值"):
        parameters_for(frozen_list(THIRTEEN), 200, policy())
    with pytest.raises(DifferentialTooSmall) as cited:
        parameters_for(frozen_list(THIRTEEN[:12]), 10, policy(YUANYANG))
    assert "规则未载明" not in cited.value.text


@given(st.integers(1, 40), st.integers(0, 20), st.sampled_from(["quota", "candidates"]))
def test_the_fewest_candidates_meet_the_differential_and_one_less_does_not_y038(
    quota: int, twentieths: int, base: str
) -> None:
    rules = policy({"voting.differential": f"{twentieths}/21", "voting.differential_base": base})

    def enough(candidates: int) -> bool:
        on = quota if base == "quota" else candidates
        return candidates > quota and (candidates - quota) * 21 >= twentieths * on

    needed = rules.candidates_needed(quota)
    assert enough(needed)
    assert not enough(needed - 1)


@pytest.mark.parametrize("quota", [2, 6])
def test_a_township_determines_three_to_five_projects_y071(quota: int) -> None:
    with pytest.raises(QuotaOutsideRange):
        parameters_for(frozen_list(THIRTEEN), quota, policy(YANGE))


@pytest.mark.parametrize("section", ["deliberation", "differential", "publicity"])
def test_a_measure_with_an_empty_part_is_not_put_to_the_vote_y031(section: str) -> None:
    frozen = frozen_list(THIRTEEN)
    draft = measure(frozen, 10, policy())
    parts = {"deliberation": "甲", "differential": "乙", "publicity": "丙", section: "  "}
    draft.redraft(frozen, 10, MeasureSections(**parts), "票决办法", policy())
    with pytest.raises(SectionEmpty):
        draft.check_ready(frozen, policy())


def test_a_measure_locks_on_adoption_y032() -> None:
    frozen, rules = frozen_list(THIRTEEN), policy()
    draft = measure(frozen, 10, rules)
    with pytest.raises(MeasureNotAdopted):
        draft.govern(frozen, rules)
    draft.voted(ShowOfHands(252, 100, 150, 2), False, DAY)
    assert draft.state is MeasureState.REJECTED
    with pytest.raises(MeasureNotAdopted):
        draft.govern(frozen, rules)
    draft.redraft(frozen, 10, SECTIONS, "票决办法（修改稿）", rules)
    draft.voted(ShowOfHands(252, 249, 1, 2), True, DAY)
    draft.govern(frozen, rules)
    with pytest.raises(MeasureLocked):
        draft.redraft(frozen, 10, SECTIONS, "票决办法", rules)
    with pytest.raises(MeasureLocked):
        draft.check_ready(frozen, policy())


def test_standing_rules_lock_when_the_vote_opens_d11() -> None:
    rules = policy(kind=BodyKind.STREET_ASSEMBLY)
    frozen = frozen_list(THIRTEEN)
    draft = measure(frozen, 10, rules)
    draft.govern(frozen, rules)
    assert draft.state is MeasureState.LOCKED


def test_a_draft_on_an_older_list_is_not_put_to_the_vote_a10_4() -> None:
    one, two = frozen_list(THIRTEEN), frozen_list(THIRTEEN, version=2)
    draft = measure(one, 10, policy())
    assert latest([one, two]) is two
    with pytest.raises(MeasureOutdated):
        draft.check_ready(two, policy())
    draft.redraft(two, 10, SECTIONS, "票决办法", policy())
    draft.check_ready(two, policy())
    two.late = True
    assert latest([one, two]) is one


@pytest.mark.parametrize(
    ("stated", "required", "title"),
    [
        ("民生实事项目票决办法", True, "阳阿镇人民代表大会2024年会议民生实事项目票决办法"),
        ("甲县人民代表大会民生实事项目票决办法", True, "甲县人民代表大会民生实事项目票决办法"),
        ("民生实事项目票决规则", False, "民生实事项目票决规则"),
    ],
)
def test_a_measure_is_called_after_the_session_that_adopts_it_y030(
    stated: str, required: bool, title: str
) -> None:
    rules = policy({"voting.measure_title": stated, "voting.measure_required": required})
    assert title_for("阳阿镇人民代表大会2024年会议", rules) == title
