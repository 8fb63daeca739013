"""A congress's clerk at work with supervision, through the operations of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from shared.contracts import supervision
from shared.contracts.congress import DAY_BEGUN
from shared.contracts.operation import Operation
from shared.kernel.clock import at_local
from shared.kernel.errors import DomainError
from shared.kernel.identity import new_id
from shared.messaging.envelope import RemoteRefusal
from shared.persistence.platform_tables import OUTBOX
from shared.tenancy.roles import Role
from tests.support.calling import CallingSuite
from tests.unit.supervision.builders import rulebook


@contextmanager
def refused(error: type[DomainError]) -> Iterator[None]:
    """What is done here is refused by the service with that error."""
    with pytest.raises(RemoteRefusal) as found:
        yield
    assert found.value.remote_code == error.code


class Office:
    """One tenant with an open cycle; ``on`` moves its business clock."""

    def __init__(self, suite: CallingSuite, tenant: str, rules: Mapping[str, Any], year: int = 2024) -> None:
        self.suite = suite
        self.tenant = tenant
        self.offset = timedelta(0)
        self.cycle_id = self.open_cycle(rules, year)

    def open_cycle(self, rules: Mapping[str, Any], year: int) -> str:
        """Another cycle of the same tenant."""
        return self.suite.open_cycle(tenant=self.tenant, year=year, rulebook=rulebook(dict(rules)).to_data())

    def on(self, day: str) -> None:
        """Make it that day."""
        self.offset = at_local(datetime.fromisoformat(day).date()) - datetime.now(UTC)

    def begin(self, day: str) -> None:
        """Congress says that this day has begun."""
        self.on(day)
        offset = str(self.offset.total_seconds())
        headers = {
            "event": DAY_BEGUN.key,
            "message_id": new_id(),
            "tenant": self.tenant,
            "clock_offset": offset,
        }
        self.suite.deliver(headers, {"cycle_id": self.cycle_id, "year": int(day[:4]), "on": day})

    def call(
        self,
        operation: Operation,
        role: Role = Role.CONGRESS_CLERK,
        /,
        who: str = "clerk",
        unit: str | None = None,
        **body: Any,
    ) -> Any:
        """Call an operation as an account with that role."""
        return self.suite.call(
            operation,
            body,
            tenant=self.tenant,
            role=role,
            actor_id=who,
            unit=unit,
            offset=self.offset,
            pump=False,
        )

    def announce(
        self, codes: list[str], *, lost: list[str] | None = None, body_name: str = "", track: str = "congress"
    ) -> dict[str, str]:
        """Voting announces a result; returns candidate ids by code."""
        ids = {code: new_id() for code in [*codes, *(lost or [])]}
        body = "congress" if track == "congress" else "street_assembly"
        fact = {
            "vote_id": new_id(),
            "cycle_id": self.cycle_id,
            "track": track,
            "body": body,
            "body_name": body_name,
            "effect": "decision" if body == "congress" else "recommendation",
            "list_id": new_id(),
            "announced_on": "2024-02-29",
            "candidates": [
                self._candidate(code, ids[code], rank, code in codes) for rank, code in enumerate(ids, 1)
            ],
        }
        self.deliver(fact)
        return ids

    def deliver(self, fact: dict[str, Any], message_id: str | None = None) -> None:
        """Hand supervision the announcement of a result."""
        headers = {
            "event": "voting.result_announced",
            "message_id": message_id or new_id(),
            "tenant": self.tenant,
        }
        self.suite.deliver(headers, fact)

    def _candidate(self, code: str, candidate_id: str, rank: int, determined: bool) -> dict[str, Any]:
        return {
            "candidate_id": candidate_id,
            "code": code,
            "name": f"项目{code}",
            "content": "建设内容",
            "implementer": f"{code}牵头局",
            "investment_fen": 186_000_000,
            "funding_source": "县级财政",
            "period": "4-12月",
            "requirements": "",
            "suggestion_ids": [f"s-{code}-1", f"s-{code}-2"],
            "approve": 250 - rank,
            "against": rank,
            "abstain": 0,
            "rank": rank,
            "determined": determined,
            "second_ballot": None,
        }

    def plan(self) -> dict[str, Any]:
        """The one plan of the cycle."""
        (plan,) = self.call(supervision.LIST_PLANS, cycle_id=self.cycle_id)["items"]
        return dict(plan)

    def projects(self) -> dict[str, dict[str, Any]]:
        """All projects of the cycle by code, as the clerk sees them."""
        found = self.call(supervision.LIST_PROJECTS, cycle_id=self.cycle_id, limit=200)["items"]
        return {each["code"]: each for each in found}

    def name_heads(self) -> None:
        """Every project gets its responsible unit's head."""
        sheet = [
            {
                "project_id": each["id"],
                "lead": each["implementer"],
                "principal_head": f"{each['implementer']}局长",
            }
            for each in self.projects().values()
        ]
        self.call(supervision.ASSIGN_DEPARTMENTS, projects=sheet)

    def adopt(self, day: str = "2024-03-15", body: str = "主任会议") -> dict[str, Any]:
        """The plan is adopted and published."""
        plan = self.plan()
        adopted = self.call(
            supervision.ADOPT_PLAN, plan_id=plan["id"], body=body, adopted_on=day, published_on=day
        )
        return dict(adopted)

    def listed(self, codes: list[str], day: str = "2024-03-15") -> dict[str, str]:
        """Determined and adopted projects: ids by code."""
        self.announce(codes)
        self.name_heads()
        self.adopt(day)
        return {code: each["id"] for code, each in self.projects().items()}

    def emitted(self, event: str) -> list[dict[str, Any]]:
        """The facts of that kind that this tenant's supervision has published, oldest first."""
        with self.suite.relays["supervision"].connect() as database:
            rows = database.execute(
                sa.select(OUTBOX).where(OUTBOX.c.tenant_id == self.tenant).order_by(OUTBOX.c.seq)
            ).all()
        return [row.payload for row in rows if row.headers["event"] == f"supervision.{event}"]
