"""One event of the supervision calendar and what came of it (Y-053 … Y-058, B-055, B-090, B-091)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.supervision.domain.findings import FindingClass
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, NotFound
from shared.kernel.state_machine import StateMachine


class EventState(StrEnum):
    """Where an event stands."""

    SCHEDULED = "scheduled"
    OVERDUE = "overdue"
    DONE = "done"


class EventAct(StrEnum):
    """What may become of it."""

    MISS = "miss"
    HOLD = "hold"


EVENT_LIFE: StateMachine[EventState, EventAct] = StateMachine(
    {
        (EventState.SCHEDULED, EventAct.MISS): EventState.OVERDUE,
        (EventState.SCHEDULED, EventAct.HOLD): EventState.DONE,
        (EventState.OVERDUE, EventAct.HOLD): EventState.DONE,
    },
    {
        EventState.SCHEDULED: "待开展",
        EventState.OVERDUE: "已逾期",
        EventState.DONE: "已开展",
        EventAct.MISS: "记为逾期",
        EventAct.HOLD: "登记开展情况",
    },
)


class ItemUnknown(NotFound):
    """The event holds no such commitment or inquiry."""

    code = "supervision.event-item-unknown"
    message = "该监督活动中没有{kind}“{id}”，请核对编号。"


class AlreadySettled(Conflict):
    """A commitment is settled once, an inquiry answered once."""

    code = "supervision.event-item-settled"
    message = "该{kind}已办结，不能重复登记。"


class EventNotHeld(Conflict):
    """Papers and follow-ups need an event that was held."""

    code = "supervision.event-not-held"
    message = "“{event}”尚未登记开展情况，请先登记。"


class CircularAlreadyIssued(Conflict):
    """An event has one circular."""

    code = "supervision.circular-already-issued"
    message = "“{event}”的通报已经印发，不能重复印发。"


@dataclass
class Participant:
    """参加人员: a kind of participant and how many came; names are not kept."""

    kind: str
    count: int


@dataclass
class Finding:
    """发现情况: what was seen at one project."""

    project_id: str
    finding_class: FindingClass
    text: str


@dataclass
class Commitment:
    """表态承诺: what a government leader promised, followed up until settled (Y-056)."""

    id: str
    speaker: str
    text: str
    due_on: date | None = None
    settled_on: date | None = None
    outcome: str = ""


@dataclass
class Inquiry:
    """询问: a question to a department on the handling of projects, and its answer (Y-057)."""

    id: str
    asker_kind: str
    department: str
    question: str
    project_id: str | None = None
    answer: str = ""
    answered_on: date | None = None
    follow_up: str = ""


@dataclass(kw_only=True)
class SupervisionEvent(Aggregate):
    """监督活动: from the rulebook's calendar, or called as needed (适时, Y-080).

    ``period`` is the month of a recurring event; with ``code`` it is unique within the cycle.
    """

    cycle_id: str
    code: str
    name: str
    every: str
    period: str
    due_on: date
    state: EventState = EventState.SCHEDULED
    held_on: date | None = None
    venue: str = ""
    route: str = ""
    participants: list[Participant] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    minutes: str = ""
    symposium: str = ""
    commitments: list[Commitment] = field(default_factory=list)
    inquiries: list[Inquiry] = field(default_factory=list)
    circular_paper_id: str | None = None

    @property
    def project_ids(self) -> list[str]:
        """The projects that were looked at, each once."""
        return list(dict.fromkeys(each.project_id for each in self.findings))

    @property
    def late(self) -> bool:
        """Whether it was held after its day."""
        return self.held_on is not None and self.held_on > self.due_on

    def miss(self) -> None:
        """Its day passed without it."""
        self.state = EVENT_LIFE.after(self.state, EventAct.MISS)

    def hold(self, on: date) -> None:
        """It took place; the record is filled in beside this."""
        self.state = EVENT_LIFE.after(self.state, EventAct.HOLD)
        self.held_on = on

    def settle(self, commitment_id: str, on: date, outcome: str) -> None:
        """A commitment was kept or otherwise brought to an end."""
        found = next((each for each in self.commitments if each.id == commitment_id), None)
        if found is None:
            raise ItemUnknown(kind="承诺", id=commitment_id)
        if found.settled_on is not None:
            raise AlreadySettled(kind="承诺")
        found.settled_on, found.outcome = on, outcome

    def answer(self, inquiry_id: str, on: date, answer: str, follow_up: str) -> None:
        """A department answered after the event."""
        found = next((each for each in self.inquiries if each.id == inquiry_id), None)
        if found is None:
            raise ItemUnknown(kind="询问", id=inquiry_id)
        if found.answered_on is not None:
            raise AlreadySettled(kind="询问")
        found.answer, found.answered_on, found.follow_up = answer, on, follow_up

    def issue_circular(self, paper_id: str) -> None:
        """The circular on this event goes out, once."""
        if self.state is not EventState.DONE:
            raise EventNotHeld(event=self.name)
        if self.circular_paper_id is not None:
            raise CircularAlreadyIssued(event=self.name)
        self.circular_paper_id = paper_id


@dataclass(kw_only=True)
class SupervisionYear(Aggregate):
    """监督年度: when supervision of a cycle's projects began; its calendar counts from there.

    ``started_on`` is the day on which the first plan of the cycle was adopted.
    """

    cycle_id: str
    started_on: date | None = None
    advanced_to: date | None = None
