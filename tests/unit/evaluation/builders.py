"""What the tests of evaluation build on: rulebooks and ratings that are ready for the next act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from services.evaluation.domain.counting import BallotCounts, SheetLine, TellerSheet
from services.evaluation.domain.rules import RatingRules
from services.evaluation.domain.satisfaction import RatedItem, SatisfactionRating
from shared.kernel.citation import Citation
from shared.kernel.rulebook import Rule, Rulebook

NOW = datetime(2025, 2, 20, 2, 0, tzinfo=UTC)
CLOSES = date(2025, 2, 20)


def rulebook(**values: Any) -> Rulebook:
    """A rulebook with these ``evaluation.*`` values, each cited."""
    keys = {f"evaluation.{name}": value for name, value in values.items()}
    return Rulebook(
        "test",
        "测试",
        1,
        2024,
        {key: Rule(key, value, Citation("办法", "第二十条")) for key, value in keys.items()},
    )


def rules(**values: Any) -> RatingRules:
    """The rating rules of such a rulebook."""
    return RatingRules.from_rulebook(rulebook(**values))


def rating(number: int = 1) -> SatisfactionRating:
    """A prepared rating of so many projects, P1 …"""
    items = [RatedItem(f"p{n}", f"P{n}", f"项目{n}", f"单位{n}", "局长") for n in range(1, number + 1)]
    return SatisfactionRating(
        id="r1",
        cycle_id="c2024",
        rules_cycle_id="c2024",
        year=2024,
        track="",
        session_name="第五次会议",
        session_closes_on=CLOSES,
        items=items,
    )


def counting(number: int = 1, valid: int = 248, invalid: int = 1, **values: Any) -> SatisfactionRating:
    """A rating whose papers are back and not counted yet."""
    prepared = rating(number)
    prepared.hear_report("完成情况报告", CLOSES)
    prepared.note_deliberated(1, ["一团"], rules(**values))
    prepared.open(rules(**values))
    returned = valid + invalid
    prepared.issue(BallotCounts(in_office=returned + 14, present=returned, issued=returned), rules(**values))
    prepared.take_back(returned, rules(**values))
    return prepared


def sheet(
    teller: str, lines: Mapping[str, tuple[int, int, int, int]], valid: int = 248, invalid: int = 1
) -> TellerSheet:
    """A teller's sheet: satisfied, fair, dissatisfied and abstaining by project."""
    return TellerSheet(
        teller,
        NOW,
        valid,
        invalid,
        [
            SheetLine(id, {"satisfied": a, "fair": b, "dissatisfied": c}, abstain)
            for id, (a, b, c, abstain) in lines.items()
        ],
    )
