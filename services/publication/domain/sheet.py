"""What stands on a paper, before any layout."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.kernel.clock import day_in_words

WATERMARK = "演示数据·非正式公文"
"""On every page of every demo paper (A10.20)."""


NARROWEST, WIDEST = 4, 24
"""Bounds of a column's weight, in characters."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that change the direction of what follows: a figure could be made to read backwards."""


@dataclass(frozen=True)
class PrintedBlock:
    """A heading, some paragraphs, or a table whose rows all have the width of the widest."""

    kind: str
    lines: list[str]
    header: list[str]
    rows: list[list[str]]

    @property
    def weights(self) -> list[int]:
        """How wide each column of a table is beside the others: by its longest cell, within bounds."""
        longest = (max(map(len, column)) for column in zip(*self._all_rows(), strict=True))
        return [min(max(length, NARROWEST), WIDEST) for length in longest]

    def _all_rows(self) -> list[list[str]]:
        return [self.header, *self.rows] if self.header else self.rows


@dataclass(frozen=True)
class Sheet:
    """版面内容: all text of a paper. ``watermark`` is empty on a paper that is not of a demo tenant."""

    number: str
    title: str
    issuer: str
    addressee: str
    issued_on: date
    tenant_name: str
    channels: list[str]
    blocks: list[PrintedBlock]
    watermark: str

    @property
    def issued(self) -> str:
        """The day as it is printed."""
        return day_in_words(self.issued_on)


def sheet_of(asked: Mapping[str, Any], number: str, tenant_name: str, demo: bool) -> Sheet:
    """The sheet of a ``PaperRequested``."""
    return Sheet(
        number=number,
        title=printable(asked["title"]),
        issuer=printable(asked["issuer"]),
        addressee=printable(asked["addressee"]),
        issued_on=asked["issued_on"],
        tenant_name=tenant_name,
        channels=[printable(each) for each in asked["channels"]],
        blocks=[printed for printed in map(_printed, asked["blocks"]) if printed is not None],
        watermark=WATERMARK if demo else "",
    )


def printable(text: str) -> str:
    """The text without control characters and without what turns its direction; blanks are joined."""
    kept = (" " if unicodedata.category(each) == "Cc" else each for each in text if each not in _TURNING)
    return re.sub(" {2,}", " ", "".join(kept)).strip()


def _printed(block: Mapping[str, Any]) -> PrintedBlock | None:
    """The block as it is printed, or nothing where there is nothing to print."""
    if block["kind"] == "table":
        header, rows = block["header"], block["rows"]
        width = max([len(header), *(len(row) for row in rows)])
        if width == 0:
            return None
        return PrintedBlock("table", [], _padded(header, width) if header else [], _all_padded(rows, width))
    lines = [line for line in map(printable, block["text"].splitlines()) if line]
    return PrintedBlock(block["kind"], lines, [], []) if lines else None


def _all_padded(rows: Iterable[Sequence[str]], width: int) -> list[list[str]]:
    return [_padded(row, width) for row in rows]


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*map(printable, cells), *[""] * (width - len(cells))]
