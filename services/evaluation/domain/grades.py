"""The grades of a congress (D-22) and counts by grade that have to add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared.kernel.errors import InvalidInput
from shared.kernel.rulebook import Rulebook


class GradeUnknown(InvalidInput):
    """A grade that the rulebook does not have."""

    code = "evaluation.grade-unknown"
    message = "没有“{grade}”这一等次，可用的等次是：{grades}。"


class GradesIncomplete(InvalidInput):
    """A count leaves out a grade; nought has to be written as nought."""

    code = "evaluation.grades-incomplete"
    message = "“{project}”缺少等次“{missing}”的票数，没有票的请填0。"


@dataclass(frozen=True)
class GradeScale:
    """测评等次: the grades from best to worst, code to name."""

    names: Mapping[str, str]

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> GradeScale:
        """The grades that the congress has settled (Y-062: a parameter)."""
        return cls({each["code"]: each["name"] for each in rulebook.value("evaluation.grades")})

    @property
    def best(self) -> str:
        """The code of the highest grade: the one whose share decides (Y-074: 基本满意 does not count)."""
        return next(iter(self.names))

    def check(self, grade: str) -> None:
        """Raises ``GradeUnknown`` for a grade that is not on the scale."""
        if grade not in self.names:
            raise GradeUnknown(grade=grade, grades="、".join(self.names.values()))

    def complete(self, counts: Mapping[str, int], project: str) -> dict[str, int]:
        """The counts in the order of the scale; raises ``GradeUnknown`` or ``GradesIncomplete``."""
        for grade in counts:
            self.check(grade)
        for code, name in self.names.items():
            if code not in counts:
                raise GradesIncomplete(project=project, missing=name)
        return {code: counts[code] for code in self.names}
