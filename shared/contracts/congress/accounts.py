"""Requests and responses about accounts and sessions."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.congress.tenants import TenantView
from shared.contracts.schemas import PageQuery, Strict, count, identifier, listed, name
from shared.tenancy.roles import Role

PASSWORD = validate.Length(12, 128, error="口令应为12至128个字符。")
GRANTABLE = [role.value for role in Role if role not in (Role.RESIDENT, Role.SERVICE)]


class NewAccount(Strict):
    """An account. ``unit`` is the office, department, station or task force that it works for."""

    login = fields.String(required=True, validate=validate.Regexp(r"\A[a-z0-9][a-z0-9._-]{2,39}\Z"))
    display_name = name(40)
    roles = listed(fields.String(validate=validate.OneOf(GRANTABLE)), most=6, least=1)
    unit = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 80))
    password = fields.String(required=True, validate=PASSWORD, load_only=True)


class CreateAccounts(Strict):
    """Accounts, entered as a sheet."""

    accounts = listed(NewAccount, most=50, least=1)


class AccountView(Strict):
    """An account without its secret."""

    id = identifier()
    version = fields.Integer(required=True)
    login = name(40)
    display_name = name(40)
    roles = fields.List(fields.String(), required=True)
    unit = fields.String(required=True, allow_none=True)


class AccountQuery(PageQuery):
    """Accounts of the tenant."""


class SignIn(Strict):
    """Login name and password."""

    login = fields.String(required=True, validate=validate.Length(1, 40))
    password = fields.String(required=True, validate=validate.Length(1, 128), load_only=True)


class SignedIn(Strict):
    """A session token, or why there is none: ``refused`` is ``wrong`` or ``locked``."""

    token = fields.String(required=True, allow_none=True)
    refused = fields.String(required=True, allow_none=True)
    retry_after_seconds = count()


class SignOut(Strict):
    """End a session."""

    token = fields.String(required=True, validate=validate.Length(1, 200))


class SignedOut(Strict):
    """How many sessions were ended."""

    ended = count()


class ChangePassword(Strict):
    """A new password; every session of the account ends."""

    old_password = fields.String(required=True, validate=validate.Length(1, 128), load_only=True)
    new_password = fields.String(required=True, validate=PASSWORD, load_only=True)


class EndAccountSessions(Strict):
    """End every session of an account."""

    account_id = identifier()


class OpenCall(Strict):
    """What the gateway asks at the beginning of each request: whose session is this?"""

    token = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 200))
    tenant_id = identifier()


class ActorView(Strict):
    """The account behind a session."""

    id = identifier()
    display_name = name(40)
    roles = fields.List(fields.String(), required=True)
    unit = fields.String(required=True, allow_none=True)


class CallOpened(Strict):
    """The tenant, and the actor when the session lives."""

    tenant = fields.Nested(TenantView, required=True, allow_none=True)
    actor = fields.Nested(ActorView, required=True, allow_none=True)
