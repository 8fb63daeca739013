"""Strict JSON: a record has one spelling, so that its hash stands for its meaning and nothing hides in it."""

from __future__ import annotations

import json
import re
from typing import Any

from gmpy2 import mpz

from services.verifier.findings import Broken, require
from services.verifier.group import P, Q

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,616}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


def parse(content: bytes, where: str) -> Any:
    """The value of a record; raises ``Broken`` unless its compact spelling is exactly ``content``."""
    try:
        value = json.loads(content.decode("utf-8"), parse_float=_no_fraction, parse_constant=_no_fraction)
        again = compact(value)
    except (ValueError, RecursionError):
        raise Broken("record.not-json", "记录不是合乎规定的 JSON。", where) from None
    require(again == content, "record.not-canonical", "记录的写法不是唯一的规范写法。", where)
    return value


def compact(value: Any) -> bytes:
    """The one spelling of a value; raises ``ValueError`` for a text that UTF-8 cannot hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def fields(value: Any, names: str, where: str) -> tuple[Any, ...]:
    """The values of an object that has exactly these fields in this order (``names`` separated by spaces)."""
    wanted = names.split()
    if not isinstance(value, dict) or list(value) != wanted:
        raise Broken("record.fields", f"记录应当恰好依次有这些字段：{'、'.join(wanted)}。", where)
    return tuple(value.values())


def listed(value: Any, where: str, length: int | None = None) -> list[Any]:
    """A list, of this length if one is given."""
    if not isinstance(value, list) or (length is not None and len(value) != length):
        many = "" if length is None else f"，且恰有{length}项"
        raise Broken("record.list", f"此处应当是一个列表{many}。", where)
    return value


def text(value: Any, where: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise Broken("record.text", "此处应当是文字。", where)
    return value


def whole(value: Any, where: str, least: int = 0) -> int:
    """An integer of at least ``least``."""
    if type(value) is not int or value < least:
        raise Broken("record.number", f"此处应当是不小于{least}的整数。", where)
    return value


def digest(value: Any, where: str) -> str:
    """The SHA-256 name of a file."""
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise Broken("record.hash", "此处应当是 64 位十六进制小写的 SHA-256。", where)
    return value


def residue(value: Any, where: str) -> mpz:
    """What claims to be an element of the group: in range; membership is checked elsewhere."""
    found = _decimal(value)
    if found is None or not 0 < found < P:
        raise Broken("record.element", "此处应当是群元素（1 到 p−1 的十进制整数）。", where)
    return found


def exponent(value: Any, where: str) -> mpz:
    """A challenge or a response, 0 to q − 1."""
    found = _decimal(value)
    if found is None or found >= Q:
        raise Broken("record.exponent", "此处应当是指数（0 到 q−1 的十进制整数）。", where)
    return found


def _decimal(value: Any) -> mpz | None:
    return mpz(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else None


def _no_fraction(spelled: str) -> Any:
    raise ValueError(spelled)
