"""The steps of a session and what must come before each (A10.11). Acts are gated, not stages (A10.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.voting.domain.policy import BodyKind, VotingPolicy
from shared.kernel.citation import Citation


class Step(StrEnum):
    """A step of a session (会议程序)."""

    TABLING = "tabling"
    CREDENTIALS = "credentials"
    SIGN_IN = "sign_in"
    PREPARATORY = "preparatory"
    PRESIDIUM_1 = "presidium_1"
    DISTRIBUTION = "distribution"
    FIRST_PLENARY = "first_plenary"
    BRIEFING = "briefing"
    DELIBERATION = "deliberation"
    PRESIDIUM_2 = "presidium_2"
    SECOND_PLENARY = "second_plenary"
    FURTHER_PLENARY = "further_plenary"
    MEASURE = "measure"
    SCRUTINEERS = "scrutineers"
    BOXES = "boxes"
    ISSUE = "issue"
    RETURN = "return"
    VALIDITY = "validity"
    COUNT = "count"
    SIGNATURES = "signatures"
    CONFIRMATION = "confirmation"
    DECLARATION = "declaration"
    ADOPTION = "adoption"
    ANNOUNCEMENT = "announcement"


STEP_NAMES = {
    Step.TABLING: "候选项目列入议程",
    Step.CREDENTIALS: "代表资格审查",
    Step.SIGN_IN: "报到签到",
    Step.PREPARATORY: "预备会议",
    Step.PRESIDIUM_1: "主席团第一次会议",
    Step.DISTRIBUTION: "印发候选项目材料",
    Step.FIRST_PLENARY: "第一次全体会议",
    Step.BRIEFING: "候选项目说明",
    Step.DELIBERATION: "酝酿审议",
    Step.PRESIDIUM_2: "主席团第二次会议",
    Step.SECOND_PLENARY: "第二次全体会议",
    Step.FURTHER_PLENARY: "继续举行的全体会议",
    Step.MEASURE: "表决票决办法",
    Step.SCRUTINEERS: "通过监票人名单",
    Step.BOXES: "检查封闭票箱",
    Step.ISSUE: "发票",
    Step.RETURN: "收回选票",
    Step.VALIDITY: "宣布投票有效",
    Step.COUNT: "计票",
    Step.SIGNATURES: "监票人签字",
    Step.CONFIRMATION: "确认结果",
    Step.DECLARATION: "宣布结果",
    Step.ADOPTION: "研究采纳推荐结果",
    Step.ANNOUNCEMENT: "向社会公布",
}

PREREQUISITES: dict[Step, tuple[Step, ...]] = {
    Step.TABLING: (),
    Step.CREDENTIALS: (),
    Step.SIGN_IN: (Step.CREDENTIALS,),
    Step.PREPARATORY: (Step.SIGN_IN, Step.TABLING),
    Step.PRESIDIUM_1: (Step.PREPARATORY,),
    Step.DISTRIBUTION: (Step.PRESIDIUM_1,),
    Step.FIRST_PLENARY: (Step.PRESIDIUM_1,),
    Step.BRIEFING: (Step.FIRST_PLENARY,),
    Step.DELIBERATION: (Step.BRIEFING, Step.DISTRIBUTION),
    Step.PRESIDIUM_2: (Step.DELIBERATION,),
    Step.SECOND_PLENARY: (Step.PRESIDIUM_2,),
    Step.FURTHER_PLENARY: (Step.SECOND_PLENARY,),
    Step.MEASURE: (Step.SECOND_PLENARY,),
    Step.SCRUTINEERS: (Step.SECOND_PLENARY, Step.MEASURE),
    Step.BOXES: (Step.MEASURE, Step.SCRUTINEERS),
    Step.ISSUE: (Step.BOXES,),
    Step.RETURN: (Step.ISSUE,),
    Step.VALIDITY: (Step.RETURN,),
    Step.COUNT: (Step.VALIDITY,),
    Step.SIGNATURES: (Step.COUNT,),
    Step.CONFIRMATION: (Step.SIGNATURES,),
    Step.DECLARATION: (Step.CONFIRMATION,),
    Step.ADOPTION: (Step.DECLARATION,),
    Step.ANNOUNCEMENT: (Step.DECLARATION, Step.ADOPTION),
}

DEMANDED_BY: dict[Step, str] = {
    Step.SIGN_IN: "quorum",
    Step.FIRST_PLENARY: "quorum",
    Step.SECOND_PLENARY: "quorum",
    Step.FURTHER_PLENARY: "quorum",
    Step.DISTRIBUTION: "briefing",
    Step.BRIEFING: "briefing",
    Step.DELIBERATION: "deliberation",
    Step.MEASURE: "measure_required",
    Step.SCRUTINEERS: "scrutineer_exclusions",
    Step.CONFIRMATION: "confirmation",
    Step.ADOPTION: "adopters",
    Step.ANNOUNCEMENT: "paper",
    Step.TABLING: "screening.chain",
    Step.BOXES: "polling",
    Step.ISSUE: "polling",
    Step.RETURN: "polling",
    Step.VALIDITY: "validity",
    Step.COUNT: "counting",
    Step.SIGNATURES: "counting",
    Step.DECLARATION: "confirmation",
}
"""The body's parameter whose clause demands a step."""

ORDER_CLAUSE, BALLOT_CLAUSE = "measure_required", "polling"
"""Where the order of the vote is written, for a step whose own clause is not stated; the second speaks of the ballot alone."""

BALLOT_STEPS = frozenset(
    {
        Step.BOXES, Step.ISSUE, Step.RETURN, Step.VALIDITY, Step.COUNT, Step.SIGNATURES,
        Step.CONFIRMATION, Step.DECLARATION, Step.ADOPTION, Step.ANNOUNCEMENT,
    }
)  # fmt: skip
"""Recorded by the vote's acts, once for each round or organ; the vote's own states gate them."""

SITTINGS = (Step.SIGN_IN, Step.FIRST_PLENARY, Step.SECOND_PLENARY, Step.FURTHER_PLENARY)
"""The steps to which deputies sign in."""

REPEATABLE = frozenset({Step.FURTHER_PLENARY, Step.SCRUTINEERS})
"""What may be held again, and need not be."""

_LEADING = frozenset(each for before in PREREQUISITES.values() for each in before)


def only_at_need(step: Step, done: bool) -> bool:
    """Whether nothing waits for a step that is possible: it may be held again, and was held or leads to nothing."""
    return step in REPEATABLE and (done or step not in _LEADING)


_PRESIDIUM_STEPS = frozenset(
    {
        Step.CREDENTIALS, Step.PREPARATORY, Step.PRESIDIUM_1, Step.FIRST_PLENARY, Step.PRESIDIUM_2,
        Step.SECOND_PLENARY,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Agenda:
    """The steps that one body's rules know, in order.

    A street assembly has no presidium and sits once: those steps fall away, and what came
    before them then comes directly before their followers.
    """

    steps: tuple[Step, ...]

    @classmethod
    def of(cls, policy: VotingPolicy) -> Agenda:
        """The agenda that the rulebook makes (D-09, D-10, D-11, A10.13)."""
        dropped: set[Step] = set()
        if policy.kind is BodyKind.STREET_ASSEMBLY:
            dropped |= _PRESIDIUM_STEPS
        if not policy.value("measure_required"):
            dropped.add(Step.MEASURE)
        if policy.value("briefing") == "none":
            dropped.add(Step.BRIEFING)
        if policy.value("deliberation") == "none":
            dropped.add(Step.DELIBERATION)
        if policy.value("effect") != "recommendation" or not policy.value("adopters"):
            dropped.add(Step.ADOPTION)
        return cls(tuple(step for step in PREREQUISITES if step not in dropped))

    def clause(self, steps: Iterable[Step], policy: VotingPolicy) -> Citation | None:
        """The clause that demands these steps, of the first for which the rules state one (A10.1).

        Nothing where they state none that speaks of it: a clause about something else would mislead.
        """
        wanted = list(steps)
        keys = [*(DEMANDED_BY[step] for step in wanted if step in DEMANDED_BY), ORDER_CLAUSE]
        if any(step in BALLOT_STEPS | {Step.MEASURE, Step.SCRUTINEERS} for step in wanted):
            keys.append(BALLOT_CLAUSE)
        return next((found for key in keys if (found := policy.cite(key))), None)

    def clauses(self, policy: VotingPolicy) -> dict[str, Citation]:
        """Where each step of the ballot is written, of those for which the rules state it."""
        found = ((step, self.clause([step], policy)) for step in self.steps if step in BALLOT_STEPS)
        return {step.value: clause for step, clause in found if clause is not None}

    def before(self, step: Step) -> list[Step]:
        """The steps that must be recorded first, dropped ones replaced by what came before them."""
        found: list[Step] = []
        waiting = list(PREREQUISITES[step])
        while waiting:
            each = waiting.pop(0)
            if each not in self.steps:
                waiting.extend(PREREQUISITES[each])
            elif each not in found:
                found.append(each)
        return [each for each in self.steps if each in found]

    def rests_on(self, later: Step, step: Step) -> bool:
        """Whether ``later`` may be held only because ``step`` was."""
        waiting, seen = list(PREREQUISITES[later]), set[Step]()
        while waiting:
            each = waiting.pop()
            if each is step:
                return True
            if each not in seen:
                seen.add(each)
                waiting.extend(PREREQUISITES[each])
        return False
