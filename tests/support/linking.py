"""Tying ballots to whoever cast them, as somebody would who has everything and knows in which order they came.

``find_links`` looks at records of any kind (a line of a log, a span, a row, a message) for a key that a sender and a ballot
have in common, for an order that is that of the casting, and for moments that fall on it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

CORRELATED = 0.65
"""Kendall's tau beyond which two orders have something to do with each other: more than four times its standard deviation
for two dozen ballots without."""

FEWEST = 8
"""Ballots that an order is read from."""

COARSE_SECONDS = 1.0
"""A moment may have been cut to the second."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?:Z|[+-]\d\d(?::?\d\d)?)?")
_EPOCH = re.compile(r"(?<![\d.])1[6-9]\d{8}(?:\d{3}|\d{6}|\d{9})?(?![\d])")


@dataclass(frozen=True)
class Cast:
    """One ballot in the order of casting: what is its own, what is its sender's, and when it was under way (epoch seconds)."""

    ballot: frozenset[str]
    sender: frozenset[str]
    began: float
    ended: float


@dataclass(frozen=True)
class Record:
    """One thing that was kept. ``kind`` groups those of one sort; ``ranks`` are what it could be sorted by."""

    where: str
    text: str
    kind: str = ""
    ranks: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """What ties a ballot to its sender, and where it was found."""

    how: Literal["sender", "ballot", "person", "order", "time"]
    where: str
    detail: str = ""


def find_links(
    casts: Sequence[Cast],
    records: Iterable[Record],
    *,
    holders: frozenset[str] = frozenset(),
    people: frozenset[str] = frozenset(),
    offsets: tuple[float, ...] = (0.0,),
) -> set[Link]:
    """Every link. ``holders`` may hold ballots (in no order of theirs, beside none of the ``people``); nothing may hold a sender.

    ``offsets`` are how far clocks run ahead of the wall clock in seconds: a demo tenant has one of its own.
    """
    kept = list(records)
    found: set[Link] = set()
    by_place: dict[str, list[tuple[int, Record]]] = defaultdict(list)
    for record in kept:
        found |= {
            Link("sender", record.where, mark)
            for each in casts
            for mark in each.sender
            if mark in record.text
        }
        named = _ballots_in(casts, record.text)
        if named and record.where not in holders:
            found.add(Link("ballot", record.where, record.text[:200]))
        if named and any(each in record.text for each in people):
            found.add(Link("person", record.where))
        if len(named) == 1:
            by_place[record.where].append((next(iter(named)), record))
        elif len(named) >= FEWEST and abs(tau(sorted(named.items()))) >= CORRELATED:
            found.add(Link("order", record.where, "within one record"))
    for where, placed in by_place.items():
        found |= _orders(where, placed)
    return found | _moments(casts, kept, offsets)


def tau(pairs: Sequence[tuple[int, Any]]) -> float:
    """Kendall's tau-a of the order of casting and another one; equal values tell nothing."""
    ranks = [rank for _, rank in sorted(pairs, key=lambda pair: pair[0])]
    agreed = sum((one < two) - (one > two) for number, one in enumerate(ranks) for two in ranks[number + 1 :])
    number = len(pairs)
    return 2 * agreed / (number * (number - 1)) if number > 1 else 0.0


def moments_in(text: str) -> list[float]:
    """Every moment that a text names, in epoch seconds: ISO 8601 (of UTC where it says nothing), seconds to nanoseconds."""
    found = []
    for each in _ISO.findall(text):
        try:
            moment = datetime.fromisoformat(each.replace(",", "."))
        except ValueError:
            continue
        found.append((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    return found + [int(each) / 10 ** (len(each) - 10) for each in _EPOCH.findall(text)]


def _ballots_in(casts: Sequence[Cast], text: str) -> dict[int, int]:
    """Which ballots a text names, and where first."""
    found = {}
    for number, each in enumerate(casts):
        places = [place for mark in each.ballot if (place := text.find(mark)) >= 0]
        if places:
            found[number] = min(places)
    return found


def _orders(where: str, placed: list[tuple[int, Record]]) -> set[Link]:
    """By what of its records the order of casting shows."""
    found = set()
    for name in {name for _, record in placed for name in record.ranks}:
        ranked = {
            number: record.ranks[name] for number, record in placed if record.ranks.get(name) is not None
        }
        pairs = sorted(ranked.items())
        if len(pairs) >= FEWEST and len({type(value) for _, value in pairs}) == 1:
            found |= {Link("order", where, name)} if abs(tau(pairs)) >= CORRELATED else set()
    return found


def _moments(casts: Sequence[Cast], records: list[Record], offsets: tuple[float, ...]) -> set[Link]:
    """Which sort of record has a moment within most of the casts."""
    within: dict[tuple[str, str, float], set[int]] = defaultdict(set)
    for record in records:
        for moment in moments_in(record.text):
            for offset in offsets:
                at = moment - offset
                within[record.where, record.kind, offset] |= {
                    number
                    for number, each in enumerate(casts)
                    if each.began - (COARSE_SECONDS if at.is_integer() else 0) <= at <= each.ended
                }
    return {
        Link("time", where, kind) for (where, kind, _), hit in within.items() if len(hit) * 2 >= len(casts)
    }
