"""Numbers of papers: one gapless series for each kind and year of a congress (A10.20)."""

from __future__ import annotations

from dataclasses import dataclass

KIND_NAMES = {
    "notice": "通告",
    "announcement": "公告",
    "reminder_letter": "监督提醒函",
    "opinion_letter": "群众评价意见书",
    "deliberation_opinion": "审议意见",
    "result": "结果公示",
    "plan": "监督计划",
    "circular": "通报",
    "explanation": "情况说明",
    "posting": "公示",
}
"""The word that stands before the number, for each kind of ``PaperRequested``."""

DEMO_BRACKET = "演示"


@dataclass(frozen=True)
class Series:
    """编号序列: a kind of paper and what stands in the brackets.

    A demo tenant's papers have 演示 there in place of the year, so that no number can be taken for an
    official one; their series runs on over the years, so that no number comes twice.
    """

    kind: str
    bracket: str

    @classmethod
    def of(cls, kind: str, year: int, demo: bool) -> Series:
        """The series to which a paper of that kind and year belongs."""
        return cls(kind, DEMO_BRACKET if demo else str(year))

    @property
    def key(self) -> str:
        """The name of the series' counter."""
        return f"{self.kind}:{self.bracket}"

    def number(self, sequence: int) -> str:
        """The number as it is printed."""
        return f"{KIND_NAMES[self.kind]}〔{self.bracket}〕第{sequence}号"
