"""The context of one call: tenant, actor, trace and business time."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from shared.tenancy.roles import Role

PLATFORM = "platform"
"""The tenant that holds the registry of tenants; it is no congress."""


@dataclass(frozen=True)
class Actor:
    """Who acts. ``id`` is an account id, ``anonymous``, or ``service:<name>``; never a person's name.

    ``unit`` is the office, department or station that the account works for, where it has one.
    """

    id: str
    roles: frozenset[Role]
    unit: str | None = None

    @classmethod
    def anonymous(cls) -> Actor:
        """A member of the public."""
        return cls("anonymous", frozenset({Role.RESIDENT}))

    @classmethod
    def service(cls, name: str) -> Actor:
        """One of our own services, acting for itself."""
        return cls(f"service:{name}", frozenset({Role.SERVICE}))

    def has_any(self, roles: Iterable[Role]) -> bool:
        """Whether the actor has at least one of the roles."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True)
class CallContext:
    """What travels with a call beside its payload, signed by the process that issued it.

    ``clock_offset`` is how far a demo tenant's business time is ahead of the wall clock; zero for
    every other tenant. ``traceparent`` is the W3C trace context.
    """

    tenant: str
    actor: Actor
    traceparent: str
    clock_offset: timedelta = timedelta(0)
    idempotency_key: str | None = None

    @property
    def trace_id(self) -> str:
        """The 32 hexadecimal digits of the trace."""
        return self.traceparent.split("-")[1]

    def acting_as(self, actor: Actor) -> CallContext:
        """The same call on behalf of another actor."""
        return replace(self, actor=actor)


def new_traceparent() -> str:
    """A W3C ``traceparent`` that begins a trace."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def child_traceparent(parent: str) -> str:
    """The same trace, one span deeper."""
    version, trace, _span, flags = parent.split("-")
    return f"{version}-{trace}-{secrets.token_hex(8)}-{flags}"
