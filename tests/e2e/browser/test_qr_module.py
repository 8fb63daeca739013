"""QR codes drawn in the page: a reader reads them back, and a library draws them the same (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import segno
from playwright.sync_api import Browser, Page

from services.voting.domain.crypto.credentials import new_credential
from services.voting.domain.crypto.rehearsal import new_uuid
from tests.e2e.browser.module_page import module_page
from tests.e2e.browser.scanner import modules, read

DRAW = """async ([text, mask]) => {
  const {qrMatrix} = await import("/qr/matrix.js");
  try { return qrMatrix(text, mask).map((row) => row.map(Number)); }
  catch (refused) { return refused.name; }
}"""
PICTURE = """async (text) => {
  const {qrPicture} = await import("/qr/picture.js");
  document.body.append(qrPicture(text, "信封二维码"));
  return document.querySelector("svg").outerHTML;
}"""
FULL = (14, 26, 42, 62, 84, 106, 122, 152, 180)
"""Bytes that fill a code of each version."""

MOST_BYTES = FULL[-1]


@pytest.fixture(scope="module")
def empty(browser: Browser) -> Iterator[Page]:
    with module_page(browser) as page:
        yield page


def theirs(text: str, mask: int | None) -> list[list[int]]:
    made = segno.make(
        text, error="m", mode="byte", mask=mask, micro=False, boost_error=False, encoding="utf-8"
    )
    return [list(row) for row in made.matrix]


def texts() -> Iterator[str]:
    """Of every version, at its ends; addresses as envelopes have them; a text that is not ASCII."""
    for capacity in FULL:
        yield "x" * capacity
        yield "y" * (capacity - 1)
    yield "z"
    for host in ("https://hall.example:8443", "https://10.0.0.5"):
        yield f"{host}/t/yang-e/sessions/{new_uuid()}/ballot#{new_credential()}"
    yield "演练信封：" + new_credential()


@pytest.mark.parametrize("mask", [*range(8), None])
def test_a_scanner_reads_back_the_very_text(empty: Page, mask: int | None) -> None:
    for text in texts():
        assert read(empty.evaluate(DRAW, [text, mask])) == text


@pytest.mark.parametrize("mask", range(8))
def test_a_full_code_is_the_same_module_by_module_as_a_library_draws_it(empty: Page, mask: int) -> None:
    """A full one has no padding; elsewhere that library pads with one byte more than the standard says."""
    for capacity in FULL:
        text = "x" * capacity
        assert empty.evaluate(DRAW, [text, mask]) == theirs(text, mask), text


def test_what_is_too_long_for_an_envelope_is_refused(empty: Page) -> None:
    assert empty.evaluate(DRAW, ["x" * (MOST_BYTES + 1), None]) == "RangeError"


def test_the_picture_has_a_name_a_quiet_border_and_every_dark_module(empty: Page) -> None:
    text = f"https://hall.example/t/yang-e/sessions/s1/ballot#{new_credential()}"
    html = empty.evaluate(PICTURE, text)
    assert modules(html) == empty.evaluate(DRAW, [text, None])
    assert 'aria-label="信封二维码"' in html and "style" not in html
