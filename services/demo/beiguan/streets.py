"""The nine streets and their 192 projects. Communities, kinds and amounts are fictional, except 后崇义村's sewers."""

from __future__ import annotations

from dataclasses import dataclass

from services.demo.patterns import Votes
from shared.kernel.money import wan

QUOTA = 10
FUNDING = "区级财政补助和街道自筹"

KINDS = (
    ("便民服务点改造", "other", 18),
    ("老旧楼院排水管网改造", "construction", 64),
    ("电动车充电棚建设", "construction", 22),
    ("社区食堂建设", "elderly", 36),
    ("楼道照明更换", "construction", 9),
    ("健身广场提升", "culture", 27),
    ("日间照料中心改造", "elderly", 42),
    ("背街小巷路面修补", "construction", 48),
    ("儿童活动室建设", "education", 16),
    ("垃圾分类亭建设", "environment", 14),
    ("无障碍坡道加装", "elderly", 12),
    ("小区监控和门禁更新", "other", 25),
    ("公厕改造", "environment", 20),
    ("停车泊位施划", "transport", 8),
    ("屋面防水维修", "construction", 53),
    ("文化活动室提升", "culture", 19),
    ("绿地补植", "environment", 11),
    ("便民市场规范", "construction", 33),
    ("卫生服务站设备更新", "health", 24),
    ("零工服务点建设", "employment", 7),
    ("路灯加装", "construction", 15),
    ("二次供水设施改造", "construction", 58),
    ("快递服务点建设", "transport", 6),
)
"""What is to be done, category, 万元."""


@dataclass(frozen=True)
class StreetProject:
    """A project of a street: code, name, category, 万元, period."""

    code: str
    name: str
    category: str
    wan: int
    period: str = "5-11月"

    def dossier(self, street: Street, item_ids: list[str]) -> dict[str, object]:
        """Content, source of the money, period (B-027)."""
        return {
            "code": self.code,
            "name": self.name,
            "content": f"{self.name}，{self.period}实施。",
            "implementer": street.office,
            "investment_fen": int(wan(self.wan)),
            "funding_source": FUNDING,
            "period": self.period,
            "item_ids": item_ids,
        }


@dataclass(frozen=True)
class Street:
    """A street: address, name, long list and candidates, assembly, day of its vote."""

    code: str
    name: str
    prefix: str
    long_list: int
    candidates: int
    representatives: int
    present: int
    day: str
    communities: tuple[str, ...]

    @property
    def body(self) -> str:
        """The body that votes, which is the track of its projects too."""
        return f"street:{self.code}"

    @property
    def assembly(self) -> str:
        """Its assembly's name."""
        return f"{self.name}（演示）议事代表会"

    @property
    def office(self) -> str:
        """Who carries out its projects."""
        return f"{self.name}办事处"

    @property
    def projects(self) -> tuple[StreetProject, ...]:
        """Its long list, best argued first; the candidates come before those that are taken off."""
        return tuple(self._project(index) for index in range(self.long_list))

    @property
    def on_ballot(self) -> tuple[StreetProject, ...]:
        """Its candidates."""
        return self.projects[: self.candidates]

    @property
    def totals(self) -> dict[str, Votes]:
        """Votes for and against: ten places above half of those present, clearly apart from the rest."""
        return {each.code: self._votes(self._place(index)) for index, each in enumerate(self.on_ballot)}

    @property
    def chosen(self) -> list[str]:
        """Codes of the ten, by number of votes."""
        ranked = sorted(enumerate(self.on_ballot), key=lambda pair: self._place(pair[0]))
        return [each.code for _, each in ranked[:QUOTA]]

    def _place(self, index: int) -> int:
        # Three divides neither 16 nor 17, so that every candidate gets a place of its own.
        return (3 * index + self.long_list % 9) % self.candidates

    def _votes(self, place: int) -> Votes:
        if place < QUOTA:
            return self.present - 2 - place, place // 3
        return 18 - place, 12 + place

    def _project(self, index: int) -> StreetProject:
        code = f"{self.prefix}{index + 1:02}"
        if self.code == "zhangdong" and index == 0:
            return SEWERS
        kind, category, cost = KINDS[index % len(KINDS)]
        community = self.communities[index % len(self.communities)]
        return StreetProject(code, f"{community}{kind}", category, cost)


SEWERS = StreetProject("S901", "后崇义村内雨污分流", "construction", 210, "5-10月")
"""More than a thousand square metres, 2.1 million, fourteen reminder letters."""

STREETS = (
    Street("hongqilu", "红旗路街道", "S1", 20, 16, 48, 44, "2024-03-26",
           ("红旗一社区", "红旗二社区", "和顺社区", "同心社区", "安泰社区")),
    Street("jiefanglu", "解放路街道", "S2", 21, 16, 50, 46, "2024-03-26",
           ("解放一社区", "解放二社区", "仁和社区", "福安社区", "永宁社区")),
    Street("dengtalu", "灯塔路街道", "S3", 20, 16, 45, 42, "2024-03-27",
           ("灯塔一社区", "灯塔二社区", "明德社区", "惠民社区", "友谊社区")),
    Street("doufuying", "豆腐营街道", "S4", 21, 16, 52, 47, "2024-03-28",
           ("营东社区", "营西社区", "新民社区", "康居社区", "乐居社区")),
    Street("huanbei", "洹北街道", "S5", 22, 17, 55, 50, "2024-03-29",
           ("洹北一社区", "洹北二社区", "滨河社区", "临水社区", "清源社区")),
    Street("shuguanglu", "曙光路街道", "S6", 20, 16, 42, 39, "2024-03-29",
           ("曙光一社区", "曙光二社区", "朝阳社区", "向阳社区", "晨光社区")),
    Street("minhanglu", "民航路街道", "S7", 22, 17, 58, 53, "2024-04-01",
           ("民航一社区", "民航二社区", "蓝天社区", "白云社区", "腾飞社区")),
    Street("zhangbei", "彰北街道", "S8", 23, 17, 60, 54, "2024-04-03",
           ("彰北一社区", "彰北二社区", "北苑社区", "长兴村", "新合村")),
    Street("zhangdong", "彰东街道", "S9", 23, 17, 56, 51, "2024-04-02",
           ("后崇义村", "彰东一社区", "彰东二社区", "东苑社区", "兴业社区")),
)  # fmt: skip
