"""原阳县's figures of the demo year. What the bulletin prints is marked in the script; the rest is fictional."""

from __future__ import annotations

from dataclasses import dataclass

from services.demo.patterns import Votes
from shared.kernel.money import wan

R1 = "县委关于实施民生实事项目人大代表票决制的实施意见"
R2 = "原阳县民生实事项目人大代表票决制实施办法"
R3 = "关于实施民生实事项目人大代表票决制的工作意见"
R4 = "原阳县第十六届人民代表大会2024年会议民生实事项目人大代表票决办法"
R5 = "原阳县民生实事项目满意度测评办法"

DELEGATIONS = 15
LEGAL_NUMBER = 268
IN_OFFICE_2024 = 265
IN_OFFICE_2025 = 263
VACANT_2024 = (
    ("代表066", "death", "2023-08-30"),
    ("代表201", "transfer", "2023-11-15"),
    ("代表129", "resignation", "2024-02-05"),
)
VACANT_2025 = (("代表017", "resignation", "2024-11-28"), ("代表188", "transfer", "2025-01-20"))
"""Seat, reason, day."""

PRESIDIUM = 31


@dataclass(frozen=True)
class Project:
    """A candidate project: code, name, implementing body, 万元, period, totals of the vote."""

    code: str
    name: str
    implementer: str
    wan: int
    period: str
    votes: Votes
    category: str

    @property
    def months(self) -> tuple[int, int]:
        """First and last month of the period."""
        first, _, last = self.period.removesuffix("月").partition("-")
        return int(first), int(last)

    def dossier(self, item_ids: list[str], **changes: object) -> dict[str, object]:
        """The five particulars that 原阳 demands (Y-035)."""
        return {
            "code": self.code,
            "name": self.name,
            "content": f"{self.name}，{self.period}实施。",
            "implementer": self.implementer,
            "investment_fen": int(wan(self.wan)),
            "funding_source": "县级财政，已列入同次会议的预算草案",
            "period": self.period,
            "requirements": "当年完工，按月报送进度，资金专款专用。",
            "item_ids": item_ids,
            **changes,
        }


PROJECTS = (
    Project("D01", "城区3所公办园新增学位900个", "县教体局", 2650, "3-12月", (238, 8), "education"),
    Project("D02", "12所敬老院适老和消防改造", "县民政局", 860, "4-11月", (241, 6), "elderly"),
    Project("D03", "农村平交路口安全设施150处", "县交通局", 780, "4-10月", (236, 9), "transport"),
    Project("D04", "老旧小区改造14个1120户", "县住建局", 2300, "4-12月", (229, 14), "construction"),
    Project("D05", "6所乡镇卫生院设备和中医馆", "县卫健委", 640, "4-10月", (224, 18), "health"),
    Project("D06", "城区新增停车泊位1200个", "县城管局", 520, "5-11月", (187, 47), "construction"),
    Project("D07", "8个村生活污水治理", "市生态环境局原阳分局", 1480, "5-12月", (195, 38), "environment"),
    Project("D08", "家门口零工市场3处", "县人社局", 210, "4-9月", (203, 31), "employment"),
    Project("D09", "5个乡镇文化站提升", "县文广旅局", 360, "4-10月", (212, 26), "culture"),
    Project("D10", "22个村供水管网改造", "县水利局", 1900, "4-11月", (218, 20), "construction"),
    Project("D11", "公交站亭80座和车辆20台", "县交通局", 1150, "4-12月", (121, 102), "transport"),
    Project("D12", "智慧路灯", "县城管局", 430, "5-11月", (96, 120), "construction"),
    Project("D13", "体育公园", "县教体局", 980, "4-12月", (84, 131), "culture"),
)

WITHDRAWN = (
    Project("D14", "城区公厕新建12座", "县城管局", 300, "5-10月", (0, 0), "environment"),
    Project("D15", "农贸市场提升2处", "县商务局", 420, "4-12月", (0, 0), "construction"),
    Project("D16", "青少年宫改造", "县教体局", 760, "4-12月", (0, 0), "education"),
    Project("D17", "城区雨水管网疏通18公里", "县住建局", 880, "3-9月", (0, 0), "construction"),
    Project("D18", "妇幼保健院设备更新", "县卫健委", 540, "5-12月", (0, 0), "health"),
    Project("D19", "农村公路养护60公里", "县交通局", 1320, "4-11月", (0, 0), "transport"),
    Project("D20", "社区日间照料中心4处", "县民政局", 260, "4-10月", (0, 0), "elderly"),
    Project("D21", "公共法律服务点20处", "县司法局", 90, "3-8月", (0, 0), "other"),
)
"""What the county government's executive meeting took off the list (21 → 13)."""

COLLECTED, MERGED, SHORTLISTED, CANDIDATES = 78, 61, 21, 13
"""Suggestions, items after merging, items short-listed, candidates."""

RATING_2025: dict[str, tuple[int, int, int, int]] = {
    "D01": (219, 24, 3, 2),
    "D02": (223, 20, 3, 2),
    "D03": (210, 31, 5, 2),
    "D04": (204, 36, 6, 2),
    "D05": (198, 41, 7, 2),
    "D06": (131, 97, 17, 3),
    "D07": (124, 88, 30, 6),
    "D08": (169, 66, 10, 3),
    "D09": (176, 60, 9, 3),
    "D10": (187, 49, 9, 3),
}
"""满意, 基本满意, 不满意, 弃权 of 248 valid papers."""

RATING_2024: dict[str, tuple[int, int, int, int]] = {
    f"2023-{number:02}": (190 - 5 * number, 50 + 4 * number, 8 + number, 2) for number in range(1, 11)
}
"""The projects of 2023, rated at the session of 2024; every one above half of 250 valid papers."""
