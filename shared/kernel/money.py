"""Money in integer fen (分)."""

from __future__ import annotations

from typing import NewType

Fen = NewType("Fen", int)

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000


def wan(amount: int) -> Fen:
    """So many 万元, in fen."""
    return Fen(amount * FEN_PER_WAN)


def in_wan(amount: int) -> str:
    """Fen as 万元 for a reader: whole where it is whole, otherwise up to four decimals."""
    whole, rest = divmod(amount, FEN_PER_WAN)
    if rest == 0:
        return f"{whole}万元"
    return f"{amount / FEN_PER_WAN:.4f}".rstrip("0").rstrip(".") + "万元"
