"""A sheet of suggestions: every row is checked before the first one is entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from services.collection.domain.intake import IntakeRules
from services.collection.domain.round import OutsidePeriod, Round
from services.collection.domain.suggestion import Benefit, Provenance
from shared.kernel.errors import DomainError, InvalidInput

MOST_SHOWN = 20

Row = TypeVar("Row")
Made = TypeVar("Made")


class FaultyRows(InvalidInput):
    """Some rows are wrong; nothing was entered. ``faults`` names each row, counted from 1."""

    code = "collection.faulty-rows"
    message = "表中有{count}行有误，整表未录入，请改正后重新提交：{rows}"


class ReceivedInFuture(InvalidInput):
    """A suggestion cannot have been received after today."""

    code = "collection.received-in-future"
    message = "收到日期{on}晚于今天，请核对。"


class CampaignUnknown(InvalidInput):
    """The row names a campaign that the round does not have."""

    code = "collection.campaign-unknown"
    message = "本轮没有编号为“{campaign}”的调研活动。"


@dataclass
class Draft:
    """待录入建议: a row of a sheet, or what a resident sends, not yet received."""

    channel: str
    category: str
    title: str
    content: str
    place: str
    received_on: date
    provenance: Provenance
    benefit: Benefit
    contact_name: str = ""
    contact_phone: str = ""

    @property
    def has_contact(self) -> bool:
        """Whether somebody can be reached."""
        return bool(self.contact_name or self.contact_phone)

    def check(self, rules: IntakeRules, round_: Round, campaigns: Iterable[str], today: date) -> None:
        """Raises the first thing that is wrong with it."""
        rules.channel(self.channel)
        rules.category(self.category)
        self.provenance.check()
        if self.received_on > today:
            raise ReceivedInFuture(on=self.received_on)
        if not round_.covers(self.received_on) and self.provenance.task_id is None:
            raise OutsidePeriod(
                number=round_.number,
                starts_on=round_.starts_on,
                ends_on=round_.ends_on,
                on=self.received_on,
            )
        campaign = self.provenance.campaign_id
        if campaign is not None and campaign not in campaigns:
            raise CampaignUnknown(campaign=campaign)


def each_row(rows: Iterable[Row], make: Callable[[Row], Made]) -> list[Made]:
    """Make something of every row, or raise ``FaultyRows`` naming all that cannot be used."""
    made: list[Made] = []
    faults: list[dict[str, object]] = []
    for number, row in enumerate(rows, start=1):
        try:
            made.append(make(row))
        except DomainError as wrong:
            faults.append({"row": number, "code": wrong.code, "problem": wrong.text})
    if faults:
        shown = "".join(f"第{each['row']}行：{each['problem']}" for each in faults[:MOST_SHOWN])
        if len(faults) > MOST_SHOWN:
            shown += f"……其余{len(faults) - MOST_SHOWN}行从略。"
        raise FaultyRows(count=len(faults), rows=shown, faults=faults)
    return made
