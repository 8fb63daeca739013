"""What the rulebook says about the satisfaction rating and its consequence (Y-062, Y-074, B-098)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from services.evaluation.domain.grades import GradeScale
from shared.kernel.citation import Citation
from shared.kernel.rulebook import Rulebook


class OpensAfter(StrEnum):
    """What has to be done before the rating opens."""

    REPORT_HEARD = "report_heard"
    DELEGATIONS_DELIBERATED = "delegations_deliberated"


class Base(StrEnum):
    """What a share is counted on (Q-07: "参评代表" is a setting)."""

    LEGAL = "legal"
    IN_OFFICE = "in_office"
    PRESENT = "present"
    ISSUED = "issued"
    RETURNED = "returned"
    VALID = "valid"


BASE_NAMES = {
    Base.LEGAL: "法定代表名额",
    Base.IN_OFFICE: "实有代表",
    Base.PRESENT: "到会代表",
    Base.ISSUED: "发出测评票",
    Base.RETURNED: "收回测评票",
    Base.VALID: "有效测评票",
}


class ExplainWhen(StrEnum):
    """When the explanation is due (Q-08)."""

    BEFORE_SESSION_CLOSES = "before_session_closes"
    AFTER_SESSION = "after_session"


@dataclass(frozen=True)
class Trigger:
    """When satisfaction is too low: a share of ``at_most`` (inclusive) or less, or under ``below``."""

    at_most: Fraction | None
    below: Fraction | None

    def pulled(self, satisfied: int, base: int) -> bool:
        """Whether the exact share calls for an explanation; ``base`` is above nought."""
        share = Fraction(satisfied, base)
        if self.at_most is not None and share <= self.at_most:
            return True
        return self.below is not None and share < self.below


@dataclass(frozen=True)
class RatingRules:
    """测评规则: the satisfaction rating as one congress holds it.

    ``electronic`` says that a clause makes the electronic ballot the legal act beside paper; each medium then has
    ``least_issued`` ballots at least.
    """

    scale: GradeScale
    base: Base
    opens_after: OpensAfter
    trigger: Trigger
    secret: bool
    explainers: tuple[str, ...]
    explain_when: ExplainWhen
    explain_days: int
    explain_published: bool
    channels: tuple[str, ...]
    electronic: bool
    least_issued: int
    rulebook: Rulebook

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> RatingRules:
        """Read the ``evaluation.*`` parameters."""
        trigger = rulebook.value("evaluation.trigger")
        return cls(
            scale=GradeScale.from_rulebook(rulebook),
            base=Base(rulebook.value("evaluation.base")),
            opens_after=OpensAfter(rulebook.value("evaluation.opens_after")),
            trigger=Trigger(_fraction(trigger.get("at_most")), _fraction(trigger.get("below"))),
            secret=rulebook.value("evaluation.secret"),
            explainers=tuple(rulebook.value("evaluation.explainer")),
            explain_when=ExplainWhen(rulebook.value("evaluation.explain_when")),
            explain_days=rulebook.value("evaluation.explain_days"),
            explain_published=rulebook.value("evaluation.explain_published"),
            channels=tuple(rulebook.value("evaluation.channels")),
            # Without a clause an electronic ballot is a rehearsal, whatever the value says (A10.17).
            electronic=rulebook.value("evaluation.electronic") == "legal"
            and rulebook.citation("evaluation.electronic") is not None,
            least_issued=rulebook.value("evaluation.least_issued"),
            rulebook=rulebook,
        )

    def cite(self, parameter: str) -> Citation | None:
        """Where ``evaluation.<parameter>`` is written."""
        return self.rulebook.citation(f"evaluation.{parameter}")

    def explanation_due(self, session_closes_on: date) -> date:
        """The last day for the explanation: the session's last day, or so many days after it."""
        if self.explain_when is ExplainWhen.BEFORE_SESSION_CLOSES:
            return session_closes_on
        return session_closes_on + timedelta(days=self.explain_days)


def _fraction(written: str | None) -> Fraction | None:
    return None if written is None else Fraction(written)
