"""The opinion letter from the standing committee to the government (B-076 … B-078)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Conflict, InvalidInput, Refused
from shared.kernel.rulebook import Rulebook
from shared.kernel.state_machine import StateMachine


class OpinionLetterOff(Refused):
    """The congress's rules have no opinion letter (D-20)."""

    code = "evaluation.opinion-letter-off"
    message = "本级人大的规则未启用群众评价意见书，不能办理。"


class LetterEmpty(InvalidInput):
    """A letter without opinions."""

    code = "evaluation.letter-empty"
    message = "意见书至少要有一条意见。"


class ItemUnknown(InvalidInput):
    """No such item in this letter."""

    code = "evaluation.letter-item-unknown"
    message = "意见书没有第{item}条，请核对。"


class ItemNotAnswered(Conflict):
    """Only an answered item can be confirmed."""

    code = "evaluation.letter-item-not-answered"
    message = "第{item}条尚未答复，不能确认办理结果。"


class ItemHandled(Conflict):
    """A confirmed item is closed."""

    code = "evaluation.letter-item-handled"
    message = "第{item}条已确认办结，不能再改答复。"


class LetterDatesInvalid(InvalidInput):
    """An imported letter whose days contradict one another."""

    code = "evaluation.letter-dates-invalid"
    message = "{issued_on}发出的意见书，答复期限和办结日期不能早于发出日期，请核对。"


class LetterState(StrEnum):
    """Where a letter is."""

    DRAFT = "draft"
    ISSUED = "issued"
    CLOSED = "closed"


class LetterAct(StrEnum):
    """What may be done with a letter."""

    ISSUE = "issue"
    ANSWER = "answer"
    CONFIRM = "confirm"
    CLOSE = "close"


LETTER_STATES: StateMachine[LetterState, LetterAct] = StateMachine(
    {
        (LetterState.DRAFT, LetterAct.ISSUE): LetterState.ISSUED,
        (LetterState.ISSUED, LetterAct.ANSWER): LetterState.ISSUED,
        (LetterState.ISSUED, LetterAct.CONFIRM): LetterState.ISSUED,
        (LetterState.ISSUED, LetterAct.CLOSE): LetterState.CLOSED,
    },
    {
        LetterState.DRAFT: "草稿",
        LetterState.ISSUED: "已发出",
        LetterState.CLOSED: "全部办结",
        LetterAct.ISSUE: "发出",
        LetterAct.ANSWER: "答复",
        LetterAct.CONFIRM: "确认办理结果",
        LetterAct.CLOSE: "办结",
    },
)


@dataclass
class LetterItem:
    """One opinion in a letter; ``no`` counts from 1. ``reopened`` counts replies found ineffective."""

    no: int
    project_id: str
    text: str
    opinion_id: str | None = None
    reply: str = ""
    replied_on: date | None = None
    handled_on: date | None = None
    reopened: int = 0


@dataclass(kw_only=True)
class OpinionLetter(Aggregate):
    """群众评价意见书: reviewed opinions, numbered, to the government, with a day by which to answer.

    ``imported`` marks a closed letter of an earlier year typed in as it was.
    """

    cycle_id: str
    no: int
    addressee: str
    state: LetterState = LetterState.DRAFT
    issued_on: date | None = None
    due_on: date | None = None
    items: list[LetterItem] = field(default_factory=list)
    paper_id: str | None = None
    imported: bool = False

    def __post_init__(self) -> None:
        if not self.items:
            raise LetterEmpty()

    def issue(self, day: date, reply_days: int, paper_id: str) -> None:
        """Send it; the answer is due after the rulebook's days (calendar days)."""
        self.state = LETTER_STATES.after(self.state, LetterAct.ISSUE)
        self.issued_on = day
        self.due_on = day + timedelta(days=reply_days)
        self.paper_id = paper_id

    def answer(self, no: int, reply: str, day: date) -> None:
        """The government's answer to one item; raises ``ItemUnknown`` or ``ItemHandled``."""
        self.state = LETTER_STATES.after(self.state, LetterAct.ANSWER)
        item = self._item(no)
        if item.handled_on is not None:
            raise ItemHandled(item=no)
        item.reply = reply
        item.replied_on = day

    def confirm(self, no: int, effective: bool, day: date) -> None:
        """The standing committee finds the handling effective, or asks again. Closes with the last item.

        Raises ``ItemUnknown``, ``ItemNotAnswered`` or ``ItemHandled``.
        """
        self.state = LETTER_STATES.after(self.state, LetterAct.CONFIRM)
        item = self._item(no)
        if item.handled_on is not None:
            raise ItemHandled(item=no)
        if item.replied_on is None:
            raise ItemNotAnswered(item=no)
        if effective:
            item.handled_on = day
        else:
            item.replied_on = None
            item.reopened += 1
        if self.handled == len(self.items):
            self.state = LETTER_STATES.after(self.state, LetterAct.CLOSE)

    @property
    def handled(self) -> int:
        """How many items have been handled effectively."""
        return sum(1 for each in self.items if each.handled_on is not None)

    @property
    def unanswered(self) -> int:
        """How many items wait for an answer."""
        return sum(1 for each in self.items if each.replied_on is None)

    def _item(self, no: int) -> LetterItem:
        for each in self.items:
            if each.no == no:
                return each
        raise ItemUnknown(item=no)


def imported_letter(
    id: str, cycle_id: str, no: int, addressee: str, issued_on: date, due_on: date, items: list[LetterItem]
) -> OpinionLetter:
    """A letter of an earlier year as it stands in the files; closed when all its items are handled.

    Raises ``LetterDatesInvalid`` when something was due or handled before the letter went out.
    """
    if min([due_on, *(each.handled_on or due_on for each in items)]) < issued_on:
        raise LetterDatesInvalid(issued_on=issued_on)
    letter = OpinionLetter(
        id=id,
        cycle_id=cycle_id,
        no=no,
        addressee=addressee,
        state=LetterState.ISSUED,
        issued_on=issued_on,
        due_on=due_on,
        items=items,
        imported=True,
    )
    if letter.handled == len(items):
        letter.state = LETTER_STATES.after(letter.state, LetterAct.CLOSE)
    return letter


def check_letters(rulebook: Rulebook) -> int:
    """The days to answer; raises ``OpinionLetterOff`` where the rulebook has no such letter."""
    if not rulebook.value("evaluation.opinion_letter"):
        raise OpinionLetterOff(citation=rulebook.citation("evaluation.opinion_letter"))
    return int(rulebook.value("evaluation.opinion_reply_days"))
