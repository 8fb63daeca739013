"""The 78 suggestions of 2023: 61 that differ, seventeen that say again what others said (Y-020 … Y-025)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle

from services.demo.yuanyang import figures

SITES = ("media_centre", "government_site", "congress_site")


@dataclass(frozen=True)
class Suggestion:
    """A suggestion; ``department`` sent it in, or else it came by ``channel``."""

    title: str
    category: str
    channel: str = "department"
    department: str = ""

    def entry(self) -> dict[str, str]:
        """What every way of entering it asks for."""
        return {
            "category": self.category,
            "title": self.title,
            "content": f"{self.title}：群众反映集中，建议列入年度民生实事项目。",
        }


FROM_RESIDENTS = ("D14", "D16", "D18", "D19")
"""Of the 21 that were short-listed, those that departments had not proposed."""

BY_DEPARTMENTS = (
    ("县发改委", "粮食应急供应网点提升10处", "other"),
    ("县财政局", "惠民补贴一卡通服务点20处", "other"),
    ("县公安局", "学校周边交通信号灯12处", "transport"),
    ("县自然资源局", "不动产登记便民服务点6处", "other"),
    ("县农业农村局", "农田机井维修300眼", "construction"),
    ("县应急局", "农村应急广播终端更新", "other"),
    ("县市场监管局", "校园食堂明厨亮灶60所", "education"),
    ("县医保局", "医保服务站下沉各乡镇", "health"),
    ("县退役军人局", "退役军人服务站提升", "other"),
    ("县行政审批局", "乡镇便民服务大厅一窗受理", "other"),
    ("县科工局", "村级寄递物流服务站100个", "other"),
    ("县残联", "困难残疾人家庭无障碍改造200户", "elderly"),
    ("县妇联", "妇女两癌免费筛查8000人", "health"),
    ("团县委", "青年驿站2处", "employment"),
    ("县总工会", "户外劳动者驿站10处", "employment"),
    ("县气象局", "农村气象预警终端更新", "other"),
    ("县供销社", "社区便民店8处", "other"),
    ("县供电公司", "农村低电压台区改造40个", "construction"),
    ("县林业发展中心", "村庄绿化20个", "environment"),
)
"""Department, title, category."""

NIL_RETURNS = ("县审计局", "县统计局", "县信访局", "县税务局", "县档案馆")
"""The five departments that had nothing to propose, and said so (exception ①)."""

BY_RESIDENTS = (
    ("城北新区增开公交线路", "transport"),
    ("老城区背街小巷路灯维修", "construction"),
    ("农村老年助餐点", "elderly"),
    ("小区电动车充电桩", "construction"),
    ("乡镇初中宿舍改造", "education"),
    ("村级幸福书屋", "culture"),
    ("城区湿地公园步道", "environment"),
    ("滩区搬迁群众就业车间", "employment"),
    ("中小学课后服务", "education"),
    ("村卫生室药品配送", "health"),
    ("城区东片雨污分流", "construction"),
    ("农村客运班车延时", "transport"),
    ("乡镇垃圾中转站提升", "environment"),
    ("社区托育点", "education"),
    ("农村困境儿童关爱站", "other"),
    ("乡镇集市规范改造", "construction"),
    ("城区公共自行车", "transport"),
    ("高龄老人免费体检", "health"),
    ("农村留守老人探视", "elderly"),
    ("公园健身器材更新", "culture"),
)
BY_STATIONS = (("滩区桥涵加固3座", "transport"),)
REPEATS = figures.COLLECTED - figures.MERGED


def _distinct() -> list[Suggestion]:
    site = cycle(SITES)
    shortlisted = [
        Suggestion(each.name, each.category, next(site))
        if each.code in FROM_RESIDENTS
        else Suggestion(each.name, each.category, department=each.implementer)
        for each in (*figures.PROJECTS, *figures.WITHDRAWN)
    ]
    others = [Suggestion(title, category, department=name) for name, title, category in BY_DEPARTMENTS]
    others += [Suggestion(title, category, next(site)) for title, category in BY_RESIDENTS]
    others += [Suggestion(title, category, "station") for title, category in BY_STATIONS]
    return shortlisted + others


def _repeats() -> list[Suggestion]:
    return [
        Suggestion(f"建议尽快办理：{each.title}", each.category, "station" if number < 9 else "research_week")
        for number, each in enumerate(DISTINCT[:REPEATS])
    ]


DISTINCT = tuple(_distinct())
"""Those that were short-listed come first, in the order of their codes."""

ALL = (*DISTINCT, *_repeats())
"""The last seventeen repeat the first seventeen."""

DEPARTMENTS = tuple(dict.fromkeys(each.department for each in DISTINCT if each.department)) + NIL_RETURNS


def by_channel(*channels: str) -> list[Suggestion]:
    """What came in by these channels."""
    return [each for each in ALL if each.channel in channels]
