"""Writing the workbook: the empty template, or a roll."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from services.congress.roll_workbook.layout import ADVICE, NOTES, SHEETS, Sheet

WIDTH = 22
ADVICE_WIDTH = 90
TEXT = "@"
"""The number format of a column of text: a code that starts with 0 keeps it."""

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*<")

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def write(rows: Rows) -> bytes:
    """A workbook with these rows by the name of their sheet; without rows it is the template to fill in."""
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    for sheet in SHEETS:
        _fill(book.create_sheet(sheet.name), sheet, rows.get(sheet.name, ()))
    notes = book.create_sheet(NOTES)
    notes.column_dimensions["A"].width = ADVICE_WIDTH
    for number, sentence in enumerate(ADVICE, 1):
        notes.cell(number, 1, sentence)
    made = BytesIO()
    book.save(made)
    return _timeless(made.getvalue())


def _timeless(data: bytes) -> bytes:
    """The same workbook without the moment of its making: one roll is always one file, byte for byte."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for each in before.infolist():
            content = _MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z<", before.read(each))
            after.writestr(ZipInfo(each.filename), content, ZIP_DEFLATED)
    return made.getvalue()


def _fill(page: Worksheet, sheet: Sheet, rows: Iterable[Mapping[str, Any]]) -> None:
    for number, column in enumerate(sheet.columns, 1):
        cell = page.cell(1, number, column.heading)
        cell.font = Font(bold=True)
        width = page.column_dimensions[cell.column_letter]
        width.width = WIDTH
        if not column.numeric:
            width.number_format = TEXT
    page.freeze_panes = "A2"
    for at, row in enumerate(rows, 2):
        for number, column in enumerate(sheet.columns, 1):
            cell = page.cell(at, number, row[column.field])
            if not column.numeric:
                # A name that begins with "=" is a name and no formula.
                cell.data_type = "s"
                cell.number_format = TEXT
