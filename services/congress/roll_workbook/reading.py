"""Reading a workbook: every problem is named with its sheet and row, and nothing comes of it unless all is right."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from marshmallow import Schema
from openpyxl import load_workbook

from services.congress.domain.roll import WorkbookRefused
from services.congress.roll_workbook import package
from services.congress.roll_workbook.layout import (
    BASICS,
    DELEGATIONS,
    NOTES,
    OBSERVERS,
    SEATS,
    SHEETS,
    Column,
    Sheet,
)

MOST_NAMED = 50
"""How many problems one refusal names."""

MOST_DIGITS = 9
MOST_ROWS = 20_000
MOST_COLUMNS = 20
"""Beyond these columns nobody types by accident; within them what stands outside the layout is a problem."""

Row = dict[str, Any]
Numbered = list[tuple[int, Row]]
Lines = list[tuple[int, tuple[Any, ...]]]


def read(data: bytes) -> dict[str, Any]:
    """The roll in a workbook: the basics, ``delegations``, ``members`` and ``observers``.

    Raises ``WorkbookRefused`` with every problem, the first ``MOST_NAMED`` of them named.
    """
    clean, problems = package.check(data)
    found: dict[str, Numbered] = {}
    if not problems:
        for sheet, page in _pages(clean, problems):
            found[sheet.name] = _rows(sheet, page, problems)
    # Beside wrong cells, so that no problem waits for the next upload.
    problems += _contradictions(found)
    if problems:
        shown, rest = problems[:MOST_NAMED], len(problems) - MOST_NAMED
        more = f"；另有{rest}处" if rest > 0 else ""
        raise WorkbookRefused(problems="；".join(shown) + more)
    plain = {name: [row for _number, row in rows] for name, rows in found.items()}
    return {
        **plain[BASICS.name][0],
        "delegations": plain[DELEGATIONS.name],
        "members": plain[SEATS.name],
        "observers": plain[OBSERVERS.name],
    }


def _pages(data: bytes, problems: list[str]) -> list[tuple[Sheet, Lines]]:
    """Each sheet of the layout with the rows that hold anything; the first row always."""
    try:
        with warnings.catch_warnings():
            # A roll has no charts or validations that openpyxl could warn of losing.
            warnings.simplefilter("ignore")
            # Read one row after another: nothing is laid out at the extent that the file claims.
            book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
            known = {each.name for each in SHEETS} | {NOTES}
            problems += [f"“{name}”：不认识的工作表，请删除" for name in book.sheetnames if name not in known]
            pages = []
            for sheet in SHEETS:
                if sheet.name in book.sheetnames:
                    pages.append((sheet, _lines(sheet, book[sheet.name], problems)))
                else:
                    problems.append(f"“{sheet.name}”：缺少这张工作表")
            return pages
    except Exception as broken:
        # openpyxl raises whatever the damaged part makes it raise.
        raise WorkbookRefused(problems="工作簿内容已损坏，无法读取；请用下载的模板重新填写") from broken


def _lines(sheet: Sheet, page: Any, problems: list[str]) -> Lines:
    found: Lines = []
    for number, cells in enumerate(page.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            problems.append(f"“{sheet.name}”：超过{MOST_ROWS}行，请删除其后的内容和空行")
            break
        if number == 1 or any(cell.value is not None and str(cell.value).strip() for cell in cells):
            found.append((number, tuple(cells)))
    return found


def _rows(sheet: Sheet, lines: Lines, problems: list[str]) -> Numbered:
    """The rows of a sheet with their numbers."""
    headings = [str(cell.value or "").strip() for cell in lines[0][1]] if lines else []
    while headings and not headings[-1]:
        headings.pop()
    if headings != sheet.headings:
        wanted = "、".join(sheet.headings)
        problems.append(f"“{sheet.name}”第1行：表头应依次为{wanted}")
        return []
    found: Numbered = []
    schema = sheet.schema()
    for number, cells in lines[1:]:
        row = {
            column.field: _value(column, cell.value)
            for column, cell in zip(sheet.columns, cells, strict=False)
        }
        wrong = _wrong_cells(sheet, cells) or _against_schema(sheet, schema, row)
        problems += [f"“{sheet.name}”第{number}行：{each}" for each in wrong]
        found.append((number, row))
    if len(found) > sheet.most:
        problems.append(f"“{sheet.name}”：共{len(found)}行，最多{sheet.most}行")
    if len(found) < sheet.least:
        problems.append(f"“{sheet.name}”第2行：没有填写")
    return found


def _wrong_cells(sheet: Sheet, cells: tuple[Any, ...]) -> list[str]:
    wrong = []
    for column, cell in zip(sheet.columns, cells, strict=False):
        if cell.data_type == "f":
            wrong.append(f"{column.heading}是公式，请改为直接填写的内容")
        elif cell.data_type == "e":
            wrong.append(f"{column.heading}是错误值，请重新填写")
        elif cell.data_type in ("b", "d") or _fraction(cell.value):
            kind = "整数" if column.numeric else "文本"
            wrong.append(f"{column.heading}应为{kind}，不能是日期、小数或是非值")
    beyond = cells[len(sheet.columns) :]
    if any(cell.value is not None and str(cell.value).strip() for cell in beyond):
        wrong.append("表头以外的列填有内容，请删除")
    return wrong


def _fraction(value: Any) -> bool:
    return isinstance(value, float) and not value.is_integer()


def _value(column: Column, value: Any) -> Any:
    """A cell as the schema takes it: a code typed as a number is its digits, a number typed as text its value."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value).strip()
    if column.numeric:
        return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else text
    return text


def _against_schema(sheet: Sheet, schema: Schema, row: Mapping[str, Any]) -> list[str]:
    wrong = schema.validate(row)
    headings = {each.field: each for each in sheet.columns}
    said = []
    for name in wrong:
        column = headings[str(name)]
        if row[column.field] == "":
            said.append(f"{column.heading}没有填写")
        elif column.numeric:
            said.append(f"{column.heading}“{str(row[column.field])[:20]}”应为规定范围内的整数")
        else:
            said.append(f"{column.heading}“{str(row[column.field])[:20]}”过长或含有不可显示的字符")
    return said


def _contradictions(found: Mapping[str, Numbered]) -> list[str]:
    """What is wrong between rows and sheets, each by its row; what is not filled in is no contradiction."""
    problems: list[str] = []
    for sheet in (DELEGATIONS, SEATS, OBSERVERS):
        first: dict[str, int] = {}
        for number, row in found.get(sheet.name, ()):
            code = row.get("code", "")
            if code and code in first:
                problems.append(f"“{sheet.name}”第{number}行：编号“{code}”与第{first[code]}行重复")
            first.setdefault(code, number)
    seats = found.get(SEATS.name, [])
    known = {row.get("code", "") for _number, row in found.get(DELEGATIONS.name, ())}
    # Of delegations that cannot be read nothing is known, and one without its code may be any.
    if known and "" not in known:
        problems += [
            f"“{SEATS.name}”第{number}行：代表团编号“{row['delegation']}”不在“{DELEGATIONS.name}”工作表中"
            for number, row in seats
            if row.get("delegation") and row["delegation"] not in known
        ]
    deputies = {row["code"]: number for number, row in seats if row.get("code")}
    problems += [
        f"“{OBSERVERS.name}”第{number}行：编号“{row['code']}”已是“{SEATS.name}”第{deputies[row['code']]}行的代表，代表不列席"
        for number, row in found.get(OBSERVERS.name, ())
        if row.get("code") in deputies
    ]
    for at, basics in found.get(BASICS.name, [])[:1]:
        legal = basics.get("legal_number")
        if isinstance(legal, int) and len(seats) > legal:
            problems.append(f"“{BASICS.name}”第{at}行：代表{len(seats)}名，多于法定名额{legal}名，请核对")
    return problems
