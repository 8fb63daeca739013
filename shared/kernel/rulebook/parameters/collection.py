"""What a congress settles of collecting wishes."""

from __future__ import annotations

from shared.kernel.rulebook.kinds import Flag, Integer, ListOf, Record, Text
from shared.kernel.rulebook.parameters.parameter import NAMED, Parameter

COLLECTION = (
    Parameter("collection.owner", "征集主体", Text(), "同级人大常委会", "D-02"),
    Parameter("collection.notice_days", "公告征集最少天数", Integer(0, 366), 0, "Y-022"),
    Parameter("collection.rolling", "滚动征集，不受阶段关闭限制", Flag(), True, "B-017"),
    Parameter("collection.departments_must_reply", "职能部门须全部报送（可零报告）", Flag(), False, "Y-020"),
    Parameter(
        "collection.channels",
        "征集渠道",
        ListOf(Record({"code": Text(), "name": Text(), "layer": Text()}), at_least=1),
        [{"code": "web", "name": "网上征集", "layer": "向社会征集"}],
        "D-03",
    ),
    Parameter(
        "collection.categories",
        "领域分类",
        ListOf(NAMED, at_least=1),
        [
            {"code": "education", "name": "教育"},
            {"code": "health", "name": "医疗"},
            {"code": "culture", "name": "文化"},
            {"code": "employment", "name": "就业"},
            {"code": "elderly", "name": "养老"},
            {"code": "environment", "name": "环保"},
            {"code": "transport", "name": "交通"},
            {"code": "construction", "name": "城建"},
            {"code": "other", "name": "其他"},
        ],
        "Y-021",
    ),
)
