"""Who is responsible for a project and who watches over it, and who may not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.kernel.citation import Citation
from shared.kernel.errors import InvalidInput, Refused
from shared.kernel.rulebook import Rulebook


class AssignmentMissing(Refused):
    """A side of the supervision assignment is empty (Y-079)."""

    code = "supervision.assignment-missing"
    message = "项目“{project}”的督办分工缺少：{missing}。各项均须明确到人或机构后再提交。"


class AssignmentUnknown(InvalidInput):
    """The rulebook knows no such side."""

    code = "supervision.assignment-unknown"
    message = "督办分工中没有“{role}”或重复填写，可以填写的是：{known}。"


class WatchersTooFew(Refused):
    """A kind of watcher is below the rulebook's minimum (B-061)."""

    code = "supervision.watchers-too-few"
    message = "项目“{project}”的监督人员不足：{missing}。请补足后再提交。"


class WatcherRoleUnknown(InvalidInput):
    """The rulebook knows no such kind of watcher."""

    code = "supervision.watcher-role-unknown"
    message = "没有“{role}”这一类监督人员，可以填写的是：{known}。"


class OverseerExcluded(Refused):
    """The head of an implementing body, or a close relative of one, oversees no project (A10.15)."""

    code = "supervision.overseer-excluded"
    message = "“{person}”是实施主体负责人或其近亲属，不得担任监督人员、督办专班成员，请另行安排。"


@dataclass
class Departments:
    """责任单位: lead and co-operating departments (Y-057), responsible unit and principal head (Y-075)."""

    lead: str
    cooperating: list[str] = field(default_factory=list)
    responsible_unit: str = ""
    principal_head: str = ""

    @property
    def units(self) -> list[str]:
        """All offices that may report on the project."""
        return [each for each in (self.lead, *self.cooperating, self.responsible_unit) if each]


@dataclass
class Assignment:
    """督办分工: one side of the supervision assignment and the leader or organ that has it."""

    role: str
    holder: str


@dataclass
class Overseer:
    """监督人员: somebody who watches a project or serves in its task force.

    ``account_id`` lets a signed-in deputy find the project again (B-060). ``heads_organisation`` and
    ``near_relative`` are what the person declared when named.
    """

    role: str
    name: str
    organisation: str
    post: str = ""
    account_id: str | None = None
    heads_organisation: bool = False
    near_relative: bool = False


@dataclass(frozen=True)
class AssignmentPolicy:
    """The sides of the assignment, none of which may be empty (rulebook ``supervision.assignments``)."""

    names: Mapping[str, str]
    citation: Citation | None

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> AssignmentPolicy:
        """As the congress has it; without sides there is nothing to assign."""
        key = "supervision.assignments"
        return cls({each["code"]: each["name"] for each in rulebook.value(key)}, rulebook.citation(key))

    def check(self, project: str, assignments: Iterable[Assignment]) -> None:
        """Raises ``AssignmentUnknown`` or ``AssignmentMissing``."""
        held = Counter(each.role for each in assignments)
        known = "、".join(self.names.values()) or "无"
        for role, times in held.items():
            if role not in self.names or times > 1:
                raise AssignmentUnknown(role=self.names.get(role, role), known=known)
        missing = [name for role, name in self.names.items() if role not in held]
        if missing:
            raise AssignmentMissing(project=project, missing="、".join(missing), citation=self.citation)


@dataclass(frozen=True)
class WatcherPolicy:
    """How many watchers of each kind a project has at least (rulebook ``supervision.watchers``)."""

    names: Mapping[str, str]
    least: Mapping[str, int]
    citation: Citation | None

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> WatcherPolicy:
        """As the congress has it."""
        key = "supervision.watchers"
        kinds = rulebook.value(key)
        return cls(
            {each["code"]: each["name"] for each in kinds},
            {each["code"]: each["least"] for each in kinds},
            rulebook.citation(key),
        )

    def check(self, project: str, watchers: Iterable[Overseer]) -> None:
        """Raises ``WatcherRoleUnknown`` or ``WatchersTooFew``."""
        present = Counter(each.role for each in watchers)
        for role in present:
            if role not in self.names:
                raise WatcherRoleUnknown(role=role, known="、".join(self.names.values()) or "无")
        missing = [
            f"{self.names[role]}{present[role]}人，应不少于{least}人"
            for role, least in self.least.items()
            if present[role] < least
        ]
        if missing:
            raise WatchersTooFew(project=project, missing="；".join(missing), citation=self.citation)


@dataclass(frozen=True)
class Exclusion:
    """Who may not oversee any project of the cycle (A10.15)."""

    heads: frozenset[str]
    bodies: frozenset[str]

    @classmethod
    def of(cls, responsible: Iterable[Departments]) -> Exclusion:
        """The heads and the bodies of all the projects of a cycle."""
        every = list(responsible)
        return cls(
            frozenset(each.principal_head for each in every if each.principal_head),
            frozenset(unit for each in every for unit in (each.lead, each.responsible_unit) if unit),
        )

    def check(self, overseers: Iterable[Overseer]) -> None:
        """Raises ``OverseerExcluded`` for the first who may not."""
        for each in overseers:
            heads_a_body = each.heads_organisation and each.organisation in self.bodies
            if each.near_relative or heads_a_body or each.name in self.heads:
                raise OverseerExcluded(person=each.name)
