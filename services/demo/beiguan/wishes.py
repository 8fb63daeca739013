"""Projects of the district that came on the long list of 48 and went no further, and those that stay in the library.

All of them are fictional.
"""

from __future__ import annotations

from services.demo.beiguan.figures import Project

_LONG = (
    ("中小学直饮水设备60台", "区教育局", 210, "education"),
    ("学校操场塑胶跑道4处", "区教育局", 480, "education"),
    ("学校周边人行护栏", "区教育局", 95, "education"),
    ("幼儿园活动场地6处", "区教育局", 260, "education"),
    ("课后服务场所改造", "区教育局", 150, "education"),
    ("老年助餐点12处", "区民政局", 190, "elderly"),
    ("困难老人家庭适老改造300户", "区民政局", 180, "elderly"),
    ("农村幸福院提升5处", "区民政局", 130, "elderly"),
    ("社区康复服务点", "区残联", 88, "elderly"),
    ("老旧小区加装电梯30部", "区住建局", 1500, "construction"),
    ("老旧小区供热管网改造", "区住建局", 1650, "construction"),
    ("城区积水点整治9处", "区住建局", 720, "construction"),
    ("公共停车场2处", "区城管局", 860, "construction"),
    ("公厕新建6座", "区城管局", 240, "environment"),
    ("垃圾中转站改造3座", "区城管局", 390, "environment"),
    ("洹河步道照明", "区城管局", 310, "environment"),
    ("绿道5公里", "区城管局", 520, "environment"),
    ("小微水体治理", "区生态环境分局", 430, "environment"),
    ("路口信号灯优化22处", "区交警大队", 165, "transport"),
    ("公交候车亭40座", "区交通局", 280, "transport"),
    ("农村道路养护18公里", "区交通局", 560, "transport"),
    ("危桥改造1座", "区交通局", 620, "transport"),
    ("妇女两癌筛查6000人", "区卫健委", 72, "health"),
    ("社区医院影像设备", "区卫健委", 460, "health"),
    ("急救站点2处", "区卫健委", 230, "health"),
    ("村卫生室空白点补建", "区卫健委", 120, "health"),
    ("家庭医生签约服务包", "区卫健委", 90, "health"),
    ("文化馆分馆4处", "区文旅局", 140, "culture"),
    ("智慧图书屋8处", "区文旅局", 170, "culture"),
    ("健身路径更新30处", "区文旅局", 150, "culture"),
    ("非遗传习所2处", "区文旅局", 60, "culture"),
    ("创业孵化基地", "区人社局", 350, "employment"),
    ("高校毕业生就业见习", "区人社局", 110, "employment"),
    ("妇女技能培训800人", "区妇联", 48, "employment"),
    ("法律援助工作站10处", "区司法局", 55, "other"),
    ("社区微型消防站20处", "区应急局", 125, "other"),
)

LONG = tuple(
    Project(f"B{number:02}", name, unit, cost, category)
    for number, (name, unit, cost, category) in enumerate(_LONG, 13)
)
"""Thirty-six; with the twelve candidates they are the long list of 48."""

RESERVED = (
    ("社区儿童友好空间3处", "education"),
    ("校园智慧黑板更新", "education"),
    ("社区助浴点", "elderly"),
    ("老年大学分校", "elderly"),
    ("养老护理员培训", "elderly"),
    ("架空线缆入地2公里", "construction"),
    ("老旧小区节能改造", "construction"),
    ("社区雨水花园", "environment"),
    ("噪声监测点", "environment"),
    ("可回收物交售点", "environment"),
    ("旅游停车标识", "transport"),
    ("共享单车停放点", "transport"),
    ("微循环公交2条", "transport"),
    ("中医康养角", "health"),
    ("心理咨询室5处", "health"),
    ("口腔筛查", "health"),
    ("社区戏台", "culture"),
    ("流动电影放映", "culture"),
    ("运动会场地开放", "culture"),
    ("直播带货培训", "employment"),
    ("家政服务培训", "employment"),
    ("社区调解室提升", "other"),
    ("宠物便民设施", "other"),
    ("便民缝补摊点", "other"),
)
"""Twenty-four that stay in the library for a later year."""

INELIGIBLE = (
    ("新建区级体育馆", "culture", "within_year", "建设周期超过一年且无年度目标"),
    ("企业厂区道路硬化", "construction", "public_benefit", "只惠及单一企业"),
    ("省道大修", "transport", "not_arranged", "上级已安排实施"),
    ("新建高中1所", "education", "within_year", "建设周期超过一年且无年度目标"),
    ("河道综合开发", "environment", "no_debt", "须举借债务"),
    ("会员制健身中心", "culture", "public_benefit", "不具有普惠性"),
    ("城际公交专线", "transport", "not_arranged", "市级已安排实施"),
    ("智慧城市平台二期", "other", "budgeted", "资金未列入预算草案"),
)
"""Eight that do not meet a criterion of eligibility: title, category, criterion, why."""
