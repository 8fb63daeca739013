"""The consequence of low satisfaction (Y-074, B-098)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput
from shared.kernel.state_machine import StateMachine


class ExplainerUnknown(InvalidInput):
    """Somebody else than those who have to explain."""

    code = "evaluation.explainer-unknown"
    message = "应作情况说明的是：{explainers}。"


class AlreadyExplained(Conflict):
    """This explainer has explained."""

    code = "evaluation.already-explained"
    message = "“{explainer}”已作情况说明，不需再次登记。"


class StatementState(StrEnum):
    """Where a statement is."""

    REQUIRED = "required"
    DELIVERED = "delivered"
    PUBLISHED = "published"


class StatementAct(StrEnum):
    """What may be done with a statement."""

    DELIVER = "deliver"
    COMPLETE = "complete"
    PUBLISH = "publish"


STATEMENT_STATES: StateMachine[StatementState, StatementAct] = StateMachine(
    {
        (StatementState.REQUIRED, StatementAct.DELIVER): StatementState.REQUIRED,
        (StatementState.REQUIRED, StatementAct.COMPLETE): StatementState.DELIVERED,
        (StatementState.DELIVERED, StatementAct.PUBLISH): StatementState.PUBLISHED,
    },
    {
        StatementState.REQUIRED: "待说明",
        StatementState.DELIVERED: "已说明",
        StatementState.PUBLISHED: "已公布",
        StatementAct.DELIVER: "登记情况说明",
        StatementAct.COMPLETE: "完成情况说明",
        StatementAct.PUBLISH: "公布情况说明",
    },
)


@dataclass
class Delivery:
    """One explanation as it was given; ``form`` is ``spoken`` (at the session) or ``written``.

    ``speaker`` is an office ("局长"), never needed to be a name.
    """

    explainer: str
    speaker: str
    form: str
    text: str
    delivered_on: date


@dataclass(kw_only=True)
class ExplanatoryStatement(Aggregate):
    """情况说明: owed for one project by each of ``explainers`` until ``due_on``.

    ``when`` says whether it is due at the session or after it (Q-08); ``to_publish`` whether the rules
    want it published.
    """

    rating_id: str
    cycle_id: str
    rules_cycle_id: str
    project_id: str
    project_code: str
    project_name: str
    unit: str
    principal_head: str
    satisfied: int
    base: int
    explainers: list[str]
    when: str
    due_on: date
    to_publish: bool
    state: StatementState = StatementState.REQUIRED
    deliveries: list[Delivery] = field(default_factory=list)
    published_on: date | None = None
    paper_id: str | None = None

    @property
    def outstanding(self) -> list[str]:
        """Who still has to explain."""
        given = {each.explainer for each in self.deliveries}
        return [each for each in self.explainers if each not in given]

    @property
    def late(self) -> bool:
        """Whether an explanation was given after the day it was due."""
        return any(each.delivered_on > self.due_on for each in self.deliveries)

    def deliver(self, delivery: Delivery) -> None:
        """One explainer explains; with the last of them the statement is delivered.

        Raises ``ExplainerUnknown`` or ``AlreadyExplained``.
        """
        self.state = STATEMENT_STATES.after(self.state, StatementAct.DELIVER)
        if delivery.explainer not in self.explainers:
            raise ExplainerUnknown(explainers="、".join(self.explainers))
        if delivery.explainer not in self.outstanding:
            raise AlreadyExplained(explainer=delivery.explainer)
        self.deliveries.append(delivery)
        if not self.outstanding:
            self.state = STATEMENT_STATES.after(self.state, StatementAct.COMPLETE)

    def publish(self, day: date, paper_id: str) -> None:
        """Published, so that society hears the answer (B-098)."""
        self.state = STATEMENT_STATES.after(self.state, StatementAct.PUBLISH)
        self.published_on, self.paper_id = day, paper_id

    def overdue(self, day: date) -> bool:
        """Whether it is still owed after its day."""
        return self.state is StatementState.REQUIRED and day > self.due_on
