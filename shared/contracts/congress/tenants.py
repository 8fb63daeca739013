"""Who is a tenant, under whom, and its business clock."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.schemas import PageQuery, Strict, choice, identifier, name

TENANT_KINDS = ("platform", "province", "city", "county", "district", "township", "street")


class RegisterTenant(Strict):
    """A congress joins. ``tenant_id`` is its address for ever."""

    tenant_id = fields.String(required=True, validate=validate.Regexp(r"\A[a-z][a-z0-9-]{1,38}\Z"))
    display_name = name(60)
    kind = choice(*TENANT_KINDS)
    parent = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 40))
    demo = fields.Boolean(load_default=False)


class TenantView(Strict):
    """A tenant as the registry shows it to everyone."""

    id = identifier()
    version = fields.Integer(required=True)
    display_name = name(60)
    kind = choice(*TENANT_KINDS)
    parent = fields.String(required=True, allow_none=True)
    demo = fields.Boolean(required=True)
    clock_offset_seconds = fields.Integer(required=True)


class TenantQuery(PageQuery):
    """Which tenants: all, or the children of one."""

    parent = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 40))


class MoveClock(Strict):
    """Set a demo tenant's business time."""

    tenant_id = identifier()
    to = fields.AwareDateTime(required=True, format="iso")
