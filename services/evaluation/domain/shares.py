"""Shares are exact; rounding happens only where a reader sees them."""

from __future__ import annotations

from fractions import Fraction


def rounded(value: Fraction) -> int:
    """The nearest whole number, halves upwards, as a clerk rounds (never to the even neighbour)."""
    return (value.numerator * 2 + value.denominator) // (value.denominator * 2)


def percent_tenths(part: int, whole: int) -> int | None:
    """A share in tenths of a per cent (102 of 184 is 554, read 55.4%); ``None`` of nothing."""
    return rounded(Fraction(part * 1000, whole)) if whole else None


def tenths_text(tenths: int) -> str:
    """Tenths as a reader sees them: 554 is "55.4"."""
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}"
