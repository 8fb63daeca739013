"""Every refusal of voting names the rule behind it (A10.1; rules of the house)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from services import voting
from services.voting.domain.electronic import errors as electronic_errors
from services.voting.domain.entries import DeskName
from services.voting.domain.errors import (
    BoxesIncomplete,
    IssuedExceedsPresent,
    NotAScrutineer,
    SameTeller,
)
from services.voting.domain.hands import ShowOfHands
from services.voting.domain.policy import BodyKind, VotingPolicy
from services.voting.domain.roll import Delegation
from shared.kernel.citation import Citation
from shared.kernel.errors import Refused, error_classes
from shared.kernel.rulebook import Rule, Rulebook
from tests.unit.voting.builders import (
    BEIGUAN,
    DAY,
    SCRUTINEERS,
    drafted,
    hold,
    policy,
    sheet,
    to_counting,
    vote_on,
)

FOLDER = Path(voting.__file__).parent
CLAUSE = Citation("票决办法", "第五条")
CODES = [f"B{n:02}" for n in range(1, 13)]
DELEGATIONS = [Delegation("T01", "第一代表团", 5), Delegation("T02", "第二代表团", 6)]


def refusals() -> set[str]:
    """The classes of voting that stand for a rule."""
    assert electronic_errors.__name__
    return {
        each.__name__
        for each in error_classes()
        if issubclass(each, Refused) and each.__module__.startswith("services.voting.")
    }


def raised() -> Iterator[tuple[str, str, bool]]:
    """Every place that raises one: the class, the place, and whether it says from which clause."""
    known = refusals()
    for source in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)):
                continue
            name = getattr(node.exc.func, "id", None) or getattr(node.exc.func, "attr", "")
            if name in known:
                given = [each.value for each in node.exc.keywords if each.arg == "citation"]
                cited = bool(given) and not isinstance(given[0], ast.Constant)
                yield name, f"{source.relative_to(FOLDER)}:{node.lineno}", cited


def test_every_refusal_is_raised_with_its_clause() -> None:
    assert [(name, place) for name, place, cited in raised() if not cited] == []


ACTS = {"seal_boxes": 3, "issue": 4, "take_entry": 2, "sign": 4, "check_signatures": 3, "check_opening": 1}
"""Acts of the domain that take the clause to cite last, with the number of their arguments."""


def test_the_desk_gives_every_act_the_clause_to_cite() -> None:
    calls = [
        (node.func.attr, len(node.args) + len(node.keywords), f"{source.name}:{node.lineno}")
        for source in (FOLDER / "handlers").glob("*.py")
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ACTS
    ]
    assert {name for name, _number, _place in calls} == set(ACTS)
    assert [(name, place) for name, number, place in calls if number < ACTS[name]] == []


def test_every_refusal_that_is_declared_is_raised_somewhere() -> None:
    assert len(refusals()) > 25
    assert refusals() == {name for name, _place, _cited in raised()}


def test_clauses_are_those_of_parameters_that_a_rulebook_can_state() -> None:
    asked: set[str] = set()
    for source in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "cite":
                asked |= {str(each.value) for each in node.args if isinstance(each, ast.Constant)}
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "clause_of":
                asked |= {str(each.value) for each in node.args if isinstance(each, ast.Constant)}
    rules = policy()
    assert {"polling", "counting", "quorum", "quota"} <= asked
    assert {rules.full_key(key) for key in asked} <= set(rules.keys)


def test_what_is_wrong_whatever_the_rules_say_is_no_refusal_by_a_rule() -> None:
    errors = import_module("services.voting.domain.electronic.errors")
    assert not issubclass(errors.CeremonyNotComplete, Refused)


def test_the_ballots_own_refusals_say_their_clause_b033_a10_12() -> None:
    vote = vote_on(CODES, 10, policy(BEIGUAN), 11)
    with pytest.raises(BoxesIncomplete, match="《票决办法》第五条"):
        vote.seal_boxes([("T01", "第一票箱")], DELEGATIONS, CLAUSE)
    vote.seal_boxes([(each.code, each.name) for each in DELEGATIONS], DELEGATIONS, CLAUSE)
    for issued in ({"T01": 5, "T02": 6}, {"T01": 6, "T02": 0}):
        with pytest.raises(IssuedExceedsPresent, match="《票决办法》第五条"):
            vote.issue(issued, 10, DELEGATIONS, citation=CLAUSE)


def test_double_entry_and_signatures_say_their_clause_y033_a10_2() -> None:
    vote = vote_on(["A", "B"], 1, policy({"voting.quota": {"least": 1, "most": 1}}), 10)
    to_counting(vote, 10)
    patterns = [{"marks": {"A": "approve"}, "copies": 10}]
    vote.take_entry(sheet(vote, DeskName.FIRST, patterns, "teller-1"))
    with pytest.raises(SameTeller, match="《票决办法》第五条"):
        vote.take_entry(sheet(vote, DeskName.SECOND, patterns, "teller-1"), CLAUSE)
    with pytest.raises(NotAScrutineer, match="《票决办法》第五条"):
        SCRUTINEERS.check_signatures(["监票人99"], "account-1", CLAUSE)


def test_where_no_document_states_a_rule_the_adopted_measure_is_cited_y032() -> None:
    measure = drafted(CODES, policy())
    assert measure.clauses == {}
    measure.voted(ShowOfHands(252, 249, 1, 2), True, DAY)
    rules = policy().under(measure.clauses)
    assert str(rules.cite("counting")) == "《民生实事项目票决办法》第十二条“计票”"
    assert rules.cite("briefing") is None


def test_once_a_measure_is_adopted_its_own_article_is_cited_and_no_longer_its_model_y032() -> None:
    """The rulebook was written from an earlier measure, whose articles have other numbers."""
    model, above = Citation("甲县2023年民生实事项目票决办法", "第五条"), Citation("甲县实施办法", "第六条")
    values = {"voting.counting": model, "voting.validity": above, "voting.measure_required": above}
    defaults = policy()
    book = Rulebook(
        "test", "测试", 1, 2024, {key: Rule(key, defaults.value(key), cite) for key, cite in values.items()}
    )
    rules = VotingPolicy.from_rulebook(book, BodyKind.CONGRESS)
    assert rules.cite("counting") == model
    measure = drafted(CODES, rules)
    measure.voted(ShowOfHands(252, 249, 1, 2), True, DAY)
    sources = {each.topic: each.source for each in measure.articles}
    assert sources["counting"] == "本条规定，拟订参照：《甲县2023年民生实事项目票决办法》第五条。"
    assert sources["validity"] == "依据：《甲县实施办法》第六条。"
    adopted = rules.under(measure.clauses)
    assert str(adopted.cite("counting")) == "《民生实事项目票决办法》第十二条“计票”"
    assert adopted.cite("validity") == above


def test_a_measure_that_nobody_has_adopted_yet_is_no_ground_y032_a10_5() -> None:
    title, above = "甲县2024年会议民生实事项目票决办法", Citation("甲县实施办法", "第六条")
    own = Citation(title, "第二条", valid_from=DAY)
    standing = Citation("乡镇人民代表大会民生实事项目票决办法", "第四条", valid_from=date(2022, 11, 1))
    values = {"voting.quorum": own, "voting.polling": standing, "voting.measure_required": above}
    defaults = policy()
    book = Rulebook(
        "test", "测试", 1, 2024, {key: Rule(key, defaults.value(key), cite) for key, cite in values.items()}
    )
    rules = VotingPolicy.from_rulebook(book, BodyKind.CONGRESS)
    eve = rules.before("", DAY - timedelta(days=1))
    assert (eve.cite("quorum"), eve.cite("polling"), eve.cite("measure_required")) == (None, standing, above)
    drafted_today = rules.before(title, DAY)
    assert (drafted_today.cite("quorum"), drafted_today.cite("polling")) == (None, standing)
    measure = drafted(CODES, rules)
    measure.voted(ShowOfHands(252, 249, 1, 2), True, DAY)
    assert (
        str(drafted_today.under(measure.clauses).cite("quorum")) == "《民生实事项目票决办法》第四条“法定人数”"
    )


def test_a_rule_that_stands_from_year_to_year_is_cited_where_it_stands_d11() -> None:
    standing = Citation("甲街道民生实事项目票决办法", "第五条")
    rules = {
        "street_voting.counting": Rule("street_voting.counting", "double_entry", standing),
        "street_voting.measure_required": Rule("street_voting.measure_required", False, standing),
    }
    street = VotingPolicy.from_rulebook(Rulebook("test", "测试", 1, 2024, rules), BodyKind.STREET_ASSEMBLY)
    own = {"street_voting.counting": Citation("民生实事项目票决办法", "第十二条")}
    assert street.under(own).cite("counting") == standing


def test_a_vote_whose_rules_are_kept_meets_no_refusal() -> None:
    vote = vote_on(["A", "B"], 1, policy({"voting.quota": {"least": 1, "most": 1}}), 10)
    hold(vote, 10, [{"marks": {"A": "approve"}, "copies": 10}])
    assert vote.determined == ["A"]
