"""What every department is asked to send in, and the report of who did (Y-020)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, Forbidden, InvalidInput
from shared.kernel.state_machine import StateMachine


class NilWithItems(InvalidInput):
    """A nil return has no items."""

    code = "collection.nil-with-items"
    message = "“{department}”既选了零报告又填了{items}件建议，请改正后重报。"


class NilNotDeclared(InvalidInput):
    """A reply without items must say that it is a nil return."""

    code = "collection.nil-not-declared"
    message = "“{department}”没有填写建议；确无建议的，请选择零报告。"


class AlreadyReplied(Conflict):
    """A department that has replied cannot take it back by a nil return."""

    code = "collection.already-replied"
    message = "“{department}”已于{on}报送，不能再作零报告；可以补报建议。"


class NotYourTask(Forbidden):
    """A department answers for itself only."""

    code = "collection.not-your-task"
    message = "该征集任务派给“{department}”，您的账号不能代为报送。"


class DepartmentAskedTwice(Conflict):
    """A department has one task a round."""

    code = "collection.department-asked-twice"
    message = "本轮已向以下部门派发过任务：{names}；请去掉后重试。"


class TaskState(StrEnum):
    """Where a task is."""

    SENT = "sent"
    REPLIED = "replied"


class TaskAct(StrEnum):
    """What a department does."""

    REPLY = "reply"


TASK_STATES: StateMachine[TaskState, TaskAct] = StateMachine(
    {
        (TaskState.SENT, TaskAct.REPLY): TaskState.REPLIED,
        (TaskState.REPLIED, TaskAct.REPLY): TaskState.REPLIED,
    },
    {TaskState.SENT: "待报送", TaskState.REPLIED: "已报送", TaskAct.REPLY: "报送"},
)


@dataclass(kw_only=True)
class ReplyTask(Aggregate):
    """部门征集任务: one department's call to send in projects that it has in mind, or a nil return."""

    cycle_id: str
    round_id: str
    department: str
    channel: str
    sent_on: date
    due_on: date
    state: TaskState = TaskState.SENT
    nil: bool = False
    items: int = 0
    replied_on: date | None = None

    @property
    def replied(self) -> bool:
        """Whether the department has answered."""
        return self.state is TaskState.REPLIED

    @property
    def late(self) -> bool:
        """Whether the first answer came after the due day."""
        return self.replied_on is not None and self.replied_on > self.due_on

    def check_answerable_by(self, unit: str | None) -> None:
        """Raises ``NotYourTask`` when the unit is another department."""
        if unit != self.department:
            raise NotYourTask(department=self.department)

    def reply(self, nil: bool, items: int, on: date) -> None:
        """Note an answer; a later one may only add items, and ends an earlier nil return."""
        following = TASK_STATES.after(self.state, TaskAct.REPLY)
        if nil and items:
            raise NilWithItems(department=self.department, items=items)
        if not nil and not items:
            raise NilNotDeclared(department=self.department)
        if nil and self.replied:
            raise AlreadyReplied(department=self.department, on=self.replied_on)
        self.state = following
        self.nil = nil
        self.items += items
        self.replied_on = self.replied_on or on


@dataclass(frozen=True)
class Coverage:
    """报送情况: how many departments were asked, have replied, with items or nil, and who has not."""

    asked: int
    replied: int
    nil: int
    with_items: int
    items: int
    missing: list[str]

    @property
    def complete(self) -> bool:
        """Whether every department that was asked has replied."""
        return self.replied == self.asked

    @classmethod
    def of(cls, tasks: Iterable[ReplyTask]) -> Coverage:
        """Counted over tasks."""
        tasks = list(tasks)
        done = [each for each in tasks if each.replied]
        nil = sum(each.nil for each in done)
        return cls(
            asked=len(tasks),
            replied=len(done),
            nil=nil,
            with_items=len(done) - nil,
            items=sum(each.items for each in done),
            missing=[each.department for each in tasks if not each.replied],
        )
