"""Is this an XLSX file, and is it safe to open? Decided on the bytes, before anything is built of them."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from services.congress.domain.roll import WorkbookRefused

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 8 * 1024 * 1024
MOST_PARTS = 100
COMPRESSIONS = (ZIP_STORED, ZIP_DEFLATED)
TOO_MUCH = "文件解压后过大或结构异常，已停止读取；请用下载的模板重新填写"
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7})")


def check(data: bytes) -> tuple[bytes, list[str]]:
    """The same package made anew from parts that were read in bounds, and its merged cells as sentences.

    What a package says of its own sizes may be a lie; nobody after this reads the one that came. Raises
    ``WorkbookRefused`` for what is no workbook, holds macros, or unpacks to more than a roll can need.
    """
    if len(data) > MOST_BYTES:
        raise WorkbookRefused(problems=f"文件超过{MOST_BYTES // 1024 // 1024}MB，名册不会有这么大")
    parts = _parts(data)
    if "xl/workbook.xml" not in parts:
        raise WorkbookRefused(problems="这不是 .xlsx 工作簿；请用下载的模板填写")
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise WorkbookRefused(problems="文件带有宏；请另存为不带宏的 .xlsx 再上传")
    if any(_DECLARED.search(each) for each in parts.values()):
        raise WorkbookRefused(problems="文件中有不允许的声明（DOCTYPE）；请用下载的模板重新填写")
    merged = [
        f"“{name}”第{int(row)}行：有合并单元格（从{column.decode()}{int(row)}起），请取消合并"
        for name, part in _sheets(parts)
        for column, row in _MERGED.findall(parts.get(part, b""))
    ]
    return _anew(parts), merged


def _parts(data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with ZipFile(BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_PARTS or any(each.compress_type not in COMPRESSIONS for each in listed):
                raise WorkbookRefused(problems=TOO_MUCH)
            for each in listed:
                with archive.open(each) as part:
                    parts[each.filename] = part.read(left + 1)
                left -= len(parts[each.filename])
                if left < 0:
                    raise WorkbookRefused(problems=TOO_MUCH)
    except (
        BadZipFile,
        OSError,
        RuntimeError,
        ValueError,
        NotImplementedError,
        EOFError,
        zlib.error,
    ) as broken:
        raise WorkbookRefused(
            problems="这不是能读取的 .xlsx 文件（或已加密）；请另存为 .xlsx 再上传"
        ) from broken
    return parts


def _anew(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _sheets(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """The name of each sheet and the part that holds it."""
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])  # noqa: S314 - no DOCTYPE reaches this
        relations = ElementTree.fromstring(  # noqa: S314
            parts.get("xl/_rels/workbook.xml.rels", b"<none/>")
        )
    except ElementTree.ParseError as broken:
        raise WorkbookRefused(problems="工作簿内容已损坏；请用下载的模板重新填写") from broken
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    found = []
    for each in book.iter(f"{SPREADSHEET}sheet"):
        target = targets.get(each.get(RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found.append((each.get("name", ""), part))
    return found
