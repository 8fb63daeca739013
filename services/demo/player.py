"""What a script's step works with: its tenant, its accounts, its calendar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from services.demo.accounts import Account, Accounts
from services.demo.client import DemoClient, DemoRefused
from shared.contracts import congress
from shared.contracts.operation import Operation
from shared.tenancy.context import PLATFORM
from shared.tenancy.roles import Role

OPERATOR = Account(PLATFORM, "operator", "系统运维", (Role.OPERATOR,))


class RefusalMissing(AssertionError):
    """The API allowed what the demo shows as refused."""


class Player:
    """Plays one tenant's part of the year."""

    def __init__(self, client: DemoClient, accounts: Accounts, tenant: str) -> None:
        self.client = client
        self.accounts = accounts
        self.tenant = tenant
        self.facts: dict[str, Any] = {}
        """Ids that later steps need, by a name of the script's."""
        self.again = False
        """Whether this step was played to its end before."""
        self._tokens: dict[tuple[str, str], str] = {}
        self._by_login: dict[str, Account] = {}

    @contextmanager
    def step(self, title: str, day: str | None = None) -> Iterator[None]:
        """A dated line of the script; the tenant's clock stands at nine o'clock of that day."""
        self.client.begin(f"{self.tenant}/{title}")
        if day is not None:
            self.set_clock(day)
        yield

    def set_clock(self, day: str) -> None:
        """Move the tenant's business time."""
        self.operator(congress.MOVE_CLOCK, PLATFORM, tenant_id=self.tenant, to=f"{day}T09:00:00+08:00")

    def employ(self, *accounts: Account) -> None:
        """Make accounts; the first is made by the operator, the others by the first, who is a clerk."""
        self._by_login.update({each.login: each for each in accounts})
        first, *others = accounts
        self.operator(congress.CREATE_ACCOUNTS, self.tenant, accounts=[self._new(first)])
        if others:
            self.act(congress.CREATE_ACCOUNTS, as_=first.login, accounts=[self._new(each) for each in others])

    def operator(self, operation: Operation, tenant: str, **request: Any) -> Any:
        """An act of the operator, at some tenant's address."""
        login, password = self.accounts.operator()
        token = self._token(PLATFORM, login, password)
        return self.client.call(operation, request, tenant, token)

    def act(self, operation: Operation, as_: str = "clerk", **request: Any) -> Any:
        """An act of one of the tenant's accounts; ``as_="resident"`` needs none."""
        return self.client.call(operation, request, self.tenant, self._token_of(as_))

    def all_pages(self, operation: Operation, as_: str = "clerk", **request: Any) -> list[Any]:
        """Every item of a paged list."""
        items: list[Any] = []
        after = None
        while True:
            page = self.act(operation, as_=as_, limit=200, after=after, **request)
            items += page["items"]
            after = page["next"]
            if after is None:
                return items

    def refused(self, operation: Operation, code: str, as_: str = "clerk", **request: Any) -> str:
        """An act that the rules forbid; returns the sentence with which it was refused.

        A step that was played before does not ask again: what was forbidden then may be allowed by now.
        """
        if self.again:
            self.client.skip()
            return ""
        try:
            self.act(operation, as_=as_, **request)
        except DemoRefused as refusal:
            if refusal.code != code:
                raise
            return str(refusal.problem["detail"])
        raise RefusalMissing(f"{operation.key} was not refused with {code}")

    def await_items(self, operation: Operation, number: int, as_: str = "clerk", **request: Any) -> list[Any]:
        """Every item of a list, once there are so many (events arrive in their own time)."""
        found: list[Any] = self.client.await_(
            lambda: self.all_pages(operation, as_=as_, **request),
            lambda items: len(items) >= number,
            f"{number} items of {operation.key}",
        )
        return found

    def until_found(self, operation: Operation, as_: str = "clerk", **request: Any) -> Any:
        """The answer of a query, once the service knows what it asks about."""

        def ask() -> Any:
            try:
                return self.act(operation, as_=as_, **request)
            except DemoRefused as refusal:
                if refusal.code != "kernel.not-found":
                    raise
                return None

        return self.client.await_(ask, lambda answer: answer is not None, f"answer of {operation.key}")

    def _token_of(self, login: str) -> str | None:
        if login == "resident":
            return None
        return self._token(self.tenant, login, self.accounts.password(self.tenant, login))

    def _token(self, tenant: str, login: str, password: str) -> str:
        key = (tenant, login)
        if key not in self._tokens:
            self._tokens[key] = self.client.sign_in(tenant, login, password)
        return self._tokens[key]

    def _new(self, account: Account) -> dict[str, Any]:
        return {
            "login": account.login,
            "display_name": account.display_name,
            "roles": [str(role) for role in account.roles],
            "unit": account.unit,
            "password": self.accounts.password(self.tenant, account.login),
        }
