"""A scanner before a QR code: what it reads from drawn modules, or from a picture in the page."""

from __future__ import annotations

import re

import zxingcpp

SCALE, QUIET = 4, 4
"""Pixels a module, and light modules around the code."""


def read(cells: list[list[int]]) -> str | None:
    """The text of a code given by its rows of dark (1) and light (0) modules."""
    size = (len(cells) + 2 * QUIET) * SCALE
    pixels = bytearray(b"\xff" * (size * size))
    for row, line in enumerate(cells):
        for column, dark in enumerate(line):
            for down in range(SCALE if dark else 0):
                at = ((row + QUIET) * SCALE + down) * size + (column + QUIET) * SCALE
                pixels[at : at + SCALE] = bytes(SCALE)
    found = zxingcpp.read_barcode(memoryview(pixels).cast("B", (size, size)))
    return None if found is None else str(found.text)


def modules(picture: str) -> list[list[int]]:
    """The modules of a picture as our page draws it, without its quiet border."""
    box = re.search(r'viewBox="0 0 (\d+) \1"', picture)
    path = re.search(r' d="([^"]*)"', picture)
    assert box is not None and path is not None, picture[:200]
    cells = [[0] * (int(box[1]) - 2 * QUIET) for _ in range(int(box[1]) - 2 * QUIET)]
    for column, row in re.findall(r"M(\d+) (\d+)h1v1h-1z", path[1]):
        cells[int(row) - QUIET][int(column) - QUIET] = 1
    return cells
