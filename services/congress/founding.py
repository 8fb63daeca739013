"""The first tenant and the first administrator, made before anybody can log in.

Works on congress's own database through the ordinary use cases, so that row rule, audit and checks hold.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from services.congress.domain.account import Account
from services.congress.handlers import accounts, tenants
from services.congress.persistence.store import STORE
from shared.config import Settings
from shared.files import write_private
from shared.persistence.engine import single_engine
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import PLATFORM, Actor, CallContext, new_traceparent
from shared.tenancy.roles import Role

OPERATOR_LOGIN = "operator"


def found_platform(settings: Settings) -> Path:
    """Make the platform tenant and its operator where they are missing; returns the file with the password."""
    path = settings.home / "secrets" / "operator.json"
    engine = single_engine(settings, "congress", "app")
    founder = Actor("founder", frozenset({Role.OPERATOR}))
    with engine.connect() as connection:
        work = UnitOfWork(connection, STORE, CallContext(PLATFORM, founder, new_traceparent()))
        tenants.register_tenant(
            work,
            {
                "tenant_id": PLATFORM,
                "display_name": "平台",
                "kind": "platform",
                "parent": None,
                "demo": False,
            },
        )
        if work.find(Account, login=OPERATOR_LOGIN) is None:
            password = secrets.token_urlsafe(12)
            accounts.create_accounts(
                work,
                {
                    "accounts": [
                        {
                            "login": OPERATOR_LOGIN,
                            "display_name": "系统运维",
                            "roles": [Role.OPERATOR],
                            "unit": None,
                            "password": password,
                        }
                    ]
                },
            )
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_private(path, json.dumps({"login": OPERATOR_LOGIN, "password": password}).encode())
        if work.touched:
            work.audit("congress.founded")
        connection.commit()
    return path


def found_tenant(
    settings: Settings, tenant_id: str, display_name: str, kind: str, login: str, password: str
) -> None:
    """Make a tenant and its first administrator (a clerk of the congress)."""
    founder = Actor("founder", frozenset({Role.OPERATOR}))
    engine = single_engine(settings, "congress", "app")
    with engine.connect() as connection:
        work = UnitOfWork(connection, STORE, CallContext(PLATFORM, founder, new_traceparent()))
        tenants.register_tenant(
            work,
            {
                "tenant_id": tenant_id,
                "display_name": display_name,
                "kind": kind,
                "parent": None,
                "demo": False,
            },
        )
        work.audit("congress.founded")
        connection.commit()
    with engine.connect() as connection:
        work = UnitOfWork(connection, STORE, CallContext(tenant_id, founder, new_traceparent()))
        accounts.create_accounts(
            work,
            {
                "accounts": [
                    {
                        "login": login,
                        "display_name": "管理员",
                        "roles": [Role.CONGRESS_CLERK],
                        "unit": None,
                        "password": password,
                    }
                ]
            },
        )
        work.audit("congress.founded")
        connection.commit()


def record_operator_act(settings: Settings, act: str, facts: dict[str, str]) -> None:
    """Put an act done at the command line into the platform's audit chain."""
    engine = single_engine(settings, "congress", "app")
    operator = Actor("command-line", frozenset({Role.OPERATOR}))
    with engine.connect() as connection:
        work = UnitOfWork(connection, STORE, CallContext(PLATFORM, operator, new_traceparent()))
        work.touched.append([act, *sorted(f"{name}={value}" for name, value in facts.items())])
        work.audit(act)
        connection.commit()
