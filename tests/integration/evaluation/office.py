"""A congress's office at work: evaluation on a real database, called as an account with a role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.contracts import evaluation as e
from shared.contracts.operation import Operation
from shared.kernel.clock import at_local
from shared.kernel.errors import DomainError
from shared.kernel.identity import new_id
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.roles import Role


@contextmanager
def refused(error: type[DomainError]) -> Iterator[None]:
    """The call inside is refused with this error's permanent code."""
    with pytest.raises(RemoteRefusal) as refusal:
        yield
    assert refusal.value.remote_code == error.code


class Office:
    """Calls of one tenant on a day of its business time."""

    def __init__(self, suite: Any, tenant: str) -> None:
        self.suite = suite
        self.tenant = tenant
        self.offset = timedelta(0)

    def on(self, day: str) -> None:
        """Move the business day."""
        self.offset = at_local(date.fromisoformat(day), 10) - datetime.now(UTC)

    def call(
        self, operation: Operation, role: Role = Role.CONGRESS_CLERK, actor: str = "clerk", **request: Any
    ) -> Any:
        """Call an operation."""
        return self.suite.call(
            operation, request, tenant=self.tenant, role=role, actor_id=actor, offset=self.offset
        )

    def open_cycle(self, year: int, **rules: Any) -> str:
        """A cycle with these ``evaluation.*`` values."""
        keys = {f"evaluation.{name}": value for name, value in rules.items()}
        return str(self.suite.open_cycle(tenant=self.tenant, year=year, rules=keys))

    def list_projects(self, cycle_id: str, year: int, units: Mapping[str, str]) -> dict[str, str]:
        """Let supervision list projects; returns code → id."""
        ids = {code: new_id() for code in units}
        for code, unit in units.items():
            self.project_listed(
                project_id=ids[code], cycle_id=cycle_id, year=year, code=code, implementer=unit
            )
        return ids

    def project_listed(self, **fact: Any) -> None:
        """One project as supervision lists it."""
        payload = {
            "track": "congress",
            "candidate_id": None,
            "name": f"项目{fact['code']}",
            "principal_head": "局长",
            "investment_fen": 100_000_000,
            "suggestion_ids": ["s-1"],
            **fact,
        }
        headers = {"event": "supervision.project_listed", "message_id": new_id(), "tenant": self.tenant}
        self.suite.deliver(headers, payload)

    def rate(self, rating_id: str, numbers: tuple[int, int, int], rows: Mapping[str, tuple[int, ...]]) -> Any:
        """Issue, take back and count by two tellers: in office, present, valid (one paper is invalid)."""
        in_office, present, valid = numbers
        self.call(
            e.RECORD_BALLOTS_ISSUED, rating_id=rating_id, in_office=in_office, present=present, issued=present
        )
        self.call(e.RECORD_BALLOTS_RETURNED, rating_id=rating_id, returned=present)
        lines = [
            {
                "project_id": id,
                "grades": {"satisfied": row[0], "fair": row[1], "dissatisfied": row[2]},
                "abstain": row[3],
            }
            for id, row in rows.items()
        ]
        for teller in ("teller-1", "teller-2"):
            view = self.call(
                e.ENTER_TELLER_SHEET,
                Role.TELLER,
                teller,
                rating_id=rating_id,
                valid=valid,
                invalid=present - valid,
                lines=lines,
            )
        return view
