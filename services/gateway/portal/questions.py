"""Asking several services for one page: what does not answer leaves a gap, not an error page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.contracts.operation import Operation
from shared.kernel.errors import DomainError
from shared.messaging.envelope import RemoteRefusal
from shared.messaging.rpc_client import ServiceFault, ServiceUnavailable
from shared.telemetry import log

PAGE = 200
MOST_PAGES = 10


class Asker(Protocol):
    """Who asks: a ``Caller``, or its stand-in in a test."""

    def call(
        self, operation: Operation, request: dict[str, Any] | None = None, key: str | None = None
    ) -> Any:
        """The response of an operation."""
        ...

    def may(self, operation: Operation) -> bool:
        """Whether the role includes the operation."""
        ...


def status_of(error: DomainError) -> int:
    """The HTTP status of a refusal, whichever process it came from."""
    return error.status if isinstance(error, RemoteRefusal) else error.http_status


def code_of(error: DomainError) -> str:
    """The permanent code of a refusal, whichever process it came from."""
    return error.remote_code if isinstance(error, RemoteRefusal) else error.code


KEY_REUSED = "messaging.idempotency-key-reused"
"""The same form was sent before, with other contents."""


@dataclass
class Questions:
    """The questions of one page.

    ``silent`` holds the services that did not answer; they are not asked again for this page, so that
    a page waits for a missing service once at most.
    """

    caller: Asker
    silent: set[str] = field(default_factory=set)

    def ask(self, operation: Operation, request: dict[str, Any] | None = None) -> Any:
        """The answer, or ``None`` when there is nothing yet or the service is silent."""
        if operation.service in self.silent:
            return None
        try:
            return self.caller.call(operation, request or {})
        except (ServiceUnavailable, ServiceFault) as gone:
            log.warning("page_without_service", service=operation.service, code=gone.code)
            self.silent.add(operation.service)
        except DomainError as refused:
            if status_of(refused) not in (403, 404):
                raise
        return None

    def items(self, operation: Operation, request: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """All items of a paged list, up to ``MOST_PAGES`` pages."""
        found: list[dict[str, Any]] = []
        after: str | None = None
        for _ in range(MOST_PAGES):
            page = self.ask(
                operation, {**(request or {}), "limit": PAGE, **({"after": after} if after else {})}
            )
            if page is None:
                break
            found += page["items"]
            after = page["next"]
            if after is None:
                break
        return found

    def first(
        self, operation: Operation, request: dict[str, Any] | None = None, limit: int = 10
    ) -> list[dict[str, Any]]:
        """The first items of a paged list."""
        page = self.ask(operation, {**(request or {}), "limit": limit})
        return list(page["items"]) if page is not None else []

    def lists(self, operation: Operation, request: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The items of a list that is not paged."""
        answer = self.ask(operation, request)
        return list(answer["items"]) if answer is not None else []

    def has(self, *services: str) -> bool:
        """Whether none of the services was silent."""
        return not self.silent.intersection(services)
