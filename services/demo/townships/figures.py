"""The figures of 原阳's three townships; names of projects that the demo year does not give are fictional."""

from __future__ import annotations

from dataclasses import dataclass

from services.demo.patterns import Votes
from shared.kernel.money import wan

PRESIDIUM = 9
DELEGATIONS = 4


@dataclass(frozen=True)
class Project:
    """A candidate project of a township: code, name, 万元, approvals of the first round."""

    code: str
    name: str
    wan: int
    approvals: int


@dataclass(frozen=True)
class Township:
    """One township's vote. ``second`` holds approvals of the second ballot, where one is due (A10.7, Q-05)."""

    tenant: str
    name: str
    government: str
    party: str
    day: str
    in_office: int
    present: int
    quota: int
    projects: tuple[Project, ...]
    second: dict[str, int] | None = None

    @property
    def full_name(self) -> str:
        """The name as it is shown (A10.20)."""
        return f"{self.name}（演示）"

    @property
    def first_totals(self) -> dict[str, Votes]:
        """Approvals and votes against of the first round; who did not approve abstained."""
        return {each.code: (each.approvals, 0) for each in self.projects}

    @property
    def second_totals(self) -> dict[str, Votes]:
        """The same of the second ballot."""
        return {code: (approvals, 0) for code, approvals in (self.second or {}).items()}

    def dossiers(self) -> list[dict[str, object]]:
        """The candidates with the five particulars."""
        return [
            {
                "code": each.code,
                "name": each.name,
                "content": f"{each.name}，当年实施、当年完工。",
                "implementer": self.government,
                "investment_fen": int(wan(each.wan)),
                "funding_source": "乡镇财政和上级补助",
                "period": "4-11月",
                "requirements": "当年完工，定期向人大主席团报告进度。",
            }
            for each in self.projects
        ]


YANG_E = Township(
    tenant="yang-e",
    name="阳阿镇",
    government="阳阿镇人民政府",
    party="阳阿镇党委",
    day="2024-03-06",
    in_office=61,
    present=57,
    quota=4,
    projects=(
        Project("E01", "村道硬化6.2公里", 186, 50),
        Project("E02", "幸福院4处", 48, 47),
        Project("E03", "坑塘治理", 75, 41),
        Project("E04", "路灯320盏", 64, 39),
        Project("E05", "操场", 90, 29),
    ),
)
"""Five candidates, four determined."""

TAIPING = Township(
    tenant="taiping",
    name="太平镇",
    government="太平镇人民政府",
    party="太平镇党委",
    day="2024-03-07",
    in_office=68,
    present=64,
    quota=5,
    projects=(
        Project("T01", "村内道路硬化", 160, 58),
        Project("T02", "文化广场", 52, 55),
        Project("T03", "太阳能路灯", 46, 53),
        Project("T04", "安全饮水管网", 88, 50),
        Project("T05", "卫生室改造", 60, 37),
        Project("T06", "灌溉井房", 55, 37),
        Project("T07", "公墓绿化", 30, 20),
    ),
    second={"T05": 35, "T06": 27},
)
"""A tie for the fifth place leads to a second ballot (exception ⑦)."""

GEBUKOU = Township(
    tenant="gebukou",
    name="葛埠口乡",
    government="葛埠口乡人民政府",
    party="葛埠口乡党委",
    day="2024-03-08",
    in_office=54,
    present=50,
    quota=3,
    projects=(
        Project("G01", "通村道路修补", 120, 46),
        Project("G02", "敬老院供暖改造", 58, 43),
        Project("G03", "农田排涝沟渠", 66, 26),
        Project("G04", "文化大院", 40, 21),
    ),
    second={"G03": 31, "G04": 17},
)
"""Two of four pass; the rest goes to a second ballot for the third place (exception ⑧)."""

ALL = (YANG_E, TAIPING, GEBUKOU)
