"""Connections to a service's database, safe under eventlet's green threads."""

from __future__ import annotations

import os

# psycopg's C waiting loop blocks the whole hub; the Python one yields to it. It is read at import.
os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_select")

import sqlalchemy as sa

from shared.config import Settings

POOL_TIMEOUT_SECONDS = 10


def app_engine(settings: Settings, service: str) -> sa.Engine:
    """The pool with which a service works: as many connections as workers, never more.

    No ping before each use: ``unit_of_work`` replaces a connection that died in the pool.
    """
    return sa.create_engine(
        settings.database.url(service, "app"),
        pool_size=settings.max_workers,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        hide_parameters=True,
        connect_args={"application_name": f"piaojue-{service}"},
    )


def kept_engine(settings: Settings, service: str, kind: str) -> sa.Engine:
    """One connection for one role, kept: for what is asked every few seconds. One that died is replaced."""
    return sa.create_engine(
        settings.database.url(service, kind),
        pool_size=1,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"application_name": f"piaojue-{service}-{kind}"},
    )


def single_engine(settings: Settings, service: str, kind: str) -> sa.Engine:
    """A short-lived engine for one role (migrations, relay, audit, backup): no pool."""
    return sa.create_engine(
        settings.database.url(service, kind),
        poolclass=sa.NullPool,
        hide_parameters=True,
        connect_args={"application_name": f"piaojue-{service}-{kind}"},
    )
