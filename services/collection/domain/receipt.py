"""Receipt numbers (收件编号): read over the telephone, tracked with no log-in, never guessed.

``YU24-000123-7K3FQM``: a prefix for the congress, the year, the serial number, five random letters
and a check character that finds every single mistyped character and every swap of neighbours.
"""

from __future__ import annotations

import re
import secrets
import unicodedata

from shared.kernel.errors import InvalidInput

UNMISTAKABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that nobody takes for one another (no 0/O, 1/I/L, U/V)."""

_BASE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PRIME = 37
_RANDOM_LENGTH = 5
_SHAPE = re.compile(rf"([A-Z0-9]{{2}})([0-9]{{2}})([0-9]{{6,12}})([{UNMISTAKABLE}]{{5}})([{UNMISTAKABLE}])")


class ReceiptMistyped(InvalidInput):
    """The number cannot be one of ours: the check character does not fit."""

    code = "collection.receipt-mistyped"
    message = "收件编号“{receipt}”有误，请对照回执逐字核对后再查。"


def new_receipt(tenant: str, year: int, serial: int) -> str:
    """A fresh number. ``serial`` counts up per congress and year; chance makes it unguessable."""
    letters = "".join(each for each in tenant.upper() if each in _BASE)
    prefix = (letters + "PJ")[:2]
    while True:
        chance = "".join(secrets.choice(UNMISTAKABLE) for _ in range(_RANDOM_LENGTH))
        plain = f"{prefix}{year % 100:02d}{serial:06d}{chance}"
        check = _check_character(plain)
        if check in UNMISTAKABLE:
            return _grouped(prefix, f"{year % 100:02d}", f"{serial:06d}", chance, check)


def normal_receipt(typed: str) -> str:
    """The number as it was issued, however it was typed; raises ``ReceiptMistyped``."""
    kept = "".join(each for each in unicodedata.normalize("NFKC", typed).upper() if each in _BASE)
    found = _SHAPE.fullmatch(kept)
    if found is None or _check_character(kept[:-1]) != kept[-1]:
        raise ReceiptMistyped(receipt=typed)
    return _grouped(*found.groups())


def _grouped(prefix: str, year: str, serial: str, chance: str, check: str) -> str:
    return f"{prefix}{year}-{serial}-{chance}{check}"


def _check_character(plain: str) -> str:
    """The character that makes the weighted sum a multiple of 37, or a blank where none can."""
    total = sum(weight * _BASE.index(each) for weight, each in enumerate(reversed(plain), start=2))
    value = -total % _PRIME
    return _BASE[value] if value < len(_BASE) else " "
