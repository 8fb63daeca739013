"""Reading a form: what was typed is kept as it was typed, whatever is wrong with it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.gateway.portal.text import t

KEY_FIELD = "key"
_KEY = re.compile(r"\A[A-Za-z0-9_-]{16,64}\Z")


@dataclass(frozen=True)
class Field:
    """One input: its name, how long it may be, whether it must be filled in, is a number, is chosen from a list."""

    name: str
    most: int
    required: bool = False
    numeric: bool = False
    chosen: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether a value is chosen, not written."""
        return self.chosen

    def problem(self, value: str) -> str | None:
        """What is wrong with a value, or ``None``."""
        if not value.strip():
            return t("form.choose" if self.is_choice else "form.required") if self.required else None
        if len(value) > self.most:
            return t("form.too_long", most=self.most, now=len(value))
        if self.numeric and not (value.strip().isascii() and value.strip().isdigit()):
            return t("form.number")
        return None


@dataclass
class Form:
    """Values and errors by field. ``key`` makes the form count once however often it is sent."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    key: str = field(default_factory=lambda: new_key())
    sentence: str | None = None

    @property
    def wrong(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.errors or self.sentence)

    def value(self, name: str) -> str:
        """A value without blanks around it."""
        return self.values.get(name, "").strip()

    def count(self, name: str) -> int | None:
        """A number, or ``None`` when it was left out."""
        return int(self.value(name)) if self.value(name) else None


def new_key() -> str:
    """A fresh idempotency key."""
    return secrets.token_urlsafe(18)


def read(fields: tuple[Field, ...], sent: Mapping[str, str]) -> Form:
    """The form as it was sent, with what is wrong in it."""
    values = {each.name: sent.get(each.name, "").replace("\r\n", "\n") for each in fields}
    problems = {each.name: each.problem(values[each.name]) for each in fields}
    key = sent.get(KEY_FIELD, "")
    return Form(
        values=values,
        errors={name: problem for name, problem in problems.items() if problem is not None},
        key=key if _KEY.match(key) else new_key(),
    )
