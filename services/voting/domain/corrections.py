"""What was put on record wrongly and how it was put right (ADR 0013)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.voting.domain.steps import Step


@dataclass(frozen=True)
class Correction:
    """更正: what a step first said (``was``), what holds now, and why; never a figure of a count.

    ``round`` numbers the ballot, for a step of one. A recount and a ballot held again are put on record alike.
    """

    step: Step
    was: str
    now: str
    reason: str
    corrected_on: date
    round: int | None = None
    minutes: str = ""
