"""What is on record of a step of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.voting.domain.hands import ShowOfHands
from services.voting.domain.steps import Step


@dataclass(frozen=True)
class StepRecord:
    """One step as it was held: day, minutes, who was there and how it was voted.

    ``carried`` is false when a vote was held and failed; the step may then be held again. Of a vote ``needed`` is how
    many had to be in favour, ``members`` how many the voting organ has, where it is not the whole body (A10.2); both
    are missing from what was put on record before they were kept.
    """

    step: Step
    held_on: date
    minutes: str = ""
    due: int | None = None
    present: int | None = None
    hands: ShowOfHands | None = None
    carried: bool = True
    round: int | None = None
    members: int | None = None
    needed: int | None = None
