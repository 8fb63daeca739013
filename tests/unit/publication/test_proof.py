"""What shows that a channel published a paper (B-035)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.publication.domain.paper import Origin, Paper
from services.publication.domain.proof import (
    ChannelPublication,
    NotAChannel,
    ProofMissing,
    PublishedOnWrongDay,
    standing,
)

ISSUED, TODAY = date(2024, 2, 29), date(2024, 3, 5)
PAPER = Paper(
    id="p1",
    cycle_id="c1",
    kind="announcement",
    series="announcement",
    sequence=1,
    number="公告〔演示〕第1号",
    title="公告",
    issuer="主席团",
    addressee="",
    issued_on=ISSUED,
    public=True,
    demo=True,
    origin=Origin.SUITE,
    channels=["大会公告", "新闻媒体", "公众号"],
)


def record(number: int = 1, channel: str = "公众号", **changes: str) -> ChannelPublication:
    given = {"link": f"https://mp.example/{number}", **changes}
    return ChannelPublication(id=f"r{number}", paper_id="p1", channel=channel, on=date(2024, 3, 1), **given)


def test_a_record_is_of_a_channel_of_the_paper_on_a_possible_day_with_something_that_shows_it() -> None:
    record().check(PAPER, TODAY)
    record(link="", proof="县报三版").check(PAPER, TODAY)
    replace(record(), on=ISSUED).check(PAPER, TODAY)
    replace(record(), on=TODAY).check(PAPER, TODAY)
    with pytest.raises(NotAChannel, match="大会公告、新闻媒体、公众号"):
        record(channel="喇叭").check(PAPER, TODAY)
    for on in (date(2024, 2, 28), date(2024, 3, 6)):
        with pytest.raises(PublishedOnWrongDay):
            replace(record(), on=on).check(PAPER, TODAY)
    with pytest.raises(ProofMissing):
        record(link="").check(PAPER, TODAY)


def test_the_latest_record_of_a_channel_holds_in_the_order_of_the_channels() -> None:
    elsewhere = replace(record(4), paper_id="p2")
    found = standing(PAPER, [record(1), record(2, "新闻媒体"), record(3), elsewhere])
    assert [each.id for each in found] == ["r2", "r3"]
