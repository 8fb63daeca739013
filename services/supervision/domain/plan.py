"""The year's supervision plan of one deciding body (Y-050, Y-051, A10.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.supervision.domain.project import HeadNotNamed, Project
from services.supervision.domain.project_state import ProjectState
from shared.kernel.aggregate import Aggregate
from shared.kernel.citation import Citation
from shared.kernel.errors import Conflict, InvalidInput, Refused
from shared.kernel.rulebook import Rulebook


class WrongAdopter(Refused):
    """Another organ adopts the plan."""

    code = "supervision.wrong-adopter"
    message = "年度监督计划须由{adopter}通过，不能由“{body}”通过。"


class NothingToAdopt(Conflict):
    """The plan holds no draft entry."""

    code = "supervision.nothing-to-adopt"
    message = "该计划没有待通过的项目（草案），无需再次通过。"


class ProjectCodeTaken(Conflict):
    """Codes are unique within a cycle and deciding body."""

    code = "supervision.project-code-taken"
    message = "编号“{project_code}”在本周期同一机关的项目中已经使用，请核对是否重复导入。"


class PublishedBeforeAdopted(InvalidInput):
    """Publication follows adoption."""

    code = "supervision.published-before-adopted"
    message = "公布日期不能早于通过日期，请核对。"


@dataclass(frozen=True)
class PlanPolicy:
    """Which organ adopts the plan (rulebook ``supervision.plan_adopter``)."""

    adopter: str
    citation: Citation | None

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> PlanPolicy:
        """As the congress has it."""
        key = "supervision.plan_adopter"
        return cls(rulebook.value(key), rulebook.citation(key))

    def check(self, body: str) -> None:
        """Raises ``WrongAdopter``."""
        if body != self.adopter:
            raise WrongAdopter(adopter=self.adopter, body=body, citation=self.citation)


@dataclass
class Adoption:
    """通过: what the adopter took into the plan on one day, and the paper that says so."""

    body: str
    adopted_on: date
    published_on: date
    project_ids: list[str]
    paper_id: str


@dataclass(kw_only=True)
class SupervisionPlan(Aggregate):
    """年度监督计划: the determined projects of one vote body and year; drafts until adopted.

    Projects that are determined later (a second ballot) are adopted by a further act.
    """

    cycle_id: str
    year: int
    track: str
    body: str
    body_name: str
    title: str
    adoptions: list[Adoption] = field(default_factory=list)

    @property
    def adopted(self) -> bool:
        """Whether any part was adopted; a plan is public from then on."""
        return bool(self.adoptions)

    def adopt(
        self,
        projects: Iterable[Project],
        *,
        body: str,
        adopted_on: date,
        published_on: date,
        paper_id: str,
        policy: PlanPolicy,
    ) -> Sequence[Project]:
        """Take all draft entries into the plan and list them; returns those projects."""
        policy.check(body)
        if published_on < adopted_on:
            raise PublishedBeforeAdopted
        drafts = [each for each in projects if each.state is ProjectState.DETERMINED]
        if not drafts:
            raise NothingToAdopt
        unnamed = [each.code for each in drafts if not each.head_named]
        if unnamed:
            raise HeadNotNamed(projects="、".join(unnamed))
        for each in drafts:
            each.enter_ledger(adopted_on)
        listed = [each.id for each in drafts]
        self.adoptions.append(Adoption(body, adopted_on, published_on, listed, paper_id))
        return drafts
