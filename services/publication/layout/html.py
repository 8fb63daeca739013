"""The HTML of a paper: self-contained, readable by a screen reader, the same bytes for the same sheet."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.publication.domain.sheet import Sheet

MEDIA_TYPE = "text/html; charset=utf-8"

_pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
)


def to_html(sheet: Sheet) -> bytes:
    """Every text of the sheet is escaped."""
    return _pages.get_template("paper.html").render(sheet=sheet).encode()
