"""A service outlives its database's restart: connections that died in the pool are replaced, unasked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import psycopg
import pytest
import sqlalchemy as sa

from services.congress.domain.records import Figure
from shared.contracts import congress
from shared.persistence.engine import app_engine
from shared.persistence.unit_of_work import unit_of_work
from shared.tenancy.context import Actor, CallContext, new_traceparent
from tests.support.direct import DirectSuite

FIGURE = {"figures": [{"metric": "收到建议", "value": 500, "as_printed": "500余项", "qualifier": "余"}]}


@pytest.fixture
def suite(make_suite: Callable[..., DirectSuite]) -> DirectSuite:
    return make_suite("congress")


def opened(engine: sa.Engine, number: int) -> list[int]:
    """Fill the pool with idle connections; their backends."""
    connections = [engine.connect() for _ in range(number)]
    backends = [each.execute(sa.text("SELECT pg_backend_pid()")).scalar_one() for each in connections]
    for each in connections:
        each.close()
    return backends


def end(superuser_dsn: str, backends: list[int]) -> None:
    """End them, as a restart of the database would; returns when they are gone."""
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        for each in backends:
            connection.execute("SELECT pg_terminate_backend(%s, 10000)", (each,))


def test_what_died_in_the_pool_is_replaced_and_the_call_is_answered(
    suite: DirectSuite, superuser_dsn: str, fresh_tenant: str
) -> None:
    engine = app_engine(replace(suite.settings, max_workers=3), "congress")
    context = CallContext(fresh_tenant, Actor.service("congress"), new_traceparent())
    store = suite.stores["congress"]
    suite.call(congress.RECORD_FIGURES, FIGURE, tenant=fresh_tenant)
    end(superuser_dsn, opened(engine, 3))
    for _ in range(4):
        with unit_of_work(engine, store, context) as (work, _connection):
            assert work.count(Figure) == 1
    engine.dispose()


def test_a_database_that_refuses_is_not_asked_again(suite: DirectSuite, fresh_tenant: str) -> None:
    context = CallContext("bad\x00tenant", Actor.service("congress"), new_traceparent())
    with (
        pytest.raises(sa.exc.DBAPIError),
        unit_of_work(suite.engines["congress"], suite.stores["congress"], context),
    ):
        pass
