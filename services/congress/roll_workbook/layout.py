"""What the workbook holds: its sheets and their columns, declared once for the template, the export and the import."""

from __future__ import annotations

from dataclasses import dataclass

from marshmallow import Schema

from shared.contracts.congress.rolls import Delegation, Member, Observer, RollBasics


@dataclass(frozen=True)
class Column:
    """A column: its heading, the field that it fills, whether it holds a whole number."""

    heading: str
    field: str
    numeric: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, columns in order, the schema of a row, how many rows there may be."""

    name: str
    columns: tuple[Column, ...]
    schema: type[Schema]
    least: int
    most: int

    @property
    def headings(self) -> list[str]:
        """The first row."""
        return [each.heading for each in self.columns]


BASICS = Sheet(
    "基本情况",
    (
        Column("法定名额", "legal_number", numeric=True),
        Column("主席团人数", "presidium_members", numeric=True),
        Column("名称", "body_name"),
    ),
    RollBasics,
    least=1,
    most=1,
)
DELEGATIONS = Sheet("代表团", (Column("编号", "code"), Column("名称", "name")), Delegation, least=1, most=100)
SEATS = Sheet(
    "代表", (Column("代表编号", "code"), Column("代表团编号", "delegation")), Member, least=1, most=3000
)
OBSERVERS = Sheet(
    "列席",
    (Column("编号", "code"), Column("单位", "unit"), Column("职务", "post")),
    Observer,
    least=0,
    most=500,
)
SHEETS = (BASICS, DELEGATIONS, SEATS, OBSERVERS)

NOTES = "填写说明"
"""A sheet of the template that the import passes over."""

ADVICE = (
    "一、请在各工作表的表头之下逐行填写，不要改动工作表名称、表头和列的次序。",
    "二、代表编号代替姓名使用，例如“代表001”；工作簿里不要填写姓名、电话等个人信息。",
    "三、代表团编号应当是“代表团”工作表中已有的编号。",
    "四、不要使用公式，不要合并单元格；编号按文本填写，前面的0会保留。",
    "五、任何一处有误都会逐条指出工作表和行号，并且整个文件不导入，改正后重新上传即可。",
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
