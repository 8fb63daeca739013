"""Projects and rulebooks for the tests of supervision."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.supervision.domain.project import Project
from services.supervision.domain.project_state import ProjectState
from services.supervision.domain.responsibility import Departments
from shared.kernel.citation import Citation
from shared.kernel.rulebook import Rule, Rulebook

BEIGUAN: dict[str, Any] = {
    "supervision.calendar": [
        {"code": "progress_meeting", "name": "月调度", "every": "month", "day": 25},
        {"code": "supervision_round", "name": "季督办", "every": "quarter"},
        {"code": "circular", "name": "半年通报", "every": "half_year", "month": 1, "day": 10},
    ],
    "supervision.task_force": True,
    "supervision.task_force_leaders": ["人大主任", "人大副主任"],
    "supervision.watchers": [
        {"code": "deputy", "name": "人大代表", "least": 1},
        {"code": "assembly_representative", "name": "议事代表", "least": 1},
        {"code": "mass_supervisor", "name": "群众监督员", "least": 1},
    ],
    "supervision.reminder_letter": True,
    "supervision.adjustment": [
        {"body": "主任会议", "action": "提出"},
        {"body": "区人大常委会", "action": "批准"},
    ],
}

YUANYANG: dict[str, Any] = {
    "supervision.calendar": [
        {"code": "inspection", "name": "集中视察", "every": "once", "month": 9},
        {"code": "review", "name": "审议审查", "every": "once", "month": 12},
    ],
    "supervision.assignments": [
        {"code": "congress_leader", "name": "县人大领导牵头督办"},
        {"code": "government_leader", "name": "县政府领导领办"},
        {"code": "committee", "name": "机关委室专项督办"},
        {"code": "deputy_work_organ", "name": "代表工作机构协调督办"},
    ],
}


def rulebook(values: dict[str, Any]) -> Rulebook:
    """A rulebook that cites a clause for each of these values."""
    cite = Citation("演示办法", "第十六条")
    return Rulebook("demo", "演示", 1, 2024, {key: Rule(key, value, cite) for key, value in values.items()})


def project(**values: Any) -> Project:
    """D07 of the demo year, or another project with these values."""
    base: dict[str, Any] = {
        "id": "p-D07",
        "cycle_id": "c-2024",
        "year": 2024,
        "plan_id": "plan-1",
        "track": "congress",
        "body": "congress",
        "body_name": "原阳县人民代表大会",
        "code": "D07",
        "name": "8个村生活污水治理",
        "implementer": "市生态环境局原阳分局",
        "investment_fen": 1_480_000_000,
        "departments": Departments("市生态环境局原阳分局", [], "市生态环境局原阳分局", "负责人007"),
        "state": ProjectState.LISTED,
        "listed_on": date(2024, 3, 15),
    }
    return Project(**(base | values))
