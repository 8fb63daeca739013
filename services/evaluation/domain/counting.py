"""Counting the satisfaction rating: totals that add up, entered twice, or nothing (Y-062)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.evaluation.domain.residents import check_once_each
from services.evaluation.domain.rules import Base, RatingRules
from shared.kernel.errors import InvalidInput


class NumbersInconsistent(InvalidInput):
    """More of one than there can be of the other."""

    code = "evaluation.numbers-inconsistent"
    message = "{more_name}{more}多于{less_name}{less}，请核对。"


class LegalNumberMissing(InvalidInput):
    """The share is counted on the legal number, which was not given."""

    code = "evaluation.legal-number-missing"
    message = "满意率按法定代表名额计算，请填写法定代表名额。"


class BallotsDoNotAddUp(InvalidInput):
    """Valid and invalid ballots are not what came back."""

    code = "evaluation.ballots-do-not-add-up"
    message = "有效票{valid}与无效票{invalid}合计{total}，收回{returned}，相差{difference}，请重新清点。"


class TotalsDoNotAddUp(InvalidInput):
    """A project's grades and abstentions are not the valid ballots."""

    code = "evaluation.totals-do-not-add-up"
    message = "“{project}”各等次与弃权合计{total}，有效票{valid}，相差{difference}，请重新清点。"


class ProjectMissing(InvalidInput):
    """A sheet leaves out a project."""

    code = "evaluation.sheet-project-missing"
    message = "计票单缺少：{missing}。"


class ProjectNotRated(InvalidInput):
    """A sheet has a project that is not rated here."""

    code = "evaluation.sheet-project-not-rated"
    message = "编号“{project}”不在本次测评的项目中。"


@dataclass
class BallotCounts:
    """测评票数: the roll of the session and the ballots; ``None`` until known.

    ``legal_number``, ``in_office`` and ``present`` are deputies; the others are papers.
    """

    in_office: int
    present: int
    issued: int
    legal_number: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None

    def check_issue(self, rules: RatingRules) -> None:
        """Raises ``NumbersInconsistent`` or ``LegalNumberMissing``."""
        pairs = [("发出", self.issued, "到会", self.present), ("到会", self.present, "实有", self.in_office)]
        if self.legal_number is not None:
            pairs.append(("实有", self.in_office, "法定名额", self.legal_number))
        elif rules.base is Base.LEGAL:
            raise LegalNumberMissing()
        for more_name, more, less_name, less in pairs:
            if more > less:
                raise NumbersInconsistent(more_name=more_name, more=more, less_name=less_name, less=less)

    def base(self, rules: RatingRules) -> int:
        """The number that shares are counted on (Q-07)."""
        numbers: dict[Base, int | None] = {
            Base.LEGAL: self.legal_number,
            Base.IN_OFFICE: self.in_office,
            Base.PRESENT: self.present,
            Base.ISSUED: self.issued,
            Base.RETURNED: self.returned,
            Base.VALID: self.valid,
        }
        return numbers[rules.base] or 0


@dataclass
class SheetLine:
    """One project's totals: ballots by grade, and abstentions (valid ballots with no mark for it)."""

    project_id: str
    grades: dict[str, int]
    abstain: int


@dataclass
class TellerSheet:
    """计票单: the totals as one teller (an account) counted them."""

    teller: str
    entered_at: datetime
    valid: int
    invalid: int
    lines: list[SheetLine] = field(default_factory=list)

    def check(self, returned: int, labels: Mapping[str, str], rules: RatingRules) -> None:
        """Everything has to add up, project by project; ``labels`` names the rated projects.

        Raises ``BallotsDoNotAddUp``, ``ProjectNotRated``, ``ProjectTwice``, ``ProjectMissing``, a grade
        error, or ``TotalsDoNotAddUp`` with the project and the difference.
        """
        total = self.valid + self.invalid
        if total != returned:
            raise BallotsDoNotAddUp(
                valid=self.valid,
                invalid=self.invalid,
                total=total,
                returned=returned,
                difference=abs(total - returned),
            )
        for line in self.lines:
            if line.project_id not in labels:
                raise ProjectNotRated(project=line.project_id)
        check_once_each((line.project_id for line in self.lines), labels)
        missing = [
            label for id, label in labels.items() if id not in {line.project_id for line in self.lines}
        ]
        if missing:
            raise ProjectMissing(missing="、".join(missing))
        for line in self.lines:
            label = labels[line.project_id]
            line.grades = rules.scale.complete(line.grades, label)
            total = sum(line.grades.values()) + line.abstain
            if total != self.valid:
                raise TotalsDoNotAddUp(
                    project=label, total=total, valid=self.valid, difference=abs(total - self.valid)
                )
        order = list(labels)
        self.lines.sort(key=lambda line: order.index(line.project_id))


def differing_projects(first: TellerSheet, second: TellerSheet) -> list[str]:
    """The projects on which two tellers differ; ``"*"`` stands for the numbers of ballots."""
    found = [] if (first.valid, first.invalid) == (second.valid, second.invalid) else ["*"]
    others = {line.project_id: line for line in second.lines}
    return found + [line.project_id for line in first.lines if others[line.project_id] != line]
