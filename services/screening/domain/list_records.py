"""What a list keeps of its own history: where it came from, what left it, how it was frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.screening.domain.dossiers import Candidate
from shared.kernel.clock import day_in_words


@dataclass
class Origin:
    """Where a draft came from: what the library held on the day of drafting (Y-036)."""

    drafted_on: date
    collected: int
    merged: int
    transferred: int
    dropped: int

    def sentence(self, drafted: int) -> str:
        """The way from the library to the draft, in plain Chinese."""
        parts = [f"共收到建议{self.collected}件"] if self.collected else []
        if self.merged:
            parts.append(f"合并同类建议后为{self.collected - self.merged}件")
        if self.transferred:
            parts.append(f"转办个人诉求{self.transferred}件")
        if self.dropped:
            parts.append(f"不符合参选条件{self.dropped}件")
        return f"{day_in_words(self.drafted_on)}，{'，'.join([*parts, f'初步拟定{drafted}件'])}。"


@dataclass
class Departure:
    """A candidate that left the list, at which step (or in which version) and why."""

    candidate: Candidate
    at: str
    on: date
    reason: str


@dataclass
class FrozenVersion:
    """A frozen state of the list, whole."""

    number: int
    digest: str
    frozen_on: date
    reason: str
    candidates: list[Candidate]
