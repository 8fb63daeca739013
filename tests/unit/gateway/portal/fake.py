"""A stand-in for the bus: it answers by the contracts, checks roles and requests as the services do."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError

from shared.contracts import congress, voting
from shared.contracts.operation import Operation
from shared.kernel.errors import DomainError, Forbidden, InvalidInput
from shared.messaging.rpc_client import ServiceUnavailable
from shared.tenancy.context import CallContext
from tests.unit.gateway.portal.samples import HOSTILE, item, sample

TOKEN = "yuanyang.session-token"

ELECTION = "3xY7zZ4bkHsQm2"
_QUESTIONS = [
    {"answers": [f"id-1 {HOSTILE}"], "min": 0, "max": 1, "question": question}
    for question in ("赞成", "反对")
]
ELECTRONIC: dict[str, Any] = {
    "uuid": ELECTION,
    "vote_id": None,
    "rating_id": None,
    "state": "open",
    "candidates": ["id-1"],
    "election": json.dumps({"name": HOSTILE, "questions": _QUESTIONS}),
    "head": "a" * 64,
    "result": [[1], [0]],
}
"""An electronic vote: its record is JSON inside JSON, of which the contract knows nothing."""


@dataclass
class FakeRpc:
    """Answers each operation with a full sample unless told otherwise.

    ``answers`` maps an operation's key to an answer, a function of the request, or an error to raise;
    ``silent`` are services that do not answer.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    calls: list[tuple[str, dict[str, Any], CallContext]] = field(default_factory=list)
    demo: bool = True
    roles: list[str] = field(default_factory=list)

    def call(self, operation: Operation, request: Any, context: CallContext) -> Any:
        """What the service would answer."""
        self.calls.append((operation.key, request, context))
        if operation.service in self.silent:
            raise ServiceUnavailable(service=operation.service)
        if not context.actor.has_any(operation.allowed):
            raise Forbidden()
        try:
            operation.request().load(request)
        except ValidationError as wrong:
            raise InvalidInput(detail=str(wrong.messages)) from wrong
        if operation.key == congress.OPEN_CALL.key and operation.key not in self.answers:
            return self._opened(request)
        answer = self.answers.get(operation.key)
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, DomainError):
            raise answer
        return answer if answer is not None else self._by_contract(operation)

    def asked(self, operation: Operation) -> list[tuple[dict[str, Any], CallContext]]:
        """The calls of one operation."""
        return [(request, context) for key, request, context in self.calls if key == operation.key]

    def _opened(self, request: dict[str, Any]) -> dict[str, Any]:
        tenant_id = request["tenant_id"]
        if tenant_id == "nowhere":
            return {"tenant": None, "actor": None}
        tenant = item(
            congress.LIST_TENANTS,
            id=tenant_id,
            display_name="原阳县（演示）" if self.demo else "某县",
            kind="county",
            demo=self.demo,
            clock_offset_seconds=0,
        )
        signed_in = request["token"] == TOKEN and self.roles
        actor = {"id": "a1", "display_name": "人大工作人员01", "roles": self.roles, "unit": "县住建局"}
        return {"tenant": tenant, "actor": actor if signed_in else None}

    def _by_contract(self, operation: Operation) -> dict[str, Any]:
        """A full sample; where a contract leaves the shape open, as the service fills it."""
        if operation.key == congress.LIST_TENANTS.key:
            return {
                "items": [item(congress.LIST_TENANTS, kind="county", parent=None, demo=self.demo)],
                "next": None,
            }
        if operation.key == congress.GET_RULEBOOK.key:
            rule = {"key": "voting.quota", "meaning": HOSTILE, "value": HOSTILE, "citation": HOSTILE}
            return sample(operation.response, stated=[rule], unstated=[{**rule, "citation": None}])
        if operation.key == voting.GET_ELECTRONIC_VOTE.key:
            return sample(operation.response, **ELECTRONIC)
        if operation.key == voting.LIST_ELECTRONIC_VOTES.key:
            return {"items": [item(voting.LIST_ELECTRONIC_VOTES, **ELECTRONIC)], "next": None}
        answer = sample(operation.response)
        return {**answer, "next": None} if set(answer) == {"items", "next"} else answer
