"""The kernel: clock, money, citations, rulebooks, state machines, errors."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.congress.domain.template import compose
from services.congress.templates import load_template, template_codes
from shared.kernel.citation import Citation
from shared.kernel.clock import FixedClock, OffsetClock, add_months, at_local, local_day
from shared.kernel.errors import DomainError, Refused
from shared.kernel.money import in_wan, wan
from shared.kernel.rulebook import PARAMETERS, Rule, Rulebook
from shared.kernel.rulebook.model import RulebookInvalid
from shared.kernel.state_machine import ActNotPossible, StateMachine


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


class Act(StrEnum):
    GO = "go"
    HALT = "halt"


LIGHT = StateMachine(
    {(Light.RED, Act.GO): Light.GREEN, (Light.GREEN, Act.HALT): Light.RED},
    {Light.RED: "红", Light.GREEN: "绿", Act.GO: "放行", Act.HALT: "停止"},
)


def test_an_act_that_does_not_lead_out_of_the_state_says_what_does() -> None:
    assert LIGHT.after(Light.RED, Act.GO) is Light.GREEN
    with pytest.raises(ActNotPossible, match="现在是“红”，不能“停止”；可以办理的是：放行"):
        LIGHT.after(Light.RED, Act.HALT)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 60))
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_three_months_after_27_december_is_27_march_y060() -> None:
    assert add_months(date(2024, 12, 27), 3) == date(2025, 3, 27)


def test_a_day_in_shanghai_begins_eight_hours_before_utc() -> None:
    assert local_day(datetime(2024, 2, 28, 16, 0, tzinfo=UTC)) == date(2024, 2, 29)
    assert at_local(date(2024, 2, 29), 0) == datetime(2024, 2, 28, 16, 0, tzinfo=UTC)


def test_an_offset_moves_a_clock_and_nothing_else() -> None:
    base = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
    assert OffsetClock(base, timedelta(days=-30)).now() == datetime(2025, 12, 2, tzinfo=UTC)


@given(st.integers(0, 10**9))
def test_wan_is_read_back_as_it_was_written(amount: int) -> None:
    assert in_wan(wan(amount)) == f"{amount}万元"


def test_a_vote_of_2024_cannot_cite_a_law_of_2025_a10_5() -> None:
    law = Citation("某法", "第一条", valid_from=date(2025, 1, 1))
    assert not law.holds_on(date(2024, 12, 31))
    assert law.holds_on(date(2025, 1, 1))
    book = Rulebook("x", "x", 1, 2024, {"voting.quota": Rule("voting.quota", {"least": 5, "most": 5}, law)})
    assert [rule.key for rule in book.uncitable(date(2024, 1, 1), 2024)] == ["voting.quota"]
    assert book.uncitable(date(2024, 1, 1), 2025) == []


def test_every_default_is_a_value_that_its_parameter_allows() -> None:
    for parameter in PARAMETERS.values():
        assert parameter.kind.problem(parameter.default) is None, parameter.key


def test_a_rulebook_with_unknown_or_ill_formed_values_names_every_problem() -> None:
    rules = [{"key": "voting.quota", "value": 10}, {"key": "voting.colour", "value": "red"}]
    with pytest.raises(RulebookInvalid) as refused:
        Rulebook.from_data({"code": "x", "title": "x", "effective_from_year": 2024, "rules": rules})
    assert "voting.quota" in refused.value.text and "voting.colour" in refused.value.text


@pytest.mark.parametrize("code", template_codes())
def test_a_shipped_template_is_a_rulebook_and_comes_back_from_its_data(code: str) -> None:
    book = compose(code, "某县", 1, 2027, load_template(code), [])
    assert Rulebook.from_data(book.to_data()) == book
    stated = {rule.key for rule in book.rules.values() if rule.stated}
    assert {rule.key for rule in book.unstated()} == set(PARAMETERS) - stated


def test_a_county_joins_by_changing_values_of_a_template() -> None:
    cite = {"document": "某县票决办法", "clause": "第四条", "from": "2026-12-01", "until": None}
    own = {"key": "voting.quota", "value": {"least": 8, "most": 8}, "cite": cite}
    book = compose("moujun", "某县规则手册", 1, 2027, load_template("13121"), [own])
    assert book.value("voting.quota") == {"least": 8, "most": 8}
    assert str(book.citation("voting.quota")) == "《某县票决办法》第四条"
    assert book.value("screening.principle") == "急需先立、成熟先立、好中选优"


def test_a_refusal_by_a_rule_names_document_and_clause() -> None:
    refused = Refused(detail="x", citation=Citation("某办法", "第三条"))
    assert refused.text.endswith("（依据：《某办法》第三条）")


def test_a_refusal_writes_days_as_papers_do_and_keeps_them_as_they_are() -> None:
    early = at_local(date(2024, 3, 1), 1)
    refused = Refused(detail=date(2024, 2, 29)), Refused(detail=early)
    assert [each.text for each in refused] == [
        "按照规定不能这样办理：2024年2月29日",
        "按照规定不能这样办理：2024年3月1日",
    ]
    assert refused[0].params == {"detail": date(2024, 2, 29)}


def test_two_errors_cannot_have_one_code() -> None:
    with pytest.raises(TypeError, match=r"kernel\.not-found"):
        type("Another", (DomainError,), {"code": "kernel.not-found"})
