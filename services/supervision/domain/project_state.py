"""The life of a project (A5), declared once."""

from __future__ import annotations

from enum import StrEnum

from shared.kernel.state_machine import StateMachine


class ProjectState(StrEnum):
    """Where a project stands. Rating and explanation belong to evaluation and run beside this."""

    DETERMINED = "determined"
    LISTED = "listed"
    UNDER_WAY = "under_way"
    RECTIFYING = "rectifying"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    ARCHIVED = "archived"


class ProjectAct(StrEnum):
    """What leads a project from one state to the next."""

    LIST = "list"
    START = "start"
    FIND_PROBLEM = "find_problem"
    SOLVE_PROBLEM = "solve_problem"
    COMPLETE = "complete"
    TERMINATE = "terminate"
    ARCHIVE = "archive"


PROJECT_LIFE: StateMachine[ProjectState, ProjectAct] = StateMachine(
    {
        (ProjectState.DETERMINED, ProjectAct.LIST): ProjectState.LISTED,
        (ProjectState.LISTED, ProjectAct.START): ProjectState.UNDER_WAY,
        (ProjectState.LISTED, ProjectAct.TERMINATE): ProjectState.TERMINATED,
        (ProjectState.UNDER_WAY, ProjectAct.FIND_PROBLEM): ProjectState.RECTIFYING,
        (ProjectState.UNDER_WAY, ProjectAct.COMPLETE): ProjectState.COMPLETED,
        (ProjectState.UNDER_WAY, ProjectAct.TERMINATE): ProjectState.TERMINATED,
        (ProjectState.RECTIFYING, ProjectAct.SOLVE_PROBLEM): ProjectState.UNDER_WAY,
        (ProjectState.RECTIFYING, ProjectAct.TERMINATE): ProjectState.TERMINATED,
        (ProjectState.COMPLETED, ProjectAct.ARCHIVE): ProjectState.ARCHIVED,
        (ProjectState.TERMINATED, ProjectAct.ARCHIVE): ProjectState.ARCHIVED,
    },
    {
        ProjectState.DETERMINED: "已票决（草案）",
        ProjectState.LISTED: "在列",
        ProjectState.UNDER_WAY: "实施",
        ProjectState.RECTIFYING: "问题整改",
        ProjectState.COMPLETED: "完工",
        ProjectState.TERMINATED: "终止",
        ProjectState.ARCHIVED: "归档",
        ProjectAct.LIST: "列入监督计划",
        ProjectAct.START: "开工实施",
        ProjectAct.FIND_PROBLEM: "进入整改",
        ProjectAct.SOLVE_PROBLEM: "整改到位",
        ProjectAct.COMPLETE: "完工",
        ProjectAct.TERMINATE: "终止",
        ProjectAct.ARCHIVE: "归档",
    },
)

PUBLIC_STATES = tuple(state for state in ProjectState if state is not ProjectState.DETERMINED)
"""A draft entry is seen by offices only (A10.3)."""

AT_WORK = frozenset({ProjectState.LISTED, ProjectState.UNDER_WAY, ProjectState.RECTIFYING})
"""States in which progress is reported."""
