"""What inspections look for (B-056, B-065)."""

from __future__ import annotations

from enum import StrEnum


class FindingClass(StrEnum):
    """问题类别: the classes of a finding."""

    SAFETY = "safety"
    SCHEDULE = "schedule"
    QUALITY = "quality"
    PUBLIC_HARM = "public_harm"
    FUNDS = "funds"
    NONE = "none"
    OTHER = "other"


FINDING_NAMES = {
    FindingClass.SAFETY: "工程安全",
    FindingClass.SCHEDULE: "施工进度",
    FindingClass.QUALITY: "工程质量",
    FindingClass.PUBLIC_HARM: "损害群众利益",
    FindingClass.FUNDS: "资金",
    FindingClass.NONE: "未发现问题",
    FindingClass.OTHER: "其他",
}


class ProblemKind(StrEnum):
    """协调事项类别: what keeps a project from going on."""

    FILING = "filing"
    PROCEDURE = "procedure"
    FUNDING = "funding"
    COORDINATION = "coordination"
    OTHER = "other"


PROBLEM_NAMES = {
    ProblemKind.FILING: "项目备案",
    ProblemKind.PROCEDURE: "手续审批",
    ProblemKind.FUNDING: "资金来源",
    ProblemKind.COORDINATION: "部门协调",
    ProblemKind.OTHER: "其他",
}
