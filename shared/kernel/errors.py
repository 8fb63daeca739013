"""Errors that a user can act on.

Each error is a class with a permanent ``code`` (``<service>.<what>``, never reused, never renamed)
and a message in plain Chinese that says what to do. A message may name parameters in braces; they
are given when the error is raised and travel with it, so that a page can show them on its own. A day
is given as a ``date``: the sentence writes it as papers do, and it travels in ISO form.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from shared.kernel.clock import day_in_words, local_day

if TYPE_CHECKING:
    from shared.kernel.citation import Citation

_by_code: dict[str, type[DomainError]] = {}


class DomainError(Exception):
    """Root of every error that is part of a contract.

    ``http_status`` is the status of RFC 9457 problem documents made from it.
    """

    code: ClassVar[str] = "kernel.error"
    message: ClassVar[str] = "操作未完成。"
    http_status: ClassVar[int] = 400

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "code" not in cls.__dict__:
            return
        known = _by_code.get(cls.code)
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise TypeError(f"error code {cls.code} belongs to {known.__qualname__}")
        _by_code[cls.code] = cls

    def __init__(self, *, citation: Citation | None = None, **params: Any) -> None:
        self.params: dict[str, Any] = params
        self.citation = citation
        text = self.message.format_map(_Lenient({key: _written(each) for key, each in params.items()}))
        if citation is not None:
            text = f"{text}（依据：{citation}）"
        super().__init__(text)

    @property
    def text(self) -> str:
        """The sentence a user reads."""
        return str(self.args[0])


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return day_in_words(local_day(value))
    return day_in_words(value) if isinstance(value, date) else value


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class InvalidInput(DomainError):
    """What was sent cannot be understood or breaks a bound; nothing was changed."""

    code = "kernel.invalid-input"
    message = "提交的内容有误：{detail}"
    http_status = 422


class NotFound(DomainError):
    """The thing named does not exist for this tenant."""

    code = "kernel.not-found"
    message = "没有找到{kind}“{id}”，请核对编号。"
    http_status = 404


class Conflict(DomainError):
    """The state of the thing does not allow it now."""

    code = "kernel.conflict"
    message = "当前状态不允许此操作：{detail}"
    http_status = 409


class StaleVersion(Conflict):
    """Somebody else saved the aggregate since it was read."""

    code = "kernel.stale-version"
    message = "该{kind}已被他人修改（您看到的是第{expected}版），请刷新后重试。"
    http_status = 409


class Refused(DomainError):
    """A rule of the congress forbids the act. Raised with the citation of that rule.

    ``by_value`` marks refusals by a value of the rulebook: where no document states it, they say that it was chosen.
    """

    code = "kernel.refused"
    message = "按照规定不能这样办理：{detail}"
    http_status = 409
    by_value: ClassVar[bool] = False

    def __init__(self, *, citation: Citation | None = None, **params: Any) -> None:
        super().__init__(citation=citation, **params)
        if citation is None and self.by_value:
            self.args = (f"{self.text}（规则未载明，按所选值）",)


class Forbidden(DomainError):
    """The actor's role does not include this act."""

    code = "kernel.forbidden"
    message = "您的账号没有办理此事的权限，请联系本级人大工作机构管理员。"
    http_status = 403


class NotYetKnown(DomainError):
    """What this builds on is not known here: a consumer tries again later, a caller checks the number."""

    code = "kernel.not-yet-known"
    message = "没有找到{detail}；如果刚刚办理，请稍候片刻再试，否则请核对编号。"
    http_status = 404


def error_classes() -> Iterator[type[DomainError]]:
    """Every declared error, sorted by code (for documentation and for rebuilding from the wire)."""
    for code in sorted(_by_code):
        yield _by_code[code]


def error_class(code: str) -> type[DomainError] | None:
    """The class of a code, if this process knows it."""
    return _by_code.get(code)
