"""Ballots as a teller keys them: a line a ballot, a sign a candidate, in the order of the ballot (Y-033).

An approval ballot is written ``1132``: 1 赞成, 2 反对, 3 弃权 (or left blank), 9 unreadable. A ranking ballot has the numbers
as they stand on it, with blanks between them: ``2 - 1 ?`` (``-`` left blank, ``?`` unreadable). ``*12`` at the end of a line
says that there are twelve such ballots.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.gateway.portal.text import t

APPROVAL, RANKING = "approval", "ranking"
BLANK, UNREADABLE = "abstain", "unclear"
SIGNS = {"1": "approve", "2": "against", "3": BLANK, "9": UNREADABLE}
_SIGN_OF = {mark: sign for sign, mark in SIGNS.items()}
_COPIES = re.compile(r"\*\s*([1-9][0-9]{0,4})\Z", re.ASCII)
_RANK = re.compile(r"0|[1-9][0-9]{0,2}", re.ASCII)
_NO_RANK = {"-": BLANK, "?": UNREADABLE}
MOST_NAMED = 8
"""Of wrong lines; whoever wrote all of them wrong needs no longer list."""

Marks = dict[str, str]


@dataclass(frozen=True)
class Keyed:
    """What was read: patterns with their copies, and a sentence for each line that is wrong."""

    patterns: tuple[tuple[Marks, int], ...]
    problems: tuple[str, ...]

    @property
    def ballots(self) -> int:
        """How many ballots there are."""
        return sum(copies for _, copies in self.patterns)

    def request(self) -> list[dict[str, Any]]:
        """The patterns as ``ENTER_BALLOTS`` takes them."""
        return [{"marks": marks, "copies": copies} for marks, copies in self.patterns]


def read_lines(text: str, candidates: Sequence[str], method: str) -> Keyed:
    """The ballots of a text; empty lines are passed over, equal ballots are put together."""
    found: Counter[tuple[str, ...]] = Counter()
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        copies = _COPIES.search(line.strip())
        written = line.strip()[: copies.start()] if copies else line.strip()
        marks = _marks(written, method)
        if marks is None:
            problems.append(t(f"tally.wrong_sign.{method}", line=number))
        elif len(marks) != len(candidates):
            problems.append(t("tally.wrong_length", line=number, now=len(marks), wanted=len(candidates)))
        else:
            found[marks] += int(copies[1]) if copies else 1
    named = problems[:MOST_NAMED]
    if len(problems) > len(named):
        named.append(t("tally.more_wrong", number=len(problems) - len(named)))
    patterns = tuple((dict(zip(candidates, marks, strict=True)), n) for marks, n in sorted(found.items()))
    return Keyed(patterns, tuple(named))


def write_line(marks: Mapping[str, str], candidates: Iterable[str], method: str) -> str:
    """A pattern as a teller would key it; a candidate without a mark was left blank."""
    given = [marks.get(each, BLANK) for each in candidates]
    if method == APPROVAL:
        return "".join(_SIGN_OF[each] for each in given)
    signs = {mark: sign for sign, mark in _NO_RANK.items()}
    return " ".join(signs.get(each, each) for each in given)


def _marks(written: str, method: str) -> tuple[str, ...] | None:
    """The marks of a line, or nothing when a sign in it has no meaning."""
    if method == APPROVAL:
        signs = [each for each in written if not each.isspace()]
        return tuple(SIGNS[each] for each in signs) if all(each in SIGNS for each in signs) else None
    words = written.split()
    if not all(each in _NO_RANK or _RANK.fullmatch(each) for each in words):
        return None
    return tuple(_NO_RANK.get(each, each) for each in words)
