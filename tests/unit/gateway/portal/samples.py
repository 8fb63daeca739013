"""Answers made from the contracts themselves: every field filled in, every free text hostile.

A page that shows such an answer has shown every field that a service may send.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields

from shared.contracts.operation import Operation

HOSTILE = "<script>alert('x')</script>&\"坏\""
DAY, MOMENT = "2024-03-01", "2024-03-01T09:00:00+08:00"
WORDS = (HOSTILE, "id-1", "12.5", "a" * 64, "congress", "clerk", "token-of-sixteen-1")


def sample(schema: type[Schema], **given: Any) -> dict[str, Any]:
    """An answer of that schema, with some fields as given."""
    made = {name: _value(field, name) for name, field in schema().fields.items()}
    unknown = set(given) - set(made)
    assert not unknown, f"{schema.__name__} has no {unknown}"
    return {**made, **given}


def answer(operation: Operation, **given: Any) -> dict[str, Any]:
    """An answer of an operation."""
    return sample(operation.response, **given)


def item(operation: Operation, **given: Any) -> dict[str, Any]:
    """One item of an operation's list."""
    return sample(type(operation.response().fields["items"].inner.schema), **given)  # type: ignore[attr-defined]


def part(operation: Operation, *path: str, **given: Any) -> dict[str, Any]:
    """One part further inside: ``part(LIST_RESULTS, "items", "candidates")`` is a candidate's row."""
    schema: Any = operation.response()
    for name in path:
        schema = schema.fields[name].inner.schema
    return sample(type(schema), **given)


def _value(field: Any, name: str) -> Any:
    if isinstance(field, fields.Nested):
        return sample(type(field.schema))
    if isinstance(field, fields.List):
        return [_value(field.inner, name)]
    if isinstance(field, fields.Dict):
        key = _value(field.key_field, "id") if field.key_field is not None else "id-1"
        return {key: _value(field.value_field, name) if field.value_field is not None else 1}
    if isinstance(field, fields.Boolean):
        return True
    if isinstance(field, fields.Integer):
        return 1
    if isinstance(field, fields.AwareDateTime):
        return MOMENT
    if isinstance(field, fields.Date):
        return DAY
    if name in ("id", "code") or name.endswith(("_id", "_ids")):
        return "id-1"
    return _word(field)


def _word(field: Any) -> str:
    choices = [choice for each in field.validators for choice in getattr(each, "choices", ())]
    for word in (*choices, *WORDS):
        try:
            return str(field.deserialize(word))
        except ValidationError:
            continue
    raise AssertionError(f"no sample for {field.name}")
