"""原阳县 after the play (section 一 of the demo year)."""

from __future__ import annotations

TENANTS = {
    "henan": ("province", None),
    "xinxiang": ("city", "henan"),
    "yuanyang": ("county", "xinxiang"),
    "yang-e": ("township", "yuanyang"),
    "taiping": ("township", "yuanyang"),
    "gebukou": ("township", "yuanyang"),
    "yanghe": ("street", "yuanyang"),
}
"""Kind and parent of each tenant."""

ROLL = {"legal_number": 268, "in_office": 263, "presidium_members": 31, "delegations": 15, "vacancies": 5}
IN_OFFICE_AT_THE_VOTE = 265
GATHERED_ON = "2024-02-27"
VACANT_BEFORE = {"death": 1, "resignation": 1, "transfer": 1}
VACANT_AFTER = 2
"""268 → 265 → 263 (exception ⑩): reasons before the session of 2024, seats after it."""

SCRUTINEERS = 16
"""The chief, and one from each of the 15 delegations."""

CYCLES = {2020: ("closed", True), 2023: ("closed", True), 2024: ("open", False), 2026: ("open", False)}
"""State of each cycle, and whether it was imported."""

NEXT_ROUND = ("2025-03-31", "2025-12-31")
"""The round that is open when the year has been played."""

FIGURES = {"500余项": (500, "余"), "53项": (53, "")}
DOCUMENTS = 7
"""R1, R2 and its revision, R3, R4, and R5 of either session."""

RULEBOOKS = [(1, 2020), (2, 2023)]
"""Version, and the first cycle to which it applies: the clause on explanations came with the second."""

COVERAGE = {"asked": 36, "replied": 36, "with_items": 31, "nil": 5, "items": 36, "complete": True}
CHANNELS = {
    "department": 36,
    "media_centre": 8,
    "government_site": 8,
    "congress_site": 8,
    "station": 10,
    "research_week": 8,
}
LAYERS = {"职能部门全覆盖": 36, "信息平台全铺开": 24, "民主渠道全运用": 18}
SUGGESTIONS = 78
MERGED_AWAY = 17
"""78 suggestions make 61 items."""

CANDIDATES = 13
CHAIN = (
    ("government_meeting", "2023-12-18", 21, 13),
    ("party_standing_committee", "2024-01-08", 13, 13),
    ("standing_committee", "2024-01-24", 13, 13),
)
"""Each meeting of the chain: code, day, candidates before and after it."""

FREEZES = ((1, "2024-01-24", 13), (2, "2024-02-28", 13))
INVESTMENTS_WAN = {
    "D01": 2650,
    "D02": 860,
    "D03": 780,
    "D04": 2300,
    "D05": 640,
    "D06": 520,
    "D07": 1480,
    "D08": 210,
    "D09": 360,
    "D10": 1900,
    "D11": 1150,
    "D12": 430,
    "D13": 980,
}

IMPLEMENTERS = {
    "D01": "县教体局",
    "D02": "县民政局",
    "D03": "县交通局",
    "D04": "县住建局",
    "D05": "县卫健委",
    "D06": "县城管局",
    "D07": "市生态环境局原阳分局",
    "D08": "县人社局",
    "D09": "县文广旅局",
    "D10": "县水利局",
    "D11": "县交通局",
    "D12": "县城管局",
    "D13": "县教体局",
}
PERIODS = {
    "D01": "3-12月",
    "D02": "4-11月",
    "D03": "4-10月",
    "D04": "4-12月",
    "D05": "4-10月",
    "D06": "5-11月",
    "D07": "5-12月",
    "D08": "4-9月",
    "D09": "4-10月",
    "D10": "4-11月",
}
"""Of the ten projects; the three that lost have none."""

ADDED_IN_V2 = "增加3个村管网接户"
"""What the deputies' opinion brought D07."""

OPINIONS = 37
SECOND_PLENARY = (265, 252)
"""应到, 实到."""

MEASURE = {"present": 252, "yes": 249, "no": 1, "abstain": 2}
TOTALS = {
    "issued": 252,
    "returned": 252,
    "not_returned": 0,
    "valid": 250,
    "invalid": 2,
    "over_marked": 1,
    "unreadable": 1,
    "misnumbered": 0,
}
VOTES = {
    "D01": (238, 8, 4),
    "D02": (241, 6, 3),
    "D03": (236, 9, 5),
    "D04": (229, 14, 7),
    "D05": (224, 18, 8),
    "D06": (187, 47, 16),
    "D07": (195, 38, 17),
    "D08": (203, 31, 16),
    "D09": (212, 26, 12),
    "D10": (218, 20, 12),
    "D11": (121, 102, 27),
    "D12": (96, 120, 34),
    "D13": (84, 131, 35),
}
"""Approve, against, abstain."""

DETERMINED = ("D02", "D01", "D03", "D04", "D05", "D10", "D09", "D08", "D07", "D06")
"""In the order of approvals."""

ANNOUNCEMENT = "公告〔演示〕第1号"
WATERMARK = "演示数据·非正式公文"

PLAN_DAY = "2024-03-15"
LAGGING = {"D07": (70, 48)}
"""Planned and actual per cent of the projects that lag in September."""

LATE_MILESTONES = {"D07": ["主体过半"]}
"""Milestones that were reached after their day; all the others in time."""

INSPECTION = {"commitments": 3, "inquiries": 11}
REVIEW_DAY = "2024-12-19"
REPORT_TITLE = "关于人大代表票决民生实事项目建设情况的报告"
OPINION_ITEMS, OPINION_SENT, OPINION_DUE = 5, "2024-12-27", "2025-03-27"

XINGFU_ROAD = {"路面宽度": ("6.5", "18"), "绿化带宽度": ("0", "2.5")}
"""Indicator: before and after, in metres (Y-086)."""

RATED_2023 = 10
RATING_COUNTS = {"in_office": 263, "present": 249, "issued": 249, "returned": 249, "valid": 248}
RATING = {
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
"""满意, 基本满意, 不满意, 弃权."""

EXPLAINS = ("D07",)
EXPLAINED_ON, RATING_PUBLISHED_ON = "2025-02-20", "2025-02-21"
ADVANCED_UNITS = ("县教体局", "县民政局")
LAST_DAY = "2025-03-28"
