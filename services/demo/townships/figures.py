"""The figures of 原阳's three townships; what the demo year does not give (names, votes against) is fictional."""

from __future__ import annotations

from dataclasses import dataclass

from services.demo.patterns import Votes
from shared.kernel.money import wan

PRESIDIUM = 9
DELEGATIONS = 4


@dataclass(frozen=True)
class Project:
    """A candidate: code, name, category, 万元, votes for and against in the first round, the place that asked."""

    code: str
    name: str
    category: str
    wan: int
    approvals: int
    against: int
    asked_by: str

    @property
    def suggestion(self) -> str:
        """The title of the suggestion from which the candidate came."""
        return f"建议：{self.name}"


@dataclass(frozen=True)
class Township:
    """One township's year. ``second`` holds approvals of the second ballot, where one is due (A10.7, Q-05).

    ``not_ready`` is a suggestion that is not kept; ``kind`` is how its organs are called, 镇 or 乡.
    """

    tenant: str
    name: str
    kind: str
    day: str
    in_office: int
    present: int
    quota: int
    projects: tuple[Project, ...]
    not_ready: str
    second: dict[str, int] | None = None
    rehearses: bool = False
    """Whether the electronic ballot is tried before the paper vote."""

    @property
    def full_name(self) -> str:
        """The name as it is shown (A10.20)."""
        return f"{self.name}（演示）"

    @property
    def government(self) -> str:
        """The implementing body."""
        return f"{self.name}人民政府"

    @property
    def party(self) -> str:
        """The Party committee."""
        return f"{self.name}党委"

    @property
    def presidium(self) -> str:
        """The organ that adopts the plan, as the rulebook names it."""
        return f"{self.kind}人大主席团"

    @property
    def seats(self) -> list[str]:
        """The codes of the deputies in office; the first ``present`` of them attend."""
        return [f"代表{number:03}" for number in range(1, self.in_office + 1)]

    @property
    def delegations(self) -> dict[str, str]:
        """Code and name of each delegation."""
        return {f"T{number:02}": f"第{number}代表团" for number in range(1, DELEGATIONS + 1)}

    @property
    def first_totals(self) -> dict[str, Votes]:
        """Approvals and votes against of the first round; who did neither abstained."""
        return {each.code: (each.approvals, each.against) for each in self.projects}

    @property
    def second_totals(self) -> dict[str, Votes]:
        """The same of the second ballot, in which each ballot has one approval at most."""
        return {code: (approvals, 0) for code, approvals in (self.second or {}).items()}

    def dossier(self, project: Project, items: list[str]) -> dict[str, object]:
        """A candidate with the five particulars and the library items that stand behind it."""
        return {
            "code": project.code,
            "name": project.name,
            "content": f"{project.name}，当年实施、当年完工。",
            "implementer": self.government,
            "investment_fen": int(wan(project.wan)),
            "funding_source": "乡镇财政和上级补助",
            "period": "4-11月",
            "requirements": f"当年完工，定期向{self.presidium}报告进度。",
            "item_ids": items,
        }


YANG_E = Township(
    tenant="yang-e",
    name="阳阿镇",
    kind="镇",
    day="2024-03-06",
    in_office=61,
    present=57,
    quota=4,
    rehearses=True,
    projects=(
        Project("E01", "村道硬化6.2公里", "transport", 186, 50, 3, "东街村"),
        Project("E02", "幸福院4处", "elderly", 48, 47, 5, "南街村"),
        Project("E03", "坑塘治理", "environment", 75, 41, 9, "西寨村"),
        Project("E04", "路灯320盏", "construction", 64, 39, 11, "北街村"),
        Project("E05", "操场", "education", 90, 29, 21, "阳阿镇代表联络站"),
    ),
    not_ready="新建农贸市场",
)
"""Five candidates, four determined."""

TAIPING = Township(
    tenant="taiping",
    name="太平镇",
    kind="镇",
    day="2024-03-07",
    in_office=68,
    present=64,
    quota=5,
    projects=(
        Project("T01", "村内道路硬化", "transport", 160, 58, 2, "前街村"),
        Project("T02", "文化广场", "culture", 52, 55, 4, "后街村"),
        Project("T03", "太阳能路灯", "construction", 46, 53, 6, "东关村"),
        Project("T04", "安全饮水管网", "construction", 88, 50, 8, "西关村"),
        Project("T05", "卫生室改造", "health", 60, 37, 17, "小营村"),
        Project("T06", "灌溉井房", "construction", 55, 37, 19, "大营村"),
        Project("T07", "公墓绿化", "environment", 30, 20, 35, "太平镇代表联络站"),
    ),
    not_ready="新建汽车停靠站",
    second={"T05": 35, "T06": 27},
)
"""A tie for the fifth place leads to a second ballot (exception ⑦)."""

GEBUKOU = Township(
    tenant="gebukou",
    name="葛埠口乡",
    kind="乡",
    day="2024-03-08",
    in_office=54,
    present=50,
    quota=3,
    projects=(
        Project("G01", "通村道路修补", "transport", 120, 46, 2, "李庄村"),
        Project("G02", "敬老院供暖改造", "elderly", 58, 43, 5, "王庄村"),
        Project("G03", "农田排涝沟渠", "construction", 66, 26, 18, "赵庄村"),
        Project("G04", "文化大院", "culture", 40, 21, 24, "葛埠口乡代表联络站"),
    ),
    not_ready="新建游泳馆",
    second={"G03": 31, "G04": 17},
)
"""Two of four pass; the rest goes to a second ballot for the third place (exception ⑧)."""

ALL = (YANG_E, TAIPING, GEBUKOU)
