"""What a browser does beside showing a page: requests, failures, errors, breaches of the content policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

INLINE = ("data", "blob", "about")
GIVEN_UP = "net::ERR_ABORTED"
"""The browser itself broke off what a page was still loading when the visitor went on."""


@dataclass
class Watch:
    """Notes what must not happen in a context.

    ``asked`` counts requests, so that a test can tell a silent watch from one that saw nothing;
    ``expected`` are statuses that a test provokes on purpose (a wrong password answers 401).
    """

    address: str
    asked: int = 0
    problems: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def take(self) -> list[str]:
        """The problems since the last time."""
        found, self.problems = self.problems, []
        return found

    def settle(self) -> None:
        """Fail with what was seen, or when nothing was watched at all."""
        if not self.asked:
            raise AssertionError("the watch saw no request")
        if found := self.take():
            raise AssertionError("\n".join(found))

    def _request(self, request: Request) -> None:
        self.asked += 1
        parts = urlsplit(request.url)
        if parts.scheme not in INLINE and parts.netloc != urlsplit(self.address).netloc:
            self.problems.append(f"request to {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.problems.append(f"{response.status} from {response.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != GIVEN_UP:
            self.problems.append(f"{request.failure}: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error" or any(f"status of {each} " in message.text for each in self.expected):
            return
        self.problems.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.problems.append(f"script: {error.error}")
