"""What is wrong with the files of a recount, with the line where it stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MOST_PROBLEMS = 100
"""After so many the reading ends: the file is of another kind."""


@dataclass(frozen=True)
class Problem:
    """``line`` counts from 1 and is ``None`` where the file as a whole, or the measure, is meant."""

    code: str
    message: str
    line: int | None = None

    def as_record(self) -> dict[str, Any]:
        """For ``--json``."""
        return asdict(self)


class RecountRefused(Exception):
    """The input is not countable; ``problems`` says why, and what to mend."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = list(problems)
