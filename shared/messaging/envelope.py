"""Refusals on the wire, and back into errors at the caller."""

from __future__ import annotations

from typing import Any

from shared.kernel.errors import DomainError, error_class


class RemoteRefusal(DomainError):
    """A refusal whose class this process does not know; code, text and status are as the service sent them."""

    code = "messaging.remote-refusal"
    message = "{text}"

    def __init__(
        self, code: str, text: str, status: int, params: dict[str, Any], citation: str | None
    ) -> None:
        super().__init__(text=text)
        self.remote_code = code
        self.status = status
        self.params = params
        self.citation_text = citation


def problem(error: DomainError) -> dict[str, Any]:
    """An error as plain data."""
    return {
        "code": error.code,
        "text": error.text,
        "status": error.http_status,
        "params": {key: _plain(value) for key, value in error.params.items()},
        "citation": str(error.citation) if error.citation is not None else None,
    }


def refusal(data: dict[str, Any]) -> RemoteRefusal:
    """The error of a problem that came over the wire."""
    known = error_class(data["code"])
    status = known.http_status if known is not None else int(data["status"])
    return RemoteRefusal(data["code"], data["text"], status, data["params"], data["citation"])


def _plain(value: Any) -> Any:
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(each) for each in value]
    return str(value)
