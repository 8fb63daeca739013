"""Who may act. An account has one or more roles in one tenant; ``RESIDENT`` and ``SERVICE`` have no account."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role in one tenant; the value travels in signed contexts."""

    RESIDENT = "resident"
    """A member of the public (群众), not signed in."""
    DEPUTY = "deputy"
    """人大代表."""
    ASSEMBLY_REPRESENTATIVE = "assembly_representative"
    """议事代表."""
    CONGRESS_CLERK = "congress_clerk"
    """人大工作人员, the liaison service centre's staff among them (B-041, A10.9)."""
    GOVERNMENT_CLERK = "government_clerk"
    """政府办工作人员."""
    DEPARTMENT = "department"
    """职能部门经办人."""
    STATION = "station"
    """代表联络站（点）工作人员."""
    TELLER = "teller"
    """计票人."""
    SCRUTINEER = "scrutineer"
    """监票人."""
    TASK_FORCE = "task_force"
    """督办专班成员."""
    ASSESSOR = "assessor"
    """第三方评估机构."""
    OPERATOR = "operator"
    """系统运维."""
    SERVICE = "service"
    """Another service of the suite."""


STAFF = frozenset({Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK, Role.DEPARTMENT, Role.STATION})
"""Those who work in an office of the tenant."""

EVERYONE = frozenset(Role)
"""Any caller, signed in or not."""
