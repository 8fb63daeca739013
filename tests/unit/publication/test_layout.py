"""The look of a paper: tables, hostile text, the watermark."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from services.publication.domain.sheet import WATERMARK, Sheet, printable, sheet_of
from services.publication.layout.html import to_html
from services.publication.layout.pdf import TEMPLATE, _fonts, printed, to_pdf
from tests.unit.publication.desk import a_request

HOSTILE = (
    '</style><script>alert(1)</script> {{ 7*7 }} #panic("x") #read("/etc/passwd") $x$ *b* [c] \\ @d "q" <!--'
)
DIGEST = "ab" * 32


def block(kind: str = "paragraph", **parts: Any) -> dict[str, Any]:
    return {"kind": kind, "text": "", "header": [], "rows": [], **parts}


def a_sheet(demo: bool = True, **changes: Any) -> Sheet:
    return sheet_of(a_request(**changes), "公告〔演示〕第1号", "甲县（演示）", demo)


class Reader(HTMLParser):
    """The tags and the visible text of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def as_pictures(sheet: Sheet) -> str:
    """The same document as SVG, in which typst draws each page."""
    drawn: Any = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        format="svg",
        sys_inputs={"sheet": json.dumps(printed(sheet, DIGEST))},
    )
    made = drawn if isinstance(drawn, list) else [drawn]
    return "".join(each.decode() for each in made)


TABLE = [
    block("heading", text="一、结果"),
    block("table", header=["序号", "项目"], rows=[["1", "学位", "多"], ["2"]]),
]


def test_a_table_is_read_with_its_header_in_html_y041() -> None:
    page = to_html(a_sheet(blocks=TABLE)).decode()
    assert '<th scope="col">序号</th><th scope="col">项目</th><td></td>' in page
    assert "<td>1</td><td>学位</td><td>多</td>" in page
    assert "<td>2</td><td></td><td></td>" in page


def test_short_rows_of_a_table_stay_in_their_columns_y041() -> None:
    table = a_sheet(blocks=TABLE).blocks[1]
    assert {len(row) for row in [table.header, *table.rows]} == {3}
    assert len(table.weights) == 3


def test_a_table_of_many_rows_runs_over_pages_with_its_header_y041() -> None:
    rows = [[str(n), f"项目{n}"] for n in range(120)]
    long = a_sheet(blocks=[block("table", header=["序号", "项目"], rows=rows)])
    pdf = to_pdf(long, DIGEST)
    assert pdf.startswith(b"%PDF-")
    assert pages(pdf) > pages(to_pdf(a_sheet(), DIGEST)) == 1


def test_a_block_with_nothing_in_it_prints_nothing_y041() -> None:
    empty = a_sheet(blocks=[block("table"), block("heading", text="  "), block("paragraph", text="\n \n")])
    assert empty.blocks == []
    assert pages(to_pdf(empty, DIGEST)) == 1


def test_hostile_text_is_text_in_html_y041() -> None:
    blocks = [
        block(text=HOSTILE),
        block("heading", text=HOSTILE),
        block("table", header=[HOSTILE], rows=[[HOSTILE]]),
    ]
    page = to_html(
        a_sheet(title=HOSTILE, issuer=HOSTILE, addressee=HOSTILE, channels=[HOSTILE], blocks=blocks)
    )
    reader = Reader(page)
    assert "script" not in reader.tags
    assert reader.tags.count("style") == 1
    assert sum(HOSTILE in each for each in reader.texts) >= 8


def test_hostile_text_is_text_in_pdf_y041() -> None:
    blocks = [
        block(text=HOSTILE),
        block("heading", text=HOSTILE),
        block("table", header=[HOSTILE], rows=[[HOSTILE]]),
    ]
    sheet = a_sheet(title=HOSTILE, issuer=HOSTILE, addressee=HOSTILE, channels=[HOSTILE], blocks=blocks)
    assert pages(to_pdf(sheet, DIGEST)) > 0
    headings = typst.query(
        TEMPLATE.read_bytes(),
        "heading",
        field="body",
        font_paths=_fonts(),
        sys_inputs={"sheet": json.dumps(printed(sheet, DIGEST))},
    )
    assert [each["text"] for each in json.loads(headings)] == [HOSTILE, HOSTILE]


def test_the_template_holds_no_text_of_a_paper_y041() -> None:
    hostile = printed(a_sheet(title=HOSTILE), DIGEST)
    assert hostile["title"] == HOSTILE
    assert set(hostile) == set(printed(a_sheet(), DIGEST))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_printed_y041(title: str, cell: str) -> None:
    blocks = [block(text=cell), block("table", header=["甲"], rows=[[cell], [title]])]
    sheet = a_sheet(title=title, blocks=blocks)
    assert pages(to_pdf(sheet, DIGEST)) > 0
    assert "\x00" not in to_html(sheet).decode()


def test_characters_that_turn_text_around_are_left_out_y041() -> None:
    assert printable("得票\u202e321\u202c票\x07 赞成\t反对") == "得票321票 赞成 反对"


def test_a_demo_paper_bears_the_watermark_on_every_page_a10_20() -> None:
    rows = [[str(n)] for n in range(120)]
    demo = a_sheet(demo=True, blocks=[block("table", rows=rows)])
    official = a_sheet(demo=False, blocks=[block("table", rows=rows)])
    assert demo.watermark == WATERMARK == "演示数据·非正式公文"
    reader = Reader(to_html(demo))
    assert reader.texts.count(WATERMARK) >= 2
    assert WATERMARK not in to_html(official).decode()
    turned = re.compile(r"rotate|matrix\(0\.88")
    assert len(turned.findall(as_pictures(demo))) >= 8 * pages(to_pdf(demo, DIGEST))
    assert not turned.findall(as_pictures(official))


def test_the_same_sheet_gives_the_same_bytes_a10_17() -> None:
    assert to_pdf(a_sheet(), DIGEST) == to_pdf(a_sheet(), DIGEST)
    assert to_html(a_sheet()) == to_html(a_sheet())


def test_a_paper_needs_nothing_from_outside_y041() -> None:
    page = to_html(a_sheet()).decode()
    assert not re.search(r"https?://|src=|<link|@import|url\(", page)
    assert '<html lang="zh-CN">' in page
