"""Requests made from schemas: every required field with the simplest value that it takes."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from shared.contracts.operation import Operation


def request_for(operation: Operation, ids: dict[str, Any] | None = None) -> dict[str, Any]:
    """A request that the schema accepts; ``ids`` gives values to put in by field name."""
    return _mapping(operation.request(), ids or {})


def _mapping(schema: Schema, ids: dict[str, Any]) -> dict[str, Any]:
    return {
        name: ids[name] if name in ids else _value(field, ids)
        for name, field in schema.load_fields.items()
        if field.required or name in ids
    }


def _value(field: fields.Field[Any], ids: dict[str, Any]) -> Any:
    if isinstance(field, fields.Nested):
        return _mapping(field.schema, ids)
    if isinstance(field, fields.List):
        return [_value(field.inner, ids)] * max(_least(field), 1 if _least(field) else 0)
    if isinstance(field, fields.Dict):
        return {}
    if isinstance(field, fields.Boolean):
        return True
    if isinstance(field, fields.Integer):
        return _least(field)
    if isinstance(field, fields.AwareDateTime):
        return "2024-03-01T09:00:00+08:00"
    if isinstance(field, fields.Date):
        return date(2024, 3, 1).isoformat()
    return _text(field)


def _text(field: fields.Field[Any]) -> str:
    for each in field.validators:
        if isinstance(each, validate.OneOf):
            return str(next(iter(each.choices)))
    for candidate in (
        "x1",
        "congress",
        "a" * 16,
        "a" * 64,
        "abcdefghijkl",
        "YU24-000001-7K3FQM",
        "00000000000000000000000a",
        "12345678",
        "abcdefghijkmno",
    ):
        try:
            field.deserialize(candidate)
        except Exception:
            continue
        return candidate
    raise AssertionError(f"no value found for {field}")


def _least(field: fields.Field[Any]) -> int:
    for each in field.validators:
        if isinstance(each, (validate.Range, validate.Length)) and each.min is not None:
            return int(each.min)
    return 0
