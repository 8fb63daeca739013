"""Counts of suggestions by round, channel, layer, category and proposer (B-011, B-017)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from services.collection.domain.intake import Channel


@dataclass
class Tally:
    """One line of the statistics."""

    code: str
    name: str
    count: int


@dataclass
class ChannelTally(Tally):
    """A channel's line, with its layer."""

    layer: str


@dataclass
class Statistics:
    """征集统计: how many came in, and how."""

    total: int = 0
    by_round: list[Tally] = field(default_factory=list)
    by_channel: list[ChannelTally] = field(default_factory=list)
    by_layer: list[Tally] = field(default_factory=list)
    by_category: list[Tally] = field(default_factory=list)
    by_proposer: list[Tally] = field(default_factory=list)

    def add_round(self, round_id: str, title: str, count: int) -> None:
        """A round and its number of suggestions."""
        self.by_round.append(Tally(round_id, title, count))
        self.total += count

    def add_channels(self, channels: Iterable[Channel], counts: Mapping[str, int]) -> None:
        """Counts by channel code; channels of the same code and layers of the same name add up."""
        for channel in channels:
            count = counts.get(channel.code, 0)
            known = next((each for each in self.by_channel if each.code == channel.code), None)
            if known is None:
                self.by_channel.append(ChannelTally(channel.code, channel.name, count, channel.layer))
            else:
                known.count += count
            _add(self.by_layer, channel.layer, channel.layer, count)

    def add_categories(self, names: Mapping[str, str], counts: Mapping[str, int]) -> None:
        """Counts by category code."""
        for code, name in names.items():
            _add(self.by_category, code, name, counts.get(code, 0))

    def add_proposer(self, kind: str, name: str, count: int) -> None:
        """How many came from one kind of proposer."""
        _add(self.by_proposer, kind, name, count)


def _add(lines: list[Tally], code: str, name: str, count: int) -> None:
    known = next((each for each in lines if each.code == code), None)
    if known is None:
        lines.append(Tally(code, name, count))
    else:
        known.count += count
