"""One project, one task force (B-051 … B-053)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from services.supervision.domain.responsibility import Exclusion, Overseer
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation
from shared.kernel.errors import Conflict, InvalidInput, Refused
from shared.kernel.rulebook import Rulebook


class TaskForceNotProvided(Refused):
    """The congress's rules know no task forces."""

    code = "supervision.task-force-not-provided"
    message = "本级规则未设立督办专班，请使用督办分工。"


class TaskForceExists(Conflict):
    """A project has one task force only (B-053)."""

    code = "supervision.task-force-exists"
    message = "项目“{project}”已成立督办专班（一个项目一套班子），如需变动请调整原专班。"


class LeaderPostNotAllowed(Refused):
    """The leader's post is not one that may lead (B-052)."""

    code = "supervision.leader-post-not-allowed"
    message = "督办专班组长须由{posts}担任，“{post}”不能担任组长。"


class TaskForceWithoutMembers(InvalidInput):
    """A leader alone is no task force."""

    code = "supervision.task-force-without-members"
    message = "项目“{project}”的督办专班没有成员，请至少填写一名成员及其单位。"


@dataclass(frozen=True)
class TaskForcePolicy:
    """Whether there are task forces and who leads them."""

    provided: bool
    leader_posts: Collection[str]
    provided_by: Citation | None
    leaders_by: Citation | None

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> TaskForcePolicy:
        """As the congress has it."""
        return cls(
            rulebook.value("supervision.task_force"),
            tuple(rulebook.value("supervision.task_force_leaders")),
            rulebook.citation("supervision.task_force"),
            rulebook.citation("supervision.task_force_leaders"),
        )

    def check(self, project: str, leader: Overseer, members: list[Overseer], exclusion: Exclusion) -> None:
        """Raises the first thing that forbids this composition."""
        if not self.provided:
            raise TaskForceNotProvided(citation=self.provided_by)
        if self.leader_posts and leader.post not in self.leader_posts:
            posts = "、".join(self.leader_posts)
            raise LeaderPostNotAllowed(posts=posts, post=leader.post, citation=self.leaders_by)
        if not members:
            raise TaskForceWithoutMembers(project=project)
        exclusion.check([leader, *members])


@dataclass
class Composition:
    """A composition that was in office until ``until``; kept, never overwritten."""

    leader: Overseer
    members: list[Overseer]
    until: date
    reason: str


@dataclass(kw_only=True)
class TaskForce(Aggregate):
    """督办专班: leader and members who watch one project on the spot."""

    cycle_id: str
    project_id: str
    formed_on: date
    leader: Overseer
    members: list[Overseer]
    former: list[Composition] = field(default_factory=list)

    def change(self, leader: Overseer, members: list[Overseer], on: date, reason: str) -> None:
        """Put another composition in office; the former one is kept."""
        self.former.append(Composition(self.leader, self.members, on, reason))
        self.leader, self.members = leader, members
