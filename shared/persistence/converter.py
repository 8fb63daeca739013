"""Aggregates to plain JSON and back (cattrs), strict about unknown keys so that a forgotten migration is seen."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from cattrs import Converter

converter = Converter(forbid_extra_keys=True)
converter.register_unstructure_hook(datetime, lambda moment: moment.isoformat())
converter.register_unstructure_hook(date, lambda day: day.isoformat())
converter.register_unstructure_hook(Fraction, str)


def _moment(value: Any, _: type) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _day(value: Any, _: type) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


converter.register_structure_hook(datetime, _moment)
converter.register_structure_hook(date, _day)
converter.register_structure_hook(Fraction, lambda value, _: Fraction(value))


def to_data(thing: Any) -> Any:
    """Plain JSON of a dataclass."""
    return converter.unstructure(thing)


def from_data(data: Any, kind: type[Any]) -> Any:
    """The dataclass of plain JSON."""
    return converter.structure(data, kind)
