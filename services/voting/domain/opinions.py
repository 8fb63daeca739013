"""What groups and delegations said about the candidates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.kernel.aggregate import Aggregate


@dataclass(kw_only=True)
class DeliberationOpinion(Aggregate):
    """审议情况: one opinion of a group or delegation, on a candidate or the whole list (Y-037, B-032).

    Deputies are not named: the unit speaks.
    """

    session_id: str
    unit: str
    candidate: str
    given_on: date
    text: str
