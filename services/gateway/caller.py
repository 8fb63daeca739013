"""One HTTP request on the bus: whose it is, for which tenant, and the calls made on its behalf."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from shared.contracts import congress
from shared.contracts.operation import Operation
from shared.kernel.errors import DomainError, NotFound
from shared.messaging.rpc_client import RpcClient
from shared.tenancy.context import PLATFORM, Actor, CallContext, new_traceparent
from shared.tenancy.roles import Role
from shared.tenancy.signing import GATEWAY

TENANT_PATTERN = re.compile(r"\A[a-z][a-z0-9-]{1,38}\Z")


class SessionOver(DomainError):
    """The session has ended, expired, or belongs to another tenant."""

    code = "gateway.session-over"
    message = "登录已失效，请重新登录。"
    http_status = 401


@dataclass(frozen=True)
class Caller:
    """Who calls, for which tenant. Made once a request by ``identify``."""

    rpc: RpcClient
    context: CallContext
    tenant: dict[str, Any]
    account: dict[str, Any] | None

    def call(
        self, operation: Operation, request: dict[str, Any] | None = None, key: str | None = None
    ) -> Any:
        """The response of an operation on the caller's behalf.

        A command without a key gets one of its own, so that it is safe to send again when the
        connection is lost. A ballot is cast by nobody: whoever calls, the context is anonymous and its trace new.
        """
        if operation.unlinked:
            return self.rpc.call(operation, request or {}, self._of_nobody())
        idempotency_key = (key or secrets.token_hex(16)) if operation.writes else None
        context = CallContext(
            tenant=self.context.tenant,
            actor=self.context.actor,
            traceparent=self.context.traceparent,
            clock_offset=self.context.clock_offset,
            idempotency_key=idempotency_key,
        )
        return self.rpc.call(operation, request or {}, context)

    def _of_nobody(self) -> CallContext:
        """The tenant and nothing of the request."""
        return CallContext(
            tenant=self.context.tenant,
            actor=Actor.anonymous(),
            traceparent=new_traceparent(),
            clock_offset=self.context.clock_offset,
        )

    def may(self, operation: Operation) -> bool:
        """Whether the caller's role includes an operation; pages show only what is possible."""
        return self.context.actor.has_any(operation.allowed)

    @property
    def signed_in(self) -> bool:
        """Whether an account stands behind the call."""
        return self.account is not None


def nobody(rpc: RpcClient, tenant_id: str) -> Caller:
    """Who casts a ballot: no session is looked up, nor anything of the tenant; raises ``NotFound`` for what is no name of one."""
    if not TENANT_PATTERN.match(tenant_id):
        raise NotFound(kind="租户", id=tenant_id[:40])
    return Caller(rpc, CallContext(tenant_id, Actor.anonymous(), new_traceparent()), {}, None)


def gateway_context(tenant: str, traceparent: str, key: str | None = None) -> CallContext:
    """The context in which the gateway acts for itself."""
    return CallContext(tenant, Actor.service(GATEWAY), traceparent, idempotency_key=key)


def identify(rpc: RpcClient, tenant_id: str, token: str | None, traceparent: str) -> Caller:
    """Find tenant and session; raises ``NotFound`` for an unknown tenant, ``SessionOver`` for a dead token."""
    if not TENANT_PATTERN.match(tenant_id):
        raise NotFound(kind="租户", id=tenant_id[:40])
    home = token.split(".", 1)[0] if token and "." in token else tenant_id
    if home not in (tenant_id, PLATFORM) or (token and "." not in token):
        raise SessionOver()
    opened = rpc.call(
        congress.OPEN_CALL,
        {"token": token, "tenant_id": tenant_id},
        gateway_context(home, traceparent),
    )
    tenant, account = opened["tenant"], opened["actor"]
    if tenant is None:
        raise NotFound(kind="租户", id=tenant_id)
    if token and account is None:
        raise SessionOver()
    actor = Actor.anonymous()
    if account is not None:
        roles = frozenset(Role(each) for each in account["roles"])
        if home != tenant_id:
            roles &= {Role.OPERATOR}
        actor = Actor(account["id"], roles, account["unit"])
    context = CallContext(
        tenant=tenant_id,
        actor=actor,
        traceparent=traceparent,
        clock_offset=timedelta(seconds=tenant["clock_offset_seconds"]),
    )
    return Caller(rpc, context, tenant, account)
