"""What a rulebook refuses before a hall meets it: values that no sitting could ever satisfy (A10.7, Q-04, Q-06)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.kernel.rulebook import PARAMETERS, Rule, Rulebook
from shared.kernel.rulebook.model import RulebookInvalid

BODIES = ("voting", "street_voting")


def rulebook(values: dict[str, Any]) -> Rulebook:
    return Rulebook("test", "测试", 1, 2024, {key: Rule(key, value) for key, value in values.items()})


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("quota", {"least": 5, "most": 3}, "不能大于"),
        ("quorum", "0", "应大于0"),
        ("quorum_base", "valid", "应为以下之一"),
        ("adoption", "1", "应小于1"),
        ("adoption_base", "returned", "应为以下之一"),
        ("confirmation_share", "1/1", "应小于1"),
        ("differential", "11", "应在0至10之间"),
    ],
)
def test_a_rule_that_nobody_can_meet_is_refused(body: str, name: str, value: Any, says: str) -> None:
    with pytest.raises(RulebookInvalid, match=f"{body}.{name}.*{says}"):
        rulebook({f"{body}.{name}": value})


@pytest.mark.parametrize("body", BODIES)
def test_a_differential_of_all_candidates_is_refused_and_of_all_places_is_not_q06(body: str) -> None:
    whole = {f"{body}.differential": "1"}
    assert rulebook(whole).ratio(f"{body}.differential") == 1
    with pytest.raises(RulebookInvalid, match="以候选项目数为基数时应小于1"):
        rulebook({**whole, f"{body}.differential_base": "candidates"})


def test_every_default_may_be_written_down() -> None:
    assert (
        rulebook({key: each.default for key, each in PARAMETERS.items()}).value("voting.tie")
        == "second_ballot"
    )
