"""北关区's figures of the demo year. What the bulletin prints is marked in the script; the rest is fictional."""

from __future__ import annotations

from dataclasses import dataclass

from services.demo.patterns import Votes
from shared.kernel.money import wan

S1 = "区委关于实施民生实事项目人大代表票决制的意见"
S2 = "北关区民生实事项目人大代表票决制实施办法"
S3 = "北关区人民代表大会2024年会议民生实事项目票决办法"
S4 = "北关区街道民生实事项目议事代表票选规则"
S5 = "北关区民生实事项目第三方评估方案"
S6 = "北关区民生实事项目满意度测评办法"

COMMITTEE = "区人大常委会"
CHAIRPERSONS = "区人大常委会主任会议"
CONGRESS = "北关区（演示）人民代表大会"

DELEGATIONS = (16, 18, 17, 20, 20, 19, 21, 18, 22, 23)
"""Seats by delegation; the last is 柏庄镇's."""

IN_OFFICE_2024, PRESENT_2024, RETURNED_2024, VALID_2024 = 194, 187, 186, 185
IN_OFFICE_2025, PRESENT_2025, VALID_2025 = 193, 185, 184
PRESIDIUM = 29
VACANT_2025 = ("代表101", "transfer", "2024-12-05")
OPINIONS_2024 = 52
"""Opinions that the delegations gave in March 2024."""

COMMITTEE_HANDS = {"members": 27, "present": 24, "yes": 23, "no": 0, "abstain": 1}
"""The standing committee's vote of 8 March 2024; how many members it has is fictional."""


@dataclass(frozen=True)
class Project:
    """A candidate project of the district: code, name, implementing body, 万元, last month, totals."""

    code: str
    name: str
    implementer: str
    wan: int
    category: str
    votes: Votes = (0, 0)
    last_month: int = 10

    @property
    def period(self) -> str:
        """As it stands in the dossier."""
        return f"4-{self.last_month}月"

    def dossier(self, item_ids: list[str], **changes: object) -> dict[str, object]:
        """Content, source of the money, period (B-027)."""
        return {
            "code": self.code,
            "name": self.name,
            "content": f"{self.name}，{self.period}实施。",
            "implementer": self.implementer,
            "investment_fen": int(wan(self.wan)),
            "funding_source": "区级财政和上级补助，已列入同次会议的预算草案",
            "period": self.period,
            "item_ids": item_ids,
            **changes,
        }


PROJECTS = (
    Project("B01", "3所学校食堂改扩建", "区教育局", 1260, "education", (178, 4), 12),
    Project("B02", "社区养老服务中心6处", "区民政局", 540, "elderly", (176, 5)),
    Project("B03", "背街小巷改造18条", "区城管局", 1380, "construction", (173, 8), 12),
    Project("B04", "充电端口2000个", "区住建局", 380, "construction", (171, 9)),
    Project("B05", "社区卫生服务站8个", "区卫健委", 420, "health", (168, 11)),
    Project("B06", "村级寄递物流站30个", "区商务局", 150, "transport", (165, 13)),
    Project("B07", "口袋公园5处", "区城管局", 460, "environment", (162, 15)),
    Project("B08", "托位300个", "区卫健委", 320, "education", (158, 18)),
    Project("B09", "3个片区雨污分流", "区住建局", 1750, "construction", (153, 22), 12),
    Project("B10", "零工驿站和培训2000人次", "区人社局", 180, "employment", (149, 25)),
    Project("B11", "智慧停车", "区城管局", 610, "transport", (84, 79)),
    Project("B12", "农贸市场改造", "区商务局", 730, "construction", (69, 93)),
)
DETERMINED = PROJECTS[:10]
CODES = tuple(each.code for each in PROJECTS)

LONG_LIST, CANDIDATES = 48, 12
STREET_LONG_LIST, STREET_CANDIDATES = 192, 148

RATING_2025: dict[str, tuple[int, int, int, int]] = {
    "B01": (171, 11, 2, 0),
    "B02": (166, 15, 2, 1),
    "B03": (158, 22, 3, 1),
    "B04": (149, 29, 5, 1),
    "B05": (152, 27, 4, 1),
    "B06": (161, 20, 2, 1),
    "B07": (144, 33, 6, 1),
    "B08": (139, 37, 7, 1),
    "B09": (102, 61, 19, 2),
    "B10": (147, 31, 5, 1),
}
"""满意, 基本满意, 不满意, 弃权 of 184 valid papers."""

RATED_2023 = tuple(f"2023-{number:02}" for number in range(1, 11))
RATING_2024: dict[str, tuple[int, int, int, int]] = {
    code: (160 - 3 * number, 20 + 2 * number, 3 + number, 2) for number, code in enumerate(RATED_2023)
}
"""The projects of 2023, rated in March 2024 on 185 valid papers; every one above 60 per cent (fictional)."""

ONSITE_TENTHS: dict[str, int] = {
    "B01": 940,
    "B02": 925,
    "B03": 880,
    "B04": 865,
    "B05": 890,
    "B06": 910,
    "B07": 845,
    "B08": 820,
    "B09": 715,
    "B10": 855,
}
"""The inspection group's averages in tenths of a point: B09 is given, the others lie between 82 and 94."""
