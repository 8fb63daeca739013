"""What residents write, on its way from the deputy to the standing committee (B-073)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Forbidden, InvalidInput
from shared.kernel.state_machine import StateMachine


class NotYourOpinion(Forbidden):
    """A deputy passes on what was addressed to him, nothing else."""

    code = "evaluation.not-your-opinion"
    message = "这条意见不是反馈给您的，不能由您提交。"


class ReasonMissing(InvalidInput):
    """Whoever holds an opinion back says why."""

    code = "evaluation.reason-missing"
    message = "暂不公开的意见须写明理由。"


class OpinionState(StrEnum):
    """Where an opinion is."""

    AT_DEPUTY = "at_deputy"
    RECEIVED = "received"
    APPROVED = "approved"
    HELD = "held"
    IN_LETTER = "in_letter"


class OpinionAct(StrEnum):
    """What may be done with an opinion."""

    FORWARD = "forward"
    APPROVE = "approve"
    HOLD = "hold"
    COMPILE = "compile"


OPINION_STATES: StateMachine[OpinionState, OpinionAct] = StateMachine(
    {
        (OpinionState.AT_DEPUTY, OpinionAct.FORWARD): OpinionState.RECEIVED,
        (OpinionState.RECEIVED, OpinionAct.APPROVE): OpinionState.APPROVED,
        (OpinionState.RECEIVED, OpinionAct.HOLD): OpinionState.HELD,
        (OpinionState.HELD, OpinionAct.APPROVE): OpinionState.APPROVED,
        (OpinionState.APPROVED, OpinionAct.HOLD): OpinionState.HELD,
        (OpinionState.APPROVED, OpinionAct.COMPILE): OpinionState.IN_LETTER,
    },
    {
        OpinionState.AT_DEPUTY: "待代表提交",
        OpinionState.RECEIVED: "待审核",
        OpinionState.APPROVED: "已审核",
        OpinionState.HELD: "暂不公开",
        OpinionState.IN_LETTER: "已列入意见书",
        OpinionAct.FORWARD: "提交人大常委会",
        OpinionAct.APPROVE: "审核通过",
        OpinionAct.HOLD: "暂不公开",
        OpinionAct.COMPILE: "列入意见书",
    },
)

SHOWN = (OpinionState.APPROVED, OpinionState.IN_LETTER)
"""Only reviewed text is shown to the public (A10.19)."""


@dataclass(kw_only=True)
class Opinion(Aggregate):
    """评价意见: a resident's words on one project; ``text`` is the original and never altered.

    ``deputy_note`` is what the deputy adds when he passes it on; ``grade`` the resident's grade, or
    empty. ``mode`` is ``online`` or ``offline``.
    """

    cycle_id: str
    project_id: str
    mode: str
    text: str
    given_on: date
    state: OpinionState
    grade: str = ""
    holder_code: str = ""
    holder_account: str | None = None
    deputy_note: str = ""
    forwarded_at: datetime | None = None
    held_because: str = ""
    letter_id: str | None = None

    def forward(self, note: str, at: datetime, deputy_account: str | None) -> None:
        """The deputy hands it to the standing committee, adding a note if he likes.

        ``deputy_account`` is the acting deputy's account, or ``None`` when staff does it for him.
        Raises ``NotYourOpinion``.
        """
        if deputy_account is not None and deputy_account != self.holder_account:
            raise NotYourOpinion()
        self.state = OPINION_STATES.after(self.state, OpinionAct.FORWARD)
        self.deputy_note = note
        self.forwarded_at = at

    def approve(self) -> None:
        """Reviewed: may be shown and put into a letter."""
        self.state = OPINION_STATES.after(self.state, OpinionAct.APPROVE)
        self.held_because = ""

    def hold(self, reason: str) -> None:
        """Reviewed: kept, but not shown (personal data, insult, nothing to do with the project).

        Raises ``ReasonMissing``.
        """
        if not reason.strip():
            raise ReasonMissing()
        self.state = OPINION_STATES.after(self.state, OpinionAct.HOLD)
        self.held_because = reason

    def compile_into(self, letter_id: str) -> None:
        """Put into an opinion letter."""
        self.state = OPINION_STATES.after(self.state, OpinionAct.COMPILE)
        self.letter_id = letter_id
