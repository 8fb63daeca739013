"""That a channel really published a paper: when, and what shows it (B-035)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.publication.domain.paper import Paper
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import InvalidInput


class NotAChannel(InvalidInput):
    """The paper does not go out by this channel."""

    code = "publication.not-a-channel"
    message = "“{number}”的公布渠道中没有“{channel}”，请从{channels}中选择。"


class PublishedOnWrongDay(InvalidInput):
    """A channel publishes a paper on the day of issue or later, and it is put on record afterwards."""

    code = "publication.published-on-wrong-day"
    message = "公布日期{on}不对：应在印发日期{issued_on}至今天{today}之间，请核对。"


class ProofMissing(InvalidInput):
    """Neither a link nor a description says what shows that the channel published it."""

    code = "publication.proof-missing"
    message = "请填写公布的网址，或者说明凭证（如报纸的版次、截图存放的地方）。"


@dataclass(kw_only=True)
class ChannelPublication(Aggregate):
    """公布凭证: one channel published a paper. A later record of the channel corrects this one, which stays.

    ``proof`` describes what shows it where there is no ``link``; ``scan_digest`` is the SHA-256 of a scan kept elsewhere.
    """

    paper_id: str
    channel: str
    on: date
    link: str = ""
    proof: str = ""
    scan_digest: str | None = None

    def check(self, paper: Paper, today: date) -> None:
        """Raises ``NotAChannel``, ``PublishedOnWrongDay`` or ``ProofMissing``."""
        if self.channel not in paper.channels:
            raise NotAChannel(
                number=paper.number, channel=self.channel, channels="、".join(paper.channels) or "（无）"
            )
        if not paper.issued_on <= self.on <= today:
            raise PublishedOnWrongDay(on=self.on, issued_on=paper.issued_on, today=today)
        if not self.link and not self.proof.strip():
            raise ProofMissing()


def standing(paper: Paper, records: Iterable[ChannelPublication]) -> list[ChannelPublication]:
    """The record that holds of each channel, in the order of the paper's channels; ``records`` are the oldest first."""
    latest = {each.channel: each for each in records if each.paper_id == paper.id}
    return [latest[channel] for channel in dict.fromkeys(paper.channels) if channel in latest]
