"""The roll as a workbook: what goes out comes in, and nothing wrong gets in (A10.15)."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from services.congress.domain.roll import WorkbookRefused
from services.congress.roll_workbook import package
from services.congress.roll_workbook.layout import BASICS, DELEGATIONS, OBSERVERS, SEATS, SHEETS
from services.congress.roll_workbook.reading import MOST_NAMED, MOST_ROWS, read
from services.congress.roll_workbook.writing import write

ROLL: dict[str, Any] = {
    "body_name": "甲县（演示）人民代表大会",
    "legal_number": 5,
    "presidium_members": 3,
    "delegations": [{"code": "T01", "name": "第一代表团"}, {"code": "02", "name": "第二代表团"}],
    "members": [
        {"code": "001", "delegation": "T01"},
        {"code": "代表002", "delegation": "02"},
        {"code": "003", "delegation": "02"},
    ],
    "observers": [{"code": "列席01", "unit": "县教体局", "post": "局长"}],
}


def written(roll: dict[str, Any]) -> bytes:
    """A roll as the export writes it."""
    basics = {name: roll[name] for name in ("body_name", "legal_number", "presidium_members")}
    return write(
        {
            BASICS.name: [basics],
            DELEGATIONS.name: roll["delegations"],
            SEATS.name: roll["members"],
            OBSERVERS.name: roll["observers"],
        }
    )


def edited(change: Callable[[Workbook], object], data: bytes | None = None) -> bytes:
    """The roll's workbook after somebody worked on it."""
    book = load_workbook(BytesIO(written(ROLL) if data is None else data))
    change(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def put(sheet: str, cell: str, value: Any) -> Callable[[Workbook], object]:
    """Type something into a cell."""

    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


def packed(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with ZipFile(BytesIO(data)) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def refused(data: bytes) -> str:
    """The sentence with which a workbook is refused."""
    with pytest.raises(WorkbookRefused) as found:
        read(data)
    return found.value.text


_plain = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20)
_codes = st.lists(_plain, min_size=1, max_size=8, unique=True)


@st.composite
def rolls(draw: st.DrawFn) -> dict[str, Any]:
    """Any roll without a contradiction, names that look like formulas or numbers among them."""
    delegations, people = draw(_codes), draw(_codes)
    seats = people[: draw(st.integers(1, len(people)))]
    return {
        "body_name": draw(_plain),
        "legal_number": draw(st.integers(len(seats), 5000)),
        "presidium_members": draw(st.integers(0, 200)),
        "delegations": [{"code": code, "name": draw(_plain)} for code in delegations],
        "members": [{"code": code, "delegation": draw(st.sampled_from(delegations))} for code in seats],
        "observers": [
            {"code": code, "unit": draw(_plain), "post": draw(_plain)} for code in people[len(seats) :]
        ],
    }


@settings(max_examples=60, deadline=None)
@given(rolls())
def test_what_is_exported_is_imported_the_same(roll: dict[str, Any]) -> None:
    assert read(written(roll)) == roll
    assert written(roll) == written(roll)


@pytest.mark.parametrize("name", ["=1+1", "007", "1e5", "TRUE", "#N/A", "2024-03-01", "@x", "+1", "_x0041_"])
def test_a_name_that_looks_like_something_else_stays_a_name(name: str) -> None:
    roll = {**ROLL, "members": [{"code": name, "delegation": "02"}]}
    assert read(written(roll)) == roll


def test_the_template_filled_in_is_a_roll_and_empty_it_is_refused_with_all_that_is_missing() -> None:
    said = refused(write({}))
    for sheet in (BASICS, DELEGATIONS, SEATS):
        assert f"“{sheet.name}”第2行：没有填写" in said

    def fill(book: Workbook) -> None:
        book["基本情况"].append([5, 3, "甲县（演示）人民代表大会"])
        book["代表团"].append(["T01", "第一代表团"])
        book["代表"].append([7, "T01"])

    found = read(edited(fill, write({})))
    assert found["members"] == [{"code": "7", "delegation": "T01"}]
    assert found["observers"] == []
    assert load_workbook(BytesIO(write({}))).sheetnames == [*(each.name for each in SHEETS), "填写说明"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (put("代表", "A3", "001"), "“代表”第3行：编号“001”与第2行重复"),
        (put("代表", "B3", "T09"), "“代表”第3行：代表团编号“T09”不在“代表团”工作表中"),
        (put("代表", "A4", '=A2&"x"'), "“代表”第4行：代表编号是公式"),
        (put("代表", "A4", None), "“代表”第4行：代表编号没有填写"),
        (put("代表", "A4", 1.5), "“代表”第4行：代表编号应为文本"),
        (put("代表", "A4", True), "“代表”第4行：代表编号应为文本"),
        (put("代表", "A4", "长" * 21), "“代表”第4行：代表编号“" + "长" * 20 + "”过长"),
        (put("代表", "C4", "备注"), "“代表”第4行：表头以外的列填有内容"),
        (put("代表", "A1", "姓名"), "“代表”第1行：表头应依次为代表编号、代表团编号"),
        (put("代表团", "A3", "T01"), "“代表团”第3行：编号“T01”与第2行重复"),
        (put("列席", "A2", "001"), "“列席”第2行：编号“001”已是“代表”第2行的代表"),
        (put("基本情况", "A2", 2), "“基本情况”第2行：代表3名，多于法定名额2名"),
        (put("基本情况", "A2", "五"), "“基本情况”第2行：法定名额“五”应为规定范围内的整数"),
        (put("基本情况", "A3", 9), "“基本情况”：共2行，最多1行"),
        (lambda book: book["代表"].merge_cells("A2:A3"), "“代表”第2行：有合并单元格"),
        (lambda book: book.remove(book["列席"]), "“列席”：缺少这张工作表"),
        (lambda book: book.create_sheet("其他"), "“其他”：不认识的工作表"),
        (put("代表", f"A{MOST_ROWS + 5}", "999"), f"“代表”：超过{MOST_ROWS}行"),
    ],
)
def test_each_problem_is_named_with_its_sheet_and_row(
    change: Callable[[Workbook], object], says: str
) -> None:
    assert says in refused(edited(change))


def test_all_problems_are_named_at_once_and_a_long_list_is_cut() -> None:
    def spoil(book: Workbook) -> None:
        book["代表"]["B2"] = "T08"
        book["代表团"]["A3"] = "T01"
        book["列席"]["B2"] = None

    said = refused(edited(spoil))
    assert "“列席”第2行：单位没有填写" in said
    book = edited(lambda each: [each["代表"].append([f"x{n}", "无"]) for n in range(MOST_NAMED + 10)])
    assert "另有" in refused(book)


def test_an_empty_cell_hides_neither_duplicates_nor_unknown_delegations() -> None:
    def spoil(book: Workbook) -> None:
        book["列席"]["B2"] = None
        book["代表"].append(["001", "T09"])
        book["代表"].append([None, "02"])

    said = refused(edited(spoil))
    for problem in (
        "“列席”第2行：单位没有填写",
        "“代表”第5行：编号“001”与第2行重复",
        "“代表”第5行：代表团编号“T09”不在“代表团”工作表中",
        "“代表”第6行：代表编号没有填写",
    ):
        assert problem in said
    # What is not filled in contradicts nothing.
    assert "编号“”" not in said


def test_a_delegation_without_its_code_makes_no_deputys_delegation_unknown() -> None:
    said = refused(edited(put("代表团", "A3", None)))
    assert said.count("行：") == 1
    assert "“代表团”第3行：编号没有填写" in said


def test_blank_rows_between_are_passed_over() -> None:
    found = read(edited(put("代表", "A900", "900"), edited(put("代表", "B900", "02"))))
    assert found["members"][-1] == {"code": "900", "delegation": "02"}


def test_what_is_no_workbook_is_refused_in_plain_words() -> None:
    good = written(ROLL)
    assert "不是能读取的 .xlsx" in refused(b"not a workbook")
    assert "不是能读取的 .xlsx" in refused(good[: len(good) // 2])
    assert "不是 .xlsx 工作簿" in refused(packed({"a.txt": b"x"}))
    assert "宏" in refused(packed({**parts_of(good), "xl/vbaProject.bin": b"x"}))
    assert "DOCTYPE" in refused(
        packed({**parts_of(good), "xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    )
    assert "损坏" in refused(packed({**parts_of(good), "xl/workbook.xml": b"<workbook"}))
    assert "损坏" in refused(
        packed({**parts_of(good), "xl/worksheets/sheet3.xml": b"<worksheet><sheetData><row"})
    )


def test_ten_megabytes_and_a_zip_bomb_are_refused_before_anything_is_built() -> None:
    assert "超过2MB" in refused(b"PK" + bytes(10 * 1024 * 1024))
    bomb = packed({**parts_of(written(ROLL)), "xl/worksheets/sheet9.xml": bytes(64 * 1024 * 1024)})
    assert len(bomb) < package.MOST_BYTES
    assert "过大" in refused(bomb)
    many = packed({f"part{number}": b"" for number in range(package.MOST_PARTS + 1)})
    assert "过大" in refused(many)


def test_a_package_that_lies_about_its_sizes_is_not_believed() -> None:
    """The directory says 4 kB with the checksum of those; 64 MB would come out."""
    bomb = packed({"xl/workbook.xml": bytes(64 * 1024 * 1024)})
    said = 4096
    true = (64 * 1024 * 1024).to_bytes(4, "little")
    lying = bomb.replace(true, said.to_bytes(4, "little"))
    lying = lying.replace(
        zlib.crc32(bytes(64 * 1024 * 1024)).to_bytes(4, "little"),
        zlib.crc32(bytes(said)).to_bytes(4, "little"),
    )
    assert lying != bomb
    refused(lying)


def test_merged_cells_over_the_whole_sheet_are_found_without_laying_them_out() -> None:
    parts = parts_of(written(ROLL))
    name = "xl/worksheets/sheet3.xml"
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    parts[name] = parts[name].replace(b"</worksheet>", merged)
    assert "“代表”第1行：有合并单元格" in refused(packed(parts))


@given(st.binary(max_size=300), st.integers(0, 5000))
@settings(max_examples=60, deadline=None)
def test_no_damage_is_anything_but_a_refusal_or_the_same_roll(noise: bytes, at: int) -> None:
    good = written(ROLL)
    at %= len(good)
    damaged = good[:at] + noise + good[at + len(noise) :]
    try:
        assert read(damaged) == ROLL
    except WorkbookRefused as found:
        assert found.text
