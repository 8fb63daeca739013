"""A tenant that collects suggestions, worked with through the operations of collection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from services.congress.templates import load_template
from shared.contracts import collection
from shared.contracts.operation import Operation
from shared.kernel.clock import at_local
from shared.kernel.errors import DomainError
from shared.kernel.identity import new_id
from shared.messaging.envelope import RemoteRefusal
from shared.persistence.platform_tables import OUTBOX
from shared.tenancy.roles import Role
from tests.support.calling import CallingSuite


@contextmanager
def refused(error: type[DomainError]) -> Iterator[Any]:
    """What is done here is refused by the service with that error."""
    with pytest.raises(DomainError) as found:
        yield found
    code = found.value.remote_code if isinstance(found.value, RemoteRefusal) else found.value.code
    assert code == error.code


class Office:
    """One congress with an open cycle under a shipped template; ``on`` moves its business clock."""

    def __init__(self, suite: CallingSuite, tenant: str, template: str, cycle_id: str | None = None) -> None:
        self.suite = suite
        self.tenant = tenant
        self.offset = timedelta(0)
        self.cycle_id = cycle_id or suite.open_cycle(tenant=tenant, rulebook=load_template(template))
        self.round_id = ""

    def on(self, day: str) -> None:
        """Make it that day."""
        self.offset = at_local(date.fromisoformat(day)) - datetime.now(UTC)

    def call(
        self,
        operation: Operation,
        role: Role = Role.CONGRESS_CLERK,
        /,
        *,
        unit: str | None = None,
        tenant: str | None = None,
        key: str | None = None,
        **body: Any,
    ) -> Any:
        """Call an operation as an account with that role."""
        return self.suite.call(
            operation,
            body,
            tenant=tenant or self.tenant,
            role=role,
            unit=unit,
            actor_id="anonymous" if role is Role.RESIDENT else "account-1",
            offset=self.offset,
            key=key,
        )

    def open_round(self, starts_on: str, ends_on: str, channels: list[dict[str, Any]]) -> Any:
        """Publish a notice on the first day and open its round."""
        self.on(starts_on)
        opened = self.call(
            collection.OPEN_ROUND,
            cycle_id=self.cycle_id,
            title="关于面向社会公开征集民生实事项目的通告",
            scope="面向全社会征集普惠性、公益性的民生实事建议项目。",
            contact="人大代表联络服务中心",
            channels=channels,
            published_in=["政府网站"],
            starts_on=starts_on,
            ends_on=ends_on,
        )
        self.round_id = opened["id"]
        return opened

    def rows(self, channel: str, number: int, kind: str = "resident", **parts: Any) -> list[dict[str, Any]]:
        """So many rows of a sheet that came by one channel."""
        return [
            {
                "channel": channel,
                "category": "education",
                "title": f"建议{channel}{index}",
                "content": "内容",
                "place": "某地",
                "proposer_kind": kind,
                **parts,
            }
            for index in range(number)
        ]

    def enter(self, *sheets: list[dict[str, Any]], role: Role = Role.CONGRESS_CLERK, **call: Any) -> Any:
        """Enter rows into the round."""
        entries = [row for sheet in sheets for row in sheet]
        return self.call(collection.RECORD_SUGGESTIONS, role, round_id=self.round_id, entries=entries, **call)

    def settle(
        self, suggestion_ids: list[str], outcome: str, item_id: str, reason: str = "", number: int = 1
    ) -> None:
        """Screening decided, and says so twice, as a broker may."""
        headers = {"event": "screening.suggestion_settled", "tenant": self.tenant}
        fact = {
            "number": number,
            "cycle_id": self.cycle_id,
            "suggestion_ids": suggestion_ids,
            "item_id": item_id,
            "outcome": outcome,
            "reason": reason,
        }
        for message_id in (new_id(), new_id()):
            self.suite.deliver({**headers, "message_id": message_id}, fact)

    def facts(self, event: str) -> list[Any]:
        """What collection told the others about this tenant."""
        with self.suite.relays["collection"].connect() as database:
            rows = database.execute(
                sa.select(OUTBOX.c.payload, OUTBOX.c.headers)
                .where(OUTBOX.c.tenant_id == self.tenant)
                .order_by(OUTBOX.c.seq)
            ).all()
        return [row.payload for row in rows if row.headers["event"] == event]

    def statistics(self, **query: Any) -> Any:
        """The statistics as everyone reads them."""
        return self.call(collection.GET_STATISTICS, Role.RESIDENT, **query)


def counts(lines: list[dict[str, Any]]) -> dict[str, int]:
    """Code to number."""
    return {each["code"]: each["count"] for each in lines}
