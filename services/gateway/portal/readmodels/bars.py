"""Shapes of the charts: plain numbers that the templates draw as SVG."""

from __future__ import annotations

from typing import Any

WIDTH = 1000
"""Charts are drawn on a canvas of this width and stretched."""


def segments(counts: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """A stacked bar from (code, name, count): each part with its place on the canvas."""
    whole = sum(count for _, _, count in counts)
    found: list[dict[str, Any]] = []
    before = 0
    for order, (code, name, count) in enumerate(counts, start=1):
        left = WIDTH * before // whole if whole else 0
        before += count
        right = WIDTH * before // whole if whole else 0
        found.append(
            {"code": code, "name": name, "count": count, "order": order, "x": left, "width": right - left}
        )
    return found


def grade_segments(
    grades: list[dict[str, str]], counts: dict[str, int], abstain: int, abstain_name: str
) -> list[Any]:
    """The bar of one rating: its grades from best to worst, then the abstentions."""
    named = [(each["code"], each["name"], counts.get(each["code"], 0)) for each in grades]
    if abstain:
        named.append(("abstain", abstain_name, abstain))
    return segments(named)
