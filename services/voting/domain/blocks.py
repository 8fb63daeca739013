"""The parts of a paper's text, as every paper of the suite is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Block = dict[str, object]


def paragraph(text: str) -> Block:
    """A paragraph."""
    return {"kind": "paragraph", "text": text, "header": [], "rows": []}


def heading(text: str) -> Block:
    """A heading within the paper."""
    return {"kind": "heading", "text": text, "header": [], "rows": []}


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    """A table with its header row."""
    return {"kind": "table", "text": "", "header": list(header), "rows": [list(each) for each in rows]}
