"""北关区 after the play (section 二 of the demo year)."""

from __future__ import annotations

TENANTS = {
    "anyang": ("city", "henan"),
    "beiguan": ("district", "anyang"),
    **dict.fromkeys(
        (
            "hongqilu", "jiefanglu", "dengtalu", "doufuying", "huanbei", "shuguanglu", "minhanglu",
            "zhangbei", "zhangdong",
        ),
        ("street", "beiguan"),
    ),
    "baizhuang": ("township", "beiguan"),
}  # fmt: skip
"""Kind and parent of each tenant; 柏庄镇 is only registered (Q-13)."""

DELEGATIONS = [16, 18, 17, 20, 20, 19, 21, 18, 22, 23]
IN_OFFICE = {"2024": 194, "2025": 193}
ASSEMBLIES = (40, 60)
"""Every street's assembly has so many representatives, both ends included."""

CYCLES = {2023: ("closed", True), 2024: ("open", False), 2025: ("open", False), 2026: ("open", False)}
NEXT_ROUND = ("2025-03-31", "2025-12-31")
"""The round that is open when the year has been played."""

DOCUMENTS, INTERNAL = 7, 2
"""S1 to S6 and the year's work plan; S1 and the plan are internal."""

FACILITIES = {
    "人大代表联络站": 10,
    "民主议事厅": 10,
    "示范点": 8,
    "专业代表联络点": 20,
    "代表“云工作室”": 194,
    "民生监督微信群": 112,
    "街道人大工委主任": 9,
    "街道人大工委联络员": 9,
}
PRINTED = {"400多万元", "160余万元", "194/194", "6人"}
"""What the facilities cost and how they are staffed, as printed."""

FIGURES = {("317件", 317), ("172件", 172), ("37件", 37), ("187条", 187)}

CHANNELS = {
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
LAYERS = {"向社会征集": 224, "借平台征集": 158, "由代表征集": 129}
COLLECTED = 511
ROUNDS = [
    ("2024-01-02", "2024-02-02", 389),
    ("2024-05-06", "2024-05-31", 67),
    ("2024-09-02", "2024-10-11", 55),
]
GRIEVANCES = 23
NEXT_YEAR = 122
"""The second and third round, in the library of 2025."""

PANELS = {
    "professional": (
        {"经济", "法律", "教育", "医疗", "城建", "农业", "社保", "财政预算"},
        ("2024-02-19", "2024-02-23"),
    ),
    "departments": ({"财政", "交通", "教育", "卫健"}, ("2024-02-26", "2024-03-01")),
}
"""The groups of a panel, by a word of their names, and its days."""

NEED_DAYS = ("2024-03-04", "2024-03-05")

STREETS = {
    "street:hongqilu": (20, 16),
    "street:jiefanglu": (21, 16),
    "street:dengtalu": (20, 16),
    "street:doufuying": (21, 16),
    "street:shuguanglu": (20, 16),
    "street:huanbei": (22, 17),
    "street:minhanglu": (22, 17),
    "street:zhangbei": (23, 17),
    "street:zhangdong": (23, 17),
}
"""Long list and candidates of each street: 192 → 148."""

LISTS = {"congress": (48, 12), **STREETS}
STANDING_COMMITTEE = ("2024-03-08", {"present": 24, "yes": 23, "no": 0, "abstain": 1})
POSTED = ("2024-02-20", "2024-03-05")

TOTALS = {
    "issued": 187, "returned": 186, "not_returned": 1, "valid": 185, "invalid": 1, "over_marked": 1,
    "unreadable": 0, "misnumbered": 0,
}  # fmt: skip
VOTES = {
    "B01": (178, 4), "B02": (176, 5), "B03": (173, 8), "B04": (171, 9), "B05": (168, 11), "B06": (165, 13),
    "B07": (162, 15), "B08": (158, 18), "B09": (153, 22), "B10": (149, 25), "B11": (84, 79), "B12": (69, 93),
}  # fmt: skip
WAN = {
    "B01": 1260, "B02": 540, "B03": 1380, "B04": 380, "B05": 420, "B06": 150, "B07": 460, "B08": 320,
    "B09": 1750, "B10": 180, "B11": 610, "B12": 730,
}  # fmt: skip
IMPLEMENTERS = {
    "B01": "区教育局", "B02": "区民政局", "B03": "区城管局", "B04": "区住建局", "B05": "区卫健委",
    "B06": "区商务局", "B07": "区城管局", "B08": "区卫健委", "B09": "区住建局", "B10": "区人社局",
    "B11": "区城管局", "B12": "区商务局",
}  # fmt: skip
SCRUTINEERS = 11
"""The chief, and one from each of the ten delegations."""

DETERMINED = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10")
LONG_PERIOD = ("B01", "B03", "B09")
"""April to December; the others April to October."""

NEEDED = 98
"""More than half of 194."""

OPINIONS = 52
BOXES = 10
ANNOUNCEMENT = "公告〔演示〕第2号"

STREET_QUOTA, STREET_PROJECTS = 10, 90
ASSEMBLY_DAYS = ("2024-03-26", "2024-04-03")
ADOPTERS = ["街道党工委", "街道办事处"]
PUBLISHERS = {
    f"street:{code}": f"{name}街道（演示）办事处"
    for code, name in (
        ("hongqilu", "红旗路"),
        ("jiefanglu", "解放路"),
        ("dengtalu", "灯塔路"),
        ("doufuying", "豆腐营"),
        ("huanbei", "洹北"),
        ("shuguanglu", "曙光路"),
        ("minhanglu", "民航路"),
        ("zhangbei", "彰北"),
        ("zhangdong", "彰东"),
    )
}
"""Who publishes what a street's assembly recommended (A10.13)."""

TASK_FORCES = 10
FORCE_LEADERS = {"区人大常委会主任", "区人大常委会副主任"}
FORCE_ORGANISATIONS = {"区监委", "区财政局", "区审计局", "区督察局"}
WATCHERS = {"deputy", "assembly_representative", "mass_supervisor"}
EVENTS = {"monthly": 12, "quarterly": 4, "half_yearly": 2, "special_inquiry": 1, "midyear_research": 1}
CIRCULARS = ["2024-07-10", "2025-01-10"]
INQUIRY_DAY = "2024-03-28"

LETTERS, LETTERS_UNTIL = 145, "2024-11-18"
LETTERS_2023, LETTERS_IN_ALL = 172, 317
"""From the register of 2023; since 2023-01-01 (Q-16)."""

SEWERS = {"name": "后崇义村内雨污分流", "wan": 210, "letters": 14}
SEWER_WORKS = ("2024-05-10", "2024-10-30")
SEWER_LETTERS = {"schedule": 8, "quality": 6}
LETTER_ROUND = ["issue", "hand_over", "sign_for", "rectify", "verify", "strike_off"]
REOPENED_ROUND = [*LETTER_ROUND, "reopen", "rectify", "verify", "strike_off"]

ADJUSTMENT = [("区人大常委会主任会议", "2024-10-15"), ("区人大常委会", "2024-10-24")]
B09_ENDS_ON = "2025-03-31"

OPINION_LETTERS = {
    ("2023-01-01", "2023-12-31"): (19, 96),
    ("2024-01-01", "2024-11-18"): (18, 91),
    ("2023-01-01", "2024-11-18"): (37, 187),
}
"""Letters and opinions, all handled, by window (Q-16)."""

CODES = {"deputy": 194, "project": 10, "venue": 18}
VENUES = 18
"""Ten halls and eight points."""

WEIGHTS = {"period": 30, "schedule": 30, "effect": 25, "quality": 15}
REPORTS = [("stage", "2024-06-14"), ("midterm", "2024-09-13"), ("final", "2025-01-17")]
SCORING = ("2024-11-12", "2024-12-13")
B09_ON_SITE, OTHERS_ON_SITE = 715, (820, 940)

RATING_COUNTS = {"in_office": 193, "present": 185, "issued": 185, "returned": 185, "valid": 184}
RATING = {
    "B01": (171, 11, 2, 0), "B02": (166, 15, 2, 1), "B03": (158, 22, 3, 1), "B04": (149, 29, 5, 1),
    "B05": (152, 27, 4, 1), "B06": (161, 20, 2, 1), "B07": (144, 33, 6, 1), "B08": (139, 37, 7, 1),
    "B09": (102, 61, 19, 2), "B10": (147, 31, 5, 1),
}  # fmt: skip
B09_SHARE = {"part": 102, "whole": 184, "percent_tenths": 554}
EXPLAINERS = {"区政府": "2025-03-27", "承办部门": "2025-03-27"}
EXPLANATION_PUBLISHED_ON = "2025-03-28"
PERFORMANCE_FIELDS = {
    "project_id", "code", "name", "unit", "rating", "explanation_required", "onsite_tenths", "assessment",
    "letter_items_handled", "reminder_letters_struck_off",
}  # fmt: skip
"""Nothing of log-ins, likes or check-ins is in the export."""
