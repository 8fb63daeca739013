"""Databases and roles: one database a service, and for it an owner, an application and a relay role.

Nobody has BYPASSRLS; the application role owns nothing.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from shared.config import SERVICES
from shared.files import write_private

ROLE_KINDS = ("owner", "app", "relay")


def make_passwords(path: Path, prefix: str, services: Iterable[str] = SERVICES) -> dict[str, str]:
    """The passwords of all database roles, made once and kept in a file only the owner may read."""
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [
        f"{prefix}_{service}_{kind}"
        for service in services
        for kind in ROLE_KINDS
        if f"{prefix}_{service}_{kind}" not in known
    ]
    if missing:
        known.update({role: secrets.token_urlsafe(24) for role in missing})
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(path, json.dumps(known, indent=1).encode())
    return known


def provision(
    superuser_dsn: str, prefix: str, passwords: dict[str, str], services: Iterable[str] = SERVICES
) -> None:
    """Create what is missing of databases and roles, and set the roles' passwords."""
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        databases = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        for service in services:
            for kind in ROLE_KINDS:
                _role(connection, f"{prefix}_{service}_{kind}", passwords, roles)
            name = f"{prefix}_{service}"
            if name not in databases:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                        sql.Identifier(name), sql.Identifier(f"{name}_owner")
                    )
                )
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
            for kind in ("app", "relay"):
                connection.execute(
                    sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                        sql.Identifier(name), sql.Identifier(f"{name}_{kind}")
                    )
                )
    for service in services:
        with psycopg.connect(superuser_dsn, dbname=f"{prefix}_{service}", autocommit=True) as connection:
            owner = sql.Identifier(f"{prefix}_{service}_owner")
            connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner))
            for kind in ("app", "relay"):
                connection.execute(
                    sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(
                        sql.Identifier(f"{prefix}_{service}_{kind}")
                    )
                )


def _role(
    connection: psycopg.Connection[tuple[object, ...]],
    role: str,
    passwords: dict[str, str],
    known: set[object],
) -> None:
    statement = "ALTER" if role in known else "CREATE"
    connection.execute(
        sql.SQL(
            statement + " ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {}"
        ).format(sql.Identifier(role), sql.Literal(passwords[role]))
    )
