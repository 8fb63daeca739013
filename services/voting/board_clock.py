"""The clock by which accepted ballots join the boards: minute batches, whoever looks at a screen (ballot-format.md)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
import sqlalchemy as sa
from nameko.extensions import DependencyProvider

from services.voting.handlers.electronic import take_batch
from services.voting.persistence.ballot_box import OPEN_BOARDS, boards_due
from services.voting.persistence.store import STORE
from shared.config import Settings
from shared.kernel.errors import DomainError
from shared.persistence.engine import kept_engine, single_engine
from shared.persistence.unit_of_work import unit_of_work
from shared.telemetry import log
from shared.tenancy.context import Actor, CallContext, new_traceparent

ACT = "voting.batch_taken"
LOOK_SECONDS = 2
"""Between two looks at which boards are due; the boards of all tenants are looked at together."""


class BoardKeeper:
    """Takes the batches that are due. Any number of processes may do so at once."""

    def __init__(self, settings: Settings) -> None:
        self._every = timedelta(seconds=settings.batch_seconds)
        self._due = sa.select(OPEN_BOARDS.c.tenant_id, OPEN_BOARDS.c.election).where(boards_due(self._every))
        self._lists = kept_engine(settings, STORE.service, "relay")
        self._works = single_engine(settings, STORE.service, "app")

    def close(self) -> None:
        """Give the connection back."""
        self._lists.dispose()

    def take_due(self) -> int:
        """Let each board that is due take what waits; returns how many had ballots to take.

        A board that fails, or a database that is away, is tried again at the next look.
        """
        try:
            with self._lists.connect() as database:
                due = database.execute(self._due).all()
        except (sa.exc.SQLAlchemyError, psycopg.Error, OSError) as away:
            log.warning("boards_not_looked_at", error=type(away).__name__)
            return 0
        return sum(self._take(tenant, election) for tenant, election in due)

    def _take(self, tenant: str, election: str) -> bool:
        context = CallContext(tenant, Actor.service(STORE.service), new_traceparent())
        try:
            with unit_of_work(self._works, STORE, context) as (work, database):
                taken = take_batch(work, election, self._every)
                if taken:
                    work.audit(ACT)
                database.commit()
        except (sa.exc.SQLAlchemyError, psycopg.Error, OSError, DomainError) as failed:
            log.error("batch_not_taken", tenant=tenant, election=election, error=type(failed).__name__)
            return False
        return taken


class BoardClock(DependencyProvider):
    """The dependency of the voting service: ``clock = BoardClock()``."""

    def setup(self) -> None:
        """Know where the boards are."""
        self._kept = BoardKeeper(self.container.config["settings"])

    def stop(self) -> None:
        """Give the connection back."""
        self._kept.close()

    def get_dependency(self, worker_ctx: Any) -> BoardKeeper:
        """The one keeper of this process."""
        return self._kept
