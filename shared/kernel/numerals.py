"""Chinese numerals, as clauses and rounds are counted."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九十"


def ordinal(number: int) -> str:
    """1 to 99 in Chinese numerals: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return (DIGITS[tens] if tens > 1 else "") + "十" + (DIGITS[ones] if ones else "")
