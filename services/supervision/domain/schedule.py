"""When a project should have come how far (B-063, B-064)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from shared.kernel.errors import Conflict, InvalidInput, NotFound


class ScheduleNotInOrder(InvalidInput):
    """Dates or percentages of a schedule contradict one another."""

    code = "supervision.schedule-not-in-order"
    message = "进度安排有误：{detail}。请改正后重新提交。"


class MilestoneUnknown(NotFound):
    """The project has no such milestone."""

    code = "supervision.milestone-unknown"
    message = "项目的进度安排中没有节点“{milestone}”，请核对。"


class MilestoneAlreadyDone(Conflict):
    """A milestone is reached once."""

    code = "supervision.milestone-already-done"
    message = "节点“{milestone}”已于{done_on}完成，不能重复登记。"


@dataclass
class Milestone:
    """时间节点: by ``due_on`` the project should stand at ``percent`` of the whole.

    ``critical`` marks a key link (关键环节) that early warnings name first.
    """

    name: str
    due_on: date
    percent: int
    critical: bool = False
    done_on: date | None = None

    def overdue(self, today: date) -> bool:
        """Whether the day has passed without it being done."""
        return self.done_on is None and self.due_on < today


@dataclass
class Schedule:
    """序时进度: from ``starts_on`` (0 per cent) over the milestones to ``ends_on`` (100 per cent)."""

    starts_on: date
    ends_on: date
    milestones: list[Milestone] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.starts_on >= self.ends_on:
            raise ScheduleNotInOrder(detail="完工日期应晚于开工日期")
        self.milestones.sort(key=lambda each: (each.due_on, each.percent))
        reached = 0
        for each in self.milestones:
            if not self.starts_on <= each.due_on <= self.ends_on:
                raise ScheduleNotInOrder(detail=f"节点“{each.name}”不在工期之内")
            if not reached <= each.percent <= 100:
                raise ScheduleNotInOrder(detail=f"节点“{each.name}”的计划进度低于前一节点或超过100%")
            reached = each.percent
        if len({each.name for each in self.milestones}) < len(self.milestones):
            raise ScheduleNotInOrder(detail="节点名称重复")

    def planned(self, day: date) -> int:
        """Per cent due by the end of that day: straight lines between the milestones, rounded down."""
        if day >= self.ends_on:
            return 100
        if day < self.starts_on:
            return 0
        since, done = self.starts_on, 0
        for each in self.milestones:
            if each.due_on > day:
                return _between(since, done, each.due_on, each.percent, day)
            since, done = each.due_on, each.percent
        return _between(since, done, self.ends_on, 100, day)

    def carry_over(self, former: Schedule | None) -> None:
        """Keep what was already done under a former schedule, by the name of the milestone."""
        done = {each.name: each.done_on for each in former.milestones} if former else {}
        for each in self.milestones:
            each.done_on = each.done_on or done.get(each.name)

    def reach(self, name: str, done_on: date) -> None:
        """Note that a milestone is done; raises ``MilestoneUnknown`` or ``MilestoneAlreadyDone``."""
        for each in self.milestones:
            if each.name == name:
                if each.done_on is not None:
                    raise MilestoneAlreadyDone(milestone=name, done_on=each.done_on)
                each.done_on = done_on
                return
        raise MilestoneUnknown(milestone=name)


def _between(since: date, done: int, until: date, goal: int, day: date) -> int:
    return done + (goal - done) * (day - since).days // (until - since).days
