"""A line of the demo year, and what plays it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line. ``waits`` says in Chinese what a deeper stage has to bring, empty when all of it is played."""

    code: str
    text: str
    steps: tuple[str, ...] = ()
    waits: str = ""
