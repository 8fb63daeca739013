"""``ballots.csv``: a row for each mark of a ballot; a ballot's rows stand together.

Columns ``ballot,candidate,mark``. A candidate without a row was left blank; a blank ballot is one row without
candidate and mark.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from services.voting.domain.marks import LETTER, NUMBER, Mark
from services.voting.domain.methods import Method
from services.voting.domain.recount.problems import MOST_PROBLEMS, Problem, RecountRefused

COLUMNS = ["ballot", "candidate", "mark"]

LONGEST_NAME = 64
"""Characters of a ballot's name: all names are kept until the end, to see that the rows of a ballot stand together."""

_APPROVAL = {
    "approve": LETTER[Mark.APPROVE],
    "赞成": LETTER[Mark.APPROVE],
    "against": LETTER[Mark.AGAINST],
    "反对": LETTER[Mark.AGAINST],
    "abstain": LETTER[Mark.ABSTAIN],
    "弃权": LETTER[Mark.ABSTAIN],
    "over": LETTER[Mark.UNCLEAR],
    "unclear": LETTER[Mark.UNCLEAR],
}
_RANKING = {
    word: letter
    for word, letter in _APPROVAL.items()
    if letter in (LETTER[Mark.ABSTAIN], LETTER[Mark.UNCLEAR])
}

MARKS = {
    Method.APPROVAL: _APPROVAL,
    Method.RANKING: _RANKING | {str(number): letter for letter, number in NUMBER.items()},
}
"""What may stand in the last column, by the kind of ballot; on a ranking ballot the number as it is written.

Both marks on a line (``over``) and an unreadable one void the line alike.
"""

_SAID = {
    Method.APPROVAL: "、".join(_APPROVAL),
    Method.RANKING: f"0至{max(NUMBER.values())}的序号、{'、'.join(_RANKING)}",
}


class Paper(NamedTuple):
    """One ballot: its name in the file, and its marks as a pattern in the order of the candidates."""

    ballot: str
    pattern: str


class BallotFile:
    """Reads a file once, row by row; what is wrong with it is gathered in ``problems``."""

    def __init__(self, file: TextIO, candidates: Sequence[str], method: Method = Method.APPROVAL) -> None:
        self._rows = csv.reader(file, strict=True)
        self._places = {code: place for place, code in enumerate(candidates)}
        self._marks, self._said = MARKS[method], _SAID[method]
        self.problems: list[Problem] = []

    def papers(self) -> Iterator[Paper]:
        """Every ballot in turn; raises ``RecountRefused`` where reading on makes no sense."""
        try:
            yield from self._papers()
        except UnicodeDecodeError:
            self._wrong("recount.encoding", "选票文件应当用 UTF-8 编码保存（“CSV UTF-8”）", None)
            raise RecountRefused(*self.problems) from None
        except csv.Error:
            self._wrong("recount.row", "引号或换行不合 CSV 的规定")
            raise RecountRefused(*self.problems) from None

    def _papers(self) -> Iterator[Paper]:
        self._read_header()
        letters, places, blank = self._marks, self._places, [LETTER[Mark.ABSTAIN]] * len(self._places)
        seen: set[str] = set()
        current: str | None = None
        marks: list[str] = blank
        marked: set[str] = set()
        for row in self._rows:
            if not row:
                continue
            if len(row) != len(COLUMNS):
                self._wrong("recount.row", f"应当有 {len(COLUMNS)} 列，实有 {len(row)} 列")
                continue
            ballot, candidate, mark = row
            if ballot != current:
                if current is not None:
                    yield Paper(current, "".join(marks))
                if not 0 < len(ballot) <= LONGEST_NAME:
                    self._wrong(*(_TOO_LONG if ballot else _UNNAMED))
                elif ballot in seen:
                    self._wrong(_APART[0], _APART[1].format(ballot))
                seen.add(ballot)
                current, marks = ballot, blank.copy()
                marked.clear()
            place, letter = places.get(candidate), letters.get(mark)
            if place is not None and letter is not None and candidate not in marked and "" not in marked:
                marks[place] = letter
                marked.add(candidate)
            elif candidate == mark == "" and not marked:
                marked.add("")
            else:
                self._explain(candidate, mark, marked)
        if current is not None:
            yield Paper(current, "".join(marks))

    def _read_header(self) -> None:
        header = next(self._rows, None)
        if header != COLUMNS:
            self._wrong("recount.header", f"第一行应当是 {','.join(COLUMNS)}", 1)
            raise RecountRefused(*self.problems)

    def _explain(self, candidate: str, mark: str, marked: set[str]) -> None:
        if "" in marked or (candidate == mark == ""):
            self._wrong("recount.blank", "空白票只应有一行，且没有项目和符号")
        elif candidate not in self._places:
            self._wrong("recount.candidate", f"没有编号为“{candidate}”的候选项目")
        elif candidate in marked:
            self._wrong("recount.repeated", f"同一张选票两次写了“{candidate}”")
        else:
            self._wrong("recount.mark", f"“{mark}”不是规定的符号（{self._said}）")

    def _wrong(self, code: str, detail: str, line: int | None = -1) -> None:
        place = self._rows.line_num if line == -1 else line
        where = "" if place is None else f"第{place}行："
        self.problems.append(Problem(code, f"{where}{detail}。", place))
        if len(self.problems) >= MOST_PROBLEMS:
            raise RecountRefused(*self.problems)


_TOO_LONG = ("recount.ballot", f"选票编号不应超过 {LONGEST_NAME} 字")
_UNNAMED = ("recount.ballot", "没有写选票编号")
_APART = ("recount.apart", "选票“{}”的各行没有排在一起")
