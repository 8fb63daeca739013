"""Schema base classes and fields that every contract uses. Payloads are plain JSON on every wire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

MAX_PAGE = 200


class Strict(Schema):
    """Base of every request, response and event: unknown fields are refused, order is kept."""

    class Meta:
        unknown = RAISE


class Empty(Strict):
    """Nothing."""


class PlainString(fields.String):
    """Text without NUL, which PostgreSQL cannot store, and without lone surrogates."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if "\x00" in text or any(0xD800 <= ord(character) <= 0xDFFF for character in text):
            raise ValidationError("不能包含不可显示的字符。")
        return text


def identifier(**kwargs: Any) -> fields.String:
    """The id of an aggregate, or a short code."""
    kwargs.setdefault("required", True)
    return PlainString(
        validate=validate.Regexp(r"\A[A-Za-z0-9._:-]{1,64}\Z", error="编号格式不正确。"), **kwargs
    )


def delegation_code(**kwargs: Any) -> fields.String:
    """What a roll calls a delegation for short: ``D01``, 一团 (A10.15)."""
    return name(40, **kwargs)


def name(most: int = 120, **kwargs: Any) -> fields.String:
    """A line of text; never blank."""
    kwargs.setdefault("required", True)
    return PlainString(
        validate=[validate.Length(1, most), validate.Regexp(r".*\S", error="不能为空白。")], **kwargs
    )


def text(most: int = 4000, **kwargs: Any) -> fields.String:
    """A paragraph or more; may be empty."""
    kwargs.setdefault("load_default", "")
    return PlainString(validate=validate.Length(0, most), **kwargs)


def choice(*options: str, **kwargs: Any) -> fields.String:
    """One of a few words."""
    kwargs.setdefault("required", True)
    return PlainString(validate=validate.OneOf(options), **kwargs)


def count(most: int = 10_000_000, least: int = 0, **kwargs: Any) -> fields.Integer:
    """A whole number that is not negative."""
    kwargs.setdefault("required", True)
    return fields.Integer(strict=True, validate=validate.Range(least, most), **kwargs)


def fen(**kwargs: Any) -> fields.Integer:
    """Money in integer fen, up to 10^15."""
    return count(most=10**15, **kwargs)


EARLIEST, LATEST = date(1979, 1, 1), date(2100, 12, 31)
"""Days that can occur in this institution's time; beyond them date arithmetic may overflow."""


def day(**kwargs: Any) -> fields.Date:
    """A calendar day in Asia/Shanghai, ISO 8601."""
    kwargs.setdefault("required", True)
    return fields.Date(
        format="iso",
        validate=validate.Range(EARLIEST, LATEST, error="日期应在1979年至2100年之间。"),
        **kwargs,
    )


def optional_day() -> fields.Date:
    """A day that may be left out."""
    return day(required=False, load_default=None, allow_none=True)


def optional_identifier() -> fields.String:
    """An id that may be left out."""
    return identifier(required=False, load_default=None, allow_none=True)


def moment(**kwargs: Any) -> fields.AwareDateTime:
    """A moment with its offset, ISO 8601."""
    kwargs.setdefault("required", True)
    return fields.AwareDateTime(format="iso", **kwargs)


def listed(
    schema: type[Schema] | fields.Field[Any], most: int = 1000, least: int = 0, **kwargs: Any
) -> fields.List:
    """A bounded list of a nested schema or a field."""
    kwargs.setdefault("required", True)
    inner = schema if isinstance(schema, fields.Field) else fields.Nested(schema)
    return fields.List(inner, validate=validate.Length(least, most), **kwargs)


class PageQuery(Strict):
    """Which page of a list is wanted. ``after`` is the ``next`` of the page before."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, MAX_PAGE))
    after = PlainString(load_default=None, allow_none=True, validate=validate.Length(1, 128))


@cache
def page_of(item: type[Schema]) -> type[Schema]:
    """The schema of a page: ``items``, and ``next`` to ask for the following one (null on the last)."""
    page = Strict.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "next": fields.String(required=True, allow_none=True),
        },
        name=f"{item.__name__}Page",
    )
    page.__module__ = item.__module__
    return page


class Reference(Strict):
    """The id and version of an aggregate after a command."""

    id = identifier()
    version = fields.Integer(required=True)
