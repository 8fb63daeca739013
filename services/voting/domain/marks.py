"""The marks that a ballot can bear beside one candidate, and the letter that each has in a pattern."""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum
from string import ascii_uppercase, digits

from services.voting.domain.methods import Method


class Mark(StrEnum):
    """What a ballot says of one candidate; a ranking ballot has numbers instead of the first two."""

    APPROVE = "approve"
    """○"""
    AGAINST = "against"
    """×"""
    ABSTAIN = "abstain"
    """Left blank."""
    UNCLEAR = "unclear"
    """Cannot be read."""


LETTER = {Mark.APPROVE: "o", Mark.AGAINST: "x", Mark.ABSTAIN: "-", Mark.UNCLEAR: "?"}
"""Each mark but the numbers as it stands in a pattern."""

MOST_NUMBER = 999
"""The highest number that an entry takes: far beyond any number of places, so that a wrong one can be entered as it stands."""

_SHORT = digits + ascii_uppercase
_LONG = 0x4E00
_LETTERS = [*_SHORT, *(chr(_LONG + number) for number in range(len(_SHORT), MOST_NUMBER + 1))]

NUMBER = {letter: number for number, letter in enumerate(_LETTERS)}
"""The number that a letter of a ranking ballot stands for: ``0`` to ``9``, ``A`` for 10 and so on, one letter each."""

_MARK = {letter: str(mark) for mark, letter in LETTER.items()} | {
    letter: str(number) for letter, number in NUMBER.items()
}
_LETTER_OF = {mark: letter for letter, mark in _MARK.items()}

MARKS: dict[Method, Container[str]] = {
    Method.APPROVAL: {str(mark) for mark in Mark},
    Method.RANKING: {str(Mark.ABSTAIN), str(Mark.UNCLEAR), *(str(number) for number in NUMBER.values())},
}
"""What an entry may say of a candidate, by the kind of ballot."""


MARK_NAMES: dict[str, str] = {
    Mark.APPROVE: "赞成",
    Mark.AGAINST: "反对",
    Mark.ABSTAIN: "弃权",
    Mark.UNCLEAR: "无法辨认",
}
"""How a mark is said; a number is said as it is."""


def letter_of(mark: str) -> str:
    """The letter of a mark: of ``Mark`` or a number ("1")."""
    return _LETTER_OF[mark]


def mark_of(letter: str) -> str:
    """The mark that a letter of a pattern stands for."""
    return _MARK[letter]
