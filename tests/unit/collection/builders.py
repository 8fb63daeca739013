"""Rules, rounds and rows for the tests of collection."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.collection.domain.intake import IntakeRules
from services.collection.domain.round import Notice, NoticeChannel, Round
from services.collection.domain.sheet import Draft
from services.collection.domain.suggestion import Benefit, ProposerKind, Provenance
from services.collection.domain.task import ReplyTask
from shared.kernel.rulebook import Rulebook

CITE = {"document": "甲县实施办法", "clause": "第六条", "from": "2022-01-01", "until": None}

CHANNELS = [
    {"code": "department", "name": "职能部门", "layer": "职能部门"},
    {"code": "web", "name": "县政府网站", "layer": "信息平台"},
    {"code": "station", "name": "联络站", "layer": "民主渠道"},
]


def rules(**values: Any) -> IntakeRules:
    """Intake rules of a county whose rulebook says what is given, each with a citation."""
    values.setdefault("channels", CHANNELS)
    written = [{"key": f"collection.{key}", "value": value, "cite": CITE} for key, value in values.items()]
    return IntakeRules.from_rulebook(
        Rulebook.from_data(
            {"code": "r", "title": "R", "version": 1, "effective_from_year": 2024, "rules": written}
        )
    )


def a_round(
    starts_on: str = "2023-09-11",
    ends_on: str = "2023-10-20",
    published_on: str = "2023-09-11",
    number: int = 1,
) -> Round:
    """A round whose notice opens the web to the public."""
    return Round(
        id="round-1",
        cycle_id="cycle-1",
        number=number,
        starts_on=date.fromisoformat(starts_on),
        ends_on=date.fromisoformat(ends_on),
        notice=Notice(
            title="通告",
            scope="全县",
            contact="电话",
            channels=[NoticeChannel("web", "网站首页", True), NoticeChannel("station", "各站点", False)],
            published_on=date.fromisoformat(published_on),
            published_in=["县政府网站"],
            paper_id="paper-1",
        ),
    )


def a_task(department: str = "县教体局", round_id: str = "round-1") -> ReplyTask:
    """A task that was sent on the first day."""
    return ReplyTask(
        id=f"task-{department}",
        cycle_id="cycle-1",
        round_id=round_id,
        department=department,
        channel="department",
        sent_on=date(2023, 9, 11),
        due_on=date(2023, 10, 10),
    )


def a_draft(kind: ProposerKind = ProposerKind.RESIDENT, name: str = "", **changes: Any) -> Draft:
    """A row that is right unless changed."""
    values: dict[str, Any] = {
        "channel": "web",
        "category": "education",
        "title": "增加学位",
        "content": "城区学位不足",
        "place": "阳和街道",
        "received_on": date(2023, 9, 20),
        "provenance": Provenance(proposer_kind=kind, proposer_name=name),
        "benefit": Benefit(),
    }
    return Draft(**{**values, **changes})
