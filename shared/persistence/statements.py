"""The statements of a unit of work, built once a process: only parameters differ from call to call."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.persistence.platform_tables import COUNTERS, IDEMPOTENCY, INBOX, OUTBOX

SET_TENANT = sa.text("SELECT set_config('app.tenant', :tenant, true)")

_COUNTER = insert(COUNTERS).values(tenant_id=sa.bindparam("tenant"), series=sa.bindparam("name"), value=1)
NEXT_NUMBER = _COUNTER.on_conflict_do_update(
    index_elements=["tenant_id", "series"], set_={"value": COUNTERS.c.value + 1}
).returning(COUNTERS.c.value)

EMIT = OUTBOX.insert()
# The relay is woken once a transaction, and by the same statement: a round trip less.
EMIT_AND_WAKE = EMIT.returning(sa.func.pg_notify("outbox", ""))

CLAIM_KEY = insert(IDEMPOTENCY).on_conflict_do_nothing().returning(IDEMPOTENCY.c.key)
_OF_KEY = (
    IDEMPOTENCY.c.tenant_id == sa.bindparam("tenant"),
    IDEMPOTENCY.c.actor == sa.bindparam("whose"),
    IDEMPOTENCY.c.key == sa.bindparam("which"),
)
READ_KEY = sa.select(IDEMPOTENCY.c.request_digest, IDEMPOTENCY.c.response).where(*_OF_KEY)
ANSWER_KEY = IDEMPOTENCY.update().where(*_OF_KEY).values(response=sa.bindparam("answer"))

NOTE_RECEIVED = insert(INBOX).on_conflict_do_nothing().returning(INBOX.c.message_id)


@cache
def select_equal(table: sa.Table, names: tuple[str, ...]) -> sa.Select[Any]:
    """The rows of ``tenant_id`` whose columns have the values given by their names."""
    return sa.select(table).where(*equal(table, names))


@cache
def find_equal(table: sa.Table, names: tuple[str, ...]) -> sa.Select[Any]:
    """The one row of them; a second one shows that it is not the only one."""
    return select_equal(table, names).limit(2)


@cache
def count_equal(table: sa.Table, names: tuple[str, ...]) -> sa.Select[Any]:
    """How many these are."""
    return sa.select(sa.func.count()).select_from(table).where(*equal(table, names))


def equal(table: sa.Table, names: tuple[str, ...]) -> list[sa.ColumnElement[bool]]:
    """The conditions; ``name in`` takes a list of values, of which any will do, ``name is null`` takes none."""
    clauses = [table.c.tenant_id == sa.bindparam("tenant_id")]
    for each in names:
        name, _, how = each.partition(" ")
        column = table.c[name]
        if how == "in":
            clauses.append(column.in_(sa.bindparam(name, expanding=True)))
        elif how == "is null":
            clauses.append(column.is_(None))
        else:
            clauses.append(column == sa.bindparam(name))
    return clauses


@cache
def update_version(table: sa.Table) -> sa.Update:
    """Change an aggregate's row, unless somebody saved it since: ``of``, ``which`` and ``expected`` say which."""
    return table.update().where(
        table.c.tenant_id == sa.bindparam("of"),
        table.c.id == sa.bindparam("which"),
        table.c.version == sa.bindparam("expected"),
    )
