"""Commands, queries and events as data.

A service's contract module declares its operations and events with these classes. The entrypoints,
the clients, the HTTP routes, the OpenAPI document, the permission table and the generated tests all
derive from the declarations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from marshmallow import Schema

from shared.tenancy.roles import Role


@dataclass(frozen=True)
class Operation:
    """One RPC method.

    ``writes`` makes it a command: it runs once per idempotency key. ``allowed`` is the permission:
    the roles of which the actor must have at least one. ``summary`` is a Chinese sentence.
    """

    service: str
    name: str
    request: type[Schema]
    response: type[Schema]
    allowed: frozenset[Role]
    summary: str
    writes: bool
    requirements: tuple[str, ...] = ()
    since: str = "1.0"
    unlinked: bool = False
    """Casting a ballot: no session, trace, key, audit entry or time of the call is kept, and it is safe to repeat."""
    apart: bool = False
    """Work for the processor: on the broker, processes of its own answer it, apart from the green threads."""

    @property
    def key(self) -> str:
        """``<service>.<method>``, which is also the RPC routing key."""
        return f"{self.service}.{self.name}"


@dataclass(frozen=True)
class Event:
    """A fact that a service publishes; routed as ``v1.<service>.<name>.<tenant>``.

    ``heard_in`` names the payload's field that holds the tenant in which the fact is heard; without it that is
    the tenant which published it. Only what one congress tells another has it.
    """

    service: str
    name: str
    payload: type[Schema]
    summary: str
    since: str = "1.0"
    heard_in: str | None = None

    @property
    def key(self) -> str:
        """``<service>.<event>``."""
        return f"{self.service}.{self.name}"


@dataclass
class Contract:
    """All that one service offers. The docstring of the declaring module is its version history."""

    service: str
    operations: dict[str, Operation] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)

    def command(
        self,
        name: str,
        request: type[Schema],
        response: type[Schema],
        allowed: Iterable[Role],
        summary: str,
        *requirements: str,
        since: str = "1.0",
        unlinked: bool = False,
        apart: bool = False,
    ) -> Operation:
        """Declare an operation that changes something."""
        return self._declare(
            name, request, response, allowed, summary, True, requirements, since, unlinked, apart
        )

    def query(
        self,
        name: str,
        request: type[Schema],
        response: type[Schema],
        allowed: Iterable[Role],
        summary: str,
        *requirements: str,
        since: str = "1.0",
    ) -> Operation:
        """Declare an operation that only reads."""
        return self._declare(name, request, response, allowed, summary, False, requirements, since)

    def event(
        self,
        name: str,
        payload: type[Schema],
        summary: str,
        since: str = "1.0",
        heard_in: str | None = None,
    ) -> Event:
        """Declare a fact."""
        if name in self.events:
            raise ValueError(f"event {self.service}.{name} is declared twice")
        self.events[name] = Event(self.service, name, payload, summary, since, heard_in)
        return self.events[name]

    def _declare(
        self,
        name: str,
        request: type[Schema],
        response: type[Schema],
        allowed: Iterable[Role],
        summary: str,
        writes: bool,
        requirements: tuple[str, ...],
        since: str,
        unlinked: bool = False,
        apart: bool = False,
    ) -> Operation:
        if name in self.operations:
            raise ValueError(f"operation {self.service}.{name} is declared twice")
        operation = Operation(
            self.service,
            name,
            request,
            response,
            frozenset(allowed),
            summary,
            writes,
            requirements,
            since,
            unlinked,
            apart,
        )
        self.operations[name] = operation
        return operation
