"""Assessment plans and reports, on-site scoring, advanced units."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.domain.assessment import (
    AssessmentOpinion,
    AssessmentOpinionUnknown,
    AssessmentPlan,
    AssessmentReport,
    Indicator,
    IndicatorTwice,
    PlanState,
    ScheduledReport,
    ScoresIncomplete,
    Stage,
    WeightsNotWhole,
)
from services.evaluation.domain.honours import UnitHasNoProject, grounds_for
from services.evaluation.domain.onsite import (
    InspectionPeriodInvalid,
    OnSiteScoring,
    Score,
    ScoredTwice,
    ScoreOutOfWindow,
    ScoringClosed,
)
from shared.kernel.state_machine import ActNotPossible
from tests.unit.evaluation.builders import NOW, counting, rules, sheet

DAY = date(2024, 6, 14)
WEIGHTS = {"办理周期": 30, "序时进度": 30, "社会效果": 25, "工程质量": 15}


def _plan(weights: dict[str, int]) -> AssessmentPlan:
    plan = AssessmentPlan(
        id="a1",
        cycle_id="c",
        agency="第三方机构",
        process="流程",
        method="实地察看",
        team_leader="人大副主任",
    )
    indicators = [
        Indicator(f"i{n}", name, weight) for n, (name, weight) in enumerate(weights.items(), start=1)
    ]
    plan.amend(indicators, [ScheduledReport(Stage.STAGE, DAY)])
    return plan


def _report(plan: AssessmentPlan) -> AssessmentReport:
    return AssessmentReport(
        id="r1",
        plan_id=plan.id,
        cycle_id="c",
        stage=Stage.STAGE,
        submitted_on=DAY,
        summary="总体较好",
        opinions=[AssessmentOpinion(1, "p1", "加快进度", "区住建局", date(2024, 7, 14))],
    )


@given(weights=st.lists(st.integers(1, 100), min_size=1, max_size=8))
def test_a_plan_locks_with_weights_of_a_hundred_only_b082(weights: list[int]) -> None:
    plan = _plan({f"指标{n}": weight for n, weight in enumerate(weights)})
    if sum(weights) == 100:
        plan.lock(DAY)
        assert plan.state is PlanState.LOCKED
    else:
        with pytest.raises(WeightsNotWhole) as refused:
            plan.lock(DAY)
        assert refused.value.params["total"] == sum(weights)
        assert plan.state is PlanState.DRAFT


def test_weights_of_the_demo_plan_lock_and_then_nothing_changes_b082() -> None:
    plan = _plan(WEIGHTS)
    with pytest.raises(ActNotPossible):
        _report(plan).score(plan, {"p1": {}}, {"p1": "B01"})
    plan.lock(DAY)
    with pytest.raises(ActNotPossible):
        plan.amend([], [])
    with pytest.raises(IndicatorTwice):
        _plan(WEIGHTS).amend([Indicator("i1", "办理周期", 50), Indicator("i1", "序时进度", 50)], [])


@given(scores=st.lists(st.integers(0, 1000), min_size=4, max_size=4))
def test_the_weighted_total_is_exact_and_within_the_scores_b086(scores: list[int]) -> None:
    plan = _plan(WEIGHTS)
    plan.lock(DAY)
    report = _report(plan)
    report.score(plan, {"p1": {f"i{n}": score for n, score in enumerate(scores, start=1)}}, {"p1": "B01"})
    exact = sum(Fraction(s, 10) * Fraction(w, 100) for s, w in zip(scores, WEIGHTS.values(), strict=True))
    assert Fraction(report.scores[0].total, 1000) == exact
    assert min(scores) * 100 <= report.scores[0].total <= max(scores) * 100


def test_scores_are_those_of_the_plans_indicators_b086() -> None:
    plan = _plan(WEIGHTS)
    plan.lock(DAY)
    with pytest.raises(ScoresIncomplete) as refused:
        _report(plan).score(plan, {"p1": {"i1": 900, "i2": 900}}, {"p1": "B01 食堂"})
    assert "B01 食堂" in refused.value.text


def test_an_assessment_opinion_is_answered_b087() -> None:
    report = _report(_plan(WEIGHTS))
    with pytest.raises(AssessmentOpinionUnknown):
        report.answer(2, "已加快", DAY)
    report.answer(1, "已加快", DAY)
    assert report.opinions[0].answered_on == DAY


def _scoring() -> OnSiteScoring:
    return OnSiteScoring(
        id="o1", cycle_id="c", group="第一视察组", from_day=date(2024, 11, 12), to_day=date(2024, 12, 13)
    )


def _score(scorer: str, tenths: int, day: date = date(2024, 11, 12)) -> Score:
    return Score("p9", scorer, tenths, day)


def test_the_average_of_scores_is_there_at_once_b093() -> None:
    scoring = _scoring()
    for scorer, tenths in (("委员01", 700), ("委员02", 730), ("委员03", 715)):
        scoring.add(_score(scorer, tenths), "B09")
    assert [(each.sum_tenths, each.scorers, each.tenths) for each in scoring.averages()] == [(2145, 3, 715)]


@given(scores=st.lists(st.integers(0, 1000), min_size=1, max_size=30))
def test_an_average_is_rounded_by_at_most_half_a_tenth_b093(scores: list[int]) -> None:
    scoring = _scoring()
    for n, tenths in enumerate(scores):
        scoring.add(_score(f"委员{n}", tenths), "B09")
    average = scoring.averages()[0]
    assert abs(Fraction(sum(scores), len(scores)) - average.tenths) <= Fraction(1, 2)


def test_a_member_scores_once_within_the_inspection_and_before_its_end_b093() -> None:
    scoring = _scoring()
    scoring.add(_score("委员01", 700), "B09")
    with pytest.raises(ScoredTwice):
        scoring.add(_score("委员01", 900), "B09")
    with pytest.raises(ScoreOutOfWindow):
        scoring.add(_score("委员02", 900, date(2024, 12, 14)), "B09")
    scoring.close(date(2024, 12, 13))
    with pytest.raises(ScoringClosed):
        scoring.add(_score("委员03", 900), "B09")
    with pytest.raises(ScoringClosed):
        scoring.close(date(2024, 12, 13))
    with pytest.raises(InspectionPeriodInvalid):
        OnSiteScoring(id="o", cycle_id="c", group="组", from_day=date(2024, 12, 1), to_day=date(2024, 11, 1))


def test_an_advanced_unit_rests_on_declared_ratings_y081() -> None:
    rating = counting(1)
    for teller in ("a", "b"):
        rating.enter(sheet(teller, {"p1": (223, 20, 3, 2)}), rules())
    with pytest.raises(UnitHasNoProject):
        grounds_for("单位1", [rating])
    rating.declare(NOW, "闭幕会")
    assert [(each.satisfied, each.base) for each in grounds_for("单位1", [rating])] == [(223, 248)]
    with pytest.raises(UnitHasNoProject):
        grounds_for("单位2", [rating])
