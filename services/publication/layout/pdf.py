"""The PDF of a paper, typeset by typst (tagged). Takes a tenth of a second: call it off the hub.

Not declared PDF/UA-1: that profile refuses a paper for one character that the font lacks, and a
resident's emoji must not stop a paper.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from services.publication.domain.sheet import Sheet

MEDIA_TYPE = "application/pdf"
TEMPLATE = Path(__file__).parent / "paper.typ"
FONT_PACKAGE = "noto_cjk_sans_otc"
EPOCH, SECONDS_A_DAY = date(1970, 1, 1), 86_400


def to_pdf(sheet: Sheet, digest: str) -> bytes:
    """The PDF; ``digest`` of the HTML is printed on each page. The same bytes for the same sheet."""
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"sheet": json.dumps(printed(sheet, digest), ensure_ascii=False)},
        timestamp=max((sheet.issued_on - EPOCH).days, 0) * SECONDS_A_DAY,
    )


def printed(sheet: Sheet, digest: str) -> dict[str, Any]:
    """What the template reads: plain data, never markup."""
    return {
        "number": sheet.number,
        "title": sheet.title,
        "issuer": sheet.issuer,
        "addressee": sheet.addressee,
        "issued": sheet.issued,
        "tenant_name": sheet.tenant_name,
        "channels": sheet.channels,
        "watermark": sheet.watermark,
        "digest": digest,
        "blocks": [
            {
                "kind": each.kind,
                "lines": each.lines,
                "header": each.header,
                "rows": each.rows,
                "weights": each.weights,
            }
            for each in sheet.blocks
        ],
    }


@cache
def _fonts() -> typst.Fonts:
    """The font of the package, read once; the machine's own fonts would change the bytes."""
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"缺少字体包 {FONT_PACKAGE}，请按锁定的依赖重新安装。")
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(spec.origin).parent)],
    )
