"""A cycle opens under a rulebook whose document is in force, and not before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.congress.domain.cycle import (
    CitationExpired,
    Cycle,
    CycleNotOpen,
    CycleState,
    RulebookNotInForce,
    RulebookRecord,
    RulebookTooLate,
    check_may_open,
)
from services.congress.domain.document import DocumentState, GoverningDocument
from services.congress.domain.template import compose
from services.congress.templates import load_template
from shared.kernel.state_machine import ActNotPossible

DAY = date(2024, 1, 2)


def a_document(*, issued_on: date | None = date(2022, 12, 20), from_year: int = 2023) -> GoverningDocument:
    document = GoverningDocument(
        id="d1", title="实施办法", kind="办法", issuer="县委", drafter="县人大常委会"
    )
    document.submit("县委", date(2022, 12, 1))
    document.decide("县委常委会", date(2022, 12, 10), True, "")
    document.issue(issued_on, from_year)
    return document


def a_record(from_year: int = 2023, **cite: Any) -> RulebookRecord:
    rules = [{"key": "voting.quota", "value": {"least": 8, "most": 8}, "cite": cite}] if cite else []
    rulebook = compose("jia", "甲县规则手册", 1, from_year, None, rules)
    return RulebookRecord(
        id="r1",
        code="jia",
        number=1,
        title="甲县规则手册",
        effective_from_year=from_year,
        governing_document_id="d1",
        data=rulebook.to_data(),
    )


def test_a_cycle_opens_when_its_document_is_in_force_y011() -> None:
    check_may_open(a_record(), a_document(), 2024, DAY)


def test_a_document_that_was_never_issued_opens_nothing_y011() -> None:
    draft = GoverningDocument(id="d1", title="实施办法", kind="办法", issuer="县委", drafter="县人大常委会")
    for step in (
        lambda: None,
        lambda: draft.submit("县委", DAY),
        lambda: draft.decide("县委常委会", DAY, True, ""),
    ):
        step()
        with pytest.raises(RulebookNotInForce, match="实施办法"):
            check_may_open(a_record(), draft, 2024, DAY)


def test_a_document_issued_tomorrow_opens_nothing_today_y011() -> None:
    document = a_document(issued_on=date(2024, 1, 3))
    with pytest.raises(RulebookNotInForce):
        check_may_open(a_record(), document, 2024, DAY)
    check_may_open(a_record(), document, 2024, date(2024, 1, 3))


def test_a_changed_rulebook_and_its_document_apply_from_a_later_cycle_on_y073() -> None:
    with pytest.raises(RulebookNotInForce):
        check_may_open(a_record(), a_document(from_year=2025), 2024, DAY)
    with pytest.raises(RulebookTooLate, match="2025"):
        check_may_open(a_record(from_year=2025), a_document(), 2024, DAY)


@pytest.mark.parametrize(("begins", "ends"), [("2025-01-01", None), ("2020-01-01", "2023-12-31")])
def test_a_rule_cites_a_text_of_its_own_time_a10_5(begins: str, ends: str | None) -> None:
    record = a_record(document="甲县票决办法", clause="第四条", **{"from": begins, "until": ends})
    with pytest.raises(CitationExpired, match=r"voting\.quota"):
        check_may_open(record, a_document(), 2024, DAY)


def test_a_year_is_closed_once() -> None:
    cycle = Cycle(id="c1", year=2024, rulebook_id="r1", opened_on=DAY)
    cycle.close(DAY)
    assert (cycle.state, cycle.closed_on) == (CycleState.CLOSED, DAY)
    with pytest.raises(CycleNotOpen):
        cycle.close(DAY)


def test_a_returned_draft_goes_through_submission_again_y010() -> None:
    draft = GoverningDocument(id="d1", title="实施办法", kind="办法", issuer="县委", drafter="县人大常委会")
    draft.submit("县委", DAY)
    draft.decide("县委常委会", DAY, False, "第四条须修改")
    assert draft.state is DocumentState.DRAFT
    with pytest.raises(ActNotPossible, match="呈报"):
        draft.issue(DAY, 2024)
    assert [(each.act, each.note) for each in draft.history] == [
        ("submitted", ""),
        ("returned", "第四条须修改"),
    ]


def test_a_countys_own_values_stand_over_the_templates_y002() -> None:
    template = load_template("13121")
    own = {"key": "voting.quota", "value": {"least": 8, "most": 8}}
    rulebook = compose("jia", "甲县规则手册", 2, 2024, template, [own])
    assert rulebook.value("voting.quota") == own["value"]
    assert rulebook.citation("voting.quota") is None
    others = [each["key"] for each in template["rules"] if each["key"] != "voting.quota"]
    assert [key for key in others if not rulebook.rules[key]] == []
    assert len(rulebook.rules) == len(template["rules"])
