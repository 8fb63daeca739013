"""What evaluation knows of a project, from ``supervision``."""

from __future__ import annotations

from dataclasses import dataclass, field

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import InvalidInput


class ProjectNotOfCycle(InvalidInput):
    """A project that the cycle does not have."""

    code = "evaluation.project-not-of-cycle"
    message = "本周期没有编号为“{project}”的项目，请从项目名单中选择。"


@dataclass(kw_only=True)
class RatedProject(Aggregate):
    """被评项目: a project as it was listed by supervision; ``id`` is the project's id there (Y-003).

    ``principal_head`` is the office of the responsible unit's principal head (Y-075), never a
    resident's name.
    """

    cycle_id: str
    year: int
    track: str
    project_code: str
    name: str
    implementer: str
    principal_head: str = ""
    candidate_id: str | None = None
    suggestion_ids: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Code and name, as refusals and papers name the project."""
        return f"{self.project_code} {self.name}".strip()
