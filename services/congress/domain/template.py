"""Shipped rulebook templates, and a congress's own values in their place (Y-002, B-001)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shared.kernel.rulebook import Rulebook


def compose(
    code: str,
    title: str,
    number: int,
    effective_from_year: int,
    template: Mapping[str, Any] | None,
    own: Iterable[Mapping[str, Any]],
) -> Rulebook:
    """The template's rules with the congress's own over them; raises ``RulebookInvalid``."""
    rules: dict[str, Any] = {each["key"]: each for each in (template or {"rules": []})["rules"]}
    rules.update({each["key"]: dict(each) for each in own})
    return Rulebook.from_data(
        {
            "code": code,
            "title": title,
            "version": number,
            "effective_from_year": effective_from_year,
            "rules": list(rules.values()),
        }
    )
