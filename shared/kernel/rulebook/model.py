"""A rulebook: the rules of one congress for the cycles from a given year on (Y-013, Y-073)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from shared.kernel.citation import Citation
from shared.kernel.errors import InvalidInput
from shared.kernel.rulebook.parameters import PARAMETERS, contradicting


class RulebookInvalid(InvalidInput):
    """A rulebook that cannot be used; every problem is listed, none is repaired silently."""

    code = "kernel.rulebook-invalid"
    message = "规则手册有误：{problems}"


@dataclass(frozen=True)
class Rule:
    """One parameter's value and where it is written.

    ``citation`` is ``None`` when the congress's documents do not state it; the value is then the
    template's choice and is shown to the clerk as "not stated by your rules".
    """

    key: str
    value: Any
    citation: Citation | None = None

    @property
    def stated(self) -> bool:
        """Whether a document of the congress says so."""
        return self.citation is not None


@dataclass(frozen=True)
class Rulebook:
    """The rules of one congress; complete: a parameter that it leaves out has the catalogue's default."""

    code: str
    title: str
    version: int
    effective_from_year: int
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problems = [f"未知参数“{key}”" for key in self.rules if key not in PARAMETERS]
        for key, rule in self.rules.items():
            if key in PARAMETERS:
                found = PARAMETERS[key].kind.problem(rule.value)
                if found:
                    problems.append(f"“{key}”{found}")
        problems = problems or contradicting(self.value)
        if problems:
            raise RulebookInvalid(problems="；".join(problems))

    def rule(self, key: str) -> Rule:
        """The rule of a parameter, by default the catalogue's unstated choice."""
        found = self.rules.get(key)
        return found if found is not None else Rule(key, PARAMETERS[key].default)

    def value(self, key: str) -> Any:
        """The plain value of a parameter."""
        return self.rule(key).value

    def ratio(self, key: str) -> Fraction:
        """The value of a parameter that is written as a fraction."""
        return Fraction(self.value(key))

    def citation(self, key: str) -> Citation | None:
        """Where the parameter is written, for refusals."""
        return self.rule(key).citation

    def unstated(self) -> Iterator[Rule]:
        """What the congress's documents leave open, with the value chosen."""
        for key in PARAMETERS:
            rule = self.rule(key)
            if not rule.stated:
                yield rule

    def uncitable(self, day: date, year: int) -> list[Rule]:
        """Rules whose text has ended by that day, or begins only after the year: a vote of 2024 cannot
        cite a law of 2025, but may cite the measure that its own session will adopt (A10.5)."""
        year_end = date(year, 12, 31)

        def cannot(citation: Citation) -> bool:
            ended = citation.valid_until is not None and citation.valid_until < day
            return ended or (citation.valid_from is not None and citation.valid_from > year_end)

        return [rule for rule in self.rules.values() if rule.citation is not None and cannot(rule.citation)]

    def to_data(self) -> dict[str, Any]:
        """Plain JSON of the whole rulebook, as it is stored and published in snapshots."""
        return {
            "code": self.code,
            "title": self.title,
            "version": self.version,
            "effective_from_year": self.effective_from_year,
            "rules": [_rule_to_data(rule) for rule in self.rules.values()],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Rulebook:
        """The rulebook written as plain data (a template file, a snapshot); raises ``RulebookInvalid``."""
        try:
            rules = {each["key"]: _rule_from_data(each) for each in data["rules"]}
            return cls(
                code=data["code"],
                title=data["title"],
                version=int(data.get("version", 1)),
                effective_from_year=int(data["effective_from_year"]),
                rules=rules,
            )
        except (KeyError, TypeError, ValueError) as broken:
            raise RulebookInvalid(problems=f"缺少或写错的项：{broken}") from broken


def _rule_to_data(rule: Rule) -> dict[str, Any]:
    data: dict[str, Any] = {"key": rule.key, "value": rule.value}
    if rule.citation is not None:
        cite = rule.citation
        data["cite"] = {
            "document": cite.document,
            "clause": cite.clause,
            "from": cite.valid_from.isoformat() if cite.valid_from else None,
            "until": cite.valid_until.isoformat() if cite.valid_until else None,
        }
    return data


def _rule_from_data(data: Mapping[str, Any]) -> Rule:
    cite = data.get("cite")
    citation = None
    if cite is not None:
        citation = Citation(cite["document"], cite["clause"], _day(cite.get("from")), _day(cite.get("until")))
    return Rule(data["key"], data["value"], citation)


def _day(written: Any) -> date | None:
    if written is None or isinstance(written, date):
        return written
    return date.fromisoformat(str(written))
