"""The kinds of value a rulebook parameter may have, and how each is checked.

A value is plain JSON, so that a rulebook can be written by hand, stored and sent as it is.
``problem`` returns a sentence for the first thing wrong with a value, or ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol


class Kind(Protocol):
    """What a value has to look like."""

    def problem(self, value: Any) -> str | None:
        """The first thing wrong with the value, or ``None``."""
        ...


@dataclass(frozen=True)
class Text:
    """A sentence or a name; never empty."""

    def problem(self, value: Any) -> str | None:
        return None if isinstance(value, str) and value.strip() else "应为非空文字"


@dataclass(frozen=True)
class Integer:
    """A whole number within bounds."""

    low: int = 0
    high: int = 1_000_000

    def problem(self, value: Any) -> str | None:
        if not isinstance(value, int) or isinstance(value, bool) or not self.low <= value <= self.high:
            return f"应为{self.low}至{self.high}之间的整数"
        return None


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def problem(self, value: Any) -> str | None:
        return None if isinstance(value, bool) else "应为 true 或 false"


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    def problem(self, value: Any) -> str | None:
        return None if value in self.options else "应为以下之一：" + "、".join(self.options)


@dataclass(frozen=True)
class Ratio:
    """A fraction written ``"2/3"``, from 0 to ``most``.

    ``nought`` and ``whole`` say whether those two are values themselves: what has to be exceeded cannot be the whole.
    """

    most: int = 1
    nought: bool = True
    whole: bool = True

    def problem(self, value: Any) -> str | None:
        if not isinstance(value, str):
            return '应写成分数，如 "2/3"'
        try:
            fraction = Fraction(value)
        except (ValueError, ZeroDivisionError):
            return '应写成分数，如 "2/3"'
        if not 0 <= fraction <= self.most:
            return f"应在0至{self.most}之间"
        if not self.nought and fraction == 0:
            return "应大于0"
        return None if self.whole or fraction < self.most else f"应小于{self.most}"


@dataclass(frozen=True)
class Optional:
    """Another kind, or nothing (``null``)."""

    kind: Kind

    def problem(self, value: Any) -> str | None:
        return None if value is None else self.kind.problem(value)


@dataclass(frozen=True)
class ListOf:
    """A list of one kind."""

    kind: Kind
    at_least: int = 0

    def problem(self, value: Any) -> str | None:
        if not isinstance(value, list) or len(value) < self.at_least:
            return f"应为至少{self.at_least}项的列表"
        for index, each in enumerate(value, start=1):
            found = self.kind.problem(each)
            if found:
                return f"第{index}项{found}"
        return None


@dataclass(frozen=True)
class Record:
    """A mapping with exactly these fields."""

    fields: Mapping[str, Kind]

    def problem(self, value: Any) -> str | None:
        if not isinstance(value, dict):
            return "应为键值对"
        unknown = set(value) - set(self.fields)
        if unknown:
            return "有未知字段：" + "、".join(sorted(unknown))
        for name, kind in self.fields.items():
            if name not in value and not isinstance(kind, Optional):
                return f"缺少“{name}”"
            found = kind.problem(value.get(name))
            if found:
                return f"“{name}”{found}"
        return None


@dataclass(frozen=True)
class Span:
    """From at least to at most, both whole numbers: ``{"least": 3, "most": 5}``."""

    low: int
    high: int

    def problem(self, value: Any) -> str | None:
        bound = Integer(self.low, self.high)
        found = Record({"least": bound, "most": bound}).problem(value)
        if found is None and value["least"] > value["most"]:
            return "“least”不能大于“most”"
        return found


@dataclass(frozen=True)
class Steps:
    """A list of records in their order, each with a ``code`` of its own; ``closes`` is true of the last alone."""

    record: Record
    closes: str

    def problem(self, value: Any) -> str | None:
        found = ListOf(self.record, at_least=1).problem(value)
        if found:
            return found
        if len({each["code"] for each in value}) < len(value):
            return "各步骤的“code”不能重复"
        closing = [each[self.closes] for each in value]
        if not closing[-1]:
            return f"最后一步的“{self.closes}”应为 true"
        if any(closing[:-1]):
            return f"只有最后一步的“{self.closes}”可为 true"
        return None
