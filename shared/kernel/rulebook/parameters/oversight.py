"""What a congress lets the one above it read."""

from __future__ import annotations

from shared.kernel.rulebook.kinds import Choice, ListOf
from shared.kernel.rulebook.parameters.parameter import Parameter

OVERSIGHT = (
    Parameter(
        "oversight.parent_reads",
        "上一级人大可查看的内容",
        ListOf(Choice(("stage", "candidates", "results", "progress", "rating"))),
        ["stage"],
        "Y-001",
    ),
)
