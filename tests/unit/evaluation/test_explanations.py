"""Who explains, until when, and what is published."""

from __future__ import annotations

from datetime import date

import pytest

from services.evaluation.domain.explanations import (
    AlreadyExplained,
    Delivery,
    ExplainerUnknown,
    ExplanatoryStatement,
    StatementState,
)
from shared.kernel.state_machine import ActNotPossible

DUE = date(2025, 3, 29)


def _statement(*explainers: str) -> ExplanatoryStatement:
    return ExplanatoryStatement(
        id="s1",
        rating_id="r1",
        cycle_id="c",
        rules_cycle_id="c",
        project_id="p9",
        project_code="B09",
        project_name="雨污分流",
        unit="区住建局",
        principal_head="局长",
        satisfied=102,
        base=184,
        explainers=list(explainers),
        when="after_session",
        due_on=DUE,
        to_publish=True,
    )


def _by(explainer: str, day: date = date(2025, 3, 26)) -> Delivery:
    return Delivery(explainer, "副区长", "written", "工期延至三月的原因和措施", day)


def test_each_explainer_has_to_explain_before_it_is_delivered_b098() -> None:
    statement = _statement("区政府", "承办部门")
    statement.deliver(_by("区政府"))
    assert (statement.state, statement.outstanding) == (StatementState.REQUIRED, ["承办部门"])
    with pytest.raises(ActNotPossible):
        statement.publish(date(2025, 3, 28), "paper")
    statement.deliver(_by("承办部门"))
    statement.publish(date(2025, 3, 28), "paper")
    assert statement.state is StatementState.PUBLISHED
    assert not statement.late


def test_somebody_else_cannot_explain_and_nobody_twice_y074() -> None:
    statement = _statement("责任单位主要负责人", "区政府")
    with pytest.raises(ExplainerUnknown):
        statement.deliver(_by("副县长"))
    statement.deliver(_by("区政府"))
    with pytest.raises(AlreadyExplained):
        statement.deliver(_by("区政府"))


def test_it_is_overdue_the_day_after_and_late_when_given_then_b098() -> None:
    statement = _statement("区政府")
    assert not statement.overdue(DUE)
    assert statement.overdue(date(2025, 3, 30))
    statement.deliver(_by("区政府", date(2025, 3, 30)))
    assert statement.late
    assert not statement.overdue(date(2025, 3, 31))
