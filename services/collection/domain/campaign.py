"""A week of field research by deputies, whose findings become suggestions (Y-024)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.collection.domain.round import Round
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import InvalidInput


class CampaignOutsideRound(InvalidInput):
    """A campaign takes place within its round."""

    code = "collection.campaign-outside-round"
    message = "调研活动（{starts_on}至{ends_on}）须在本轮征集期（{first}至{last}）内，请核对日期。"


@dataclass(kw_only=True)
class Campaign(Aggregate):
    """代表调研周: title, days, the deputies who take part and the places that they visit."""

    round_id: str
    title: str
    starts_on: date
    ends_on: date
    deputies: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def check(self, round_: Round) -> None:
        """Raises ``CampaignOutsideRound``, or a refusal when the round is closed."""
        round_.check_may_ask()
        if not (
            self.starts_on <= self.ends_on and round_.covers(self.starts_on) and round_.covers(self.ends_on)
        ):
            raise CampaignOutsideRound(
                starts_on=self.starts_on, ends_on=self.ends_on, first=round_.starts_on, last=round_.ends_on
            )
