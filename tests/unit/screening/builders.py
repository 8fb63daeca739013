"""Rules, items and candidates for the tests of screening."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.screening.domain.candidates import CandidateList
from services.screening.domain.dossiers import Candidate
from services.screening.domain.library import LibraryItem
from services.screening.domain.list_records import Origin
from services.screening.domain.policy import ScreeningPolicy
from shared.kernel.rulebook import Rulebook

CITE = {"document": "甲县实施办法", "clause": "第九条", "from": "2022-01-01", "until": None}
DAY = date(2024, 1, 24)
TODAY = date(2024, 12, 31)

CHAIN = [
    {"code": "government", "body": "县政府常务会议", "action": "研究", "freezes": False},
    {"code": "party", "body": "县委常委会", "action": "审定", "freezes": False},
    {"code": "committee", "body": "县人大常委会", "action": "列入议程草案", "freezes": True},
]

PANELS: list[dict[str, Any]] = [
    {
        "code": "professional",
        "name": "专业代表论证",
        "criteria": [{"code": "inclusive", "name": "普惠性"}, {"code": "effective", "name": "实效性"}],
        "weight": 30,
    },
    {
        "code": "departments",
        "name": "职能部门论证",
        "criteria": [{"code": "compliant", "name": "合规性"}, {"code": "feasible", "name": "可行性"}],
        "weight": 40,
    },
    {"code": "need", "name": "民需论证", "criteria": [{"code": "need", "name": "民需"}], "weight": 30},
]

TRACKS = [
    {"code": "congress", "name": "县人民代表大会", "body": "congress"},
    {"code": "street:east", "name": "东街道议事代表会", "body": "street_assembly"},
]

CRITERIA = ("urgent", "mature", "merit")


def policy(**values: Any) -> ScreeningPolicy:
    """The rules of a county whose rulebook says what is given, each with a citation."""
    values = {"chain": CHAIN, "tracks": TRACKS, **values}
    written = [{"key": f"screening.{key}", "value": value, "cite": CITE} for key, value in values.items()]
    data = {"code": "r", "title": "R", "version": 1, "effective_from_year": 2024, "rules": written}
    return ScreeningPolicy.from_rulebook(Rulebook.from_data(data))


def an_item(number: int = 1, **changes: Any) -> LibraryItem:
    """An item as it entered the library."""
    values: dict[str, Any] = {
        "id": f"item-{number}",
        "cycle_id": "cycle-2024",
        "receipt": f"YU24-{number:06}",
        "title": f"增加学位{number}",
        "category": "education",
        "content": "城区学位不足",
        "place": "阳和街道",
        "channel": "web",
        "suggestion_ids": [f"suggestion-{number}"],
    }
    return LibraryItem(**{**values, **changes})


def marks(met: bool = True) -> dict[str, bool]:
    """A mark for every criterion of the screening principle."""
    return dict.fromkeys(CRITERIA, met)


def a_short_listed_item(number: int = 1, track: str = "congress") -> LibraryItem:
    """An item that is eligible and short-listed."""
    item = an_item(number)
    item.judge(policy(), {}, DAY)
    item.sort(policy(), marks(), True, "群众急需", track, DAY)
    return item


def a_candidate(number: int = 1, **changes: Any) -> Candidate:
    """A candidate with every particular."""
    values: dict[str, Any] = {
        "candidate_id": f"candidate-{number}",
        "code": f"D{number:02}",
        "name": f"项目{number}",
        "content": "内容",
        "implementer": "县教体局",
        "investment_fen": 265_000_000,
        "funding_source": "县级财政",
        "period": "3-12月",
        "requirements": "当年完工",
        "item_ids": [f"item-{number}"],
        "suggestion_ids": [f"suggestion-{number}"],
    }
    return Candidate(**{**values, **changes})


def a_list(number: int = 3, rules: ScreeningPolicy | None = None) -> CandidateList:
    """A draft of so many candidates for the congress."""
    rules = rules or policy()
    origin = Origin(drafted_on=date(2023, 12, 12), collected=78, merged=17, transferred=0, dropped=4)
    candidates = [a_candidate(each) for each in range(1, number + 1)]
    return CandidateList.draft(
        "list-1", "cycle-2024", rules.tracks[0], candidates, rules, "甲县（演示）", origin
    )


def a_frozen_list(number: int = 3) -> CandidateList:
    """A list that has gone through the whole chain."""
    made = a_list(number)
    for step in CHAIN:
        made.take_step(policy(), str(step["code"]), DAY, TODAY)
    return made
