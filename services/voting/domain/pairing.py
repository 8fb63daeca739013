"""Which ballots two entries may have read in two ways (Y-033).

Entries are kept in no order, so that none of their ballots can be told from its neighbour: one mark read wrongly shows as
two patterns, one with a copy too many and one with a copy too few. Putting the nearest of them together is a guess that
helps to find the paper. It decides nothing; a scrutineer rules on each pattern by what the paper shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.voting.domain.ballots import Difference

MOST_PATTERNS = 300
"""Of either entry. Where more differ a sheet is wrong as a whole, and comparing each with each would only take long."""


@dataclass(frozen=True)
class Pair:
    """So many ballots that one entry reads in one way, and the other perhaps in the other; ``apart`` are the places in the pattern."""

    first: str
    second: str
    ballots: int
    apart: list[int]


@dataclass(frozen=True)
class Pairing:
    """What was put together, and what stands alone: patterns with the copies that only that entry has."""

    pairs: list[Pair]
    first_alone: dict[str, int]
    second_alone: dict[str, int]


def paired(differences: Sequence[Difference]) -> Pairing:
    """The nearest patterns together, by the fewest marks that differ; among equals in the order of the patterns.

    Patterns of which more than half the marks differ are no two readings of one ballot, and stand alone.
    """
    first = {each.pattern: each.first - each.second for each in differences if each.first > each.second}
    second = {each.pattern: each.second - each.first for each in differences if each.second > each.first}
    pairs: list[Pair] = []
    if len(first) <= MOST_PATTERNS and len(second) <= MOST_PATTERNS:
        near = [
            (apart, one, other)
            for one in first
            for other in second
            if _near(apart := _apart(one, other), one)
        ]
        for apart, one, other in sorted(near, key=lambda each: (len(each[0]), each[1], each[2])):
            ballots = min(first[one], second[other])
            if ballots:
                pairs.append(Pair(one, other, ballots, apart))
                first[one] -= ballots
                second[other] -= ballots
    return Pairing(pairs, _left(first), _left(second))


def _apart(one: str, other: str) -> list[int]:
    return [place for place, (here, there) in enumerate(zip(one, other, strict=True)) if here != there]


def _near(apart: list[int], pattern: str) -> bool:
    return len(apart) <= max(1, len(pattern) // 2)


def _left(copies: dict[str, int]) -> dict[str, int]:
    return {pattern: number for pattern, number in copies.items() if number}
