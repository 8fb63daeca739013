"""A congress that screens, worked with through the operations of screening."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from services.congress.templates import load_template
from shared.contracts import screening
from shared.contracts.operation import Operation
from shared.kernel.clock import at_local
from shared.kernel.errors import DomainError
from shared.messaging.envelope import RemoteRefusal
from shared.persistence.platform_tables import OUTBOX
from shared.tenancy.roles import Role
from tests.integration.collection.office import Office as CollectionOffice
from tests.support.calling import CallingSuite

Row = dict[str, Any]
MET = [{"criterion": code, "met": True} for code in ("urgent", "mature", "merit")]


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
        self.template = template
        self.offset = timedelta(0)
        self.cycle_id = cycle_id or self.next_year(2024)

    def next_year(self, year: int) -> str:
        """Open a cycle, which the calls are about from now on."""
        self.cycle_id = self.suite.open_cycle(
            tenant=self.tenant, year=year, rulebook=load_template(self.template)
        )
        return self.cycle_id

    def on(self, day: str) -> None:
        """Make it that day."""
        self.offset = at_local(date.fromisoformat(day)) - datetime.now(UTC)

    def call(
        self,
        operation: Operation,
        role: Role = Role.CONGRESS_CLERK,
        /,
        *,
        tenant: str | None = None,
        **body: Any,
    ) -> Any:
        """Call an operation as an account with that role; the cycle is given where the request has one."""
        if "cycle_id" in operation.request().fields:
            body = {"cycle_id": self.cycle_id, **body}
        return self.suite.call(operation, body, tenant=tenant or self.tenant, role=role, offset=self.offset)

    def suggest(self, titles: list[str], place: str = "某地") -> list[str]:
        """Residents make so many suggestions; returns their ids, which the library has by then."""
        collecting = CollectionOffice(self.suite, self.tenant, self.template, self.cycle_id)
        first, last = "2023-09-11", "2023-10-20"
        collecting.open_round(first, last, [{"code": self._channel(), "open": True}])
        rows = [
            {**row, "title": title, "place": place}
            for row, title in zip(collecting.rows(self._channel(), len(titles)), titles, strict=True)
        ]
        return [str(each["id"]) for each in collecting.enter(rows)["receipts"]]

    def _channel(self) -> str:
        """The first channel of the rulebook."""
        rules = {each["key"]: each["value"] for each in load_template(self.template)["rules"]}
        return str(rules["collection.channels"][0]["code"])

    def items(self, **query: Any) -> list[Row]:
        """Every item of the library, by receipt: the order of making, as events keep none."""
        found: list[Row] = []
        after = None
        while True:
            page = self.call(screening.LIST_LIBRARY, limit=200, after=after, **query)
            found += page["items"]
            after = page["next"]
            if after is None:
                return sorted(found, key=lambda each: str(each["receipt"]))

    def ids(self, **query: Any) -> list[str]:
        """The ids of items."""
        return [str(each["id"]) for each in self.items(**query)]

    def judge(self, items: list[str], **failed: str) -> None:
        """Judge eligibility; ``failed`` gives criterion → reason for all of them."""
        rows = [{"criterion": code, "reason": reason} for code, reason in failed.items()]
        self.call(
            screening.JUDGE_ELIGIBILITY,
            judgements=[{"item_id": item, "failed": rows} for item in items],
        )

    def short_list(self, items: list[str], track: str = "congress") -> None:
        """Short-list eligible items for a track."""
        rulings = [
            {"item_id": item, "keep": True, "marks": MET, "reason": "群众急需", "track": track}
            for item in items
        ]
        self.call(screening.SORT_ITEMS, rulings=rulings)

    def argue(self, panel: str, group: str, scores: dict[str, dict[str, int]], held_on: str) -> None:
        """Record a group's scores: item → criterion → points."""
        opinions = [{"item_id": item, "scores": points, "view": "同意"} for item, points in scores.items()]
        for start in range(0, len(opinions), 1000):
            self.call(
                screening.RECORD_OPINIONS,
                panel=panel,
                group=group,
                held_on=held_on,
                opinions=opinions[start : start + 1000],
            )

    def draft(self, items: list[str], prefix: str, track: str = "congress") -> Any:
        """Draft a list: a candidate an item."""
        rows = [dossier(f"{prefix}{number:02}", [item]) for number, item in enumerate(items, start=1)]
        return self.call(screening.DRAFT_LIST, track=track, candidates=rows)

    def step(self, code: str, day: str, *lists: Row, **more: Any) -> Any:
        """A meeting of the chain on that day."""
        self.on(day)
        return self.call(screening.RECORD_STEP, step=code, met_on=day, lists=list(lists), **more)["lists"]

    def facts(self, event: str) -> list[Any]:
        """What screening told the others about this tenant."""
        with self.suite.relays["screening"].connect() as database:
            rows = database.execute(
                sa.select(OUTBOX.c.payload, OUTBOX.c.headers)
                .where(OUTBOX.c.tenant_id == self.tenant)
                .order_by(OUTBOX.c.seq)
            ).all()
        return [row.payload for row in rows if row.headers["event"] == event]


def dossier(code: str, items: list[str], **changes: Any) -> Row:
    """A complete dossier."""
    return {
        "code": code,
        "name": f"项目{code}",
        "content": "内容",
        "implementer": "县教体局",
        "investment_fen": 265_000_000,
        "funding_source": "县级财政，已列入同次会议的预算草案",
        "period": "3-12月",
        "requirements": "当年完工",
        "item_ids": items,
        **changes,
    }


def off(listed: Row, codes: list[str], reason: str = "暂不具备条件") -> Row:
    """A list with what a meeting takes off it."""
    return {"list_id": listed["id"], "withdrawn": [{"code": code, "reason": reason} for code in codes]}
