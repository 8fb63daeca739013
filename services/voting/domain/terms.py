"""The words in which a body's vote is spoken of: they follow from its kind and the effect of its result (A10.13)."""

from __future__ import annotations

from dataclasses import dataclass

from services.voting.domain.policy import BodyKind, VotingPolicy
from services.voting.domain.wording import BASES, CHOSEN_AS

_MEMBERS = {BodyKind.CONGRESS: "代表", BodyKind.STREET_ASSEMBLY: "议事代表"}


@dataclass(frozen=True)
class Terms:
    """How a body calls its vote (票决, 票选), who votes in it, and what it does with a project (确定, 推荐)."""

    vote: str
    member: str
    chosen: str

    @classmethod
    def of(cls, policy: VotingPolicy) -> Terms:
        """The words of the body whose rules these are."""
        return cls(str(policy.value("name")), _MEMBERS[policy.kind], CHOSEN_AS[policy.value("effect")])

    @property
    def seal(self) -> str:
        """Where the ballot paper is stamped."""
        return "（大会印章）" if self.member == _MEMBERS[BodyKind.CONGRESS] else "（印章）"

    @property
    def quota(self) -> str:
        """The number of projects that the vote is held for."""
        return f"应{self.chosen}项目数"

    def places(self, number: int) -> str:
        """So many projects to choose."""
        return f"应{self.chosen}{number}件"

    def base(self, word: str) -> str:
        """What a share is counted on, by the rulebook's word."""
        if word == "quota":
            return self.quota
        return BASES[word].replace("代表", self.member)
