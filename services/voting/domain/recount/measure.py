"""``measure.json``: what of the adopted measure and of the issuing a recount needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.voting.domain.counting import Tally
from services.voting.domain.methods import Method
from services.voting.domain.policy import approvals_needed
from services.voting.domain.recount.problems import Problem, RecountRefused

RULES = ("none", "majority")
BASES = ("all", "present", "issued", "returned", "valid")
OVER_MARKED = ("void", "candidate_void")
TIES = ("second_ballot",)
SHORTFALLS = ("fewer", "second_ballot")


@dataclass(frozen=True)
class RecountMeasure:
    """Numbers and rules of one round; ``clauses`` are carried into the result as they came.

    ``shortfall`` says what follows where too few pass; files from before it had a name mean "fewer" (A10.7).
    """

    quota: int
    candidates: tuple[str, ...]
    electorate: int
    present: int
    issued: int
    threshold: str
    threshold_base: str
    over_marked: str
    tie: str
    clauses: Mapping[str, Any]
    method: Method = Method.APPROVAL
    shortfall: str = SHORTFALLS[0]

    def approvals_needed(self, tally: Tally) -> int:
        """The fewest approvals that pass (Q-04)."""
        numbers = {
            "all": self.electorate,
            "present": self.present,
            "issued": self.issued,
            "returned": tally.returned,
            "valid": tally.valid,
        }
        return approvals_needed(self.threshold, numbers[self.threshold_base])


def read_measure(record: Any) -> RecountMeasure:
    """The measure from its record; raises ``RecountRefused`` with everything that is wrong."""
    reader = _Reader(record if isinstance(record, dict) else {})
    if not isinstance(record, dict):
        reader.wrong("办法文件应当是一个 JSON 对象")
    threshold = reader.value("threshold", dict, {})
    inner = _Reader(threshold, reader.problems)
    rule = inner.choice("rule", RULES)
    found = RecountMeasure(
        quota=reader.whole("quota", 1),
        candidates=reader.candidates(),
        electorate=reader.whole("electorate", 0),
        present=reader.whole("present", 0),
        issued=reader.whole("issued", 0),
        threshold=rule,
        threshold_base=inner.choice("of", BASES) if rule != "none" or "of" in threshold else BASES[0],
        over_marked=reader.choice("over_marked", OVER_MARKED),
        tie=reader.choice("tie", TIES),
        clauses=reader.value("clauses", dict, {}, required=False),
        method=Method(reader.choice("method", tuple(Method), required=False)),
        shortfall=reader.choice("shortfall", SHORTFALLS, required=False),
    )
    if not reader.problems and not found.issued <= found.present <= found.electorate:
        reader.wrong("发出票数不应多于实到人数，实到人数不应多于全体代表人数")
    if reader.problems:
        raise RecountRefused(*reader.problems)
    return found


class _Reader:
    """Takes fields out of a record and notes what is wrong with them."""

    def __init__(self, record: Mapping[str, Any], problems: list[Problem] | None = None) -> None:
        self._record = record
        self.problems: list[Problem] = [] if problems is None else problems

    def wrong(self, detail: str) -> None:
        self.problems.append(Problem("recount.measure", f"票决办法：{detail}。"))

    def value(self, name: str, kind: type, missing: Any, *, required: bool = True) -> Any:
        if name not in self._record:
            if required:
                self.wrong(f"缺少 {name}")
            return missing
        found = self._record[name]
        if not isinstance(found, kind) or isinstance(found, bool):
            self.wrong(f"{name} 的类型不对")
            return missing
        return found

    def whole(self, name: str, least: int) -> int:
        found: int = self.value(name, int, least)
        if found < least:
            self.wrong(f"{name} 不应小于 {least}")
        return found

    def choice(self, name: str, permitted: tuple[str, ...], *, required: bool = True) -> str:
        found: str = self.value(name, str, permitted[0], required=required)
        if found not in permitted:
            self.wrong(f"{name} 应当是 {'、'.join(permitted)} 之一")
        return found

    def candidates(self) -> tuple[str, ...]:
        found = self.value("candidates", list, [])
        if not found or not all(isinstance(each, str) and each.strip() for each in found):
            self.wrong("candidates 应当列出候选项目的编号")
            return ()
        if len(set(found)) != len(found):
            self.wrong("candidates 中有重复的编号")
        return tuple(found)
