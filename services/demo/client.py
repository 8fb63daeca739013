"""The public HTTP API as a script uses it: operations by name, keys that make a replay harmless."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from typing import Any

import httpx

from services.gateway.api.every_route import ALL
from services.gateway.api.route import Route
from shared.contracts.operation import Operation

ROUTES: dict[str, Route] = {route.operation.key: route for _service, routes in ALL for route in routes}
PATIENCE_SECONDS = 120.0
"""How long a call is tried again while a service, the broker or an event is on its way."""

LONGEST_PAUSE = 2.0
TRY_AGAIN = {"kernel.not-yet-known", "messaging.service-unavailable", "gateway.too-many-attempts"}
"""What passes by itself: an event is on its way, a service starts again, a minute goes by."""


class DemoRefused(RuntimeError):
    """The API refused what the script asked; ``code`` is the permanent code."""

    def __init__(self, operation: str, status: int, problem: dict[str, Any]) -> None:
        self.code = str(problem.get("code", ""))
        self.problem = problem
        super().__init__(
            f"{operation} → {status} {self.code}: {problem.get('detail')} {problem.get('params')}"
        )


class NotInTime(RuntimeError):
    """What the script waits for did not come."""


class DemoClient:
    """One script's line to the API. Its name and the ordinal of each write make the idempotency keys."""

    def __init__(self, address: str, script: str, http: httpx.Client | None = None) -> None:
        self.script = script
        self.step = ""
        self._ordinal = 0
        self._http = http or httpx.Client(base_url=address, timeout=60, trust_env=False)

    def begin(self, step: str) -> None:
        """The writes that follow belong to this step."""
        self.step, self._ordinal = step, 0

    def skip(self) -> None:
        """A write that is not sent this time keeps its place in the count."""
        self._ordinal += 1

    def sign_in(self, tenant: str, login: str, password: str) -> str:
        """A session token."""
        body = {"login": login, "password": password}
        answer = self._patiently("sign_in", lambda: self._http.post(f"{_base(tenant)}/session", json=body))
        return str(answer["token"])

    def call(self, operation: Operation, request: dict[str, Any], tenant: str, token: str | None) -> Any:
        """The response of an operation; raises ``DemoRefused``."""
        route = ROUTES[operation.key]
        rest = dict(request)
        path = re.sub(r"<([a-z_]+)>", lambda match: str(rest.pop(match.group(1))), route.path)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if operation.writes:
            headers["Idempotency-Key"] = self._next_key()
        url = _base(tenant) + path
        if route.method == "GET":
            query = {name: value for name, value in rest.items() if value is not None}
            return self._patiently(operation.key, lambda: self._http.get(url, params=query, headers=headers))
        return self._patiently(
            operation.key, lambda: self._http.request(route.method, url, json=rest, headers=headers)
        )

    def await_(self, ask: Callable[[], Any], until: Callable[[Any], bool], what: str) -> Any:
        """Ask until the answer satisfies; raises ``NotInTime`` naming what did not come."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        pause = 0.02
        while True:
            answer = ask()
            if until(answer):
                return answer
            if time.monotonic() > deadline:
                raise NotInTime(f"{self.script}/{self.step}: {what}")
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _next_key(self) -> str:
        self._ordinal += 1
        return hashlib.sha256(f"{self.script}/{self.step}/{self._ordinal}".encode()).hexdigest()[:40]

    def _patiently(self, name: str, send: Callable[[], httpx.Response]) -> Any:
        deadline = time.monotonic() + PATIENCE_SECONDS
        pause = 0.05
        while True:
            try:
                response = send()
                if response.status_code < 400:
                    return response.json()
                problem = _problem(response)
                if problem.get("code") not in TRY_AGAIN and response.status_code not in (502, 503, 504):
                    raise DemoRefused(f"{self.script}/{self.step}/{name}", response.status_code, problem)
                last: Exception = DemoRefused(name, response.status_code, problem)
            except httpx.TransportError as lost:
                last = lost
            if time.monotonic() > deadline:
                raise last
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def _base(tenant: str) -> str:
    return f"/api/v1/tenants/{tenant}"


def _problem(response: httpx.Response) -> dict[str, Any]:
    try:
        return dict(response.json())
    except ValueError:
        return {"code": f"http.{response.status_code}", "detail": response.text[:200]}
