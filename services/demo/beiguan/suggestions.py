"""The 511 suggestions of 2024: nine channels, three rounds, 23 individual grievances (B-010 … B-018).

Titles are fictional; the numbers by channel and round are the bulletin's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.demo.beiguan import figures, wishes
from services.demo.beiguan.streets import STREETS

BY_CHANNEL = {
    "media": 18,
    "government_site": 66,
    "wechat_account": 97,
    "suggestion_box": 43,
    "station": 71,
    "hall": 48,
    "courtyard": 39,
    "studio": 86,
    "wechat_group": 43,
}
COLLECTED = 511
BY_LAYER = {"向社会征集": 224, "借平台征集": 158, "由代表征集": 129}
GRIEVANCES = 23
MERGED = 100
"""Suggestions of the first round that repeat another one (fictional)."""


@dataclass(frozen=True)
class Round:
    """A round: what came in, and how much of it is a person's own grievance."""

    starts_on: str
    ends_on: str
    collected: int
    grievances: int


ROUNDS = (
    Round("2024-01-02", "2024-02-02", 389, 17),
    Round("2024-05-06", "2024-05-31", 67, 4),
    Round("2024-09-02", "2024-10-11", 55, 2),
)


@dataclass(frozen=True)
class Suggestion:
    """A suggestion as it is entered."""

    title: str
    category: str
    place: str = ""

    @property
    def content(self) -> str:
        """A sentence that goes with it."""
        return f"{self.title}：群众反映集中，建议列入年度民生实事项目（演示）。"


GRIEVANCE = (
    "房屋漏水赔偿纠纷", "物业费争议", "工资拖欠反映", "邻里噪声投诉", "宅基地界线纠纷",
    "医保报销个案", "退休金核算疑问", "车辆违停被拖", "商铺租赁纠纷", "户口迁移咨询",
    "燃气费异常", "交通事故赔偿", "装修扰民投诉", "快递丢失投诉", "养老金认证咨询",
    "购房合同纠纷", "入学个案咨询", "水表故障报修", "低保个案申请", "残疾证换发",
    "公积金个案", "拆迁补偿个案", "宠物伤人纠纷",
)  # fmt: skip
"""Subjects of individual grievances, without any person."""

LATER = ("充电桩增设", "路灯维修", "积水点整治", "社区食堂", "停车秩序整治", "公园座椅更新", "托育点增设",
         "下水道清淤", "楼道扶手加装", "健身器材更新", "斑马线补划", "快递柜增设")  # fmt: skip


def _distinct() -> list[Suggestion]:
    of_district = [
        Suggestion(each.name, each.category, STREETS[index % 9].name)
        for index, each in enumerate((*figures.PROJECTS, *wishes.LONG))
    ]
    of_streets = [
        Suggestion(each.name, each.category, street.name) for street in STREETS for each in street.projects
    ]
    others = [*wishes.RESERVED, *((title, category) for title, category, *_ in wishes.INELIGIBLE)]
    return [*of_district, *of_streets, *(Suggestion(*each) for each in others)]


DISTINCT = tuple(_distinct())
"""The long list of 48, the 192 of the streets street by street, 24 reserved, eight ineligible."""

ELIGIBLE = len(DISTINCT) - len(wishes.INELIGIBLE)


def _repeats() -> list[Suggestion]:
    return [Suggestion(f"盼尽快办理：{each.title}", each.category, each.place) for each in DISTINCT[:MERGED]]


def _grievances(first: int, number: int) -> list[Suggestion]:
    return [Suggestion(f"个人诉求：{each}", "other") for each in GRIEVANCE[first : first + number]]


def _later(round_number: int, number: int) -> list[Suggestion]:
    return [
        Suggestion(
            f"{STREETS[index % 9].communities[index // 9 % 5]}{LATER[(index + 5 * round_number) % len(LATER)]}",
            "construction",
            STREETS[index % 9].name,
        )
        for index in range(number)
    ]


def suggestions(number: int) -> list[Suggestion]:
    """What came in in the first, second or third round, the grievances last."""
    mine = ROUNDS[number - 1]
    told = sum(each.grievances for each in ROUNDS[: number - 1])
    wishes_ = [*DISTINCT, *_repeats()] if number == 1 else _later(number, mine.collected - mine.grievances)
    return [*wishes_, *_grievances(told, mine.grievances)]


def _channels() -> list[str]:
    spread = [((each + 0.5) / number, code) for code, number in BY_CHANNEL.items() for each in range(number)]
    return [code for _, code in sorted(spread)]


def entries(number: int) -> list[dict[str, object]]:
    """The sheet of a round: each suggestion with the channel by which it came, and who brought it."""
    mine = ROUNDS[number - 1]
    before = sum(each.collected for each in ROUNDS[: number - 1])
    channels = _channels()[before : before + mine.collected]
    first = date.fromisoformat(mine.starts_on)
    days = (date.fromisoformat(mine.ends_on) - first).days
    return [
        {
            "channel": channel,
            "category": each.category,
            "title": each.title,
            "content": each.content,
            "place": each.place,
            "received_on": (first + timedelta(index * days // mine.collected)).isoformat(),
            **_provenance(channel, index),
        }
        for index, (each, channel) in enumerate(zip(suggestions(number), channels, strict=True))
    ]


def _provenance(channel: str, index: int) -> dict[str, object]:
    street = STREETS[index % 9].name
    if channel == "station":
        return {
            "proposer_kind": "station",
            "proposer_name": f"{street}联络站",
            "on_behalf_of": "voter",
        }
    if channel == "studio":
        return {
            "proposer_kind": "deputy",
            "proposer_name": f"代表{index % 194 + 1:03}",
            "proposer_level": "county",
            "source": f"云工作室{index % 194 + 1:03}",
            "on_behalf_of": "voter",
        }
    source = {
        "media": "新闻媒体热线",
        "government_site": "区政府网站专栏",
        "wechat_account": "北关人大公众号",
        "suggestion_box": f"{street}建议箱",
        "hall": f"{street}民主议事厅",
        "courtyard": f"{street}议事小院",
        "wechat_group": f"民生监督微信群{index % 112 + 1:03}",
    }[channel]
    return {"proposer_kind": "resident", "source": source}
