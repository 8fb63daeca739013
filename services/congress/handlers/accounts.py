"""Accounts, log-in and sessions. Argon2 runs in a native thread, so that the hub goes on."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

from services.congress.domain.account import (
    SESSION_LIFETIME,
    Account,
    LoginTaken,
    PasswordWrong,
    Session,
    check_roles,
)
from services.congress.domain.tenant import Tenant
from shared.kernel.clock import WallClock
from shared.kernel.errors import Forbidden
from shared.kernel.identity import new_id
from shared.offload import off_the_hub
from shared.persistence.unit_of_work import UnitOfWork
from shared.tenancy.context import PLATFORM
from shared.tenancy.roles import Role

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))
"""Checked when the login is unknown, so that the time taken does not tell."""


def create_accounts(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Make accounts; only an operator makes operators, and only in the platform."""
    for each in request["accounts"]:
        if Role.OPERATOR in each["roles"] and (
            work.tenant != PLATFORM or not work.actor.has_any({Role.OPERATOR})
        ):
            raise Forbidden()
        check_roles(each["login"], each["roles"])
        if work.find(Account, login=each["login"]) is not None:
            raise LoginTaken(login=each["login"])
        work.add(
            Account(
                id=new_id(),
                login=each["login"],
                display_name=each["display_name"],
                roles=sorted(each["roles"]),
                unit=each["unit"],
                password_hash=off_the_hub(_hasher.hash, each["password"]),
            )
        )
    return {"saved": len(request["accounts"])}


def list_accounts(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Accounts of the tenant, without secrets."""
    return work.page(Account, page=request, order="login")


def sign_in(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """A session token, or the reason why there is none. Failures are counted, so this always commits."""
    now = WallClock().now()
    account = work.find(Account, login=request["login"])
    if account is not None and account.locked_for(now):
        return {"token": None, "refused": "locked", "retry_after_seconds": account.locked_for(now)}
    matches = _matches(account.password_hash if account else _NOBODY, request["password"])
    if account is None:
        return {"token": None, "refused": "wrong", "retry_after_seconds": 0}
    if not matches:
        account.note_failure(now)
        work.save(account)
        return {"token": None, "refused": "wrong", "retry_after_seconds": account.locked_for(now)}
    if account.failures:
        account.note_success()
        work.save(account)
    token = f"{work.tenant}.{secrets.token_urlsafe(32)}"
    work.add(
        Session(id=_token_id(token), account_id=account.id, started_at=now, expires_at=now + SESSION_LIFETIME)
    )
    return {"token": token, "refused": None, "retry_after_seconds": 0}


def sign_out(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """End the session of a token."""
    session = work.find(Session, id=_token_id(request["token"]))
    if session is None or session.ended:
        return {"ended": 0}
    session.ended = True
    work.save(session)
    return {"ended": 1}


def change_password(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Set the actor's own password; every session of the account ends."""
    account = work.get(Account, work.actor.id)
    if not _matches(account.password_hash, request["old_password"]):
        raise PasswordWrong()
    account.password_hash = off_the_hub(_hasher.hash, request["new_password"])
    work.save(account)
    return _end_sessions(work, account.id)


def end_account_sessions(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """End every session of an account."""
    return _end_sessions(work, work.get(Account, request["account_id"]).id)


def open_call(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """The tenant of a request, and the actor when the token's session lives in this tenant."""
    tenant = work.find(Tenant, id=request["tenant_id"])
    actor = None
    if request["token"] is not None:
        session = work.find(Session, id=_token_id(request["token"]))
        if session is not None and session.lives_at(WallClock().now()):
            actor = work.get(Account, session.account_id)
    return {"tenant": tenant, "actor": actor}


def _end_sessions(work: UnitOfWork, account_id: str) -> dict[str, Any]:
    sessions = work.all(Session, account_id=account_id, ended=False)
    for session in sessions:
        session.ended = True
        work.save(session)
    return {"ended": len(sessions)}


def _matches(password_hash: str, password: str) -> bool:
    try:
        return bool(off_the_hub(_hasher.verify, password_hash, password))
    except Argon2Error:
        return False


def _token_id(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
